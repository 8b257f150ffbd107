// A reception manager sends families on in two vehicles: planned, listed, seated as proposed, counted by vehicle when they leave and when they
// come back from a ford under water, and the one who is missing explained. By keyboard; a plan also while the post is silent.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../build/browser.mjs";
import { inspect, nothingWrong } from "./inspection";
import { Person } from "./person";
import { plugInAgain, pullThePlug } from "./post";

/** The form that a tablet keeps. */
const PLAN = "/transfer/plan";
const VEHICLES = [{ name: "TC 9101 A", seats: 8 }, { name: "TC 9102 A", seats: 8 }];
/** Keys from the blank form to the last item explained, everything typed included. */
const MOST_KEYS = 400;

let browser: Browser;
before(async () => (browser = await launchBrowser()));
after(() => browser.close());

/** Households of two to four people who are here. */
async function families(manager: Person): Promise<string[]> {
  const people = new Map<string, number>();
  await manager.opens("/reception/presence?per_page=200");
  for (const row of await manager.page.locator("main tbody tr").allInnerTexts()) {
    const number = row.match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/)?.[0];
    if (number) people.set(number, (people.get(number) ?? 0) + 1);
  }
  return [...people].filter(([, size]) => size >= 2 && size <= 4).map(([number]) => number);
}

/** Types the plan of a convoy that leaves from here. */
async function plans(manager: Person, vehicles: typeof VEHICLES): Promise<void> {
  await manager.page.waitForSelector("html[data-js]");
  await manager.tabTo('[name="to"]');
  await manager.press("ArrowDown");
  await manager.tabTo('[name="_day"]');
  await manager.type("2031-03-02");
  await manager.tabTo('[name="_time"]');
  await manager.type("16:30");
  for (const [n, vehicle] of vehicles.entries()) {
    await manager.tabTo(`[name="vehicles[${n}].name"]`);
    await manager.type(vehicle.name);
    await manager.tabTo(`[name="vehicles[${n}].seats:int"]`);
    await manager.type(String(vehicle.seats));
  }
}

/** What a vehicle's row says under a heading: seats, with a seat, left, arrived. */
async function load(manager: Person, vehicle: number, column: number): Promise<number> {
  return Number((await manager.page.locator(`table:has(#cap-loads) tbody tr >> nth=${vehicle} >> td >> nth=${column}`).innerText()).trim());
}

/** Puts families on the list until there are two; one that belongs with people elsewhere is left out. */
async function lists(manager: Person): Promise<void> {
  const numbers = await families(manager);
  await manager.page.goBack();
  let listed = 0;
  for (const number of numbers) {
    await manager.page.waitForSelector("html[data-js]");
    await manager.tabTo('[name="q"]');
    await manager.page.keyboard.press("Control+A");
    await manager.type(number);
    await manager.go();
    if ((await manager.page.locator(".error-summary").count()) === 0) listed += 1;
    if (listed === 2) return;
  }
  assert.fail(`two families of ${numbers.length} can travel: ${await manager.reads()}`);
}

/** Counts each vehicle, under `left` or `arrived`. */
async function counts(manager: Person, of: "left" | "arrived", people: number[]): Promise<void> {
  for (const [n, counted] of people.entries()) {
    await manager.tabTo(`[name="${of}_in[${n}].counted:int"]`);
    await manager.type(String(counted));
  }
}

