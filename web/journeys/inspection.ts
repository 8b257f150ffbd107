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
