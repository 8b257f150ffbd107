// Serves dist/ and preview/ on 127.0.0.1 with the product's headers: for screenshots, and as the base of the browser tests.
import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { framed } from "./preview-frame.mjs";

const root = new URL("..", import.meta.url);
const POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; worker-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

export const pageHeaders = { "content-type": "text/html; charset=utf-8", "content-security-policy": POLICY, "cache-control": "no-store", "referrer-policy": "same-origin" };

function asset(path, manifest) {
  const wanted = path.replace(/^\/assets\//, "");
  return Object.entries(manifest.assets).find(([name, { file }]) => (path === "/sw.js" ? name === "sw.js" : name === wanted || file === wanted))?.[1];
}

function send(response, status, headers, body) {
  response.writeHead(status, headers);
  response.end(body);
}

function sendAsset(request, response, entry) {
  const brotli = entry.br && /\bbr\b/.test(request.headers["accept-encoding"] ?? "");
  const body = readFileSync(new URL(`dist/${brotli ? entry.br : entry.file}`, root));
  const cache = entry.cache === "no-cache" ? "no-cache" : "public, max-age=31536000, immutable";
  send(response, 200, { "content-type": entry.type, "cache-control": cache, vary: "accept-encoding", ...(brotli ? { "content-encoding": "br" } : {}) }, body);
}

/**
 * Starts a server on a free port.
 * @param {(request, response, url: URL) => boolean | Promise<boolean>} route answers first; true when it did
 * @param {number} port 0 for any free port
 */
export async function startServer(route = () => false, port = 0) {
  const manifest = JSON.parse(readFileSync(new URL("dist/manifest.json", root), "utf8"));
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://localhost");
    try {
      if (await route(request, response, url)) return;
      const entry = url.pathname.startsWith("/assets/") || url.pathname === "/sw.js" ? asset(url.pathname, manifest) : undefined;
      if (entry) return sendAsset(request, response, entry);
      const name = /^\/preview\/(\w+)$/.exec(url.pathname)?.[1];
      const file = new URL(`preview/${name}.html`, root);
      if (!name || !existsSync(file)) return send(response, 404, { "content-type": "text/plain" }, "not found");
      const options = { theme: url.searchParams.get("theme") ?? "auto", lang: url.searchParams.get("lang") ?? undefined };
      send(response, 200, pageHeaders, framed(readFileSync(file, "utf8"), options));
    } catch (error) {
      if (!response.headersSent) send(response, 500, { "content-type": "text/plain" }, String(error));
    }
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  const address = `http://localhost:${server.address().port}`;
  return { address, port: server.address().port, stop: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }) };
}
