/// <reference lib="webworker" />
// The one service worker: keeps forms when the server does not answer, keeps blank forms and assets for that time. It knows nothing of any capability.
import type { OutboxState, PageMessage } from "./outbox-messages";
import { keepForm, readForm, tryServer } from "./sw/intake";
import { Outbox } from "./sw/outbox";
import { asset, dropPages, keepPage, keptPageAt, keptPages, pruneAssets, storeAssets } from "./sw/pages";
import { awayPage, html, keptList, keptPage, outboxPage, refusedPage, type Voice } from "./sw/screens";
import { arrive, leave } from "./sw/session";
import { openStore, type Store } from "./sw/store";
import { chooseLanguage, loadWords } from "./sw/words";

declare const self: ServiceWorkerGlobalScope;
/** Addresses of the assets that every page needs, put in by the build. */
declare const ASSET_ADDRESSES: string[];

interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}
interface SyncRegistration {
  sync?: { register(tag: string): Promise<void> };
}

const SYNC_TAG = "manara-outbox";
const PAGE_WAIT_MS = 15_000;
const NO_KEPT_PAGE_WAIT_MS = 90_000;

let opened: Promise<{ store: Store; outbox: Outbox }> | undefined;

function open(): Promise<{ store: Store; outbox: Outbox }> {
  opened ??= openStore().then((store) => ({ store, outbox: new Outbox(store, tellPages) }));
  return opened;
}

async function tellPages(state: OutboxState): Promise<void> {
  for (const client of await self.clients.matchAll({ type: "window" })) client.postMessage(state);
}

async function voice(store: Store): Promise<Voice> {
  const language = chooseLanguage((await store.session()).lang || undefined, ...self.navigator.languages);
  return { language, words: await loadWords(store, language) };
}

function pathOf(address: string): string {
  try {
    const { origin, pathname, search } = new URL(address);
    return origin === self.location.origin ? pathname + search : "/";
  } catch {
    return "/";
  }
}

async function takeForm(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const form = await readForm(request);
  if (!form) return fetch(request);
  const answer = await tryServer(request);
  if (answer) return answer;
  const { store, outbox } = await open();
  const partial = request.headers.get("hx-request") === "true";
  const refusal = await keepForm(form, store, new Date());
  if (refusal) return refusedPage(await voice(store), refusal, partial);
  event.waitUntil(outbox.report());
  event.waitUntil((self.registration as unknown as SyncRegistration).sync?.register(SYNC_TAG).catch(() => undefined) ?? Promise.resolve());
  return keptPage(await voice(store), { title: form.title, path: form.path, from: pathOf(request.referrer) }, partial);
}

async function navigate(request: Request): Promise<Response> {
  const { store } = await open();
  const { user } = await store.session();
  const path = pathOf(request.url);
  const kept = await keptPageAt(path, user);
  const answer = await tryServer(request, (...call) => fetch(...call), kept ? PAGE_WAIT_MS : NO_KEPT_PAGE_WAIT_MS);
  if (answer) return answer;
  if (kept) return kept;
  if (path === "/outbox") return outboxPage(await store.all(), await store.session(), await voice(store));
  return awayPage(await voice(store), path, await keptPages(user));
}

async function signOut(request: Request): Promise<Response> {
  const answer = await fetch(request);
  if (answer.status < 500) {
    const { store } = await open();
    await leave(store);
    await dropPages();
  }
  return answer;
}

async function act(action: string, request: Request): Promise<Response> {
  const { outbox } = await open();
  const id = (await request.formData().catch(() => new FormData())).get("id");
  if (action === "try") await outbox.send({ urgent: true });
  else if (typeof id === "string" && action === "retry") await outbox.retry(id);
  else if (typeof id === "string" && action === "discard") await outbox.discard(id);
  return Response.redirect("/outbox", 303);
}

async function fragment(): Promise<Response> {
  const { store } = await open();
  return html(keptList(await store.all(), await store.session(), await voice(store)), 200);
}

async function exportFile(): Promise<Response> {
  const now = new Date();
  const text = JSON.stringify(await (await open()).outbox.exported(now), null, 1);
  const name = `manara-outbox-${now.toISOString().slice(0, 10)}.json`;
  return new Response(text, { headers: { "content-type": "application/json", "content-disposition": `attachment; filename="${name}"`, "cache-control": "no-store" } });
}

/** The answer of this worker, or undefined: the browser goes to the server by itself. */
function answerTo(event: FetchEvent): Promise<Response> | undefined {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return undefined;
  if (request.method === "POST") {
    const action = /^\/outbox\/(try|retry|discard)$/.exec(pathname)?.[1];
    if (action) return act(action, request);
    if (pathname === "/session/end") return signOut(request);
    return pathname === "/outbox" || pathname.startsWith("/outbox/") || pathname.startsWith("/session/") ? undefined : takeForm(event);
  }
  if (request.method !== "GET") return undefined;
  if (pathname.startsWith("/assets/")) return asset(request);
  if (pathname === "/outbox/kept") return fragment();
  if (pathname === "/outbox/export") return exportFile();
  return request.mode === "navigate" ? navigate(request) : undefined;
}

async function hear(message: PageMessage): Promise<void> {
  if (message.type === "claim") return self.clients.claim();
  const { store, outbox } = await open();
  if (message.type === "drain") {
    await outbox.report();
    await outbox.send();
    return;
  }
  if (message.user) {
    await dropPages(message.user);
    await arrive(store, message.user, message.lang, Date.now());
    if (message.keep) await keepPage(pathOf(message.keep), message.user, Date.now()).catch(() => undefined);
  } else {
    await store.changeSession((session) => ({ ...session, lang: message.lang }));
  }
  await outbox.report();
  await outbox.send({ urgent: true });
}

self.addEventListener("install", (event) => event.waitUntil(storeAssets(ASSET_ADDRESSES).then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(pruneAssets(ASSET_ADDRESSES).then(() => self.clients.claim())));
self.addEventListener("message", (event) => event.waitUntil(hear(event.data as PageMessage)));
self.addEventListener("fetch", (event) => {
  const answer = answerTo(event);
  if (answer) event.respondWith(answer);
});
self.addEventListener("sync", (event) => {
  const sync = event as SyncEvent;
  if (sync.tag !== SYNC_TAG) return;
  // Background Sync tries again by itself when this fails.
  sync.waitUntil(open().then(({ outbox }) => outbox.send({ urgent: true })).then((drained) => (drained === "later" ? Promise.reject(new Error("the server does not answer")) : undefined)));
});
