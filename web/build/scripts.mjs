// Bundles one script. Addresses of other assets come in as constants, so the files can be built one after the other without a second pass.
import { build } from "esbuild";

/**
 * @param {string} entry path of the source
 * @param {Record<string, unknown>} constants name → JSON value
 * @param {"esm" | "iife"} format
 */
export async function buildScript(entry, constants, format = "esm") {
  const define = Object.fromEntries(Object.entries(constants).map(([name, value]) => [name, JSON.stringify(value)]));
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format,
    define,
    external: ["/assets/*"],
    target: ["chrome109", "firefox115", "safari16"],
    legalComments: "none",
    charset: "utf8",
    loader: { ".svg": "text" },
  });
  return result.outputFiles[0].text;
}
