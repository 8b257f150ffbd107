// The way in and out: wrong secrets, a hidden screen, an idle screen, sign-out, passkeys, one-time codes, doors that stay shut.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../build/browser.mjs";
import { inspect, nothingWrong } from "./inspection";
import { Person } from "./person";
import { LANGUAGES, type Login, password, post } from "./post";

let browser: Browser;
before(async () => (browser = await launchBrowser()));
after(() => browser.close());

test("the pages before signing in are everybody's, in three languages", async () => {
  const wrong: string[] = [];
  for (const language of LANGUAGES) {
    const person = await Person.arrives(browser);
    await person.opens(`/session/language?to=${language}&back=/signin`);
    for (const path of ["/signin", "/signin/entry"]) {
      assert.equal(await person.opens(path), 200);
      wrong.push(...(await inspect(person.page, language, path.slice(1).replace("/", "_"))).map((what) => `${language} ${path}: ${what}`));
    }
    wrong.push(...person.complaints);
    await person.leaves();
  }
  nothingWrong(wrong);
});

test("a wrong password and an unknown login read the same; after five tries the next one waits", async () => {
  const person = await Person.arrives(browser);
  await person.opens("/signin");
  await person.signsIn("national", "not the password");
  const known = await person.page.locator(".error-summary").innerText();
  assert.match(known, /ACC-010/);
  assert.ok(await person.focusIs(".error-summary"), "the summary has the focus");
  await person.opens("/signin");
  await person.signsIn("nobody" as Login, "not the password");
  assert.equal(await person.page.locator(".error-summary").innerText(), known);
  for (let i = 0; i < 5; i += 1) {
    await person.opens("/signin");
    await person.signsIn("national", "not the password");
  }
  assert.match(await person.page.locator(".error-summary").innerText(), /ACC-011/);
  await person.page.waitForTimeout(5_500);
  await person.signsIn("national");
  assert.notEqual(person.path, "/signin", "the right password opens after the wait");
  await person.leaves();
});

test("a page asked for before signing in is the first one after it", async () => {
  const person = await Person.arrives(browser);
  await person.opens("/me/pin");
  assert.match(person.path, /^\/signin\?back=/);
  await person.signsIn("lane");
  assert.equal(person.path, "/me/pin");
  await person.leaves();
});

test("Esc Esc hides the screen and locks the session; the password opens it where it was", async () => {
  const person = await Person.enters(browser, "lane");
  await person.opens("/approvals");
  await person.page.waitForSelector("html[data-js]");
  const told = person.page.waitForResponse((answer) => answer.url().endsWith("/session/lock"));
  await person.press("Escape");
  await person.press("Escape");
  await person.page.waitForSelector(".privacy");
  assert.equal(await person.page.locator("h1").isVisible(), false);
  await told;
  await person.go();
  assert.match(person.path, /^\/session\/unlock/);
  nothingWrong(await inspect(person.page, "fr", "session_unlock"));
  assert.equal((await person.context.request.get(`${person.address}/crossing/board`, { maxRedirects: 0 })).status(), 303);
  await person.tabTo('[name="password"]');
  await person.type("not the password");
  await person.go();
  assert.match(await person.page.locator(".error-summary").innerText(), /ACC-0\d\d/);
  await person.tabTo('[name="password"]');
  await person.type(password("lane"));
  await person.go();
  assert.equal(person.path, "/approvals");
  await person.leaves();
});

test("a PIN chosen for the session opens the screen that was hidden", async () => {
  const person = await Person.enters(browser, "second");
  await person.opens("/me/pin");
  await person.tabTo('[name="pin"]');
  await person.type("493827");
  await person.go();
  await person.page.waitForSelector("html[data-js]");
  await person.press("Escape");
  await person.press("Escape");
  await person.page.waitForSelector(".privacy");
  await person.go();
  await person.page.waitForURL(/unlock/);
  assert.ok(await person.focusIs('[name="pin"]'), "the PIN can be typed at once");
  await person.type("493827");
  await person.go();
  assert.doesNotMatch(person.path, /unlock|signin/);
  await person.leaves();
});

