// A clerk registers a household of five from its token by keyboard, gives it a card, finds it again, and tells a person what is recorded.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../build/browser.mjs";
import { arrived, handedOver } from "./story/family";
import { FAMILY, type Member, registers } from "./story/household";
import { inspect, nothingWrong } from "./inspection";
import { Person } from "./person";

/** Keys besides the names. */
const MOST_FOR_HEAD = 35;
const MOST_FOR_MEMBER = 15;

let browser: Browser;
before(async () => (browser = await launchBrowser()));
after(() => browser.close());

/** The parts of a card, without what differs from card to card. */
async function cardParts(clerk: Person): Promise<string> {
  assert.equal(await clerk.page.locator(".id-card__qr svg").count(), 1, await clerk.reads());
  const parts = await clerk.page.locator(".id-card > *").evaluateAll((all) => all.map((one) => `${one.className}: ${one.className.includes("notice") || one.className.includes("head") ? one.textContent : ""}`));
  return parts.join("\n");
}

let cardOfThoseWhoAgreed = "";
let number = "";

test("a household of five from its token: few keys, a card with its code and its notice", async () => {
  const token = await handedOver(browser);
  const clerk = await Person.enters(browser, "clerk");
  await arrived(clerk, token);
  await clerk.opens("/registration");
  await clerk.tabTo("#q");
  await clerk.type(token);
  await clerk.go();
  nothingWrong(await inspect(clerk.page, "ar", "registration_find_token"));
  await clerk.follows('main form[action="/registration"] button');
  await clerk.page.waitForSelector("html[data-js]");
  const keys = await registers(clerk, FAMILY, { agrees: true, more: () => clerk.go("F4") });
  console.log(`registration: key presses besides names: head ${keys[0]}, members ${keys.slice(1).join(", ")}; consent ${clerk.presses}`);
  nothingWrong(await inspect(clerk.page, "ar", "registration_register_filled"));
  await clerk.go("F2");
  assert.match(clerk.path, /^\/registration\/households\/[0-9a-f-]+$/, await clerk.reads());
  assert.equal(await clerk.page.locator("main tbody tr").count(), 5);
  nothingWrong(await inspect(clerk.page, "ar", "registration_household_new"));
  await clerk.go("F2");
  if (!clerk.path.endsWith("/card")) await clerk.follows('main a[href$="/card"]');
  cardOfThoseWhoAgreed = await cardParts(clerk);
  number = (await clerk.page.locator(".id-card__number").innerText()).trim();
  nothingWrong(await inspect(clerk.page, "ar", "registration_card_new"));
  nothingWrong(clerk.complaints);
  await clerk.leaves();
  assert.ok((keys[0] ?? 99) <= MOST_FOR_HEAD, `head: ${keys[0]} key presses`);
  nothingWrong(keys.slice(1).filter((one) => one > MOST_FOR_MEMBER).map((one) => `member: ${one} key presses`));
});

test("found by the number on the card, by the name as written, and by the name in Latin letters", async () => {
  const clerk = await Person.enters(browser, "clerk");
  for (const asked of [number, "زينب ادم اسحاق", "Zeinab Adam Ishaq"]) {
    await clerk.opens("/registration/find");
    await clerk.tabTo("#q");
    await clerk.type(asked);
    await clerk.go();
    assert.match(await clerk.reads(), /زينب آدم إسحاق/, asked);
  }
  nothingWrong(await inspect(clerk.page, "ar", "registration_found"));
  await clerk.leaves();
});

test("a person is told what is recorded, who has read it and what they may ask for", async () => {
  const clerk = await Person.enters(browser, "clerk");
  await clerk.opens("/registration/find");
  await clerk.tabTo("#q");
  await clerk.type(number);
  await clerk.go();
  await clerk.follows('main .card__title a[href^="/registration/people/"]');
  nothingWrong(await inspect(clerk.page, "ar", "registration_person_new"));
  await clerk.follows('main a[href$="/receipt"]');
  nothingWrong(await inspect(clerk.page, "ar", "registration_receipt_new"));
  assert.match(await clerk.reads(), /زينب آدم إسحاق/);
  await clerk.tabTo('main form.form [name="form"]');
  await clerk.press("Space");
  await clerk.tabTo("main form.form .button-row button");
  await clerk.go();
  assert.match(clerk.path, /^\/registration\/people\/[0-9a-f-]+$/, await clerk.reads());
  await clerk.leaves();
});

test("without the script, and with No to every question, the household has the same card", async () => {
  const clerk = await Person.enters(browser, "clerk", { javaScriptEnabled: false });
  await clerk.opens("/registration/register");
  const family: [Member, ...Member[]] = [{ name: "بخيتة موسى", sex: 0, born: "1984" }, ...FAMILY.slice(1)];
  await registers(clerk, family, {
    agrees: false,
    more: async () => {
      await clerk.tabTo('button[name="_more"]');
      await clerk.go();
    },
  });
  await clerk.go();
  assert.match(clerk.path, /^\/registration\/households\/[0-9a-f-]+$/, await clerk.reads());
  assert.equal(await clerk.page.locator("main tbody tr").count(), 5);
  await clerk.follows('main form:has([value="issue"]) button');
  if (!clerk.path.endsWith("/card")) await clerk.follows('main a[href$="/card"]');
  assert.equal(await cardParts(clerk), cardOfThoseWhoAgreed);
  await clerk.leaves();
});
