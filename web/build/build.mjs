// npm run build: src/ → dist/, in the order in which the files name each other.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Assets } from "./assets.mjs";
import { buildFonts } from "./fonts.mjs";
import { buildGeo } from "./geo.mjs";
import { licences } from "./licences.mjs";
import { buildScript } from "./scripts.mjs";
import { buildStyles } from "./styles.mjs";

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL("..", import.meta.url));
const started = performance.now();
const assets = new Assets(`${root}dist`);

const mark = assets.add("mark.svg", readFileSync(`${root}src/mark.svg`));
const fonts = await buildFonts(assets);
const style = assets.add("app.css", await buildStyles(`${root}src/app.css`, fonts));
const geo = buildGeo(assets);
const mapWorker = assets.add("map-worker.js", readFileSync(require.resolve("maplibre-gl/dist/maplibre-gl-worker.mjs"), "utf8").replace(/\n\/\/# sourceMappingURL=.*/, ""));
const mapStyle = assets.add("map.css", await buildStyles(`${root}src/map.css`));
const map = assets.add("map.js", await buildScript(`${root}src/map.ts`, { GEO_ADDRESSES: geo, WORKER_ADDRESS: mapWorker, MAP_STYLE_ADDRESS: mapStyle }));
assets.add("licences.txt", licences());
const extras = assets.add("extras.js", await buildScript(`${root}src/extras.ts`, {}));
const script = assets.add("app.js", await buildScript(`${root}src/app.ts`, { MAP_ADDRESS: map, EXTRAS_ADDRESS: extras }));
const worker = { STYLE_ADDRESS: style, SCRIPT_ADDRESS: script, ASSET_ADDRESSES: [style, script, extras, mark] };
assets.add("sw.js", await buildScript(`${root}src/sw.ts`, worker, "iife"), { hashed: false });

assets.finish();
for (const [name, { bytes, br_bytes }] of Object.entries(assets.entries)) {
  console.log(`${name.padEnd(24)}${String(bytes).padStart(9)} B${br_bytes ? `${String(br_bytes).padStart(9)} B br` : ""}`);
}
console.log(`built in ${Math.round(performance.now() - started)} ms`);
