// The queue, against a fake IndexedDB and a fake server.
import "fake-indexeddb/auto";
import assert from "node:assert/strict";
import { test } from "node:test";
import { toBase64Url } from "../../src/bytes";
import { backoffMs, drain } from "../../src/sw/drain";
import { keepForm, readForm, tryServer } from "../../src/sw/intake";
import { arrive, leave } from "../../src/sw/session";
import { unseal } from "../../src/sw/seal";
import { type Kept, openStore, type Store } from "../../src/sw/store";

let stores = 0;

interface Server {
  fetcher: typeof fetch;
  received: string[];
}

/** A server that answers `/outbox` by what it finds in `answers` (one per call, the last one for good). */
function server(answers: readonly (Response | "down")[], healthy = true): Server {
  const received: string[] = [];
  const fetcher = ((input: string, init?: RequestInit) => {
    if (input === "/healthz") return healthy ? Promise.resolve(new Response("ok")) : Promise.reject(new TypeError("no network"));
    const answer = answers[Math.min(received.length, answers.length - 1)];
    received.push((JSON.parse(String(init?.body)) as { iv: string }).iv);
    return answer === "down" || answer === undefined ? Promise.reject(new TypeError("no network")) : Promise.resolve(answer.clone());
  }) as typeof fetch;
  return { fetcher, received };
}

const receipt = (): Response => Response.json({ receipt: "R-1" });
const problem = (status: number, body: object = { title: "already registered", code: "REC-040" }): Response => Response.json(body, { status });

async function storeWith(records: readonly Partial<Kept>[]): Promise<Store> {
  const store = await openStore(`test-${stores++}`);
  await store.changeSession(() => ({ user: "amina", lang: "fr", key: "k", keyId: "1" }));
  for (const [i, record] of records.entries()) {
    await store.put({ id: `r${i}`, user: "amina", title: "Register", at: 1000 + i, state: "waiting", sealed: { key_id: "1", ephemeral: "e", iv: `iv${i}`, sealed: "s" }, ...record });
  }
  return store;
}

async function left(store: Store): Promise<string[]> {
  return (await store.all()).map(({ id, state }) => `${id} ${state}`);
}

test("a record is deleted when the server gives a receipt, oldest first", async () => {
  const store = await storeWith([{ at: 30 }, { at: 10 }, { at: 20 }]);
  const { fetcher, received } = server([receipt()]);
  assert.equal(await drain(store, fetcher), "empty");
  assert.deepEqual(received, ["iv1", "iv2", "iv0"]);
  assert.deepEqual(await left(store), []);
});

test("a refused record is set aside with the server's words and the next one is sent", async () => {
  const store = await storeWith([{}, {}]);
  assert.equal(await drain(store, server([problem(409), receipt()]).fetcher), "empty");
  assert.deepEqual((await store.all()).map(({ id, state, problem: why }) => ({ id, state, why })), [{ id: "r0", state: "stuck", why: "already registered · REC-040" }]);
});

for (const [name, answer] of [["500", problem(500)], ["503", problem(503)], ["408", problem(408)], ["429", problem(429)], ["200 without a receipt (captive portal)", new Response("<html>")], ["200 with an empty receipt", Response.json({ receipt: "" })], ["no network", "down"]] as const) {
  test(`${name}: nothing is deleted or set aside, the queue stops and is tried later`, async () => {
    const store = await storeWith([{}, {}]);
    const { fetcher, received } = server([answer]);
    assert.equal(await drain(store, fetcher), "later");
    assert.equal(received.length, 1);
    assert.deepEqual(await left(store), ["r0 waiting", "r1 waiting"]);
  });
}

test("a record over which the server fails goes behind the others", async () => {
  const store = await storeWith([{}, {}]);
  const { fetcher, received } = server([problem(500), receipt()]);
  assert.deepEqual([await drain(store, fetcher), await drain(store, fetcher)], ["later", "empty"]);
  assert.deepEqual(received, ["iv0", "iv1", "iv0"]);
});

test("401: the queue waits for a sign-in, and goes on after it", async () => {
  const store = await storeWith([{}]);
  assert.equal(await drain(store, server([problem(401)]).fetcher), "signin");
  const quiet = server([receipt()]);
  assert.equal(await drain(store, quiet.fetcher), "signin");
  assert.deepEqual(quiet.received, []);
  await arrive(store, "amina", "fr", Date.now(), (() => Promise.resolve(new Response("", { status: 404 }))) as typeof fetch);
  assert.equal(await drain(store, server([receipt()]).fetcher), "empty");
  assert.deepEqual(await left(store), []);
});

test("records of another person, and records set aside, stay", async () => {
  const store = await storeWith([{ user: "bilal" }, { state: "stuck" }, {}]);
  assert.equal(await drain(store, server([receipt()]).fetcher), "empty");
  assert.deepEqual(await left(store), ["r0 waiting", "r1 stuck"]);
});

test("when /healthz does not answer, no record is sent", async () => {
  const store = await storeWith([{}]);
  const { fetcher, received } = server([receipt()], false);
  assert.equal(await drain(store, fetcher), "later");
  assert.deepEqual(received, []);
});

test("waiting times double from 20 s to 10 min", () => {
  assert.deepEqual([1, 2, 3, 6, 20].map(backoffMs), [20_000, 40_000, 80_000, 600_000, 600_000]);
});

function post(body: string, headers: Record<string, string> = {}): Request {
  return new Request("https://post.local/registration/households?site=7", { method: "POST", body, headers: { "content-type": "application/x-www-form-urlencoded;charset=UTF-8", ...headers } });
}

