// The outbox in a real browser: kept, sent exactly once, set aside, exported; blank forms without the server.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchBrowser } from "../../build/browser.mjs";
import { type Post, startPost } from "./post";

let browser: Browser;
let context: BrowserContext;
let page: Page;
let post: Post;
const refused: string[] = [];

before(async () => (browser = await launchBrowser()));
after(() => browser.close());
beforeEach(async () => {
  post = await startPost();
  context = await browser.newContext({ locale: "fr-FR" });
  page = await context.newPage();
  refused.length = 0;
  page.on("console", (message) => /Content Security Policy/.test(message.text()) && refused.push(message.text()));
  await ready();
});
afterEach(async () => {
  await context.close();
  await post.stop();
  assert.deepEqual(refused, []);
});

/** Opens the home page and the form until the worker holds the key and has kept the form. */
async function ready(): Promise<void> {
  await page.goto(post.address);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.goto(`${post.address}/form`);
  await page.waitForFunction(async (user) => (await caches.keys()).includes(`manara-pages-${user}`) && (await (await caches.open(`manara-pages-${user}`)).keys()).length > 0, post.user);
}

async function register(name: string): Promise<void> {
  await page.goto(`${post.address}/form`);
  await page.fill("#name", name);
  await page.click("#save");
  await page.waitForLoadState("load");
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 200; i += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail("did not happen within 10 s");
}

const names = (): string[] => [...post.done.values()].map(({ name }) => name ?? "").sort();

test("with the server there, a form goes straight to it", async () => {
  await register("Zeinab");
  assert.equal(new URL(page.url()).pathname, "/");
  assert.deepEqual(names(), ["Zeinab"]);
  assert.deepEqual(post.posts.map(({ path }) => path), ["/households"]);
});

test("without the server: twenty forms kept, the tab closed, all sent exactly once when it is back", async () => {
  post.down = true;
  const expected = Array.from({ length: 20 }, (_, i) => `Ménage ${String(i).padStart(2, "0")}`);
  for (const name of expected) {
    await register(name);
    assert.equal(await page.textContent("h1"), "Gardé ici", "the server's own words are used");
  }
  assert.match((await page.textContent("[data-outbox-status] b")) ?? "", /20/);
  assert.ok(!(await page.content()).includes("Ménage 00"), "the kept page shows no name");
  await page.close();
  page = await context.newPage();
  await page.goto(`${post.address}/outbox`);
  assert.equal(await page.locator(".outbox-list > li").count(), 20);
  await page.waitForSelector("[data-outbox-status]:visible");
  assert.deepEqual(names(), []);

  post.down = false;
  const other = await context.newPage();
  await Promise.all([page.click('form[action="/outbox/try"] button'), other.goto(post.address)]);
  await until(() => post.done.size === 20);
  await until(async () => other.locator("[data-outbox-status]").isHidden());
  assert.deepEqual(names(), expected);
  const keys = post.posts.filter(({ path }) => path === "/outbox").map(({ key }) => key);
  assert.equal(new Set(keys).size, 20);
  assert.equal(keys.length, 20);
});

test("a blank form opens without the server, each time with a fresh key", async () => {
  post.down = true;
  const keys: string[] = [];
  for (let i = 0; i < 2; i += 1) {
    await page.goto(`${post.address}/form`);
    keys.push((await page.inputValue('[name="_key"]')) ?? "");
    assert.equal(await page.getAttribute("html", "data-net"), "off");
  }
  assert.equal(new Set([...keys, "6d6f6e64-0000-4000-8000-000000000001"]).size, 3);
  for (const key of keys) assert.match(key, /^[0-9a-f]{8}-[0-9a-f]{4}-4/);
});

test("hiding the screen without the server does not stop the work: the blank form opens again, and the lock is told when the server is back", async () => {
  post.down = true;
  await page.goto(`${post.address}/form`);
  await page.waitForSelector("html[data-js]");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.click(".privacy button");
  await page.waitForSelector("#name:visible");
  await register("Zeinab");
  post.down = false;
  await page.goto(post.address);
  await page.waitForSelector(".privacy");
  await until(() => post.locked === 1);
});

test("the server's own outbox page lists what is on the device, and says so when there is nothing", async () => {
  await page.goto(`${post.address}/outbox`);
  await page.waitForFunction(() => document.querySelector("[data-outbox-list]")?.textContent === "Tout a été envoyé.");
  post.down = true;
  await register("Zeinab");
  post.down = false;
  post.refusals.push({ status: 422, body: { title: "refusé" } });
  await page.goto(`${post.address}/outbox`);
  await page.waitForFunction(() => document.querySelector("[data-outbox-list]")?.textContent?.includes("refusé"));
});

