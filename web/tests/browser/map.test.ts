// The map, drawn in software, under the product's policy; and the page on a device that cannot draw it.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { launchBrowser } from "../../build/browser.mjs";
import { startServer } from "../../build/static-server.mjs";

async function withPage(webgl: boolean, act: (page: Page, address: string, complaints: string[], requests: string[]) => Promise<void>): Promise<void> {
  const server = await startServer();
  const browser = await launchBrowser({ webgl });
  try {
    const page = await browser.newPage({ viewport: { width: 1100, height: 800 } });
    const complaints: string[] = [];
    const requests: string[] = [];
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => requests.push(request.url()));
    await act(page, server.address, complaints, requests);
  } finally {
    await browser.close();
    await server.stop();
  }
}

test("the map is drawn from this origin alone, left to right on an Arabic page, and tells about a point", () => withPage(true, async (page, address, complaints, requests) => {
  await page.goto(`${address}/preview/report?lang=ar`);
  await page.waitForSelector(".map[data-ready]", { timeout: 60_000 });
  assert.deepEqual(complaints, []);
  assert.deepEqual(requests.filter((url) => !url.startsWith(`${address}/`) && !url.startsWith("blob:") && !url.startsWith("data:")), []);
  assert.equal(await page.getAttribute(".map", "dir"), "ltr");
  assert.equal(await page.getAttribute(".map__notice", "dir"), "rtl");
  assert.equal(await page.getAttribute(".maplibregl-ctrl-zoom-in", "title"), "تقريب");
  const canvas = page.locator(".maplibregl-canvas");
  await canvas.scrollIntoViewIfNeeded();
  await canvas.focus();
  await page.keyboard.press("+");
  await page.waitForTimeout(800);
  const box = await canvas.boundingBox();
  assert.ok(box);
  // Adré and its neighbours lie a little east of the centre; look along that line for a point to press.
  for (let x = 0; x < 300 && !(await page.locator(".maplibregl-popup").count()); x += 12) await page.mouse.click(box.x + box.width / 2 + x, box.y + box.height / 2 + 2);
  assert.match((await page.textContent(".maplibregl-popup")) ?? "", /° N, .*° E/);
}));

test("without WebGL a notice says so and the table is open", () => withPage(false, async (page, address) => {
  await page.addInitScript(() => {
    const original = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
      return kind.startsWith("webgl") ? null : Reflect.apply(original, this, [kind, ...rest]);
    } as typeof original;
  });
  await page.goto(`${address}/preview/report`);
  await page.waitForSelector(".map__missing");
  assert.equal(await page.locator(".map-figure details.twin").evaluate((twin) => (twin as HTMLDetailsElement).open), true);
}));

test("a map on request: nothing of it is fetched before its button is pressed; then its lines and points are drawn", () => withPage(true, async (page, address, complaints, requests) => {
  await page.goto(`${address}/preview/lane`);
  await page.waitForSelector("html[data-js]");
  await page.locator("main").evaluate((main) => {
    const line = { type: "Feature", geometry: { type: "LineString", coordinates: [[22, 13], [22.5, 13.6]] }, properties: { label: "Piste" } };
    const point = { type: "Feature", geometry: { type: "Point", coordinates: [22.2, 13.47] }, properties: { label: "Adré", kind: "post", note: "Ouvert" } };
    const json = JSON.stringify({ type: "FeatureCollection", features: [line, point] });
    main.insertAdjacentHTML("beforeend", `<figure class="map-figure"><div class="map js-only" data-island="map" data-on-request><button type="button" data-map-show>Carte</button><script type="application/json">${json}</script></div></figure>`);
  });
  const ofMap = (): string[] => requests.filter((url) => /\/(map|geo)[-/]/.test(new URL(url).pathname.replace("/assets", "")));
  await page.waitForTimeout(300);
  assert.deepEqual(ofMap(), []);
  await page.click("[data-map-show]");
  await page.waitForSelector(".map[data-ready]", { timeout: 60_000 });
  assert.ok(ofMap().length >= 3);
  assert.deepEqual(complaints, []);
}));