test("a convoy is planned, seated as proposed with families together, counted by vehicle, and one who is missing explained", async () => {
  const manager = await Person.enters(browser, "manager");
  await manager.opens(PLAN);
  await plans(manager, VEHICLES);
  nothingWrong(await inspect(manager.page, "fr", "transfer_plan_filled"));
  await manager.go("F2");
  assert.match(manager.path, /^\/transfer\/convoys\//, await manager.reads());
  const convoy = manager.path;
  await lists(manager);

  await manager.page.waitForSelector("html[data-js]");
  await manager.follows(`main a[href="${convoy}/seats"]`);
  await manager.page.waitForSelector("html[data-js]");
  await manager.go("F4");
  assert.match(await manager.reads(), /Rien n’est enregistré/);
  const chosen = await manager.page.locator('select[name^="family."]').evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).value));
  assert.equal(chosen.length, 2);
  assert.ok(chosen.every((value) => VEHICLES.some((vehicle) => vehicle.name === value)), chosen.join());
  nothingWrong(await inspect(manager.page, "fr", "transfer_seats_proposed"));
  await manager.page.waitForSelector("html[data-js]");
  await manager.go("F2");
  assert.equal(await manager.page.locator(".error-summary").count(), 0, await manager.reads());

  await manager.follows(`main a[href="${convoy}/manifest"]`);
  nothingWrong(await inspect(manager.page, "fr", "transfer_manifest_by_vehicle"));
  const sheets = await manager.page.locator(".sheet:not(.no-print)").count();
  assert.ok(sheets >= 1 && sheets <= 2, `${sheets} sheets`);
  await manager.follows(`.breadcrumb a[href="${convoy}"]`);
  const seated = [await load(manager, 0, 1), await load(manager, 1, 1)];
  await manager.page.waitForSelector("html[data-js]");
  await counts(manager, "left", seated);
  await manager.go("F2");
  assert.deepEqual([await load(manager, 0, 2), await load(manager, 1, 2)], seated);

  // It comes back, and somebody of the first vehicle with people is not on board any more.
  const short = seated.findIndex((people) => people > 0);
  await manager.page.waitForSelector("html[data-js]");
  const boxes = manager.page.locator('[name="people[]"]');
  const ids = await boxes.evaluateAll((all) => all.map((one) => one.id));
  const vehicles = await manager.page.locator("table:has(#cap-list) tbody tr td:nth-child(5)").allInnerTexts();
  const missing = vehicles.findIndex((vehicle) => vehicle.trim() === VEHICLES[short]?.name);
  for (const id of ids.filter((_, n) => n !== missing)) {
    await manager.tabTo(`[id="${id}"]`);
    await manager.press("Space");
  }
  await manager.tabTo('form:has([name="people[]"]) summary');
  await manager.press("Enter");
  await counts(manager, "arrived", seated.map((people, n) => (n === short ? people - 1 : people)));
  await manager.follows('button[value="arrive"]');
  assert.equal(await manager.page.locator(".error-summary").count(), 0, await manager.reads());
  assert.equal(await manager.page.locator("table:has(#cap-list) .badge--bad").count(), 1, "one is missing");
  assert.equal(await manager.page.locator("table:has(#cap-loads) .badge--bad").count(), 0, "who is missing accounts for the vehicle's count");
  assert.equal(await manager.page.locator(".banner--warn").count(), 1, await manager.reads());
  nothingWrong(await inspect(manager.page, "fr", "transfer_one_missing"));
  await manager.page.waitForSelector("html[data-js]");
  await manager.tabTo('[name="person"]');
  await manager.press("ArrowDown");
  await manager.tabTo('[name="why"]');
  for (let n = 0; n < 3; n += 1) await manager.press("ArrowDown");
  await manager.tabTo('[name="note"]');
  await manager.type("centre de santé");
  await manager.go();
  assert.match(await manager.reads(), /à l’hôpital centre de santé/);
  assert.equal(await manager.page.locator(".banner--warn").count(), 0, await manager.reads());
  console.log(`transfer: ${manager.presses} key presses from the blank plan to the last item explained`);
  assert.ok(manager.presses <= MOST_KEYS, `${manager.presses} keys`);
  nothingWrong(manager.complaints);
  await manager.leaves();
});

test("a convoy planned while the post is silent is kept on the tablet and recorded once when it answers", async () => {
  const manager = await Person.enters(browser, "manager");
  await manager.opens("/transfer");
  await manager.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await manager.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await manager.opens(PLAN);
  await manager.page.waitForFunction(async () => {
    const name = (await caches.keys()).find((key) => key.startsWith("manara-pages-"));
    return name !== undefined && (await (await caches.open(name)).keys()).length > 0;
  });
  await pullThePlug();
  try {
    await manager.opens(PLAN);
    await plans(manager, [{ name: "TC 9103 A", seats: 41 }]);
    await manager.go("F2");
    await manager.opens("/outbox");
    assert.equal(await manager.page.locator(".outbox-list > li").count(), 1, await manager.reads());
  } finally {
    await plugInAgain();
  }
  const planned = manager.page.locator("main tbody tr", { has: manager.page.getByRole("cell", { name: "41", exact: true }) });
  for (let i = 0; i < 60; i += 1) {
    await manager.opens("/transfer?way=out");
    if ((await planned.count()) > 0) break;
    await manager.page.waitForTimeout(500);
  }
  assert.equal(await planned.count(), 1, await manager.reads());
  await manager.leaves();
});

test("the coordinator reads arrivals in numbers, and no convoy, list or name", async () => {
  const coordinator = await Person.enters(browser, "national");
  await coordinator.follows('.nav a[href="/transfer/arrivals"]');
  assert.ok((await coordinator.page.locator("main tbody tr").count()) >= 1, await coordinator.reads());
  assert.equal(await coordinator.page.locator('main a[href^="/transfer/convoys"]').count(), 0);
  nothingWrong(await inspect(coordinator.page, "fr", "transfer_arrivals_counted"));
  assert.equal(await coordinator.opens("/transfer"), 403);
  await coordinator.leaves();
});
