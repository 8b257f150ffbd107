// Who is signed in on this device, as far as the outbox must know: whose records may be sent, and to which key they are sealed.
import { refreshWords } from "./words";
import type { Session, Store } from "./store";

const KEY_FRESH_MS = 3_600_000;

interface KeyAnswer {
  key?: unknown;
  key_id?: unknown;
  user?: unknown;
}

async function withKey(session: Session, fetcher: typeof fetch, now: number): Promise<Session> {
  const answer = await fetcher("/outbox/key", { cache: "no-store", redirect: "manual", headers: { accept: "application/json" } }).catch(() => undefined);
  if (!answer?.ok) return session;
  const { key, key_id: keyId, user } = (await answer.json().catch(() => ({}))) as KeyAnswer;
  if (typeof key !== "string" || typeof keyId !== "string" || user !== session.user) return session;
  return { ...session, key, keyId, keyAt: now };
}

/** A page came from the server for `user`: takes over the person and the language, and fetches the key when it is missing or old. */
export async function arrive(store: Store, user: string, lang: string, now: number, fetcher: typeof fetch = fetch): Promise<void> {
  const before = await store.session();
  let session: Session = before.user === user ? { ...before, lang } : { user, lang };
  delete session.waitsForSignIn;
  if (!session.key || now - (session.keyAt ?? 0) > KEY_FRESH_MS) {
    session = await withKey(session, fetcher, now);
    await refreshWords(store, fetcher);
  }
  await store.setSession(session);
}

/** Forgets the person and the key; sealed records stay. */
export async function leave(store: Store): Promise<void> {
  const { lang } = await store.session();
  await store.setSession({ user: "", lang });
}
