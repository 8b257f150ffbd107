// Finds the pages of the product as a visitor does: from the menu, along the links, each kind of page once or twice.
import type { APIRequestContext } from "playwright-core";
import { type Language, post } from "../post";
import { wrongInText } from "../inspection";

/** One page that was found. */
export interface Found {
  /** What its address and those of its siblings have in common: `/registration/households/{}`. */
  pattern: string;
  path: string;
}

const MOST_PAGES = 150;
/** Addresses of one pattern that are looked at: the second shows what the first happened not to have. */
const OF_A_PATTERN = 2;
/** Following these changes the visitor's session. */
const NOT_FOLLOWED = /^\/(session\/language|session\/place|signin|setup|assets|api|sw\.js)/;

/** Identifiers, dates and numbers become `{}`, values of the query are dropped. */
export function patternOf(path: string): string {
  const url = new URL(path, "http://post");
  const places = url.pathname.split("/").map((part) => (/\d/.test(part) || part.length > 24 ? "{}" : part));
  const asked = [...new Set(url.searchParams.keys())].sort();
  return places.join("/") + (asked.length ? `?${asked.join("&")}` : "");
}

function linksIn(html: string, base: string): string[] {
  // An ampersand is written `&#38;` too: read the address as a browser does, before its fragment is cut off.
  const written = [...html.matchAll(/<a\s[^>]*?href="([^"]*)"/g)].map((match) => (match[1] ?? "").replace(/&(?:amp|#38|#x26);/gi, "&"));
  const hrefs = written.map((href) => href.replace(/#.*/s, ""));
  const own = hrefs.filter((href) => href).map((href) => new URL(href, post().address + base)).filter(({ origin }) => origin === post().address);
  return own.map(({ pathname, search }) => pathname + search).filter((path) => !NOT_FOLLOWED.test(path));
}

/** Walks from `/`; answers every page found, and everything that is wrong with what was fetched on the way. */
export async function discover(request: APIRequestContext, language: Language, starts: readonly string[]): Promise<{ pages: Found[]; wrong: string[] }> {
  const queue = [...starts];
  const seen = new Set<string>(queue);
  const visits = new Map<string, number>();
  const pages: Found[] = [];
  const wrong: string[] = [];
  for (let path = queue.shift(); path !== undefined && pages.length < MOST_PAGES; path = queue.shift()) {
    const pattern = patternOf(path);
    const before = visits.get(pattern) ?? 0;
    if (before >= (pattern.includes("?") ? 1 : OF_A_PATTERN)) continue;
    visits.set(pattern, before + 1);
    const answer = await request.get(post().address + path, { headers: { accept: "text/html" } });
    if (answer.status() !== 200) wrong.push(`${path}: ${answer.status()}`);
    if (!/text\/html/.test(answer.headers()["content-type"] ?? "")) continue;
    const html = await answer.text();
    const { pathname, search } = new URL(answer.url());
    const arrived = { path: pathname + search, pattern: patternOf(pathname + search) };
    wrong.push(...wrongInText(html, language).map((what) => `${arrived.path}: ${what}`));
    if (!pages.some(({ path: known }) => known === arrived.path)) pages.push(arrived);
    for (const link of linksIn(html, arrived.path)) {
      if (!seen.has(link)) queue.push(link);
      seen.add(link);
    }
  }
  return { pages, wrong };
}
