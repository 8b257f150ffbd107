// Every page that anybody can reach, in three languages: it answers, it speaks the language, everybody can use it, it fits the screen and the wire.
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../build/browser.mjs";
import { discover, type Found } from "./discovery";
import { inspect, nothingWrong, violations } from "./inspection";
import { Person } from "./person";
import { LANGUAGES, LOGINS, type Language, type Login } from "./post";

/** Bytes over the wire of a page that nothing was kept of: the page, the style, the script, the fonts it asks for. */
const MOST_BYTES = 60_000;
/** Pages that no link leads to. */
const STARTS = ["/", "/outbox"];

let browser: Browser;
before(async () => (browser = await launchBrowser()));
after(() => browser.close());

/** Who looks at which page: the first login that found a page of its kind. */
const reader = new Map<string, { login: Login; page: Found }>();

for (const login of LOGINS) {
  test(`${login}: every page that links lead to answers, with all its words, in three languages`, async () => {
    const person = await Person.enters(browser, login);
    const wrong: string[] = [];
    for (const language of LANGUAGES) {
      await person.speaks(language);
      const found = await discover(person.context.request, language, STARTS);
      wrong.push(...found.wrong.map((what) => `${language} ${what}`));
      for (const page of found.pages) if (!reader.has(page.pattern)) reader.set(page.pattern, { login, page });
    }
    await person.leaves();
    nothingWrong(wrong);
  });
}

/** Bytes by page pattern, the most of the three languages. */
const bytes = new Map<string, number>();

/** Opens a page in a browser that has kept nothing, and says how many bytes came over the wire until it stood. */
async function coldLoad(person: Person, path: string): Promise<number> {
  const session = await person.context.newCDPSession(person.page);
  await session.send("Network.enable");
  let sum = 0;
  session.on("Network.loadingFinished", ({ encodedDataLength }) => (sum += encodedDataLength));
  await person.opens(path);
  await person.page.waitForSelector("html[data-js]");
  await person.page.evaluate(() => document.fonts.ready.then(() => undefined));
  await session.detach();
  return sum;
}

const nameOf = (pattern: string): string => pattern.replace(/^\//, "").replace(/[^\w?&{}-]+/g, "_") || "home";

/** What the browser says where there is no service worker, which alone knows what the device holds. */
const WITHOUT_WORKER = /Service Worker registration blocked|404 .*\/outbox\/kept$/;

async function look(login: Login, language: Language, pages: readonly Found[]): Promise<string[]> {
  const signedIn = await Person.enters(browser, login, { language });
  const storageState = await signedIn.context.storageState();
  await signedIn.leaves();
  const wrong: string[] = [];
  for (const { path, pattern } of pages) {
    // No worker: what it fetches for later is no part of the page's first load, and it would answer from what it kept.
    const person = await Person.arrives(browser, { storageState, serviceWorkers: "block" });
    const cold = await coldLoad(person, path);
    bytes.set(pattern, Math.max(bytes.get(pattern) ?? 0, cold));
    const found = await inspect(person.page, language, nameOf(pattern));
    if (language === "en") {
      await person.page.evaluate(() => (document.documentElement.dataset["theme"] = "night"));
      found.push(...(await violations(person.page, ["color-contrast"])).map((what) => `night ${what}`));
    }
    found.push(...person.complaints.filter((what) => !WITHOUT_WORKER.test(what)));
    wrong.push(...found.map((what) => `${language} ${path} (${login}): ${what}`));
    await person.leaves();
  }
  return wrong;
}

for (const language of LANGUAGES) {
  test(`${language}: no page hinders anybody, sticks out of the screen or makes the browser complain`, async () => {
    const wrong: string[] = [];
    for (const login of LOGINS) {
      const pages = [...reader.values()].filter((one) => one.login === login).map(({ page }) => page);
      if (pages.length) wrong.push(...(await look(login, language, pages)));
    }
    nothingWrong(wrong);
  });
}

test(`the first load of a page is at most ${MOST_BYTES} bytes`, () => {
  const worst = [...bytes].sort(([, a], [, b]) => b - a);
  console.log([`${worst.length} page patterns, bytes of a cold load:`, ...worst.map(([pattern, sum]) => `${String(sum).padStart(8)}  ${pattern}`)].join("\n"));
  nothingWrong(worst.filter(([, sum]) => sum > MOST_BYTES).map(([pattern, sum]) => `${pattern}: ${sum} bytes`));
});
