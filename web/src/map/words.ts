// Words of the map, and the names of countries: the browser's own language data, except where it says what we would not.
import ar from "../words/map.ar.json";
import en from "../words/map.en.json";
import fr from "../words/map.fr.json";
import places from "../words/places.json";

export type MapWords = typeof en;

const CATALOGUES: Record<string, MapWords> = { ar, fr, en };
const PLACES: Record<string, Record<string, string>> = places;

export function mapWords(language: string): MapWords {
  return CATALOGUES[language] ?? en;
}

/** The name of a country (ISO 3166 alpha-2) in the language, or its code when the browser knows none. */
export function countryName(code: string, language: string): string {
  return PLACES[code]?.[language] ?? new Intl.DisplayNames([language], { type: "region", fallback: "code" }).of(code) ?? code;
}
