// The other islands in a real browser, under the product's content security policy.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../../build/browser.mjs";
import { type Post, startPost } from "./post";

const TD3 = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"];

let browser: Browser;
let page: Page;
let post: Post;
const complaints: string[] = [];

before(async () => (browser = await launchBrowser()));
after(() => browser.close());
beforeEach(async () => {
  post = await startPost();
  page = await browser.newPage({ locale: "fr-FR" });
  complaints.length = 0;
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
});
afterEach(async () => {
  await page.close();
  await post.stop();
  assert.deepEqual(complaints, []);
});

async function open(path: string): Promise<void> {
  await page.goto(post.address + path);
  await page.waitForSelector("html[data-js]");
}

/** Real key events, as a wedge makes them. */
async function scan(lines: readonly string[], delay = 0): Promise<void> {
  for (const line of lines) {
    await page.keyboard.type(line, { delay });
    await page.keyboard.press("Enter");
  }
}

test("a document scanned while another field has the focus: read, the field as it was, the button waiting", async () => {
  await open("/lane");
  await page.fill("#note", "Abakar");
  await page.focus("#note");
  await scan(TD3);
  assert.equal(await page.inputValue("#mrz"), TD3.join("\n"));
  assert.equal(await page.inputValue("#note"), "Abakar");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "clear");
  assert.equal(new URL(page.url()).pathname, "/lane");
});

test("a slow scanner on a machine six times slower is read", async () => {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  await open("/lane");
  await page.focus("#note");
  await scan(TD3, 25);
  assert.equal(await page.inputValue("#mrz"), TD3.join("\n"));
  assert.equal(await page.inputValue("#note"), "");
});

test("typing as fast as the keyboard allows loses nothing, and Enter still sends the form", async () => {
  await open("/lane");
  await page.focus("#note");
  await page.keyboard.type("MAHAMAT Zeinab 1992-03-14 <test> 0123456789");
  assert.equal(await page.inputValue("#note"), "MAHAMAT Zeinab 1992-03-14 <test> 0123456789");
  await page.keyboard.press("Enter");
  await page.waitForURL(`${post.address}/`);
  assert.deepEqual(post.posts.map(({ path }) => path), ["/crossings"]);
});

test("a token scanned anywhere goes to its field and is sent", async () => {
  await open("/lane");
  await page.focus("#note");
  await scan(["MN1:7F3K-20M.sig_x"]);
  await page.waitForURL(`${post.address}/`);
  assert.deepEqual([...post.done.values()], [{ path: "/find", token: "MN1:7F3K-20M.sig_x" }]);
});

test("the scanner test screen shows the keys and what was read", async () => {
  await open("/scan-test");
  await page.waitForSelector(".scan-test__pad");
  await scan(TD3);
  assert.equal(await page.textContent(".scan-test__lines"), TD3.join("\n"));
  assert.match((await page.textContent(".scan-test h2")) ?? "", /^TD3 · Lu, les chiffres de contrôle concordent$/);
});

test("Esc Esc covers the page at once and locks the session; nothing of the page is left to see", async () => {
  await open("/lane");
  await page.fill("#note", "secret");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".privacy");
  assert.equal(await page.locator("#note").isVisible(), false);
  assert.equal(await page.title(), "…");
  await page.waitForFunction(() => localStorage.getItem("manara_lock_pending") === null);
  assert.equal(post.locked, 1);
});

test("a lock that could not be told to the server is told at the next page", async () => {
  await open("/lane");
  await page.route("**/session/lock", (route) => route.abort());
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.waitForSelector(".privacy");
  await page.unroute("**/session/lock");
  await open("/lane");
  await page.waitForSelector(".privacy");
  await page.waitForFunction(() => localStorage.getItem("manara_lock_pending") === null);
  assert.equal(post.locked, 1);
  complaints.length = 0;
});

test("a question is asked first; No sends nothing, Yes sends once", async () => {
  await open("/confirm");
  await page.click("#save");
  await page.click("dialog button[value=no]");
  await page.waitForSelector("dialog", { state: "detached" });
  assert.equal(post.posts.length, 0);
  await page.click("#save");
  await page.click("dialog button[value=yes]");
  await page.waitForURL(`${post.address}/`);
  assert.equal(post.posts.length, 1);
});

test("a picture of 12 megapixels becomes a JPEG of at most 60 kB in the hidden field, and the file is not sent", async () => {
  await open("/photo");
  const picture = await page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [4000, 3000];
    const pen = canvas.getContext("2d");
    for (let i = 0; i < 20_000; i += 1) {
      if (pen) pen.fillStyle = `hsl(${(i * 37) % 360} 80% ${(i * 13) % 100}%)`;
      pen?.fillRect((i * 7919) % 4000, (i * 104_729) % 3000, 60, 60);
    }
    return canvas.toDataURL("image/jpeg", 0.9).split(",")[1] ?? "";
  });
  await page.setInputFiles("#file", { name: "p.jpg", mimeType: "image/jpeg", buffer: Buffer.from(picture, "base64") });
  await page.waitForFunction(() => (document.querySelector<HTMLInputElement>("#photo")?.value.length ?? 0) > 0);
  const jpeg = Buffer.from(await page.inputValue("#photo"), "base64");
  assert.ok(jpeg.length <= 60_000 && jpeg.length > 1000, `${jpeg.length} B`);
  assert.equal(jpeg.subarray(0, 2).toString("hex"), "ffd8");
  assert.equal(await page.getAttribute("#file", "name"), null);
  assert.ok(await page.locator(".photo__preview").isVisible());
});

test("errors: the summary has the focus and leads to the field; steps and conditional parts work", async () => {
  await open("/errors");
  assert.equal(await page.evaluate(() => document.activeElement?.className), "error-summary");
  await page.click(".error-summary a");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "year");
  await page.click(".stepper__button >> nth=1");
  assert.equal(await page.inputValue("#n"), "2");
  assert.equal(await page.locator("#other").isVisible(), false);
  assert.equal(await page.locator("#which").isDisabled(), true);
  await page.check("#kind");
  assert.equal(await page.locator("#other").isVisible(), true);
});

test("a board asks by itself, under a policy without eval and without inline style", async () => {
  await open("/board");
  await page.waitForSelector("#board b");
  const first = await page.textContent("#board b");
  await page.waitForFunction((old) => document.querySelector("#board b")?.textContent !== old, first);
});

test("theme and text size are kept, and told to the server by cookie", async () => {
  await page.goto(`${post.address}/preview/lane`);
  await page.waitForSelector("html[data-js]");
  await page.click("details.menu summary");
  await page.click('[data-set-theme="night"]');
  await page.reload();
  assert.equal(await page.getAttribute("html", "data-theme"), "night");
  assert.ok((await page.context().cookies()).some(({ name, value }) => name === "manara_theme" && value === "night"));
});
