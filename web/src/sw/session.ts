// Who is signed in on this device, as far as the outbox must know: whose records may be sent, and to which key they are sealed.
import { refreshWords } from "./words";
import type { Session, Store } from "./store";

const KEY_FRESH_MS = 3_600_000;

interface KeyAnswer {
  key?: unknown;
  key_id?: unknown;
  user?: unknown;
}

type Key = Required<Pick<Session, "key" | "keyId" | "keyAt">>;

async function fetchKey(owner: string, fetcher: typeof fetch, now: number): Promise<Key | undefined> {
  const answer = await fetcher("/outbox/key", { cache: "no-store", redirect: "manual", headers: { accept: "application/json" } }).catch(() => undefined);
  if (!answer?.ok) return undefined;
  const { key, key_id: keyId, user } = (await answer.json().catch(() => ({}))) as KeyAnswer;
  if (typeof key !== "string" || typeof keyId !== "string" || user !== owner) return undefined;
  return { key, keyId, keyAt: now };
}

/** A page came from the server for `user`: takes over the person and the language, and fetches the key when it is missing or old. */
export async function arrive(store: Store, user: string, lang: string, now: number, fetcher: typeof fetch = fetch): Promise<void> {
  await store.changeSession(({ waitsForSignIn: _, ...before }) => (before.user === user ? { ...before, lang } : { user, lang }));
  const { key, keyAt } = await store.session();
  if (key && now - (keyAt ?? 0) <= KEY_FRESH_MS) return;
  const fetched = await fetchKey(user, fetcher, now);
  // Two pages may arrive at once, and somebody may sign out meanwhile: the key joins the session as it stands now, if it is still this person's.
  if (fetched) await store.changeSession((session) => (session.user === user ? { ...session, ...fetched } : session));
  await refreshWords(store, fetcher);
}

/** Forgets the person and the key; sealed records stay. */
export async function leave(store: Store): Promise<void> {
  await store.changeSession(({ lang }) => ({ user: "", lang }));
}
