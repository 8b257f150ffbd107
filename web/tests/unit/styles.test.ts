// The style sheet keeps what the design promises: contrast in every theme, no side of the page named left or right, every class in the README.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

declare const ROOT: string;

const sheets = readdirSync(`${ROOT}src/css`).map((name) => ({ name, text: readFileSync(`${ROOT}src/css/${name}`, "utf8").replace(/\/\*.*?\*\//gs, "") }));
const tokens = sheets.find(({ name }) => name === "tokens.css")?.text ?? "";

function block(selector: string): Record<string, string> {
  const body = tokens.split(`${selector} {`)[1]?.split("}")[0] ?? "";
  return Object.fromEntries([...body.matchAll(/(--[\w-]+): (#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value]));
}

const light = block(":root");
const THEMES = { light, sun: { ...light, ...block(':root[data-theme="sun"]') }, night: { ...light, ...block(':root[data-theme="night"]') } };

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}

const TEXT_PAIRS = [
  ...["fg", "fg-muted", "link", "link-visited", "ok", "info", "warn", "bad", "urgent", "neutral"].flatMap((text) => [[text, "bg"], [text, "raised"], [text, "surface"]]),
  ...["ok", "info", "warn", "bad", "urgent", "neutral"].flatMap((tone) => [[tone, `${tone}-bg`], ["fg", `${tone}-bg`], ["bg", tone]]),
  ["on-brand", "brand"], ["on-brand-muted", "brand"], ["on-button", "button"], ["on-button", "danger"], ["bg", "fg"], ["focus-inner", "focus"],
] as [string, string][];

for (const [theme, values] of Object.entries(THEMES)) {
  test(`text contrast is at least 7:1 in the ${theme} theme`, () => {
    const low = TEXT_PAIRS.map(([text, ground]) => ({ text, ground, ratio: contrast(values[`--${text}`] ?? "", values[`--${ground}`] ?? "") })).filter(({ ratio }) => !(ratio >= 7));
    assert.deepEqual(low, []);
  });

  test(`lines, controls and chart series stand out at least 3:1 in the ${theme} theme`, () => {
    const low = ["control-line", "line-strong", "accent", "s1", "s2", "s3", "s6"].map((name) => ({ name, ratio: contrast(values[`--${name}`] ?? "", values["--bg"] ?? "") })).filter(({ ratio }) => !(ratio >= 3));
    assert.deepEqual(low, []);
  });
}

test("no physical side is named, so that right-to-left needs nothing more", () => {
  const physical = /(?<![\w-])(margin|padding|border)-(left|right)(?![\w])|(?<![\w-])(left|right)\s*:|float\s*:/g;
  assert.deepEqual(sheets.flatMap(({ name, text }) => [...text.matchAll(physical)].map(([hit]) => `${name}: ${hit}`)), []);
});

test("every class is named in the README", () => {
  const readme = readFileSync(`${ROOT}README.md`, "utf8");
  const named = new Set(sheets.flatMap(({ text }) => [...text.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name ?? "")));
  const foreign = /^(htmx-request|woff2|scan-test.*|map__.*|privacy.*|outbox-list|outbox-pill--stuck|stepper__button|toast|pattern-.*)$/;
  const missing = [...named].filter((name) => !foreign.test(name) && !new RegExp(`(^|[^\\w-])${name}([^\\w-]|$)`).test(readme) && !readme.includes(`--${name.split("--")[1]}`) && !readme.includes(name));
  assert.deepEqual(missing, []);
});
