// A post's server, as small as the browser tests need it: pages, session, outbox. It keeps what it was told.
import type { IncomingMessage, ServerResponse } from "node:http";
import { toBase64Url } from "../../src/bytes";
import { type Sealed, type Submission, unseal } from "../../src/sw/seal";
import { pageHeaders, startServer } from "../../build/static-server.mjs";

export interface Post {
  address: string;
  /** Pulls the cable: every connection breaks until it is put back. */
  down: boolean;
  user: string;
  lang: string;
  /** While set, every form is answered with this status, as a gateway would. */
  gateway: number;
  /** What the keys' last exchange sent. */
  credential: Record<string, unknown>;
  /** Options of the next exchange, by `create` or `get`. */
  options: Record<string, object>;
  /** Forms executed, by idempotency key: fields of the body. */
  done: Map<string, Record<string, string>>;
  /** Every `POST` seen, with its path. */
  posts: { path: string; key: string }[];
  /** Answers given instead of executing, first in, first out. */
  refusals: { status: number; body: object }[];
  locked: number;
  stop(): Promise<void>;
}

const KEY = "6d6f6e64-0000-4000-8000-000000000001";

function frame(post: Post, title: string, body: string, html = ""): string {
  return `<!doctype html><html lang="${post.lang}" dir="${post.lang === "ar" ? "rtl" : "ltr"}" data-theme="auto" data-text="normal" data-user="${post.user}" ${html}><head><meta charset="utf-8"><title>${title}</title><link rel="stylesheet" href="/assets/app.css"><link rel="icon" href="/assets/mark.svg"><script type="module" src="/assets/app.js"></script></head>
<body><header class="masthead"><div class="masthead__tools"><a class="outbox-pill" href="/outbox" data-outbox-status hidden></a></div></header><main class="page" id="main" tabindex="-1"><h1>${title}</h1>${body}</main></body></html>`;
}

