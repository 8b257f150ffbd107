// npm test, after types and build: unit tests, then browser tests where there is a Chromium.
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { browserPath } from "./browser.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const out = `${root}.build/tests`;
const wanted = process.argv.slice(2);

async function run(kind, timeoutMs) {
  const names = readdirSync(`${root}tests/${kind}`).filter((name) => name.endsWith(".test.ts") && (!wanted.length || wanted.some((word) => name.includes(word))));
  if (!names.length) return;
  await build({
    entryPoints: names.map((name) => `${root}tests/${kind}/${name}`),
    outdir: `${out}/${kind}`,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    external: [`${root}build/*`],
    define: { STYLE_ADDRESS: '"/assets/app.css"', SCRIPT_ADDRESS: '"/assets/app.js"', ROOT: JSON.stringify(root) },
    sourcemap: "inline",
  });
  const files = names.map((name) => `${out}/${kind}/${name.replace(/\.ts$/, ".mjs")}`);
  const { status } = spawnSync(process.execPath, ["--test", "--test-reporter=spec", "--enable-source-maps", "--test-concurrency=1", `--test-timeout=${timeoutMs}`, ...files], { stdio: "inherit", cwd: root });
  if (status !== 0) process.exit(status ?? 1);
}

rmSync(out, { recursive: true, force: true });
await run("unit", 30_000);
if (browserPath) await run("browser", 120_000);
else console.log("browser tests skipped: no Chromium found (set CHROMIUM to its path)");
