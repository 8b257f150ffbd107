// The page's side of the outbox: registers the worker, tells it who is here, shows what is not sent.
import type { OutboxState, PageMessage } from "../outbox-messages";
import { element, enhance } from "../dom";
import { age, word } from "../words";

const RETRY_MS = 20_000;
let state: OutboxState = { type: "outbox", count: 0, stuck: 0, oldest: 0 };

function tell(message: PageMessage): void {
  navigator.serviceWorker.controller?.postMessage(message);
}

function show(pill: HTMLElement): void {
  pill.hidden = state.count === 0;
  pill.classList.toggle("outbox-pill--stuck", state.stuck > 0);
  const label = word(state.stuck > 0 ? "stuck" : "outbox");
  pill.replaceChildren(`${label} `, element("b", { class: "num" }, String(state.count)), ` · ${age(state.oldest, Date.now())}`);
}

function showAll(): void {
  document.querySelectorAll<HTMLElement>("[data-outbox-status]").forEach(show);
}

async function fillList(list: HTMLElement): Promise<void> {
  const answer = await fetch("/outbox/kept", { headers: { "hx-request": "true" } }).catch(() => undefined);
  if (!answer?.ok || answer.headers.get("x-manara-worker") !== "1") return;
  const parsed = new DOMParser().parseFromString(await answer.text(), "text/html");
  list.replaceChildren(...parsed.body.childNodes);
}

/** A page that came from the device says nothing about who is signed in. */
const fromDevice = document.documentElement.dataset["net"] === "off";

function introduce(): void {
  if (fromDevice) return tell({ type: "drain" });
  const { user = "", offline } = document.documentElement.dataset;
  const keep = offline === "keep" && user ? { keep: location.href } : {};
  tell({ type: "page", user, lang: document.documentElement.lang, ...keep });
}

/** Asks the browser not to throw the records away when it needs room. */
async function keepStorage(): Promise<void> {
  if (state.count > 0 && navigator.storage?.persist && !(await navigator.storage.persisted())) await navigator.storage.persist();
}

export async function startOutbox(): Promise<void> {
  enhance("[data-outbox-status]", show);
  enhance("[data-outbox-list]", (list) => void fillList(list));
  // Before the first sign-in there is nothing that could be sealed: the sign-in page does without the worker's bytes.
  if (!("serviceWorker" in navigator) || (!document.documentElement.dataset["user"] && !navigator.serviceWorker.controller)) return;
  navigator.serviceWorker.addEventListener("message", (event: MessageEvent<OutboxState>) => {
    if (event.data?.type !== "outbox") return;
    const changed = event.data.count !== state.count || event.data.stuck !== state.stuck;
    state = event.data;
    showAll();
    if (changed) {
      document.querySelectorAll<HTMLElement>("[data-outbox-list]").forEach((list) => void fillList(list));
      void keepStorage();
    }
  });
  navigator.serviceWorker.addEventListener("controllerchange", introduce);
  const registered = navigator.serviceWorker.register("/sw.js", { scope: "/" });
  // With a worker in charge the page need not wait: without the server the registration itself cannot be refreshed.
  if (navigator.serviceWorker.controller) registered.catch(() => undefined);
  else await registered.then(() => navigator.serviceWorker.ready).then(({ active }) => {
    // A page that was asked for just before the worker took charge, and stands just after, is not in its charge, and its forms are not kept.
    if (!navigator.serviceWorker.controller) active?.postMessage({ type: "claim" } satisfies PageMessage);
  });
  introduce();
  addEventListener("online", () => tell({ type: "drain" }));
  setInterval(() => {
    showAll();
    if (state.count > state.stuck) tell({ type: "drain" });
  }, RETRY_MS);
}
