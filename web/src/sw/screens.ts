// The pages that the worker shows when the server does not answer. Same style sheet, same classes, no inline script or style.
import type { Refusal } from "./intake";
import type { Kept } from "./store";
import type { Language, OutboxWord, OutboxWords } from "./words";

/** Addresses of the style sheet and the script, put in by the build. */
declare const STYLE_ADDRESS: string;
declare const SCRIPT_ADDRESS: string;

const POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

export interface Voice {
  language: Language;
  words: OutboxWords;
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** An HTML answer of the worker; `x-manara-worker` tells the page that it is not the server's. */
export function html(body: string, status: number): Response {
  return new Response(body, { status, headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": POLICY, "cache-control": "no-store", "x-manara-worker": "1", "referrer-policy": "same-origin" } });
}

function page({ language, words }: Voice, title: OutboxWord, body: string, status: number): Response {
  const name = escapeHtml(words[title]);
  return html(`<!doctype html><html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}" data-theme="auto" data-net="off"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${name}</title><link rel="stylesheet" href="${STYLE_ADDRESS}"><script type="module" src="${SCRIPT_ADDRESS}"></script></head>
<body><header class="masthead"><a class="masthead__brand" href="/">${language === "ar" ? "منارة" : "Manara"}</a><div class="masthead__tools"><a class="outbox-pill" href="/outbox" data-outbox-status hidden></a></div></header>
<main class="page page--narrow" id="main" tabindex="-1"><h1>${name}</h1>${body}</main></body></html>`, status);
}

function moment(at: number, language: Language): string {
  const text = new Intl.DateTimeFormat(`${language}-u-nu-latn`, { dateStyle: "medium", timeStyle: "short" }).format(at);
  return `<time datetime="${new Date(at).toISOString()}">${escapeHtml(text)}</time>`;
}

/** After a form was sealed onto the device. 202: accepted, not yet done. */
export function keptPage(voice: Voice, form: { title: string; path: string; from: string }, partial: boolean): Response {
  const { words } = voice;
  const text = `<p><strong>${escapeHtml(form.title || words.form)}</strong></p><p>${escapeHtml(words.kept_body)}</p>`;
  if (partial) return html(`<div class="banner banner--kept" role="status"><h2>${escapeHtml(words.kept_title)}</h2>${text}<p><a href="/outbox">${escapeHtml(words.list_title)}</a></p></div>`, 202);
  const body = `<div class="banner banner--kept" role="status">${text}</div><div class="button-row"><a class="button" href="${escapeHtml(form.from)}">${escapeHtml(words.kept_next)}</a><a class="button button--quiet" href="/outbox">${escapeHtml(words.list_title)}</a></div>`;
  return page(voice, "kept_title", body, 202);
}

/** The form could be neither sent nor kept: said plainly, so that nobody believes it was saved. */
export function refusedPage(voice: Voice, reason: Refusal, partial: boolean): Response {
  const text = escapeHtml(voice.words[`failed_${reason}`]);
  const status = reason === "large" ? 413 : reason === "full" ? 507 : 503;
  if (partial) return html(`<div class="banner banner--bad" role="alert"><h2>${escapeHtml(voice.words.failed_title)}</h2><p>${text}</p></div>`, status);
  return page(voice, "failed_title", `<div class="banner banner--bad" role="alert"><p>${text}</p></div>`, status);
}

/** Instead of a page that is not on the device. */
export function awayPage(voice: Voice, here: string, forms: readonly { path: string; title: string }[]): Response {
  const { words } = voice;
  const list = forms.map(({ path, title }) => `<li class="card card--link"><h2 class="card__title"><a href="${escapeHtml(path)}">${escapeHtml(title)}</a></h2></li>`).join("");
  const body = forms.length ? `<p class="lead">${escapeHtml(words.away_body)}</p><ul class="cards">${list}</ul>` : `<p class="lead">${escapeHtml(words.away_none)}</p>`;
  return page(voice, "away_title", `${body}<div class="button-row"><a class="button button--secondary" href="${escapeHtml(here)}">${escapeHtml(words.away_retry)}</a></div>`, 503);
}

function row(record: Kept, user: string, { language, words }: Voice): string {
  const mine = record.user === user;
  const stuck = record.state === "stuck";
  const [badge, letter, word] = !mine ? (["neutral", "-", words.list_other] as const) : stuck ? (["bad", "!", words.list_stuck] as const) : (["wait", "…", words.list_waiting] as const);
  const note = !mine ? words.list_other_body : stuck ? record.problem || words.stuck_default : "";
  const button = (action: string, text: string, more: string): string => `<form method="post" action="/outbox/${action}"><input type="hidden" name="id" value="${escapeHtml(record.id)}"><button class="button ${more}>${escapeHtml(text)}</button></form>`;
  const actions = mine && stuck ? `<div class="cluster">${button("retry", words.list_retry, 'button--secondary"')}${button("discard", words.list_discard, `button--quiet" data-confirm="${escapeHtml(words.list_discard_ask)}"`)}</div>` : "";
  return `<li class="card"><div class="spread"><strong>${escapeHtml(record.title || words.form)}</strong><span class="badge badge--${badge}"><b>${letter}</b> ${escapeHtml(word)}</span></div><p class="muted">${moment(record.at, language)}</p>${note ? `<p>${escapeHtml(note)}</p>` : ""}${actions}</li>`;
}

/** The list of what is on the device, for our own page and for the server's. */
export function keptList(records: readonly Kept[], session: { user: string; waitsForSignIn?: boolean }, voice: Voice): string {
  const { words } = voice;
  if (!records.length) return `<p class="lead">${escapeHtml(words.list_none)}</p>`;
  const signIn = session.waitsForSignIn || !session.user ? `<div class="banner banner--warn"><p>${escapeHtml(words.list_signin)}</p></div>` : "";
  return `${signIn}<ul class="outbox-list">${records.map((record) => row(record, session.user, voice)).join("")}</ul>
<div class="button-row"><form method="post" action="/outbox/try"><button class="button">${escapeHtml(words.list_try)}</button></form><a class="button button--secondary" href="/outbox/export">${escapeHtml(words.list_export)}</a></div><p class="muted">${escapeHtml(words.list_export_body)}</p>`;
}

/** `/outbox` while the server does not answer. */
export function outboxPage(records: readonly Kept[], session: { user: string; waitsForSignIn?: boolean }, voice: Voice): Response {
  return page(voice, "list_title", `<div data-outbox-list>${keptList(records, session, voice)}</div>`, 200);
}