test("a form asks for the outbox with _outbox=1; other posts are left alone", async () => {
  const form = await readForm(post("_outbox=1&_outbox_title=Register&_key=k-7&name=Zeinab"));
  assert.deepEqual({ path: form?.path, title: form?.title, key: form?.key }, { path: "/registration/households?site=7", title: "Register", key: "k-7" });
  assert.equal(await readForm(post("name=Zeinab")), undefined);
});

test("only no answer, silence and 502 to 504 count as no server", async () => {
  const answers = (answer: Promise<Response>): typeof fetch => () => answer;
  const request = post("");
  assert.equal((await tryServer(request, answers(Promise.resolve(problem(422)))))?.status, 422);
  assert.equal((await tryServer(request, answers(Promise.resolve(problem(500)))))?.status, 500);
  assert.equal(await tryServer(request, answers(Promise.resolve(problem(503)))), undefined);
  assert.equal(await tryServer(request, answers(Promise.reject(new TypeError()))), undefined);
  assert.equal(await tryServer(request, answers(new Promise(() => undefined)), 20), undefined);
});

test("a kept form holds nothing readable, and opens to what was submitted", async () => {
  const store = await storeWith([]);
  const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
  const key = toBase64Url(await crypto.subtle.exportKey("raw", pair.publicKey));
  await store.changeSession(() => ({ user: "amina", lang: "fr", key, keyId: "k9" }));
  const form = await readForm(post("_outbox=1&_outbox_title=Register&_key=k-7&name=Zeinab"));
  assert.ok(form);
  assert.equal(await keepForm(form, store, new Date("2026-01-31T09:00:00Z")), undefined);
  const [record] = await store.all();
  assert.ok(record);
  assert.ok(!JSON.stringify(record).includes("Zeinab"));
  const opened = await unseal(record.sealed, pair);
  assert.deepEqual({ ...opened, body: Buffer.from(opened.body, "base64url").toString() }, {
    path: "/registration/households?site=7", content_type: "application/x-www-form-urlencoded;charset=UTF-8", body: "_outbox=1&_outbox_title=Register&_key=k-7&name=Zeinab", idempotency_key: "k-7", user: "amina", at: "2026-01-31T09:00:00.000Z", lang: "fr",
  });
});

test("a second form under the same key is a second record, never an overwritten one", async () => {
  const store = await storeWith([{ id: "k-7" }]);
  const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
  const key = toBase64Url(await crypto.subtle.exportKey("raw", pair.publicKey));
  await store.changeSession(() => ({ user: "amina", lang: "fr", key, keyId: "k9" }));
  const form = await readForm(post("_outbox=1&_key=k-7&name=Halima"));
  assert.ok(form);
  await keepForm(form, store, new Date());
  assert.equal((await store.all()).length, 2);
});

test("without a key nothing is kept and the person is told; a body above 2 MB likewise", async () => {
  const store = await storeWith([]);
  const form = { path: "/x", contentType: "text/plain", body: new ArrayBuffer(2_000_001), title: "", key: "k" };
  assert.equal(await keepForm(form, store, new Date()), "large");
  await leave(store);
  assert.equal(await keepForm(form, store, new Date()), "key");
  assert.deepEqual(await store.all(), []);
});

test("another person's arrival takes the key away from the first; leaving keeps the records", async () => {
  const store = await storeWith([{}]);
  const none = (() => Promise.resolve(new Response("", { status: 404 }))) as typeof fetch;
  await arrive(store, "bilal", "ar", Date.now(), none);
  assert.deepEqual(await store.session(), { user: "bilal", lang: "ar" });
  await leave(store);
  assert.deepEqual(await store.session(), { user: "", lang: "ar" });
  assert.deepEqual(await left(store), ["r0 waiting"]);
});

test("the key is taken only when it is for the person who is here", async () => {
  const store = await storeWith([]);
  const keyFor = (user: string): typeof fetch => ((input: string) => Promise.resolve(input === "/outbox/key" ? Response.json({ key: "K", key_id: "2", user }) : new Response("", { status: 404 }))) as typeof fetch;
  await arrive(store, "bilal", "ar", 5, keyFor("amina"));
  assert.equal((await store.session()).key, undefined);
  await arrive(store, "bilal", "ar", 5, keyFor("bilal"));
  assert.deepEqual(await store.session(), { user: "bilal", lang: "ar", key: "K", keyId: "2", keyAt: 5 });
});

test("two pages arrive at once: the key that one of them got is not lost with the other's failure, nor given to who came after", async () => {
  const store = await storeWith([]);
  await leave(store);
  let fail: () => void = () => undefined;
  const late = new Promise<Response>((_, reject) => (fail = () => reject(new TypeError("no answer"))));
  const slow = arrive(store, "amina", "fr", 5, ((input: string) => (input === "/outbox/key" ? late : Promise.resolve(new Response("", { status: 404 })))) as typeof fetch);
  const keyFor = (user: string): typeof fetch => ((input: string) => Promise.resolve(input === "/outbox/key" ? Response.json({ key: "K", key_id: "2", user }) : new Response("", { status: 404 }))) as typeof fetch;
  await arrive(store, "amina", "fr", 5, keyFor("amina"));
  fail();
  await slow;
  assert.deepEqual(await store.session(), { user: "amina", lang: "fr", key: "K", keyId: "2", keyAt: 5 });
  const gone = arrive(store, "bilal", "ar", 5, keyFor("bilal"));
  await leave(store);
  await gone;
  assert.deepEqual([(await store.session()).user, (await store.session()).key], ["", undefined]);
});
