// app.css: one bundle; `font:name` becomes the hashed address; the night theme is repeated for data-theme="auto".
import { readFileSync } from "node:fs";
import { build } from "esbuild";

const NIGHT = /:root\[data-theme="night"\] (\{[^}]*\})/;

function withAutoTheme(source) {
  const night = NIGHT.exec(source);
  if (!night) throw new Error("tokens.css has no night theme");
  return `${source}\n@media (prefers-color-scheme: dark) { :root[data-theme="auto"] ${night[1]} }\n`;
}

/**
 * Bundles and minifies one style sheet.
 * @param {string} entry path of the source
 * @param {Record<string, string>} fonts logical name → address
 */
export async function buildStyles(entry, fonts = {}) {
  const plugin = {
    name: "manara-styles",
    setup(api) {
      api.onResolve({ filter: /^font:/ }, ({ path }) => {
        const address = fonts[path.slice(5)];
        if (!address) return { errors: [{ text: `unknown font ${path}` }] };
        return { path: address, external: true };
      });
      api.onLoad({ filter: /tokens\.css$/ }, ({ path }) => ({ contents: withAutoTheme(readFileSync(path, "utf8")), loader: "css" }));
    },
  };
  const result = await build({ entryPoints: [entry], bundle: true, minify: true, write: false, target: ["chrome109", "firefox115", "safari16"], plugins: [plugin], loader: { ".svg": "dataurl" } });
  return result.outputFiles[0].text;
}
