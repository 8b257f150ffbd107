// Seals a form to the server's key: whoever finds the tablet finds bytes that only the server can open. WIRE.md, section 4.5.
import { fromBase64Url, toBase64Url } from "../bytes";

export interface Sealed {
  key_id: string;
  ephemeral: string;
  iv: string;
  sealed: string;
}

/** The form as it was submitted; `body` is base64url. */
export interface Submission {
  path: string;
  content_type: string;
  body: string;
  idempotency_key: string;
  user: string;
  at: string;
  lang: string;
}

const CURVE = { name: "ECDH", namedCurve: "P-256" } as const;
const PURPOSE = "manara outbox v1";

function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** HKDF-SHA-256 over the ECDH secret; the salt binds the key to both public keys. */
async function sealingKey(secret: ArrayBuffer, ephemeral: Uint8Array, recipient: Uint8Array, usage: "encrypt" | "decrypt"): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const info = new TextEncoder().encode(PURPOSE);
  return crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt: joined(ephemeral, recipient), info }, material, { name: "AES-GCM", length: 256 }, false, [usage]);
}

function additional(keyId: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${PURPOSE}|${keyId}`);
}

/**
 * Seals a submission with a fresh key pair whose private half is forgotten at once.
 * @param serverKey raw uncompressed P-256 point, base64url
 * @throws when the key is not a point of the curve
 */
export async function seal(submission: Submission, serverKey: string, keyId: string): Promise<Sealed> {
  const recipient = fromBase64Url(serverKey);
  const theirs = await crypto.subtle.importKey("raw", recipient, CURVE, false, []);
  const pair = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const secret = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, pair.privateKey, 256);
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const key = await sealingKey(secret, ephemeral, recipient, "encrypt");
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(submission));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: additional(keyId) }, key, plain);
  return { key_id: keyId, ephemeral: toBase64Url(ephemeral), iv: toBase64Url(iv), sealed: toBase64Url(sealed) };
}

/**
 * Opens a sealed record: what the server does. Here for the tests, and as the reference for other implementations; not part of the worker.
 * @throws when the record was not sealed to this key or was changed since
 */
export async function unseal(record: Sealed, keys: CryptoKeyPair): Promise<Submission> {
  const ephemeral = fromBase64Url(record.ephemeral);
  const theirs = await crypto.subtle.importKey("raw", ephemeral, CURVE, false, []);
  const secret = await crypto.subtle.deriveBits({ name: "ECDH", public: theirs }, keys.privateKey, 256);
  const recipient = new Uint8Array(await crypto.subtle.exportKey("raw", keys.publicKey));
  const key = await sealingKey(secret, ephemeral, recipient, "decrypt");
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: fromBase64Url(record.iv), additionalData: additional(record.key_id) }, key, fromBase64Url(record.sealed));
  return JSON.parse(new TextDecoder().decode(plain)) as Submission;
}
