// The privacy screen: covers everything at once and locks the session. Esc Esc, a button, or nobody there for a while.
import { callHeaders, element, on } from "../dom";
import { word } from "../words";

const TWICE_MS = 600;
const SEEN = "manara_seen";
const PENDING = "manara_lock_pending";

async function lockSession(): Promise<void> {
  localStorage.setItem(PENDING, "1");
  const answer = await fetch("/session/lock", { method: "POST", headers: callHeaders(false), keepalive: true }).catch(() => undefined);
  if (answer?.ok) localStorage.removeItem(PENDING);
}

/** Hides the page now and locks the session as soon as the server can be told. */
export function hideScreen(): void {
  const root = document.documentElement;
  if (root.dataset["private"] !== undefined) return;
  root.dataset["private"] = "";
  for (const dialog of document.querySelectorAll<HTMLDialogElement>("dialog[open]")) dialog.close();
  document.title = "…";
  const resume = element("button", { class: "button button--onbrand", type: "button" }, word("resume"));
  document.body.append(element("div", { class: "privacy", role: "dialog", "aria-modal": "true", "aria-label": word("private") }, element("p", {}, word("private")), resume));
  const locked = lockSession();
  resume.addEventListener("click", () => void locked.finally(() => location.reload()));
  resume.focus();
}

function watchIdle(seconds: number): void {
  let written = 0;
  const seen = (): void => {
    const now = Date.now();
    if (now - written < 1000) return;
    written = now;
    localStorage.setItem(SEEN, String(now));
  };
  seen();
  for (const type of ["keydown", "pointerdown", "wheel", "touchstart"]) addEventListener(type, seen, { passive: true, capture: true });
  // Other tabs of the same person count as presence.
  setInterval(() => {
    if (Date.now() - Number(localStorage.getItem(SEEN) ?? 0) > seconds * 1000) hideScreen();
  }, 1000);
}

export function startPrivacy(): void {
  let last = Number.NEGATIVE_INFINITY;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) return;
    if (event.timeStamp - last < TWICE_MS) hideScreen();
    last = event.timeStamp;
  }, { capture: true });
  on("click", "[data-privacy]", () => hideScreen());
  const { user, net } = document.documentElement.dataset;
  const fromDevice = net === "off";
  // Only where somebody is signed in is there anything to hide or to lock.
  if (!user) {
    if (!fromDevice) localStorage.removeItem(PENDING);
    return;
  }
  const idle = Number(document.documentElement.dataset["idleSeconds"]);
  if (idle > 0) watchIdle(idle);
  // A page from the device is a blank form: there is nothing to hide in it, and without the server nobody could unlock. Field work goes on; the lock is told later.
  if (localStorage.getItem(PENDING) && !fromDevice) hideScreen();
}
