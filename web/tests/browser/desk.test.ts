// Keys of the desk, a screen left alone, signing in with a key, and what happens when somebody goes back.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchBrowser } from "../../build/browser.mjs";
import { type Post, startPost } from "./post";

let browser: Browser;
let context: BrowserContext;
let page: Page;
let post: Post;

before(async () => (browser = await launchBrowser()));
after(() => browser.close());
beforeEach(async () => {
  post = await startPost();
  context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  page = await context.newPage();
});
afterEach(async () => {
  await context.close();
  await post.stop();
});

async function open(path: string): Promise<void> {
  await page.goto(post.address + path);
  await page.waitForSelector("html[data-js]");
}

const focused = (): Promise<string | undefined> => page.evaluate(() => document.activeElement?.id);

test("F2 presses its button, with the button's own value; a slash finds the search, but not while typing", async () => {
  await open("/desk");
  await page.keyboard.press("/");
  assert.equal(await focused(), "q");
  await page.keyboard.type("a/b");
  assert.equal(await page.inputValue("#q"), "a/b");
  await page.keyboard.press("F2");
  await page.waitForURL(`${post.address}/`);
  assert.deepEqual([...post.done.values()], [{ path: "/crossings", decision: "clear" }]);
});

test("arrow keys walk the rows of a list; copying copies", async () => {
  await open("/desk");
  await page.focus("#r1");
  const seen: (string | undefined)[] = [];
  for (const key of ["ArrowDown", "ArrowDown", "ArrowDown", "Home", "End", "ArrowUp"]) {
    await page.keyboard.press(key);
    seen.push(await focused());
  }
  assert.deepEqual(seen, ["r2", "r3", "r3", "r1", "r3", "r2"]);
  await page.click("#copy");
  await page.waitForSelector(".toast");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "TD-7F3K");
});

test("a screen left alone hides and locks itself; one in use does not", async () => {
  await open("/idle");
  for (let i = 0; i < 6; i += 1) {
    await page.waitForTimeout(500);
    await page.keyboard.press("Shift");
  }
  assert.equal(await page.locator(".privacy").count(), 0);
  await page.waitForSelector(".privacy", { timeout: 6000 });
  await page.waitForFunction(() => localStorage.getItem("manara_lock_pending") === null);
  assert.equal(post.locked, 1);
});

test("a form pressed twice is one record; after going back and writing something else it is a new one", async () => {
  await open("/form");
  await page.fill("#name", "Zeinab");
  await page.evaluate(() => {
    const button = document.querySelector<HTMLButtonElement>("#save");
    button?.click();
    button?.click();
  });
  await page.waitForURL(`${post.address}/`);
  assert.equal(post.posts.filter(({ path }) => path === "/households").length, 1);
  await page.goBack();
  await page.waitForSelector("html[data-js]");
  await page.fill("#name", "Halima");
  await page.click("#save");
  await page.waitForURL(`${post.address}/`);
  assert.deepEqual([...post.done.values()].map(({ name }) => name).sort(), ["Halima", "Zeinab"]);
});

test("a key is added and used: bytes as base64url both ways, then on to the place that the server names", async () => {
  const session = await context.newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", { options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true } });
  post.options["create"] = { challenge: "Y2hhbGxlbmdlLTE", rp: { id: "localhost", name: "Manara" }, user: { id: "dXNlci0x", name: "amina", displayName: "Amina" }, pubKeyCredParams: [{ type: "public-key", alg: -7 }], authenticatorSelection: { residentKey: "required" } };
  post.options["get"] = { challenge: "Y2hhbGxlbmdlLTI", rpId: "localhost", allowCredentials: [] };
  for (const [button, challenge, parts] of [["#register", "Y2hhbGxlbmdlLTE", ["attestationObject", "clientDataJSON"]], ["#signin", "Y2hhbGxlbmdlLTI", ["authenticatorData", "clientDataJSON", "signature"]]] as const) {
    await open("/keys");
    await page.click(button);
    await page.waitForURL(`${post.address}/`);
    const { response, type, rawId, id } = post.credential as { response: Record<string, string>; type: string; rawId: string; id: string };
    assert.equal(type, "public-key");
    assert.equal(rawId, id);
    for (const part of parts) assert.match(response[part] ?? "", /^[\w-]+$/, part);
    assert.equal((JSON.parse(Buffer.from(response["clientDataJSON"] ?? "", "base64url").toString()) as { challenge: string }).challenge, challenge);
  }
  post.refusals.push({ status: 403, body: { title: "clé inconnue" } });
  await open("/keys");
  await page.click("#signin");
  await page.waitForFunction(() => document.querySelector(".passkey-error")?.textContent === "clé inconnue");
});

test("a gateway's 503 keeps the form, an Arabic page is told in Arabic, a file is kept with it", async () => {
  post.lang = "ar";
  await open("/");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await open("/file");
  await page.waitForTimeout(500);
  post.gateway = 503;
  await page.fill("#name", "زينب");
  await page.setInputFiles("#paper", { name: "p.bin", mimeType: "application/octet-stream", buffer: Buffer.from([0, 255, 13, 10, 0]) });
  await page.click("#save");
  await page.waitForSelector(".banner--kept");
  assert.deepEqual(await page.evaluate(() => [document.documentElement.dir, document.querySelector("h1")?.textContent]), ["rtl", "محفوظ على هذا الجهاز"]);
  post.gateway = 0;
  await open("/");
  for (let i = 0; i < 100 && post.done.size === 0; i += 1) await page.waitForTimeout(50);
  assert.deepEqual([...post.done.keys()], ["6d6f6e64-0000-4000-8000-000000000001"]);
});
