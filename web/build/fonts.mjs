// Vazirmatn (OFL) cut down to what Arabic pages use: 21 kB a weight becomes 10 kB; the other letters stay in a file of their own.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import subsetFont from "subset-font";

const require = createRequire(import.meta.url);

/** Must equal the `unicode-range` of the first two faces in src/css/base.css. */
const CORE = [[0x60c, 0x60c], [0x61b, 0x61b], [0x61f, 0x61f], [0x621, 0x63a], [0x640, 0x652], [0x670, 0x671]];
const MORE = [[0x600, 0x6ff], [0x750, 0x77f], [0xfb50, 0xfdff], [0xfe70, 0xfefc]];

function letters(ranges) {
  return ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i))).join("");
}

function face(weight) {
  return readFileSync(require.resolve(`@fontsource/vazirmatn/files/vazirmatn-arabic-${weight}-normal.woff2`));
}

/** Builds the font files and returns `logical name → address`. */
export async function buildFonts(assets) {
  const options = { targetFormat: "woff2", noHinting: true };
  const [regular, bold, more] = await Promise.all([
    subsetFont(face(400), `${letters(CORE)} `, options),
    subsetFont(face(700), `${letters(CORE)} `, options),
    subsetFont(face(400), `${letters(MORE)} `, options),
  ]);
  return {
    "arabic-400.woff2": assets.add("arabic-400.woff2", regular),
    "arabic-700.woff2": assets.add("arabic-700.woff2", bold),
    "arabic-more.woff2": assets.add("arabic-more.woff2", more),
  };
}
