// A protection supervisor proposes a new version of a screening sheet from a file; a fault is named by its line; another supervisor reads it
// and publishes it, and from then on it is the one that is used.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../build/browser.mjs";
import { inspect, nothingWrong } from "./inspection";
import { Person } from "./person";

const SHIPPED = readFileSync("../data/screening/wg_short_set.toml", "utf8");
const NEXT = SHIPPED.replace(/^version = 1$/mu, "version = 2");

let browser: Browser;
before(async () => (browser = await launchBrowser()));
after(() => browser.close());

async function hands(person: Person, text: string): Promise<void> {
  await person.page.setInputFiles('[name="file"]', { name: "sheet.toml", mimeType: "text/plain", buffer: Buffer.from(text) });
  await person.tabTo("main form button");
  await person.press("Enter");
  await person.page.waitForLoadState("load");
}

test("a sheet comes from a file, its fault is named by its line, one supervisor proposes and another publishes", async () => {
  const first = await Person.enters(browser, "protection");
  await first.opens("/instruments/new");
  await hands(first, NEXT.replace(/^kind = "\w+"$/mu, 'kind = "essay"'));
  await first.page.waitForSelector(".error-summary");
  const line = NEXT.split("\n").findIndex((row) => /^kind = /u.test(row)) + 1;
  assert.match(await first.page.locator(".error-summary").innerText(), new RegExp(`\\b${line}\\b`, "u"));
  nothingWrong(await inspect(first.page, "fr", "instruments_fault"));
  assert.match(first.complaints.splice(0).join(), /^[^,]*422[^,]*$/u, "the browser tells of the refusal, and of nothing else");

  await first.opens("/instruments/new");
  await hands(first, NEXT);
  await first.page.waitForSelector('button[value="propose"]');
  nothingWrong(await inspect(first.page, "fr", "instruments_preview"));
  await first.tabTo('button[value="propose"]');
  await first.press("Enter");
  await first.page.waitForURL(/\/instruments\/wg/u);
  const sheet = first.path;
  assert.equal(await first.page.locator('button[value="publish"]').count(), 0, "nobody publishes what they proposed");
  nothingWrong(first.complaints);
  await first.leaves();

  const second = await Person.enters(browser, "deputy", { language: "ar" });
  await second.opens("/instruments");
  await second.follows(`main tbody a[href="${sheet}"]`);
  nothingWrong(await inspect(second.page, "ar", "instruments_second"));
  await second.page.waitForSelector("html[data-js]");
  await second.tabTo('button[value="publish"]');
  await second.press("Enter");
  await second.page.waitForSelector('button[value="publish"]', { state: "detached" });
  await second.opens("/instruments");
  const row = second.page.locator("main tbody tr", { has: second.page.locator(`a[href="${sheet}"]`) });
  assert.equal(await row.locator(".pill--strong").count(), 1, "it is the one that is used");
  const file = second.page.waitForEvent("download");
  await second.follows(`main tbody a[href="${sheet}"]`);
  await second.page.locator('button[value="download"]').click();
  assert.equal(readFileSync((await (await file).path()) ?? "", "utf8"), NEXT);
  nothingWrong(second.complaints);
  await second.leaves();
});
