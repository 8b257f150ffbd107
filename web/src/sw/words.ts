// The worker's words: built in for three languages, overridden by the server's when it has sent them.
import ar from "../words/outbox.ar.json";
import en from "../words/outbox.en.json";
import fr from "../words/outbox.fr.json";
import type { Store } from "./store";

export type OutboxWord = keyof typeof en;
export type OutboxWords = Record<OutboxWord, string>;
export type Language = "ar" | "fr" | "en";

const BUILT_IN: Record<Language, OutboxWords> = { ar, fr, en };
const KEPT_AS = "words";

/** The first of the tags that is one of ours, else English. */
export function chooseLanguage(...tags: readonly (string | undefined)[]): Language {
  const found = tags.map((tag) => tag?.slice(0, 2).toLowerCase()).find((tag) => tag !== undefined && tag in BUILT_IN);
  return (found as Language | undefined) ?? "en";
}

/** All words in one language. */
export async function loadWords(store: Store, language: Language): Promise<OutboxWords> {
  const sent = await store.value<Partial<Record<Language, Partial<OutboxWords>>>>(KEPT_AS);
  return { ...BUILT_IN[language], ...sent?.[language] };
}

/** Fetches the server's words; keeps the old ones when there is no answer. */
export async function refreshWords(store: Store, fetcher: typeof fetch = fetch): Promise<void> {
  const answer = await fetcher("/outbox/words", { redirect: "manual" }).catch(() => undefined);
  if (answer?.ok && answer.headers.get("content-type")?.includes("json")) await store.setValue(KEPT_AS, await answer.json());
}
