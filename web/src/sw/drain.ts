// Sends what was kept. One record at a time, oldest first; a refused record is set aside and never stops the others.
import type { Kept, Store } from "./store";

export type Drained =
  /** Nothing left to send for this person. */
  | "empty"
  /** The server does not answer, or not well: try again later. */
  | "later"
  /** Somebody has to sign in first. */
  | "signin";

type Verdict = { is: "sent" } | { is: "failed" } | { is: "later" } | { is: "signin" } | { is: "refused"; problem: string };

const ANSWER_MS = 30_000;
const TRANSIENT = new Set([408, 425, 429]);

interface Problem {
  title?: unknown;
  code?: unknown;
}

async function judge(answer: Response): Promise<Verdict> {
  if (answer.type === "opaqueredirect" || answer.status === 401 || (answer.status === 403 && answer.headers.get("x-outbox-wait") === "signin")) return { is: "signin" };
  const body = (await answer.json().catch(() => ({}))) as { receipt?: unknown } & Problem;
  // 200 without a receipt is not our server (a captive portal, a proxy): nothing is deleted on its word.
  if (answer.ok) return typeof body.receipt === "string" && body.receipt ? { is: "sent" } : { is: "later" };
  if (answer.status === 500) return { is: "failed" };
  if (answer.status > 500 || answer.status < 400 || TRANSIENT.has(answer.status)) return { is: "later" };
  const words = [body.title, body.code].filter((part): part is string => typeof part === "string" && part !== "");
  return { is: "refused", problem: words.join(" · ") };
}

async function send(record: Kept, fetcher: typeof fetch): Promise<Verdict> {
  const { key_id, ephemeral, iv, sealed } = record.sealed;
  try {
    const answer = await fetcher("/outbox", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ key_id, ephemeral, iv, sealed }),
      credentials: "same-origin",
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    return await judge(answer);
  } catch {
    return { is: "later" };
  }
}

/** Whether the server can take records now. */
export async function serverAnswers(fetcher: typeof fetch): Promise<boolean> {
  const answer = await fetcher("/healthz", { cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(5000) }).catch(() => undefined);
  return answer?.status === 200;
}

/** Sends the waiting records of the signed-in person. The caller makes sure that only one call runs at a time. */
export async function drain(store: Store, fetcher: typeof fetch = fetch): Promise<Drained> {
  const session = await store.session();
  const mine = (await store.all()).filter(({ state, user }) => state === "waiting" && user === session.user);
  const waiting = mine.sort((a, b) => (a.failures ?? 0) - (b.failures ?? 0));
  if (!waiting.length) return "empty";
  if (session.waitsForSignIn) return "signin";
  if (!(await serverAnswers(fetcher))) return "later";
  for (const record of waiting) {
    const verdict = await send(record, fetcher);
    if (verdict.is === "sent") await store.delete(record.id);
    else if (verdict.is === "refused") await store.update(record.id, (kept) => ({ ...kept, state: "stuck", problem: verdict.problem }));
    else if (verdict.is === "signin") {
      await store.changeSession((session) => ({ ...session, waitsForSignIn: true }));
      return "signin";
    } else {
      if (verdict.is === "failed") await store.update(record.id, (kept) => ({ ...kept, failures: (kept.failures ?? 0) + 1 }));
      return "later";
    }
  }
  return "empty";
}

/** Waiting times between tries: 20 s, doubling, at most 10 min. */
export function backoffMs(failures: number): number {
  return Math.min(20_000 * 2 ** Math.max(0, failures - 1), 600_000);
}
