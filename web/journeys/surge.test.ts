// Surge mode: a family of five gets its ticket in a few keys, and nothing but the ticket's token reaches registration.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../build/browser.mjs";
import { arrived, counted, handedOver, tokenOn } from "./story/family";
import { inspect, nothingWrong } from "./inspection";
import { Person } from "./person";

const MOST_KEYS = 20;

let browser: Browser;
before(async () => (browser = await launchBrowser()));
after(() => browser.close());

test(`a family of five has its ticket after at most ${MOST_KEYS} keys`, async () => {
  const officer = await Person.enters(browser, "lane");
  await officer.opens("/crossing/surge");
  officer.presses = 0;
  await counted(officer);
  await officer.go("F2");
  console.log(`surge: a family of five, ${officer.presses} key presses`);
  assert.equal(await officer.page.locator(".ticket svg.qr").count(), 1, await officer.reads());
  assert.match(await tokenOn(officer), /^[0-9A-Z-]{6,}$/);
  assert.ok(officer.presses <= MOST_KEYS, `${officer.presses} key presses`);
  nothingWrong(await inspect(officer.page, "fr", "crossing_ticket"));
  nothingWrong(officer.complaints);
  await officer.leaves();
});

// A name that nobody of the story has: it must come from the lane if it is seen.
test("the token opens at registration, where nothing else of the family is known", async () => {
  const token = await handedOver(browser, "Tekla Ouzoundar");
  const clerk = await Person.enters(browser, "clerk");
  await arrived(clerk, token);
  for (const path of ["/registration", "/registration/find", "/registration/households"]) {
    await clerk.opens(path);
    assert.doesNotMatch(await clerk.page.content(), /Tekla|Ouzoundar/);
  }
  await clerk.opens("/registration");
  await clerk.tabTo("#q");
  await clerk.type(token);
  await clerk.go();
  assert.doesNotMatch(await clerk.page.content(), /Tekla|Ouzoundar/);
  await clerk.tabTo('main form[action="/registration"] button');
  await clerk.go();
  assert.match(clerk.path, /^\/registration\/register\?household=/);
  assert.doesNotMatch(await clerk.page.content(), /Tekla|Ouzoundar/);
  assert.equal(await clerk.page.inputValue('[name="head.name.original"]'), "");
  await clerk.leaves();
});
