// The distribution team serves a queue: one scan and one key a household, within five seconds each, and nobody is turned away.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../build/browser.mjs";
import { inspect, nothingWrong } from "./inspection";
import { Person } from "./person";
import { plugInAgain, pullThePlug } from "./post";

/** Seconds from the scan of a card to the next, the script's own key presses included. */
const MOST_SECONDS = 5;
/** Keys besides the scan. */
const MOST_KEYS = 1;
/** The form that a tablet keeps. */
const BLANK = "/relief/hand-out";
/** Households that are served one after another. */
const QUEUE = 6;

let browser: Browser;
before(async () => (browser = await launchBrowser()));
after(() => browser.close());

/** The numbers of households that stay here and are due something by the first rule of the list. */
async function waiting(team: Person): Promise<string[]> {
  await team.opens("/relief/list");
  const numbers = await team.page.locator("main tbody tr").evaluateAll((rows) => rows.map((row) => (row.textContent ?? "").match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/)?.[0] ?? ""));
  return numbers.filter((number) => number);
}

test("a queue is served by one scan and one key a household, in at most five seconds each", async () => {
  const team = await Person.enters(browser, "relief");
  const queue = (await waiting(team)).slice(0, QUEUE);
  assert.ok(queue.length >= 3, `the story has households still to be served: ${queue.length}`);
  await team.opens("/relief");
  await team.page.waitForSelector("html[data-js]");
  const took: number[] = [];
  for (const number of queue) {
    const begun = performance.now();
    team.presses = 0;
    assert.ok(await team.focusIs("#q"), "the box waits for the next card");
    await Promise.all([team.page.waitForURL(/\/relief\/households\//), team.scan(number)]);
    await team.page.waitForSelector("html[data-js]");
    assert.ok(await team.focusIs("main .decision-bar button"), await team.reads());
    await Promise.all([team.page.waitForURL(/\/relief\?done=/), team.press("Enter")]);
    await team.page.waitForSelector("html[data-js]");
    assert.match(await team.reads(), new RegExp(number));
    took.push((performance.now() - begun) / 1000);
    assert.ok(team.presses <= MOST_KEYS, `${team.presses} keys besides the scan`);
  }
  console.log(`relief: seconds a household: ${took.map((one) => one.toFixed(2)).join(", ")}; ${team.presses} key besides the scan`);
  nothingWrong(took.filter((one) => one > MOST_SECONDS).map((one) => `${one.toFixed(1)} s`));
  nothingWrong(team.complaints);
  await team.leaves();
});

test("who comes again is told when and where they had it, and is given it all the same with a reason", async () => {
  const team = await Person.enters(browser, "relief", { language: "ar" });
  await team.opens("/relief/handouts");
  const served = (await team.page.locator("main tbody").innerText()).match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/)?.[0] ?? "";
  await team.opens("/relief");
  await team.page.waitForSelector("html[data-js]");
  await Promise.all([team.page.waitForURL(/\/relief\/households\//), team.scan(served)]);
  await team.page.waitForSelector("html[data-js]");
  assert.ok((await team.page.locator("main .badge--wait").count()) > 0, await team.reads());
  nothingWrong(await inspect(team.page, "ar", "relief_household_served"));
  const box = team.page.locator("main tbody tr", { has: team.page.locator(".badge--wait") }).locator("input").first();
  const name = (await box.getAttribute("name")) ?? "";
  await team.tabTo(`[name="${name}"]`);
  await team.page.keyboard.press("Control+A");
  await team.type("1");
  await team.tabTo("summary");
  await team.press("Enter");
  await team.tabTo('[name="reason"]');
  await team.type("احترقت الخيمة");
  await team.go();
  assert.match(team.path, /^\/relief\?done=/, await team.reads());
  nothingWrong(team.complaints);
  await team.leaves();
});

/** Asks the post until it knows a hand-out with these words in its row. */
async function untilRecorded(team: Person, words: string): Promise<void> {
  for (let i = 0; i < 60; i += 1) {
    await team.opens("/relief/handouts");
    if ((await team.page.locator("main tbody tr", { hasText: words }).count()) > 0) return;
    await team.page.waitForTimeout(500);
  }
  assert.fail(`after 30 s the post does not know ${words}: ${await team.reads()}`);
}

test("what is handed out while the post is silent is kept on the tablet and recorded once when it answers", async () => {
  const team = await Person.enters(browser, "relief");
  const [number = ""] = await waiting(team);
  await team.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await team.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await team.opens(BLANK);
  await team.page.waitForFunction(async () => {
    const name = (await caches.keys()).find((key) => key.startsWith("manara-pages-"));
    return name !== undefined && (await (await caches.open(name)).keys()).length > 0;
  });
  await pullThePlug();
  try {
    await handsOut(team, { code: number, note: "" });
    await handsOut(team, { people: "7", note: "camion de Tiné" });
    await team.opens("/outbox");
    assert.equal(await team.page.locator(".outbox-list > li").count(), 2, await team.reads());
  } finally {
    await plugInAgain();
  }
  await untilRecorded(team, "camion de Tiné");
  await untilRecorded(team, number);
  assert.equal(await team.page.locator("main tbody tr", { hasText: "camion de Tiné" }).count(), 1);
  await team.leaves();
});

/** Fills the blank form and sends it. */
async function handsOut(team: Person, { code = "", people = "", note }: { code?: string; people?: string; note: string }): Promise<void> {
  await team.opens(BLANK);
  await team.page.waitForSelector("html[data-js]");
  await team.tabTo('[name="code"]');
  await team.type(code);
  await team.tabTo('[name^="people"]');
  await team.type(people);
  await team.tabTo('[name^="_q."]');
  await team.type("2");
  await team.tabTo('[name="reason"]');
  await team.type(note);
  await team.go("F2");
}