test("nobody there for ten minutes: the screen is hidden and the session locked", async () => {
  const person = await Person.arrives(browser);
  await person.page.clock.install();
  await person.opens("/signin?back=/me");
  await person.signsIn("lane");
  await person.page.waitForSelector("html[data-js]");
  await person.page.clock.fastForward(590_000);
  assert.equal(await person.page.locator(".privacy").count(), 0);
  const told = person.page.waitForResponse((answer) => answer.url().endsWith("/session/lock"));
  await person.page.clock.fastForward(15_000);
  await person.page.waitForSelector(".privacy");
  await told;
  await person.opens("/me");
  assert.match(person.path, /^\/session\/unlock/);
  await person.leaves();
});

test("signed out, the way back leads to the sign-in page", async () => {
  const person = await Person.enters(browser, "commander");
  await person.opens("/me");
  await person.tabTo(".menu > summary");
  await person.press("Enter");
  await person.tabTo('form[action="/session/end"] button');
  await person.go();
  assert.equal(person.path, "/signin");
  await person.page.goBack();
  await person.page.reload();
  assert.match(person.path, /^\/signin/);
  await person.leaves();
});

test("a page of somebody else's work is refused in the reader's language", async () => {
  const words = { ar: /[\u0600-\u06ff]{3}/, fr: /Vous|votre|rôle/, en: /You|your|role/ };
  const person = await Person.enters(browser, "lane");
  for (const language of LANGUAGES) {
    await person.speaks(language);
    assert.equal(await person.opens("/administration/attempts"), 403);
    assert.match(await person.page.locator("main .lead").innerText(), words[language]);
    nothingWrong(await inspect(person.page, language, "forbidden"));
  }
  await person.speaks("fr");
  assert.equal(await person.opens("/no-such-page"), 404);
  await person.leaves();
});

test("a passkey is added and opens a session without a password", async () => {
  const person = await Person.enters(browser, "supervisor", { ignoreHTTPSErrors: true, address: post().secureAddress });
  const session = await person.context.newCDPSession(person.page);
  await session.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } as const;
  await session.send("WebAuthn.addVirtualAuthenticator", { options });
  await person.opens("/me/passkeys");
  await person.tabTo('[data-passkey="register"]');
  await person.go();
  assert.equal(await person.page.locator('.summary-list [name="remove"]').count(), 1, await person.reads());
  await person.context.clearCookies();
  await person.opens("/signin?back=/me");
  await person.tabTo('[data-passkey="signin"]');
  await person.go();
  assert.equal(person.path, "/me");
  // The key is taken away again: other journeys begin with the password alone.
  await person.opens("/me/passkeys");
  await person.tabTo('main .summary-list button');
  await person.go();
  assert.equal(await person.page.locator('.summary-list [name="remove"]').count(), 0);
  await person.leaves();
});

/** RFC 6238, as an app on a phone reckons it. */
function oneTimeCode(typed: string, at = Date.now()): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...typed.replace(/\s/g, "")].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac("sha1", key).update(step).digest();
  const from = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

test("a one-time code from an app is asked for once the app is set up", async () => {
  const person = await Person.enters(browser, "dpo", { language: "en" });
  await person.opens("/me/app");
  await person.tabTo("main form .button");
  await person.go();
  assert.equal(await person.page.locator("main svg.qr").count(), 1);
  nothingWrong(await inspect(person.page, "en", "me_app_secret"));
  const secret = await person.page.locator("main p.code").innerText();
  await person.tabTo('[name="code"]');
  await person.type(oneTimeCode(secret));
  await person.go();
  assert.equal(person.path, "/me", await person.reads());
  await person.context.clearCookies();

  await person.opens("/signin?back=/me");
  await person.signsIn("dpo");
  assert.match(await person.page.locator(".error-summary").innerText(), /ACC-010/, "the password alone is not enough");
  await person.tabTo('[name="password"]');
  await person.type(password("dpo"));
  await person.tabTo('[name="code"]');
  // A code serves once: the next one is taken, which is accepted half a minute early.
  await person.type(oneTimeCode(secret, Date.now() + 30_000));
  await person.go();
  assert.equal(person.path, "/me", await person.reads());

  await person.opens("/me/app");
  await person.tabTo('[name="password"]');
  await person.type(password("dpo"));
  await person.go();
  assert.equal(person.path, "/me");
  await person.leaves();
});
