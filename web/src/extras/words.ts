// Words of the islands that few pages use.
import ar from "../words/extras.ar.json";
import en from "../words/extras.en.json";
import fr from "../words/extras.fr.json";
import { pageLanguage } from "../words";

const CATALOGUES: Record<string, typeof en> = { ar, fr, en };

/** The word in the page's language. */
export function word(key: keyof typeof en): string {
  return (CATALOGUES[pageLanguage()] ?? en)[key];
}
