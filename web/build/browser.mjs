// The Chromium of the machine, for screenshots and browser tests.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PLACES = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const ARGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Path of the browser, or undefined where there is none. */
export const browserPath = PLACES.find((path) => path && existsSync(path));

/** @param {{ webgl?: boolean }} options `webgl` draws in software, for the map */
export function launchBrowser({ webgl = false } = {}) {
  const graphics = webgl ? ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"] : [];
  const args = webgl ? ARGS.filter((arg) => arg !== "--disable-gpu") : ARGS;
  return chromium.launch({ executablePath: browserPath, args: [...args, ...graphics], timeout: 30_000 });
}
