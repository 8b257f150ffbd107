// Takes a submitted form: to the server if it answers, else sealed onto the device.
import { toBase64Url } from "../bytes";
import { seal } from "./seal";
import type { Store } from "./store";

/** A form that asked to be kept, read from its request before the request is used up. */
export interface Form {
  path: string;
  contentType: string;
  body: ArrayBuffer;
  title: string;
  key: string;
}

export type Refusal = "key" | "full" | "large";

const LARGEST_BYTES = 2_000_000;
const ANSWER_MS = 20_000;
const DOWN = new Set([502, 503, 504]);

/** The form in a POST, or undefined when it does not ask for the outbox. The request itself stays unread. */
export async function readForm(request: Request): Promise<Form | undefined> {
  const contentType = request.headers.get("content-type") ?? "";
  const { pathname, search } = new URL(request.url);
  const path = pathname + search;
  if (request.headers.get("x-outbox") === "1") {
    const title = decodeURIComponent(request.headers.get("x-outbox-title") ?? "");
    return { path, contentType, body: await request.clone().arrayBuffer(), title, key: request.headers.get("idempotency-key") ?? crypto.randomUUID() };
  }
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)/i.test(contentType)) return undefined;
  const body = await request.clone().arrayBuffer();
  const fields = await new Response(body, { headers: { "content-type": contentType } }).formData().catch(() => undefined);
  if (fields?.get("_outbox") !== "1") return undefined;
  const text = (name: string): string => {
    const value = fields.get(name);
    return typeof value === "string" ? value : "";
  };
  return { path, contentType, body, title: text("_outbox_title"), key: text("_key") || crypto.randomUUID() };
}

/** The server's answer, or undefined when it does not answer: no network, 20 s of silence, or a gateway that says so. */
export async function tryServer(request: Request, fetcher: typeof fetch = fetch, waitMs: number = ANSWER_MS): Promise<Response | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), waitMs);
  });
  try {
    const answer = await Promise.race([fetcher(request), silence]);
    return answer && !DOWN.has(answer.status) ? answer : undefined;
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** Seals the form and keeps it; the answer is why it could not be kept, or undefined when it was. */
export async function keepForm(form: Form, store: Store, now: Date): Promise<Refusal | undefined> {
  const { user, lang, key, keyId } = await store.session();
  if (!user || !key || !keyId) return "key";
  if (form.body.byteLength > LARGEST_BYTES) return "large";
  // A key that is here already belongs to another form (somebody went back and wrote on): two records are better than one overwritten.
  const taken = (await store.all()).some(({ id }) => id === form.key);
  const id = taken ? crypto.randomUUID() : form.key;
  const submission = { path: form.path, content_type: form.contentType, body: toBase64Url(form.body), idempotency_key: id, user, at: now.toISOString(), lang };
  const sealed = await seal(submission, key, keyId);
  try {
    await store.put({ id, user, title: form.title.slice(0, 120), at: now.getTime(), sealed, state: "waiting" });
    return undefined;
  } catch {
    return "full";
  }
}
