// Looks at a page as it stands: what must be true of every page of the product, in every language, whoever reads it.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import type { Language } from "./post";

declare const ROOT: string;

interface Axe {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
}

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const axe = readFileSync(createRequire(`${ROOT}package.json`).resolve("axe-core/axe.min.js"), "utf8");
const pictures = `${ROOT}var/journeys`;
mkdirSync(pictures, { recursive: true });

/** What is wrong with the words and the frame of a page; nothing when all is well. */
export function wrongInText(html: string, language: Language): string[] {
  const found: string[] = [];
  const root = /<html[^>]*>/.exec(html)?.[0] ?? "";
  const direction = language === "ar" ? "rtl" : "ltr";
  if (!root.includes(`lang="${language}"`) || !root.includes(`dir="${direction}"`)) found.push(`${root} for ${language}`);
  const headings = html.match(/<h1[\s>]/g)?.length ?? 0;
  if (headings !== 1) found.push(`${headings} h1`);
  // What the catalogue says when a word is missing; pages show no other text of this form.
  for (const [missing] of html.matchAll(/\[[a-z]+(?:-[\w.]+)+\]/g)) found.push(`word missing: ${missing}`);
  return found;
}

/** Violations of axe's rules on the page as it is shown now. */
export async function violations(page: Page, rules: readonly string[] = RULES): Promise<string[]> {
  await page.evaluate(axe);
  const { violations: all } = await page.evaluate((only) => (window as unknown as { axe: Axe }).axe.run({ runOnly: only, resultTypes: ["violations"] }), [...rules]);
  return all.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `axe ${id}: ${html.slice(0, 160)} — ${failureSummary?.split("\n")[1]?.trim() ?? ""}`));
}

/** By how many pixels the page is wider than the screen, and what sticks out. */
export async function tooWide(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
  return page.evaluate((screen) => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    const outside = [...document.querySelectorAll("main *, header *, nav *, footer *")].filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return (right > innerWidth + 1 || left < -1) && element.checkVisibility() && !element.closest(".table-wrap, .visually-hidden, .skip-link");
    });
    return [`${document.documentElement.scrollWidth - innerWidth} px wider than ${screen} px: ${outside.slice(0, 3).map((element) => element.outerHTML.slice(0, 120)).join(" | ")}`];
  }, width);
}

/** What is wrong when somebody goes through the page with Tab alone: not reached, out of order, held fast, or not to be seen. */
export async function keyboardAlone(page: Page): Promise<string[]> {
  const count = await page.evaluate(() => {
    const candidates = [...document.querySelectorAll<HTMLElement>("a[href], button, input, select, textarea, summary, [tabindex]")];
    const seen = (element: HTMLElement): boolean => element.checkVisibility({ visibilityProperty: true }) && element.tabIndex >= 0 && !element.matches(":disabled, [type=hidden]");
    // Of a group of radio buttons Tab stops at one; the arrows lead to the others.
    const first = (element: HTMLElement): boolean => {
      if (!(element instanceof HTMLInputElement) || element.type !== "radio") return true;
      const group = candidates.filter((other): other is HTMLInputElement => other instanceof HTMLInputElement && other.name === element.name && other.form === element.form);
      return element === (group.find(({ checked }) => checked) ?? group[0]);
    };
    const stops = candidates.filter((element) => seen(element) && first(element));
    Object.assign(window, { stops });
    return stops.length;
  });
  const at = (): Promise<{ place: number; what: string; marked: boolean }> =>
    page.evaluate(() => {
      const { stops } = window as unknown as { stops: Element[] };
      const element = document.activeElement ?? document.body;
      const style = getComputedStyle(element);
      const marked = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
      return { place: stops.indexOf(element), what: element.outerHTML.slice(0, 100), marked };
    });
  const found: string[] = [];
  const places: number[] = [];
  let held = 0;
  let last = -1;
  for (let press = 0; press < count + 8 && places.length < count; press += 1) {
    await page.keyboard.press("Tab");
    const { place, what, marked } = await at();
    held = place === last && place >= 0 ? held + 1 : 0;
    last = place;
    if (held > 2) return [...found, `Tab does not leave ${what}`];
    if (place < 0 || places.includes(place)) continue;
    if (!marked) found.push(`nothing shows that the focus is on ${what}`);
    places.push(place);
  }
  // A page may begin with the focus in its first field; from there the walk goes round.
  const turns = places.filter((place, n) => n > 0 && place < (places[n - 1] ?? 0)).length;
  if (turns > 1) found.push(`Tab jumps about: ${places.join(" ")}`);
  const missed = await page.evaluate(
    // What a board has meanwhile replaced by its news is no longer there to be reached.
    (reached) => (window as unknown as { stops: Element[] }).stops.filter((stop, n) => stop.isConnected && !reached.includes(n)).map(({ outerHTML }) => outerHTML.slice(0, 100)),
    places,
  );
  return [...found, ...missed.map((what) => `Tab does not reach ${what}`)];
}

/** What is wrong with the page on paper, where it is meant for paper: what only a screen can use, or wider than A4. */
export async function onPaper(page: Page): Promise<string[]> {
  if (!(await page.locator("[data-print]").count())) return [];
  await page.emulateMedia({ media: "print" });
  const found = (await tooWide(page, 794)).map((what) => `on paper ${what}`);
  const left = await page.evaluate(() =>
    [...document.querySelectorAll(".masthead, .nav, .skip-link, .footer, button, input:not([type=hidden]), select")].filter((element) => element.checkVisibility()).map(({ outerHTML }) => outerHTML.slice(0, 100)),
  );
  const words = await page.evaluate(() => document.querySelector("main")?.innerText.trim().length ?? 0);
  await page.emulateMedia({ media: null });
  await page.setViewportSize({ width: 1280, height: 900 });
  if (!words) found.push("an empty sheet of paper");
  return [...found, ...left.map((what) => `on paper: ${what}`)];
}

/** A picture of the whole page, for eyes; only when asked for, because it takes longer than everything else. */
async function picture(page: Page, name: string): Promise<void> {
  if (!process.env["JOURNEYS_PICTURES"]) return;
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
}

/** Everything at once: words, frame, axe, both widths; pictures under `name`. */
export async function inspect(page: Page, language: Language, name: string): Promise<string[]> {
  const found = wrongInText(await page.content(), language);
  found.push(...(await violations(page)));
  found.push(...(await tooWide(page, 390)));
  await picture(page, `${name}.${language}.390`);
  found.push(...(await tooWide(page, 1280)));
  await picture(page, `${name}.${language}`);
  return found;
}

/** Fails with what was found, a line for each thing and none of them twice. */
export function nothingWrong(found: readonly string[]): void {
  if (found.length) assert.fail(`\n${[...new Set(found)].join("\n")}`);
}
