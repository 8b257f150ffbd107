// Bytes on the wire, read from dist/. A page has 60 kB for its first load; what is left here is for its HTML.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { brotliDecompressSync } from "node:zlib";

declare const ROOT: string;

interface Entry {
  file: string;
  type: string;
  bytes: number;
  br?: string;
  br_bytes?: number;
  cache: "immutable" | "no-cache";
}

const { assets } = JSON.parse(readFileSync(`${ROOT}dist/manifest.json`, "utf8")) as { assets: Record<string, Entry> };

function wire(...names: string[]): number {
  return names.reduce((sum, name) => sum + (assets[name]?.br_bytes ?? assets[name]?.bytes ?? Number.NaN), 0);
}

function within(limit: number, ...names: string[]): void {
  const bytes = wire(...names);
  assert.ok(bytes <= limit, `${names.join(" + ")} = ${bytes} B, limit ${limit} B`);
}

test("first load: style sheet, script and mark are at most 35 kB", () => within(35_000, "app.css", "app.js", "mark.svg"));
test("first load in Arabic, with both faces, is at most 50 kB", () => within(50_000, "app.css", "app.js", "mark.svg", "arabic-400.woff2", "arabic-700.woff2"));
test("the worker, fetched after the first sign-in, is at most 8.5 kB", () => within(8500, "sw.js"));
test("the islands that few pages use are at most 5 kB", () => within(5000, "extras.js"));
test("the map, loaded only where there is one, is at most 400 kB", () => within(400_000, "map.js", "map-worker.js", "map.css"));
test("the map's data is at most 130 kB", () => within(130_000, "geo/land.json", "geo/borders.json", "geo/names.json"));

test("the manifest tells the truth", () => {
  for (const [name, { file, type, bytes, br, br_bytes, cache }] of Object.entries(assets)) {
    const plain = readFileSync(`${ROOT}dist/${file}`);
    assert.equal(plain.length, bytes, name);
    assert.ok(type.includes("/"), name);
    assert.equal(cache, name === "sw.js" ? "no-cache" : "immutable");
    assert.equal(/-[0-9a-f]{10}\.\w+$/.test(file), name !== "sw.js", name);
    if (!br) continue;
    assert.equal(statSync(`${ROOT}dist/${br}`).size, br_bytes, name);
    assert.ok(brotliDecompressSync(readFileSync(`${ROOT}dist/${br}`)).equals(plain), name);
  }
});

test("nothing lies in dist/ that the manifest does not name", () => {
  const named = new Set(Object.values(assets).flatMap(({ file, br }) => [file, br]));
  const files = readdirSync(`${ROOT}dist`, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? (entry as unknown as { path: string }).path, entry.name).replace(`${ROOT}dist/`, ""));
  assert.deepEqual(files.filter((file) => file !== "manifest.json" && !named.has(file)), []);
});

test("no asset names another origin", () => {
  for (const name of ["app.css", "app.js", "sw.js", "extras.js"]) {
    const text = readFileSync(`${ROOT}dist/${assets[name]?.file}`, "utf8");
    assert.deepEqual([...text.matchAll(/https?:\/\/[\w.-]+/g)].map(([url]) => url).filter((url) => url !== "http://www.w3.org"), [], name);
  }
});

test("source files stay short", () => {
  const long = ["src", "build", "tests"].flatMap((folder) => readdirSync(`${ROOT}${folder}`, { recursive: true }).map((name) => `${folder}/${String(name)}`)).filter((path) => /\.(ts|mjs|css)$/.test(path) && existsSync(`${ROOT}${path}`) && readFileSync(`${ROOT}${path}`, "utf8").split("\n").length > 400);
  assert.deepEqual(long, []);
});