test("a page that is not on the device: said plainly, with the forms that are", async () => {
  post.down = true;
  await page.goto(`${post.address}/somewhere`);
  assert.equal(await page.getAttribute("html", "lang"), "fr");
  assert.equal(await page.textContent(".cards a"), "Ménage");
});

test("a partial update is kept too", async () => {
  await page.goto(`${post.address}/partial`);
  post.down = true;
  await page.fill("#name", "Halima");
  await page.click("#save");
  await page.waitForSelector("#result .banner--kept");
  post.down = false;
  await page.goto(post.address);
  await until(() => post.done.size === 1);
  assert.deepEqual(names(), ["Halima"]);
});

test("a refused record is set aside with its reason, the next one is sent; it can be tried again, or deleted", async () => {
  post.down = true;
  await register("Refusée");
  await register("Reçue");
  post.down = false;
  post.refusals.push({ status: 409, body: { title: "déjà enregistré", code: "REC-040" } });
  await page.goto(`${post.address}/`);
  await until(() => post.done.size === 1);
  assert.deepEqual(names(), ["Reçue"]);
  post.down = true;
  await page.goto(`${post.address}/outbox`);
  assert.match((await page.textContent(".outbox-list")) ?? "", /déjà enregistré · REC-040/);
  post.down = false;
  post.refusals.push({ status: 422, body: { title: "toujours pas" } });
  await page.click('form[action="/outbox/retry"] button');
  await until(() => post.posts.filter(({ path }) => path === "/outbox").length === 3);
  post.down = true;
  await page.goto(`${post.address}/outbox`);
  assert.match((await page.textContent(".outbox-list")) ?? "", /toujours pas/);
  await page.click('form[action="/outbox/discard"] button');
  await page.click("dialog button[value=yes]");
  await page.waitForSelector("h1");
  await until(async () => (await page.locator(".outbox-list > li").count()) === 0);
  assert.deepEqual(names(), ["Reçue"]);
});

test("a session that has ended stops the queue until somebody signs in", async () => {
  post.down = true;
  await register("Zeinab");
  post.down = false;
  post.refusals.push({ status: 401, body: {} });
  await page.goto(post.address);
  await until(() => post.posts.some(({ path }) => path === "/outbox"));
  assert.equal(post.done.size, 0);
  await page.goto(post.address);
  await until(() => post.done.size === 1);
});

test("signing out drops kept pages and keeps the sealed records; another person does not send them", async () => {
  post.down = true;
  await register("Zeinab");
  post.down = false;
  post.refusals.push({ status: 503, body: {} });
  await page.goto(post.address);
  await until(() => post.posts.length > 0);
  await page.click("#end");
  await page.waitForLoadState("load");
  post.user = "bilal";
  post.posts.length = 0;
  await page.goto(post.address);
  await until(async () => !(await page.evaluate(() => caches.keys())).includes("manara-pages-amina"));
  await page.waitForTimeout(500);
  assert.equal(post.posts.filter(({ path }) => path === "/outbox").length, 0);
  post.user = "amina";
  await page.goto(post.address);
  await until(() => post.done.has([...post.done.keys()][0] ?? "") && names().includes("Zeinab"));
});

test("nothing readable lies on the device, and the export file holds the sealed records", async () => {
  post.down = true;
  await register("Zeinab Mahamat");
  await page.goto(`${post.address}/outbox`);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click('a[href="/outbox/export"]')]);
  const stream = await download.createReadStream();
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  const file = JSON.parse(text) as { format: string; records: Record<string, string>[] };
  assert.equal(file.format, "manara-outbox-export");
  assert.deepEqual(Object.keys(file.records[0] ?? {}).sort(), ["at", "ephemeral", "id", "iv", "key_id", "sealed", "title", "user"]);
  const stored = await page.evaluate(() => new Promise<string>((resolve) => {
    const opening = indexedDB.open("manara-outbox");
    opening.onsuccess = () => {
      const all = opening.result.transaction("records").objectStore("records").getAll();
      all.onsuccess = () => resolve(JSON.stringify(all.result));
    };
  }));
  assert.ok(stored.includes("sealed"));
  assert.ok(!/Zeinab|Mahamat/.test(stored + text));
});
