// npm run preview [page…]: screenshots of preview/*.html into var/preview/, and the printed pages as PDF.
import { mkdirSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { browserPath, launchBrowser } from "./browser.mjs";
import { startServer } from "./static-server.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const out = `${root}var/preview`;
mkdirSync(out, { recursive: true });
if (!browserPath) throw new Error("no Chromium found; set CHROMIUM to its path");

const wanted = process.argv.slice(2);
const pages = readdirSync(`${root}preview`).filter((name) => name.endsWith(".html")).map((name) => name.slice(0, -5)).filter((name) => !wanted.length || wanted.includes(name));
const server = await startServer();
const browser = await launchBrowser({ webgl: true });
try {
  for (const name of pages) {
    for (const [theme, width, scheme] of [["auto", 1280, "light"], ["night", 1280, "light"], ["sun", 1280, "light"], ["auto", 390, "light"]]) {
      const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme: scheme });
      page.on("console", (message) => message.type() === "error" && console.log(`${name}: ${message.text()}`));
      await page.goto(`${server.address}/preview/${name}?theme=${theme}`, { waitUntil: "networkidle" });
      await page.waitForFunction(() => [...document.querySelectorAll(".map")].every((map) => map.dataset.ready === ""), undefined, { timeout: 20_000 });
      await page.screenshot({ path: `${out}/${name}-${theme}-${width}.png`, fullPage: true });
      if (theme === "auto" && width === 1280) await page.pdf({ path: `${out}/${name}.pdf`, preferCSSPageSize: true, printBackground: false });
      await page.close();
    }
    console.log(`var/preview/${name}-*.png`);
  }
} finally {
  await browser.close();
  await server.stop();
}
