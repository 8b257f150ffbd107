// The post that the journeys work on: the real program with a demonstration's day behind it, on free ports of this machine.
import { spawn } from "node:child_process";
import { mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = `${process.env.CARGO_TARGET_DIR ?? `${root}target`}/debug/manara`;

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Starts the program and waits until it says where it is open. */
async function start(folder, args, withinMs) {
  const log = `${folder}/server.log`;
  const out = openSync(log, "w");
  const child = spawn(program, args, { cwd: root, stdio: ["ignore", out, out], detached: true });
  child.unref();
  const failed = new Promise((_, reject) => child.on("error", reject));
  const until = Date.now() + withinMs;
  const open = (async () => {
    while (Date.now() < until) {
      const said = readFileSync(log, "utf8");
      if (/^Open http/m.test(said)) return;
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the post ended:\n${said}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    process.kill(child.pid, "SIGKILL");
    throw new Error(`the post was not open after ${withinMs} ms:\n${readFileSync(log, "utf8")}`);
  })();
  await Promise.race([open, failed]);
  return child.pid;
}

/** A post with a day of the story behind it, in a folder of its own. */
export async function startDemo() {
  const folder = mkdtempSync(`${tmpdir()}/manara-journeys-`);
  const [port, securePort] = [await freePort(), await freePort()];
  const listen = ["--http", `127.0.0.1:${port}`, "--https", `127.0.0.1:${securePort}`, "--name", "localhost"];
  const post = { folder, address: `http://localhost:${port}`, secureAddress: `https://localhost:${securePort}`, listen, pid: 0 };
  try {
    post.pid = await start(folder, ["demo", "--days", "1", "--dir", folder, ...listen], 240_000);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return post;
}

/** The same post again, after it was stopped. Other people's files and data are as they were. */
export async function startAgain(post) {
  const args = ["serve", "--node", `${post.folder}/node`, "--passphrase-file", `${post.folder}/node/demo.passphrase`, ...post.listen];
  return { ...post, pid: await start(post.folder, args, 60_000) };
}

/** Pulls the plug: nothing is written to an end. Resolves when the process is gone. */
export async function kill(post) {
  if (alive(post.pid)) process.kill(post.pid, "SIGKILL");
  for (let i = 0; i < 200 && alive(post.pid); i += 1) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** The end: the process, and everything it wrote. */
export async function end(post) {
  await kill(post);
  rmSync(post.folder, { recursive: true, force: true });
}
