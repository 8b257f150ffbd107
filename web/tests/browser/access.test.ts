// axe on every preview, in three languages' directions, three themes and a narrow screen; no word runs out of the page.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { launchBrowser } from "../../build/browser.mjs";
import { startServer } from "../../build/static-server.mjs";

declare const ROOT: string;

interface Axe {
  run(options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
}

const axe = readFileSync(createRequire(`${ROOT}package.json`).resolve("axe-core/axe.min.js"), "utf8");
const pages = readdirSync(`${ROOT}preview`).map((name) => name.replace(".html", ""));
let browser: Browser;
let server: Awaited<ReturnType<typeof startServer>>;

before(async () => {
  browser = await launchBrowser();
  server = await startServer();
});
after(async () => {
  await browser.close();
  await server.stop();
});

for (const name of pages) {
  test(`${name}: no accessibility violation in any theme, nothing wider than a phone`, async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const found: string[] = [];
    for (const theme of ["auto", "sun", "night"]) {
      await page.goto(`${server.address}/preview/${name}?theme=${theme}`);
      await page.waitForSelector("html[data-js]");
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => (window as unknown as { axe: Axe }).axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
      found.push(...violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${theme} ${id}: ${html.slice(0, 140)}`)));
    }
    await page.setViewportSize({ width: 360, height: 740 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await page.close();
    assert.deepEqual(found, []);
    assert.ok(overflow <= 0, `${overflow} px wider than the screen`);
  });
}
