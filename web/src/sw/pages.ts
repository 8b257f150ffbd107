// Assets, and blank forms that can be opened without the server. Assets are addressed by content, so what is here never goes stale.

const ASSETS = "manara-assets";
const FRESH_MS = 3_600_000;
const KEPT_AT = "x-manara-kept-at";
const TITLE = "x-manara-title";

function pagesOf(user: string): string {
  return `manara-pages-${user}`;
}

/** Puts the worker's own assets in place. */
export async function storeAssets(addresses: readonly string[]): Promise<void> {
  const cache = await caches.open(ASSETS);
  const missing = await Promise.all(addresses.map(async (address) => ((await cache.match(address)) ? undefined : address)));
  await cache.addAll(missing.filter((address): address is string => address !== undefined));
}

/** Drops assets that neither this build nor any kept page names. */
export async function pruneAssets(current: readonly string[]): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith("manara-pages-"));
  const texts = await Promise.all(names.map(async (name) => {
    const cache = await caches.open(name);
    return Promise.all((await cache.keys()).map(async (request) => (await cache.match(request))?.text() ?? ""));
  }));
  const kept = texts.flat();
  const cache = await caches.open(ASSETS);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (!current.includes(pathname) && !kept.some((text) => text.includes(pathname))) await cache.delete(request);
  }
}

/** An asset from the device, or from the server and then onto the device. */
export async function asset(request: Request): Promise<Response> {
  const cache = await caches.open(ASSETS);
  const found = await cache.match(request, { ignoreVary: true });
  if (found) return found;
  const answer = await fetch(request);
  if (answer.status === 200) await cache.put(request, answer.clone());
  return answer;
}

/** Keeps a blank form for a person; not more than once an hour. */
export async function keepPage(address: string, user: string, now: number): Promise<void> {
  const cache = await caches.open(pagesOf(user));
  const old = await cache.match(address);
  if (old && now - Number(old.headers.get(KEPT_AT)) < FRESH_MS) return;
  const answer = await fetch(address, { headers: { "x-manara-keep": "1" }, credentials: "same-origin", redirect: "error" });
  if (!answer.ok || !answer.headers.get("content-type")?.startsWith("text/html")) return;
  const text = await answer.text();
  const root = /<html\b[^>]*>/i.exec(text)?.[0] ?? "";
  if (!/\bdata-offline="?keep\b/.test(root) || !root.includes(`data-user="${user}"`)) return;
  const title = /<title>([^<]*)/i.exec(text)?.[1]?.trim() ?? "";
  const headers = new Headers({ "content-type": "text/html; charset=utf-8", "cache-control": "no-store", [KEPT_AT]: String(now), [TITLE]: encodeURIComponent(title) });
  for (const name of ["content-security-policy", "permissions-policy", "referrer-policy"]) {
    const value = answer.headers.get(name);
    if (value) headers.set(name, value);
  }
  await cache.put(address, new Response(text, { headers }));
}

/** The kept text with a fresh idempotency key in each form, marked as shown without the server. */
export function refreshed(text: string): string {
  const marked = text.replace(/<html\b/i, '<html data-net="off"');
  return marked.replace(/<input\b[^>]*\bname="_key"[^>]*>/gi, (input) => {
    const bare = input.replace(/\svalue=("[^"]*"|'[^']*'|[^\s>]+)/i, "");
    return bare.replace(/\s*\/?>$/, ` value="${crypto.randomUUID()}">`);
  });
}

/** A kept page as an answer, or undefined. */
export async function keptPageAt(address: string, user: string): Promise<Response | undefined> {
  if (!user) return undefined;
  const found = await (await caches.open(pagesOf(user))).match(address);
  if (!found) return undefined;
  const headers = new Headers(found.headers);
  headers.set("x-manara-worker", "1");
  return new Response(refreshed(await found.text()), { headers });
}

/** The kept pages of a person, for the list shown instead of a page that is not here. */
export async function keptPages(user: string): Promise<{ path: string; title: string }[]> {
  if (!user) return [];
  const cache = await caches.open(pagesOf(user));
  return Promise.all((await cache.keys()).map(async (request) => {
    const { pathname, search } = new URL(request.url);
    const title = (await cache.match(request))?.headers.get(TITLE) ?? "";
    return { path: pathname + search, title: unentitied(decodeURIComponent(title)) || pathname };
  }));
}

function unentitied(title: string): string {
  const named: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
  return title.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
    if (decimal) return String.fromCodePoint(Number(decimal));
    if (hex) return String.fromCodePoint(parseInt(hex, 16));
    return named[name ?? ""] ?? whole;
  });
}

/** After a sign-out, or when another person signs in: the pages of everybody else go. */
export async function dropPages(except?: string): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith("manara-pages-") && name !== (except ? pagesOf(except) : "")) await caches.delete(name);
  }
}
