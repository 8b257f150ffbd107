// A family of five comes from the lane: it is registered by name with its card, has its beds, and the mother is asked the first questions.
// One clerk, one manager, one social worker, each by keyboard; the scanner types the card.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../build/browser.mjs";
import { arrived, handedOver } from "./story/family";
import { FAMILY, registers } from "./story/household";
import { inspect, nothingWrong } from "./inspection";
import { Pace } from "./story/pace";
import { Person } from "./person";
import { asked, asks, type Said } from "./story/screening";

const MOST_SECONDS = 360;
/** Keys of the whole, names typed in full among them. */
const MOST_KEYS = 220;
const MOST_KEYS_FOR_BEDS = 3;
const MOST_KEYS_FOR_SCREENING = 46;

/** What the mother says; the number is the place of the answer among the choices. */
const MOTHER: readonly Said[] = [
  ["age", "36"],
  ["sex", 0],
  ["ill_now", 0],
  ["medicine", 1],
  ["pregnant", 1],
  ["breastfeeding", 0],
  ["company", 0],
  ["cares_alone", 1],
  ["lost", 1],
  ["papers", 1],
  ["sent_back", 0],
  ["afraid_here", 1],
  ["debt", 1],
  ["speak_alone", 1],
];

let browser: Browser;
before(async () => (browser = await launchBrowser()));
after(() => browser.close());

/** The clerk, from the token to the card; answers the number on the card. */
async function registered(pace: Pace): Promise<string> {
  const token = await handedOver(browser);
  const clerk = await Person.enters(browser, "clerk");
  await arrived(clerk, token);
  await clerk.opens("/registration");
  let keys = 0;
  await pace.works(clerk, async () => {
    await clerk.tabTo("#q");
    await clerk.scan(token);
    await clerk.page.waitForSelector('main form[action="/registration"] button');
    await clerk.follows('main form[action="/registration"] button');
    await clerk.page.waitForSelector("html[data-js]");
    keys = clerk.presses;
    const counts = await registers(clerk, FAMILY, { agrees: true, more: () => clerk.go("F4") });
    const names = FAMILY.reduce((sum, { name }) => sum + [...name].length, 0);
    // `registers` counts anew for each member, and leaves names out.
    clerk.presses += keys + names + counts.reduce((sum, count) => sum + count, 0);
    pace.readsAloud(await clerk.page.locator(".consent > p").allInnerTexts());
    await clerk.go("F2");
    await clerk.go("F2");
    if (!clerk.path.endsWith("/card")) await clerk.follows('main a[href$="/card"]');
  });
  // Of the head name, age and nationality are asked, of each member name, age and what they are to her; sex is seen. Four consents.
  pace.hears(3 * FAMILY.length + 4);
  pace.looks(4);
  const number = (await clerk.page.locator(".id-card__number").innerText()).trim();
  nothingWrong(clerk.complaints);
  await clerk.leaves();
  return number;
}

/** The manager, from the card to five people who are there, in one room or near each other; answers the keys. */
async function hasBeds(pace: Pace, number: string): Promise<number> {
  const manager = await Person.enters(browser, "manager");
  await manager.opens("/reception/door");
  await manager.page.waitForSelector("html[data-js]");
  await pace.works(manager, async () => {
    const found = manager.page.waitForEvent("load");
    await manager.scan(number);
    await found;
    assert.match(manager.path, /^\/reception\/households\//, await manager.reads());
    await manager.page.waitForSelector("html[data-js]");
    await manager.go("F4");
    await manager.page.waitForSelector("html[data-js]");
    assert.equal(await manager.page.locator('[name="take[]"]').count(), 1, await manager.reads());
    await manager.go("F2");
    assert.match(manager.path, /^\/reception\/households\//, await manager.reads());
    await manager.page.waitForSelector("html[data-js]");
    await manager.go("F2");
  });
  pace.looks(4);
  const there = await manager.page.locator("main tbody tr").evaluateAll((rows) => rows.map((row) => /[A-Z]+-\d+-\d+/.exec(row.textContent ?? "")?.[0] ?? ""));
  assert.equal(there.length, FAMILY.length);
  assert.equal(new Set(there.map((place) => place.split("-")[0])).size, 1, `one unit for all: ${there.join(" ")}`);
  assert.equal(new Set(there).size, FAMILY.length, `a bed for each: ${there.join(" ")}`);
  nothingWrong(await inspect(manager.page, "fr", "reception_household_there"));
  nothingWrong(manager.complaints);
  const keys = manager.presses;
  await manager.leaves();
  return keys;
}

/** The social worker, from the card to the flags that the mother's answers raise; answers the keys. */
async function screened(pace: Pace, number: string): Promise<number> {
  const worker = await Person.enters(browser, "social");
  await worker.opens("/protection/find");
  await worker.page.waitForSelector("html[data-js]");
  let texts: string[] = [];
  await pace.works(worker, async () => {
    const found = worker.page.waitForEvent("load");
    await worker.scan(number);
    await found;
    // The head stands first, and the keyboard on her.
    await worker.stands('main tbody a[href^="/protection/people/"]');
    await worker.go();
    assert.match(await worker.reads(), new RegExp(FAMILY[0].name));
    await worker.page.waitForSelector("html[data-js]");
    await worker.go("F4");
    await worker.page.waitForSelector("html[data-js]");
    await asks(worker, MOTHER);
    texts = await asked(worker);
    await worker.go("F2");
  });
  pace.readsAloud(texts);
  pace.hears(MOTHER.length);
  pace.looks(4);
  assert.match(worker.path, /^\/protection\/people\//, await worker.reads());
  assert.match(await worker.reads(), /A besoin d’un médecin aujourd’hui/);
  nothingWrong(worker.complaints);
  const keys = worker.presses;
  await worker.leaves();
  return keys;
}

test(`a family of five is registered, has its beds and is asked the first questions within ${MOST_SECONDS / 60} minutes`, async () => {
  const pace = new Pace();
  const number = await registered(pace);
  const beds = await hasBeds(pace, number);
  const screening = await screened(pace, number);
  console.log(`arrival: ${pace.keys} key presses in all, beds ${beds}, screening ${screening}; ${pace.seconds} s with reading aloud and answers`);
  assert.ok(beds <= MOST_KEYS_FOR_BEDS, `beds: ${beds} key presses`);
  assert.ok(screening <= MOST_KEYS_FOR_SCREENING, `screening: ${screening} key presses`);
  assert.ok(pace.keys <= MOST_KEYS, `${pace.keys} key presses`);
  assert.ok(pace.seconds <= MOST_SECONDS, `${pace.seconds} s`);
});