const PAGES: Record<string, (post: Post) => string> = {
  "/": (post) => frame(post, "Accueil", '<p>accueil</p><form method="post" action="/session/end"><button class="button" id="end">Fin</button></form>'),
  "/form": (post) => frame(post, "Ménage", `<form class="form" method="post" action="/households" data-outbox data-outbox-title="Enregistrer un ménage"><input type="hidden" name="_key" value="${KEY}">
<div class="field"><label for="name">Nom</label><input class="input" id="name" name="name"></div><button class="button" id="save">Enregistrer</button></form>`, 'data-offline="keep"'),
  "/partial": (post) => frame(post, "Partiel", `<form hx-post="/households" hx-target="#result" data-outbox data-outbox-title="Partiel"><input type="hidden" name="_key" value="${KEY}"><input class="input" id="name" name="name"><button class="button" id="save">Enregistrer</button></form><div id="result"></div>`),
  "/board": (post) => frame(post, "File", '<div id="board" hx-get="/board/now" hx-trigger="every 200ms" hx-swap="innerHTML">–</div>'),
  "/lane": (post) => frame(post, "Couloir", `<form id="lane" method="post" action="/crossings" data-scan="mrz" data-scan-submit="no"><textarea class="input input--mrz" name="mrz" id="mrz"></textarea><input class="input" id="note" name="note"><button class="button" id="clear">Passer</button></form>
<form id="find" method="post" action="/find"><input class="input" id="token" name="token" data-scan="token"></form>`),
  "/confirm": (post) => frame(post, "Question", '<form method="post" action="/households" id="f"><input type="hidden" name="name" value="x"><button class="button" id="save" data-confirm="Supprimer ?">Supprimer</button></form>'),
  "/photo": (post) => frame(post, "Photo", '<form method="post" action="/households"><div class="photo"><input class="input" type="file" id="file" name="raw" accept="image/*" data-photo-max="640" data-photo-field="photo"><img class="photo__preview" alt="" hidden></div><input type="hidden" name="photo" id="photo"></form>'),
  "/errors": (post) => frame(post, "Erreurs", '<div class="error-summary" role="alert" tabindex="-1"><ul><li><a href="#year">Année</a></li></ul></div><form method="post" action="/households"><div class="field"><label for="year">Année</label><input class="input" id="year" name="year"></div><div class="stepper" data-stepper><input class="input" type="number" id="n" name="n" value="1" min="0"></div><div data-show-when="kind=other" id="other"><input class="input" id="which" name="which"></div><label><input type="radio" name="kind" value="other" id="kind"> autre</label></form>'),
  "/outbox": (post) => frame(post, "Boîte", "<div data-outbox-list></div>"),
  "/idle": (post) => frame(post, "Seul", "<p>secret</p>", 'data-idle-seconds="2"'),
  "/keys": (post) => frame(post, "Clés", '<button class="button js-only" type="button" id="register" data-passkey="register" data-options-url="/keys/options?for=create" data-finish-url="/keys/finish">Ajouter</button><button class="button js-only" type="button" id="signin" data-passkey="signin" data-options-url="/keys/options?for=get" data-finish-url="/keys/finish">Entrer</button><p class="passkey-error" role="alert"></p>'),
  "/desk": (post) => frame(post, "Bureau", '<form method="post" action="/crossings"><button class="button" id="clear" name="decision" value="clear" data-hotkey="F2">Passer</button></form><input class="input" id="q" data-hotkey="/"><button type="button" class="js-only" id="copy" data-copy-text="TD-7F3K">Copier</button><table class="table table--rows"><tbody><tr><td><a href="#1" id="r1">un</a></td></tr><tr><td><a href="#2" id="r2">deux</a></td></tr><tr><td><a href="#3" id="r3">trois</a></td></tr></tbody></table>'),
  "/file": (post) => frame(post, "Fichier", `<form method="post" action="/households" enctype="multipart/form-data" data-outbox data-outbox-title="Avec fichier"><input type="hidden" name="_key" value="${KEY}"><input name="name" id="name"><input type="file" name="paper" id="paper"><button class="button" id="save">Enregistrer</button></form>`),
  "/scan-test": (post) => frame(post, "Lecteur", "<div data-scan-test></div>"),
};

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function json(response: ServerResponse, status: number, body: object): true {
  response.writeHead(status, { "content-type": status >= 400 ? "application/problem+json" : "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
  return true;
}

function execute(post: Post, path: string, body: string, key: string): void {
  const { _key, _outbox, _outbox_title, ...fields } = Object.fromEntries(new URLSearchParams(body));
  if (!post.done.has(key)) post.done.set(key, { path, ...fields });
}

/** Starts the post with a signed-in user. */
export async function startPost(): Promise<Post> {
  const keys = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
  const publicKey = toBase64Url(await crypto.subtle.exportKey("raw", keys.publicKey));

  async function outbox(request: IncomingMessage, response: ServerResponse): Promise<true> {
    const submission: Submission = await unseal(JSON.parse(await read(request)) as Sealed, keys);
    post.posts.push({ path: "/outbox", key: submission.idempotency_key });
    const refusal = post.refusals.shift();
    if (refusal) return json(response, refusal.status, refusal.body);
    execute(post, submission.path, Buffer.from(submission.body, "base64url").toString(), submission.idempotency_key);
    return json(response, 200, { receipt: `R-${post.done.size}` });
  }

  async function submit(path: string, request: IncomingMessage, response: ServerResponse): Promise<true> {
    const body = await read(request);
    if (post.gateway) return json(response, post.gateway, {});
    const key = new URLSearchParams(body).get("_key") ?? `none-${post.posts.length}`;
    post.posts.push({ path, key });
    execute(post, path, body, key);
    if (request.headers["hx-request"]) {
      response.writeHead(200, pageHeaders);
      response.end("<p>reçu</p>");
    } else {
      response.writeHead(303, { location: "/" });
      response.end();
    }
    return true;
  }

  async function route(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
    if (post.down) {
      request.socket.destroy();
      return true;
    }
    const { pathname } = url;
    if (request.method === "POST") {
      if (pathname === "/outbox") return outbox(request, response);
      if (pathname === "/session/lock") return json(response, 200, { locked: ++post.locked });
      if (pathname === "/keys/options") return json(response, 200, { publicKey: post.options[url.searchParams.get("for") ?? ""] ?? {} });
      if (pathname === "/keys/finish") {
        post.credential = JSON.parse(await read(request)) as Record<string, unknown>;
        const refusal = post.refusals.shift();
        return refusal ? json(response, refusal.status, refusal.body) : json(response, 200, { location: "/" });
      }
      if (pathname === "/session/end") post.user = "";
      return submit(pathname, request, response);
    }
    if (pathname === "/healthz") return json(response, 200, {});
    if (pathname === "/outbox/key") return post.user ? json(response, 200, { key: publicKey, key_id: "k1", user: post.user }) : json(response, 401, {});
    if (pathname === "/outbox/words") return json(response, 200, { fr: { kept_title: "Gardé ici" } });
    if (pathname === "/board/now") {
      response.writeHead(200, pageHeaders);
      response.end(`<b>${Date.now()}</b>`);
      return true;
    }
    const page = PAGES[pathname];
    if (!page) return false;
    response.writeHead(200, pageHeaders);
    response.end(page(post));
    return true;
  }

  const server = await startServer(route);
  const post: Post = { address: server.address, down: false, user: "amina", lang: "fr", gateway: 0, credential: {}, options: {}, done: new Map(), posts: [], refusals: [], locked: 0, stop: server.stop };
  return post;
}
