// The few words that the islands say by themselves; all other words come with the page.
import ar from "./words/app.ar.json";
import en from "./words/app.en.json";
import fr from "./words/app.fr.json";

export type Word = keyof typeof en;

/** The page's language: one of ar, fr, en. */
export function pageLanguage(): string {
  const language = document.documentElement.lang.slice(0, 2);
  return ["ar", "fr"].includes(language) ? language : "en";
}

const CATALOGUES: Record<string, typeof en> = { ar, fr, en };

/** The word in the page's language. */
export function word(key: Word): string {
  return (CATALOGUES[pageLanguage()] ?? en)[key];
}

/** An age such as "5 min" in the page's language, with Latin digits. */
export function age(since: number, now: number): string {
  const minutes = Math.max(0, Math.floor((now - since) / 60_000));
  const [value, unit] = minutes < 60 ? [minutes, "minute"] : minutes < 2880 ? [Math.floor(minutes / 60), "hour"] : [Math.floor(minutes / 1440), "day"];
  return new Intl.NumberFormat(`${pageLanguage()}-u-nu-latn`, { style: "unit", unit, unitDisplay: "short" }).format(value);
}
