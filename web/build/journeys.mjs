// npm run journeys [name…]: a post of the demonstration is started, people of every role work on it in a browser, then it is ended.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { browserPath } from "./browser.mjs";
import { end, startDemo } from "./demo-post.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const out = `${root}.build/journeys`;
const wanted = process.argv.slice(2);

async function compile() {
  const written = readdirSync(`${root}journeys`).filter((name) => name.endsWith(".test.ts")).map((name) => name.replace(".test.ts", ""));
  const names = written.filter((name) => !wanted.length || wanted.includes(name));
  rmSync(out, { recursive: true, force: true });
  await build({
    entryPoints: names.map((name) => `${root}journeys/${name}.test.ts`),
    outdir: out,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    external: [`${root}build/*`],
    define: { ROOT: JSON.stringify(root) },
    sourcemap: "inline",
  });
  return names.map((name) => `${out}/${name}.test.mjs`);
}

function run(files, post) {
  return new Promise((resolve, reject) => {
    // One browser at a time, so that the time of one journey is not that of another. The limit is for what hangs, not for what is slow:
    // the crawl grows with the product, and the machine may have other work.
    const args = ["--test", "--test-reporter=spec", "--enable-source-maps", "--test-concurrency=1", "--test-timeout=1800000", ...files];
    const child = spawn(process.execPath, args, { stdio: "inherit", cwd: root, env: { ...process.env, JOURNEYS_POST: post } });
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

if (!browserPath) {
  console.log("journeys skipped: no Chromium found (set CHROMIUM to its path)");
} else {
  const began = Date.now();
  const files = await compile();
  mkdirSync(`${root}var/journeys`, { recursive: true });
  // Which process serves changes when a journey pulls the plug; the file says which one it is now.
  const post = `${out}/post.json`;
  writeFileSync(post, JSON.stringify(await startDemo()));
  console.log(`journeys: the post is open after ${Math.round((Date.now() - began) / 1000)} s`);
  const over = () => end(JSON.parse(readFileSync(post, "utf8")));
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => void over().then(() => process.exit(1)));
  try {
    process.exitCode = await run(files, post);
  } finally {
    await over();
  }
  console.log(`journeys: ${Math.round((Date.now() - began) / 1000)} s in all`);
}
