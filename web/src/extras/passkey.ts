// Signing in, or adding a key, with WebAuthn. The server decides everything; this passes options and answers.
import { fromBase64Url, toBase64Url } from "../bytes";
import { callHeaders } from "../dom";
import { word } from "./words";

type Json = Record<string, unknown>;

/** `title` of the problem that the server named; shown as it is, because it is in the person's language. */
class Refused extends Error {}

async function post(address: string, body: unknown): Promise<Json> {
  const answer = await fetch(address, { method: "POST", headers: callHeaders(), body: JSON.stringify(body) });
  const json = (await answer.json().catch(() => ({}))) as Json;
  if (!answer.ok) throw new Refused(typeof json["title"] === "string" ? json["title"] : word("passkey_failed"));
  return json;
}

const BINARY = new Set(["challenge", "id"]);

/** Options come as JSON: the byte strings in it (challenge, user.id, credential ids) become bytes; `rp.id` stays text. */
function decode(value: unknown, key = "", parent = ""): unknown {
  if (typeof value === "string") return BINARY.has(key) && parent !== "rp" ? fromBase64Url(value) : value;
  if (Array.isArray(value)) return value.map((item) => decode(item, "", key));
  if (value && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, decode(inner, name, key)]));
  return value;
}

function encode(credential: PublicKeyCredential): Json {
  const response = credential.response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse;
  const parts: Json = { clientDataJSON: toBase64Url(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"] as const) {
    if (response[name]) parts[name] = toBase64Url(response[name]);
  }
  if (response.getTransports) parts["transports"] = response.getTransports();
  return { id: credential.id, rawId: toBase64Url(credential.rawId), type: credential.type, response: parts, clientExtensionResults: credential.getClientExtensionResults() };
}

async function run(button: HTMLElement): Promise<void> {
  if (!("credentials" in navigator) || !("PublicKeyCredential" in window)) throw new Refused(word("passkey_missing"));
  const { optionsUrl = "", finishUrl = "" } = button.dataset;
  const options = await post(optionsUrl, {});
  const publicKey = decode(options["publicKey"] ?? options) as PublicKeyCredentialCreationOptions & PublicKeyCredentialRequestOptions;
  const credential = button.dataset["passkey"] === "register" ? await navigator.credentials.create({ publicKey }) : await navigator.credentials.get({ publicKey });
  if (!(credential instanceof PublicKeyCredential)) throw new Refused(word("passkey_failed"));
  const { location: next } = await post(finishUrl, encode(credential));
  // Only a place on this node: an address from elsewhere is not followed.
  if (typeof next === "string" && new URL(next, location.href).origin === location.origin) location.assign(next);
}

/** Runs the exchange that the button asks for; what goes wrong is said in the next `.passkey-error`. */
export async function usePasskey(button: HTMLElement): Promise<void> {
  const places = [...document.querySelectorAll<HTMLElement>(".passkey-error")];
  const place = places.find((one) => button.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  if (place) place.textContent = "";
  button.setAttribute("aria-busy", "true");
  try {
    await run(button);
  } catch (error) {
    if (place) place.textContent = error instanceof Refused ? error.message : word("passkey_failed");
  } finally {
    button.removeAttribute("aria-busy");
  }
}
