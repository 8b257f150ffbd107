// What forms get on top of plain HTML.
import { element, enhance, on } from "../dom";
import { word } from "../words";

const ONCE_MS = 10_000;
const TYPING_MS = 400;

/** A second press of the same button is not a second record. */
function sendOnce(): void {
  const release = (form: HTMLFormElement): void => {
    delete form.dataset["sending"];
    form.querySelectorAll('[aria-busy="true"]').forEach((button) => button.removeAttribute("aria-busy"));
  };
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method === "dialog" || form.method === "get") return;
    if (form.dataset["sending"]) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.dataset["sending"] = "1";
    (event as SubmitEvent).submitter?.setAttribute("aria-busy", "true");
    setTimeout(() => release(form), ONCE_MS);
  }, { capture: true });
  addEventListener("pageshow", () => document.querySelectorAll("form").forEach(release));
  document.addEventListener("htmx:finally:request", (event) => {
    const form = event.target instanceof Element ? event.target.closest("form") : null;
    if (form) release(form);
  });
}

function submitOnChange(): void {
  let timer = 0;
  on("change", "form[data-autosubmit]", (form) => (form as HTMLFormElement).requestSubmit());
  on("input", "form[data-autosubmit] input[type=search]", (input) => {
    const { form } = input as HTMLInputElement;
    if (!form?.matches("[hx-get], [data-hx-get]")) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => form.requestSubmit(), TYPING_MS);
  });
}

function addSteps(wrapper: HTMLElement): void {
  const input = wrapper.querySelector<HTMLInputElement>("input");
  if (!input) return;
  const step = (sign: string, label: string, by: 1 | -1): HTMLButtonElement => {
    // Not in the order of Tab: with a keyboard the number is typed, and the arrow keys step.
    const button = element("button", { type: "button", class: "stepper__button", "aria-label": label, tabindex: "-1" }, sign);
    button.addEventListener("click", () => {
      if (by > 0) input.stepUp();
      else input.stepDown();
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    return button;
  };
  input.before(step("−", word("less"), -1));
  input.after(step("+", word("more"), 1));
}

/** `data-show-when="name=value"`: what does not apply is hidden and not sent. */
function showWhen(part: HTMLElement): void {
  const [name = "", wanted = ""] = (part.dataset["showWhen"] ?? "").split("=");
  const form = part.closest("form");
  if (!form) return;
  const update = (): void => {
    const shown = new FormData(form).getAll(name).includes(wanted);
    part.hidden = !shown;
    part.querySelectorAll<HTMLInputElement>("input, select, textarea, button").forEach((control) => (control.disabled = !shown));
  };
  form.addEventListener("change", update);
  update();
}

/** A key names one set of answers. Somebody who goes back after sending and writes something else gets a new key, or the server would take it for a repeat. */
function renewKeys(): void {
  const SENT = "manara_sent_keys";
  const sent = (): string[] => JSON.parse(sessionStorage.getItem(SENT) ?? "[]") as string[];
  const keyOf = (form: HTMLFormElement | null): HTMLInputElement | null => form?.querySelector<HTMLInputElement>('input[name="_key"]') ?? null;
  document.addEventListener("submit", (event) => {
    const key = keyOf(event.target as HTMLFormElement)?.value;
    if (key) sessionStorage.setItem(SENT, JSON.stringify([...sent().slice(-50), key]));
  });
  document.addEventListener("input", (event) => {
    const key = event.target instanceof Element ? keyOf(event.target.closest("form")) : null;
    if (key && sent().includes(key.value)) key.value = crypto.randomUUID();
  });
}

/** Marks a form for the service worker, which sees only the body. */
function markForOutbox(form: HTMLElement): void {
  for (const [name, value] of [["_outbox", "1"], ["_outbox_title", form.dataset["outboxTitle"] ?? document.title]] as const) {
    if (!form.querySelector(`[name="${name}"]`)) form.append(element("input", { type: "hidden", name, value }));
  }
}

export function startForms(): void {
  sendOnce();
  renewKeys();
  submitOnChange();
  enhance("[data-stepper]", addSteps);
  enhance("[data-show-when]", showWhen);
  enhance("form[data-outbox]", markForOutbox);
  enhance("details:has(.field--error)", (fold) => ((fold as HTMLDetailsElement).open = true));
  enhance(".error-summary", (summary) => summary.focus());
  // What only the script shows could not take the focus while the page was read.
  enhance(".js-only[autofocus]", (button) => document.activeElement === document.body && button.focus());
  on("click", ".error-summary a", (link, event) => {
    const field = document.getElementById((link as HTMLAnchorElement).hash.slice(1));
    if (!field) return;
    event.preventDefault();
    // The label (or legend) is what must be seen; the field is what must be typed into.
    (field.closest(".field, .fieldset") ?? field).scrollIntoView({ block: "center" });
    (field.matches("fieldset") ? (field.querySelector<HTMLElement>("input") ?? field) : field).focus({ preventScroll: true });
  });
}
