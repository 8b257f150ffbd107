// The set of files of one build: content hash in the name, brotli twin for text, one manifest.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const TYPES = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  woff2: "font/woff2",
};

const CACHE = fileURLToPath(new URL("../.build/brotli/", import.meta.url));

/** Brotli 11 of these bytes. The map's megabyte takes seconds, so results are kept by content between builds. */
function compressed(bytes) {
  const path = join(CACHE, createHash("sha256").update(bytes).digest("hex"));
  if (existsSync(path)) return readFileSync(path);
  const br = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(path, br);
  return br;
}

export class Assets {
  /** @param {string} folder where the files of the build go; emptied first */
  constructor(folder) {
    this.folder = folder;
    this.entries = {};
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  /**
   * Writes one asset and returns its public address.
   * @param {string} name logical name, such as `app.css` or `geo/land.json`
   * @param {Uint8Array | string} content
   * @param {{ hashed?: boolean }} options `hashed: false` keeps the name, for the service worker
   */
  add(name, content, { hashed = true } = {}) {
    const bytes = Buffer.from(content);
    const dot = name.lastIndexOf(".");
    const extension = name.slice(dot + 1);
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
    const file = hashed ? `${name.slice(0, dot)}-${hash}.${extension}` : name;
    const entry = { file, type: TYPES[extension], bytes: bytes.length };
    if (!entry.type) throw new Error(`no content type known for ${name}`);
    this.#write(file, bytes);
    if (extension !== "woff2") {
      const br = compressed(bytes);
      entry.br = `${file}.br`;
      entry.br_bytes = br.length;
      this.#write(entry.br, br);
    }
    entry.cache = hashed ? "immutable" : "no-cache";
    this.entries[name] = entry;
    return hashed ? `/assets/${file}` : `/${file}`;
  }

  /** Writes `manifest.json`, the contract of WIRE.md section 1. */
  finish() {
    const assets = Object.fromEntries(Object.entries(this.entries).sort(([a], [b]) => (a < b ? -1 : 1)));
    this.#write("manifest.json", Buffer.from(`${JSON.stringify({ version: 1, assets }, null, 1)}\n`));
  }

  #write(file, bytes) {
    const path = join(this.folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
}
