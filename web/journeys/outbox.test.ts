// The post's server is gone: forms are kept on the device, sent exactly once when it is back, and a refused one says why.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../build/browser.mjs";
import { Person } from "./person";
import { plugInAgain, pullThePlug } from "./post";

let browser: Browser;
before(async () => (browser = await launchBrowser()));
after(() => browser.close());

const DESK = "/crossing/desk";

/** Types a traveller without document into the lane's desk and sends it. */
async function records(officer: Person, name: string, born: string): Promise<void> {
  await officer.opens(DESK);
  await officer.page.waitForSelector("html[data-js]");
  await officer.tabTo('[name="person.name.original"]');
  await officer.type(name);
  await officer.press("Tab");
  await officer.press("Space");
  await officer.tabTo('[name="_birth"]');
  await officer.type(born);
  await officer.go("F2");
}

async function untilSent(officer: Person, left: number): Promise<void> {
  for (let i = 0; i < 60; i += 1) {
    const held = await officer.page.evaluate(async () => (await (await fetch("/outbox/kept")).text()).match(/<li[\s>]/g)?.length ?? 0);
    if (held === left) return;
    await officer.page.waitForTimeout(500);
  }
  assert.fail(`after 30 s the device still holds something else than ${left}: ${await officer.reads()}`);
}

test("kept while the server is gone, sent once when it is back; what is refused is set aside with its reason", async () => {
  const officer = await Person.enters(browser, "lane");
  await officer.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await officer.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await officer.opens(DESK);
  await officer.page.waitForFunction(async () => {
    const name = (await caches.keys()).find((key) => key.startsWith("manara-pages-"));
    return name !== undefined && (await (await caches.open(name)).keys()).length > 0;
  });
  const online = await officer.page.inputValue('[name="_key"] >> nth=0');

  await pullThePlug();
  try {
    const keys = [online];
    for (let i = 0; i < 2; i += 1) {
      await officer.opens(DESK);
      assert.equal(await officer.page.getAttribute("html", "data-net"), "off");
      keys.push(await officer.page.inputValue('[name="_key"] >> nth=0'));
    }
    assert.equal(new Set(keys).size, 3, "each time a fresh key");

    await records(officer, "Outbox Amina", "1991");
    assert.doesNotMatch(await officer.page.content(), /Outbox Amina/, "what is kept is not shown");
    await records(officer, "Outbox Refused", "3091");
    await officer.opens("/outbox");
    assert.equal(await officer.page.locator(".outbox-list > li").count(), 2, await officer.reads());
  } finally {
    await plugInAgain();
  }

  await officer.opens("/crossing/board");
  await untilSent(officer, 1);
  await officer.opens("/crossing/crossings?name=Outbox+Amina");
  assert.equal(await officer.page.locator("main tbody tr", { hasText: "Outbox Amina" }).count(), 1, await officer.reads());
  await officer.opens("/crossing/crossings?name=Outbox+Refused");
  assert.equal(await officer.page.locator("main tbody tr", { hasText: "Outbox Refused" }).count(), 0);
  await officer.opens("/outbox");
  await officer.page.waitForSelector(".outbox-list > li");
  assert.match(await officer.page.locator(".outbox-list").innerText(), /[A-Z]{3}-\d{3}/, "the reason with its code");
  await officer.leaves();
});
