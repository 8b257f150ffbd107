// What is bundled is passed on with its licence: one text file, served beside the rest.
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const BUNDLED = ["htmx.org", "maplibre-gl", "@fontsource/vazirmatn", "world-atlas"];

/** The licence texts of everything that reaches the browser. */
export function licences() {
  return BUNDLED.map((name) => {
    const folder = fileURLToPath(new URL(`../node_modules/${name}/`, import.meta.url));
    const { version, license } = JSON.parse(readFileSync(`${folder}package.json`, "utf8"));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (!file) throw new Error(`${name} comes without a licence text`);
    return `${name} ${version} (${license})\n${"=".repeat(60)}\n${readFileSync(`${folder}${file}`, "utf8").trim()}\n`;
  }).join("\n\n");
}
