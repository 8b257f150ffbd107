// A lane officer's work by keyboard alone: scan, look, one key; a traveller without papers; second line; an outcome that takes two.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../build/browser.mjs";
import { inspect, nothingWrong } from "./inspection";
import { Person } from "./person";
import { passport } from "./story/specimen";

/** ICAO Doc 9303 part 4, appendix A. */
const ICAO_SPECIMEN = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"];
/** Keys for a traveller without any document, from the page as it opens to the record. */
const MOST_KEYS_WITHOUT_DOCUMENT = 35;

let browser: Browser;
before(async () => (browser = await launchBrowser()));
after(() => browser.close());

async function enteredToday(person: Person): Promise<number> {
  await person.opens("/crossing/board");
  return Number((await person.page.locator(".tile__value").first().innerText()).replace(/\D/g, ""));
}

test("a passport under the scanner shows its evidence, one key clears it, the board counts it", async () => {
  const person = await Person.enters(browser, "lane");
  const before = await enteredToday(person);
  await person.follows('.nav a[href="/crossing/desk"]');
  await person.page.waitForSelector("html[data-js]");
  const read = person.page.waitForEvent("load");
  await person.scan(...ICAO_SPECIMEN);
  await read;
  assert.match(await person.reads(), /ERIKSSON/i);
  assert.ok((await person.page.locator(".evidence__row").count()) >= 5, "evidence for each field");
  nothingWrong(await inspect(person.page, "fr", "crossing_desk_scanned"));
  person.presses = 0;
  await person.go("F2");
  assert.equal(person.presses, 1);
  assert.equal(await person.page.locator(".banner--ok").count(), 1, await person.reads());
  assert.equal(await enteredToday(person), before + 1);
  nothingWrong(person.complaints);
  await person.leaves();
});

test(`a traveller without any document takes at most ${MOST_KEYS_WITHOUT_DOCUMENT} keys`, async () => {
  const person = await Person.enters(browser, "lane");
  const before = await enteredToday(person);
  await person.opens("/crossing/desk");
  await person.page.waitForSelector("html[data-js]");
  person.presses = 0;
  await person.tabTo('[name="person.name.original"]');
  await person.type("Halima");
  await person.press("Tab");
  await person.press("Space");
  await person.tabTo('[name="_birth"]');
  await person.type("1990");
  await person.press("Tab");
  await person.type("SDN");
  await person.go("F2");
  console.log(`lane: a traveller without document, ${person.presses} key presses`);
  assert.equal(await person.page.locator(".banner--ok").count(), 1, await person.reads());
  assert.ok(person.presses <= MOST_KEYS_WITHOUT_DOCUMENT, `${person.presses} key presses`);
  assert.equal(await enteredToday(person), before + 1);
  await person.leaves();
});

/** A lane officer scans a document and sends its holder to second line. */
async function referred(document: readonly string[]): Promise<void> {
  const officer = await Person.enters(browser, "lane");
  await officer.opens("/crossing/desk");
  await officer.page.waitForSelector("html[data-js]");
  const read = officer.page.waitForEvent("load");
  await officer.scan(...document);
  await read;
  await officer.go("F3");
  assert.equal(await officer.page.locator(".banner--ok").count(), 1, await officer.reads());
  await officer.leaves();
}

/** Opens the referral of a person from the list. */
async function opensReferral(officer: Person, name: string): Promise<void> {
  await officer.opens("/crossing/second-line");
  const row = officer.page.locator("tr", { hasText: new RegExp(name, "i") }).locator('a[href^="/crossing/second-line/"]').first();
  await officer.follows(`main a[href="${(await row.getAttribute("href")) ?? ""}"]`);
  assert.match(await officer.reads(), new RegExp(name, "i"));
}

test("second line decides with one key who may go on", async () => {
  await referred(passport({ family: "TESFAYE", given: "SENAIT", number: "U1234567", born: "900214", sex: "F" }));
  const officer = await Person.enters(browser, "second");
  await opensReferral(officer, "Tesfaye");
  nothingWrong(await inspect(officer.page, "fr", "crossing_referral_open"));
  await officer.go("F2");
  assert.equal(await officer.page.locator(".error-summary").count(), 0, await officer.reads());
  await officer.opens("/crossing/second-line");
  assert.doesNotMatch(await officer.reads(), /Tesfaye/i);
  nothingWrong(officer.complaints);
  await officer.leaves();
});

test("an adverse outcome waits for a second person, who sees all that was asked", async () => {
  await referred(passport({ family: "HAILU", given: "DAWIT", number: "U7654321", born: "850730", sex: "M" }));
  const officer = await Person.enters(browser, "second");
  await opensReferral(officer, "Hailu");
  const referral = officer.path;
  await officer.tabTo('main details.fold:has([value="adverse"]) > summary');
  await officer.press("Enter");
  await officer.tabTo('select[name="reason"]');
  await officer.press("ArrowDown");
  await officer.tabTo('[name="ground_note"]');
  await officer.type("Document reported stolen");
  await officer.tabTo('button[value="adverse"]');
  await officer.go();
  assert.equal(await officer.page.locator(".error-summary").count(), 0, await officer.reads());
  assert.match(officer.path, /^\/approvals\/border\//, "who asks is told that it waits");
  assert.equal(await officer.page.locator('button[value="approve"]').count(), 0, "nobody agrees to their own request");
  nothingWrong(await inspect(officer.page, "fr", "approvals_own"));
  await officer.opens(referral);
  assert.equal(await officer.page.locator('button[value="cleared"]').count(), 1, "nothing is decided by one person");

  const commander = await Person.enters(browser, "commander");
  await commander.opens("/approvals");
  nothingWrong(await inspect(commander.page, "fr", "approvals_waiting"));
  await commander.follows('main a[href^="/approvals/border/"]');
  assert.match(await commander.reads(), /Document reported stolen/);
  assert.doesNotMatch(await commander.reads(), /[a-z]_[a-z]/, "codes in words");
  nothingWrong(await inspect(commander.page, "fr", "approvals_one"));
  await commander.tabTo('button[value="approve"]');
  await commander.go();
  assert.equal(commander.path, "/approvals");
  await commander.leaves();

  await officer.opens(referral);
  assert.equal(await officer.page.locator('button[value="cleared"]').count(), 0, await officer.reads());
  await officer.leaves();
});
