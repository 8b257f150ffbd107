// A reception manager gives beds to everybody who waits, as the place finder proposes, and reads what is missing at the site: by keyboard.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../build/browser.mjs";
import { inspect, nothingWrong } from "./inspection";
import { Person } from "./person";

let browser: Browser;
before(async () => (browser = await launchBrowser()));
after(() => browser.close());

/** The figure of a tile, by its place. */
async function tile(person: Person, n: number): Promise<number> {
  return Number((await person.page.locator(".tile__value").nth(n).innerText()).replace(/\D/g, ""));
}

/** How many places are taken, over all units of the board. */
async function placesHeld(person: Person): Promise<number> {
  const cells = await person.page.locator("table:has(#cap-units) tbody tr td:nth-child(4)").allInnerTexts();
  return cells.reduce((sum, cell) => sum + Number(cell.replace(/\D/g, "")), 0);
}

test("one key gives the beds that the finder proposes for the whole list, with families together", async () => {
  const manager = await Person.enters(browser, "manager");
  await manager.opens("/reception");
  const held = await placesHeld(manager);
  await manager.follows('.nav a[href="/reception/places"]');
  await manager.page.waitForSelector("html[data-js]");
  const ticked = manager.page.locator('[name="take[]"]:checked');
  const families = await ticked.count();
  assert.ok(families >= 2, `${families} households wait: ${await manager.reads()}`);
  const people = await manager.page.locator(".card:has([name='take[]']:checked) input[name^='bed.']").evaluateAll((all) => all.filter((one) => (one as HTMLInputElement).value).length);
  nothingWrong(await inspect(manager.page, "fr", "reception_places_proposed"));
  manager.presses = 0;
  await manager.go("F2");
  assert.equal(manager.presses, 1);
  console.log(`reception: ${people} people of ${families} households have their beds after one key`);
  assert.equal(await manager.page.locator(".error-summary").count(), 0, await manager.reads());
  assert.equal(await manager.page.locator(".banner--ok").count(), 1, await manager.reads());
  await manager.opens("/reception");
  assert.equal(await placesHeld(manager), held + people);
  await manager.opens("/reception/items");
  assert.doesNotMatch(await manager.reads(), /Un lit, deux personnes/);
  nothingWrong(manager.complaints);
  await manager.leaves();
});

test("what the site has is measured by keyboard, the gap stands on the list, and somebody does something about it", async () => {
  const manager = await Person.enters(browser, "manager");
  await manager.opens("/norms");
  const short = await tile(manager, 0);
  await manager.page.waitForSelector("html[data-js]");
  await manager.go("F2");
  assert.equal(manager.path, "/norms/record");
  await manager.page.waitForSelector("html[data-js]");
  manager.presses = 0;
  await manager.tabTo('[name="item"]');
  await manager.type("Bacs");
  await manager.tabTo('[name="count:int"]');
  await manager.type("1");
  await manager.tabTo('[name="method"]');
  await manager.press("Space");
  nothingWrong(await inspect(manager.page, "fr", "norms_record_filled"));
  await manager.go("F2");
  console.log(`norms: a measurement takes ${manager.presses} key presses`);
  assert.equal(manager.path, "/norms", await manager.reads());
  assert.equal(await tile(manager, 0), short + 1, "one container is too few");
  await manager.follows('main a[href="/norms/actions"]');
  await manager.follows('main a[href="/norms/actions?norm=WASTE#plan"]');
  await manager.tabTo('[name="what"]');
  await manager.type("Dix bacs de plus");
  await manager.tabTo('[name="who"]');
  await manager.type("Équipe eau");
  await manager.tabTo('[name="due"]');
  await manager.type("2031-01-31");
  await manager.go();
  assert.equal(await manager.page.locator(".error-summary").count(), 0, await manager.reads());
  assert.equal(await manager.page.locator(".card__title", { hasText: "Dix bacs de plus" }).count(), 1, await manager.reads());
  nothingWrong(await inspect(manager.page, "fr", "norms_actions_planned"));
  nothingWrong(manager.complaints);
  await manager.leaves();
});

test("the coordinator sees every site and writes nothing", async () => {
  const coordinator = await Person.enters(browser, "national");
  await coordinator.follows('.nav a[href="/norms"]');
  await coordinator.follows('main tbody a[href^="/norms?site="]');
  assert.equal(await coordinator.page.locator(".chart").count(), 1);
  assert.equal(await coordinator.page.locator('main form, main a[href="/norms/record"]').count(), 0);
  nothingWrong(await inspect(coordinator.page, "fr", "norms_site"));
  await coordinator.leaves();
});
