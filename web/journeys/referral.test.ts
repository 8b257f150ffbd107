// A social worker asks, sees what the answers raise and refers; the clinic acknowledges, accepts and answers; the worker sees the answer and
// tells the person. By keyboard, each at their own screen.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../build/browser.mjs";
import { inspect, nothingWrong } from "./inspection";
import { Person } from "./person";
import { asks, type Said } from "./story/screening";

/** The father of the family that the demonstration follows by name. */
const NAME = "Sabir Ishaq Hamid";
const SAYS: readonly Said[] = [["age", "38"], ["sex", 1], ["ill_now", 0], ["speak_alone", 1]];
const REASON = "Toux et fièvre depuis une semaine";
/** From the person's page to the inbox of the clinic; the reason is typed in full. */
const MOST_KEYS_TO_SEND = 120;
const ANSWER = "Paludisme soigné, revoir dans sept jours";

let browser: Browser;
let referral = "";
before(async () => (browser = await launchBrowser()));
after(() => browser.close());

test("a worker finds a person by name, asks, sees the flag with its answer, and sends a referral that shows what leaves", async () => {
  const worker = await Person.enters(browser, "social");
  await worker.opens("/protection/find");
  await worker.page.waitForSelector("html[data-js]");
  await worker.tabTo("#q");
  await worker.type(NAME);
  await worker.go();
  await worker.stands('main tbody a[href^="/protection/people/"]');
  await worker.go();
  await worker.page.waitForSelector("html[data-js]");
  await worker.go("F4");
  await worker.page.waitForSelector("html[data-js]");
  await asks(worker, SAYS);
  await worker.go("F2");
  const flag = worker.page.locator("#flags article", { hasText: "A besoin d’un médecin aujourd’hui" });
  assert.equal(await flag.count(), 1, await worker.reads());
  assert.match(await flag.innerText(), /Avez-vous besoin d’un médecin/);
  nothingWrong(await inspect(worker.page, "fr", "protection_file_flagged"));
  await worker.page.waitForSelector("html[data-js]");
  worker.presses = 0;
  await worker.go("F8");
  assert.match(worker.path, /^\/referral\/new\?person=/);
  await worker.page.waitForSelector("html[data-js]");
  await worker.tabTo('[name="category"]');
  await worker.type("Santé");
  await worker.tabTo('[name="priority"]');
  await worker.press("Space");
  await worker.tabTo('[name="answers.reason"]');
  await worker.type(REASON);
  await worker.go("F2");
  assert.match(worker.path, /^\/referral\/cases\//, await worker.reads());
  referral = worker.path;
  await worker.page.waitForSelector("html[data-js]");
  await worker.go("F2");
  await consents(worker);
  assert.equal(worker.path, referral, await worker.reads());
  await worker.page.waitForSelector("html[data-js]");
  await worker.go("F2");
  await worker.tabTo('[name="service"]');
  await worker.press("Space");
  await worker.tabTo('button[value="preview"]');
  await worker.go();
  const preview = await worker.page.locator("section.card").innerText();
  assert.match(preview, new RegExp(REASON));
  nothingWrong(await inspect(worker.page, "fr", "referral_send_preview"));
  await worker.page.waitForSelector("html[data-js]");
  await worker.go("F2");
  console.log(`referral: ${worker.presses} key presses from the person to the inbox, the reason among them`);
  assert.ok(worker.presses <= MOST_KEYS_TO_SEND, `${worker.presses} key presses`);
  assert.equal(await worker.page.locator(".error-summary").count(), 0, await worker.reads());
  nothingWrong(worker.complaints);
  await worker.leaves();
});

/** The person says to whom what may be told; the worker ticks it. */
async function consents(worker: Person): Promise<void> {
  assert.match(worker.path, /\/consent$/);
  await worker.page.waitForSelector("html[data-js]");
  const ticks = (name: string): Promise<string[]> => worker.page.locator(`[name="${name}"]`).evaluateAll((all) => all.filter((one) => !(one as HTMLInputElement).checked).map((one) => one.id));
  const clinic = await worker.page.locator(".choice", { hasText: "Clinique de Farchana" }).locator("input").getAttribute("id");
  for (const id of [...(await ticks("organisations[]")).filter((one) => one === clinic), ...(await ticks("fields[]"))]) {
    await worker.tabTo(`[id="${id}"]`);
    await worker.press("Space");
  }
  for (const name of ["by", "form"]) {
    await worker.tabTo(`[name="${name}"]`);
    await worker.press("Space");
  }
  await worker.go("F2");
}

test("the clinic sees it first in its inbox, acknowledges, accepts, begins and answers", async () => {
  const clinic = await Person.enters(browser, "clinic", { language: "fr" });
  await clinic.opens("/referral/inbox");
  // The newest of the same urgency comes last or first: the page of the one whose reason it is.
  let href = "";
  for (const one of await clinic.page.locator('main tbody a[href^="/referral/inbox/"]').evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""))) {
    const answer = await clinic.context.request.get(clinic.address + one);
    if ((await answer.text()).includes(REASON)) href = one;
  }
  assert.notEqual(href, "", await clinic.reads());
  await clinic.follows(`main a[href="${href}"]`);
  assert.match(await clinic.reads(), new RegExp(REASON));
  nothingWrong(await inspect(clinic.page, "fr", "referral_inbox_new"));
  await clinic.tabTo('form:has([value="acknowledge"]) button');
  await clinic.go();
  await clinic.page.waitForSelector("html[data-js]");
  await clinic.go("F2");
  await clinic.page.waitForSelector("html[data-js]");
  await clinic.go("F2");
  await clinic.tabTo('form:has([value="finish"]) select, form:has([value="finish"]) [type="radio"]');
  await clinic.press((await clinic.focusIs("select")) ? "ArrowDown" : "Space");
  await clinic.tabTo('form:has([value="finish"]) textarea');
  await clinic.type(ANSWER);
  await clinic.tabTo('form:has([value="finish"]) button');
  await clinic.go();
  assert.equal(await clinic.page.locator(".error-summary").count(), 0, await clinic.reads());
  nothingWrong(await inspect(clinic.page, "fr", "referral_inbox_answered"));
  nothingWrong(clinic.complaints);
  await clinic.leaves();
});

test("who referred sees the answer and tells the person", async () => {
  const worker = await Person.enters(browser, "social");
  await worker.opens(referral);
  assert.match(await worker.reads(), new RegExp(ANSWER));
  nothingWrong(await inspect(worker.page, "fr", "referral_case_answered"));
  await worker.tabTo('form:has([value="tell"]) select, form:has([value="tell"]) [type="radio"]');
  await worker.press((await worker.focusIs("select")) ? "ArrowDown" : "Space");
  await worker.tabTo('form:has([value="tell"]) button');
  await worker.go();
  assert.equal(await worker.page.locator('form:has([value="tell"])').count(), 0, await worker.reads());
  nothingWrong(worker.complaints);
  await worker.leaves();
});
