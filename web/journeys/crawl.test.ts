// Every page that anybody can reach, in three languages: it answers, it speaks the language, everybody can use it, it fits the screen and the wire.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../build/browser.mjs";
import { discover, type Found } from "./crawl/discovery";
import { inspect, keyboardAlone, nothingWrong, onPaper, violations } from "./inspection";
import { Person } from "./person";
import { LANGUAGES, LOGINS, type Language, type Login } from "./post";

/** Bytes over the wire of a page that nothing was kept of: the page, the style, the script, the fonts it asks for. */
const MOST_BYTES = 60_000;
/** Pages that no link leads to. */
const STARTS = ["/", "/outbox"];
/** Of the three languages the one whose pages need a font. */
const HEAVIEST: Language = "ar";
/** Each theme is looked at in one language: colours do not depend on words. */
const THEME: Partial<Record<Language, string>> = { en: "night", fr: "sun" };
/** The language in which each page is gone through with Tab, as a reader of it opens it. */
const BY_KEYBOARD: Language = "fr";
/** What the browser says where there is no service worker, which alone knows what the device holds. */
const WITHOUT_WORKER = /Service Worker registration blocked|404 .*\/outbox\/kept$/;

let browser: Browser;
before(async () => (browser = await launchBrowser()));
after(() => browser.close());

/** Who looks at which pages: the first login that found a page of its kind. */
const readers = new Map<Login, Found[]>(LOGINS.map((login) => [login, []]));

for (const login of LOGINS) {
  test(`${login}: every page that links lead to answers, with all its words, in three languages`, async () => {
    const person = await Person.enters(browser, login);
    const wrong: string[] = [];
    for (const language of LANGUAGES) {
      await person.speaks(language);
      const found = await discover(person.context.request, language, STARTS);
      wrong.push(...found.wrong.map((what) => `${language} ${what}`));
      const known = new Set([...readers.values()].flat().map(({ pattern }) => pattern));
      for (const page of found.pages) {
        if (!known.has(page.pattern)) readers.get(login)?.push(page);
        known.add(page.pattern);
      }
    }
    await person.leaves();
    nothingWrong(wrong);
  });
}

/** Bytes by page pattern. */
const bytes = new Map<string, number>();

/** Opens a page as if the browser had kept nothing, and answers how many bytes came over the wire until it stood. */
async function coldLoad(person: Person, path: string): Promise<number> {
  const session = await person.context.newCDPSession(person.page);
  await session.send("Network.enable");
  await session.send("Network.clearBrowserCache");
  let sum = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => (sum += encodedDataLength));
  await person.opens(path);
  await person.page.waitForSelector("html[data-js]");
  await person.page.evaluate(() => document.fonts.ready.then(() => undefined));
  await session.detach();
  return sum;
}

/** Readers who look at once: two cores serve them, and a sign-in must not wait for the others' pages. */
const AT_ONCE = 4;

const nameOf = (pattern: string): string => pattern.replace(/^\//, "").replace(/[^\w?&{}-]+/g, "_") || "home";

async function look(login: Login, language: Language, pages: readonly Found[]): Promise<string[]> {
  // No worker: what it fetches for later is no part of the page's first load, and it would answer from what it kept.
  const person = await Person.enters(browser, login, { language, serviceWorkers: "block" });
  const wrong: string[] = [];
  for (const { path, pattern } of pages) {
    if (language === HEAVIEST) bytes.set(pattern, await coldLoad(person, path));
    else await person.opens(path);
    await person.page.waitForSelector("html[data-js]");
    const found = language === BY_KEYBOARD ? await keyboardAlone(person.page) : [];
    found.push(...(await inspect(person.page, language, nameOf(pattern))), ...(await onPaper(person.page)));
    const theme = THEME[language];
    if (theme) {
      await person.page.evaluate((name) => (document.documentElement.dataset["theme"] = name), theme);
      found.push(...(await violations(person.page, ["cat.color"])).map((what) => `${theme} ${what}`));
    }
    found.push(...person.complaints.splice(0).filter((what) => !WITHOUT_WORKER.test(what)));
    wrong.push(...found.map((what) => `${language} ${path} (${login}): ${what}`));
  }
  await person.leaves();
  return wrong;
}

for (const language of LANGUAGES) {
  test(`${language}: no page hinders anybody, sticks out of the screen or makes the browser complain`, async () => {
    const waiting = [...readers].filter(([, pages]) => pages.length);
    const wrong: string[] = [];
    const looks = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) wrong.push(...(await look(next[0], language, next[1])));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, looks));
    nothingWrong(wrong);
  });
}

test(`the first load of a page is at most ${MOST_BYTES} bytes`, () => {
  const worst = [...bytes].sort(([, a], [, b]) => b - a);
  console.log([`${worst.length} page patterns, bytes of a cold load:`, ...worst.map(([pattern, sum]) => `${String(sum).padStart(8)}  ${pattern}`)].join("\n"));
  assert.ok(worst.length > 20, "the walk found the pages of every capability");
  nothingWrong(worst.filter(([, sum]) => sum > MOST_BYTES).map(([pattern, sum]) => `${pattern}: ${sum} bytes`));
});
