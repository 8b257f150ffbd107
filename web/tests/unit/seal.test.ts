// Sealing: only the server's private key opens a record, and a changed record does not open.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fromBase64Url, toBase64Url } from "../../src/bytes";
import { seal, type Submission, unseal } from "../../src/sw/seal";

declare const ROOT: string;

const SUBMISSION: Submission = {
  path: "/registration/households?site=7",
  content_type: "application/x-www-form-urlencoded;charset=UTF-8",
  body: toBase64Url(new TextEncoder().encode("name=زينب&_key=1")),
  idempotency_key: "8d2c0a4e-6b32-4f6e-9a53-0d5a4c1b7f11",
  user: "01J0",
  at: "2026-01-31T09:12:44.120Z",
  lang: "ar",
};

async function serverKeys(): Promise<{ pair: CryptoKeyPair; raw: string }> {
  const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
  return { pair, raw: toBase64Url(await crypto.subtle.exportKey("raw", pair.publicKey)) };
}

test("what is sealed is what the server opens", async () => {
  const { pair, raw } = await serverKeys();
  assert.deepEqual(await unseal(await seal(SUBMISSION, raw, "k1"), pair), SUBMISSION);
});

test("lengths on the wire: 65-byte point, 12-byte nonce, 16-byte tag", async () => {
  const { raw } = await serverKeys();
  const record = await seal(SUBMISSION, raw, "k1");
  const plain = new TextEncoder().encode(JSON.stringify(SUBMISSION));
  assert.deepEqual([fromBase64Url(record.ephemeral).length, fromBase64Url(record.iv).length, fromBase64Url(record.sealed).length], [65, 12, plain.length + 16]);
});

test("another key, another key id or one changed byte opens nothing", async () => {
  const { pair, raw } = await serverKeys();
  const record = await seal(SUBMISSION, raw, "k1");
  const changed = fromBase64Url(record.sealed);
  changed[0] = (changed[0] ?? 0) ^ 1;
  await assert.rejects(unseal(record, (await serverKeys()).pair));
  await assert.rejects(unseal({ ...record, key_id: "k2" }, pair));
  await assert.rejects(unseal({ ...record, sealed: toBase64Url(changed) }, pair));
});

test("the same form sealed twice shares nothing", async () => {
  const { raw } = await serverKeys();
  const [one, two] = [await seal(SUBMISSION, raw, "k1"), await seal(SUBMISSION, raw, "k1")];
  assert.notEqual(one.ephemeral, two.ephemeral);
  assert.notEqual(one.sealed, two.sealed);
});

// A fixed record, for other implementations too.
test("the published example opens", async () => {
  const example = JSON.parse(readFileSync(`${ROOT}tests/sealed-example.json`, "utf8")) as { private_key: JsonWebKey; record: Parameters<typeof unseal>[0]; opens_to: Submission };
  const algorithm = { name: "ECDH", namedCurve: "P-256" };
  const privateKey = await crypto.subtle.importKey("jwk", example.private_key, algorithm, true, ["deriveBits"]);
  const { d: _, key_ops: __, ...open } = example.private_key;
  const publicKey = await crypto.subtle.importKey("jwk", open, algorithm, true, []);
  assert.deepEqual(await unseal(example.record, { privateKey, publicKey }), example.opens_to);
});
