// Joins the wedge to the page: gives back what the scan typed into the focused field, and hands the scan to the form that waits for it.
import { type Scan, Wedge } from "./wedge";
import { readMrzTail } from "./mrz";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
interface Before {
  control: Control | undefined;
  value: string;
}

const QUIET_MS = 300;

function focusedControl(): Control | undefined {
  const element = document.activeElement;
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) return element;
  if (element instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit", "file", "image"].includes(element.type)) return element;
  return undefined;
}

function giveBack({ control, value }: Before): void {
  if (!control?.isConnected || control.value === value) return;
  control.value = value;
  control.dispatchEvent(new Event("input", { bubbles: true }));
}

function waiting<T extends HTMLElement>(selector: string): T | undefined {
  const near = document.activeElement?.closest("form")?.querySelector<T>(selector) ?? document.activeElement?.closest<T>(selector);
  return near ?? document.querySelector<T>(selector) ?? undefined;
}

function submit(form: HTMLFormElement): void {
  const button = form.querySelector<HTMLElement>("button:not([type]), [type=submit]");
  if (form.dataset["scanSubmit"] === "no") button?.focus();
  else form.requestSubmit();
}

/** Announces the scan, then fills and submits the form that waits for it, unless a listener prevented that. */
export function deliver(scan: Scan): void {
  const form = scan.kind === "mrz" ? waiting<HTMLFormElement>('form[data-scan="mrz"]') : undefined;
  const input = scan.kind === "token" ? waiting<HTMLInputElement>('input[data-scan="token"]') : undefined;
  const text = scan.lines.join("\n");
  const event = new CustomEvent("manara:scan", { bubbles: true, cancelable: true, detail: { ...scan, text } });
  if (!(form ?? input ?? document).dispatchEvent(event)) return;
  const field = input ?? form?.querySelector<HTMLInputElement | HTMLTextAreaElement>('[name="mrz"]');
  if (!field) return;
  field.value = text;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  const owner = form ?? input?.form;
  if (owner) submit(owner);
}

/** Starts to listen on the whole page. */
export function startScanner(): void {
  const wedge = new Wedge<Before>();
  let quiet = 0;
  let composed = false;
  const take = ({ scan, before }: ReturnType<typeof wedge.feed>): void => {
    if (!scan) return;
    if (before) giveBack(before);
    deliver(scan);
  };
  document.addEventListener("keydown", (event) => {
    clearTimeout(quiet);
    composed = event.key === "Unidentified" || event.key === "Process" || event.isComposing;
    if (event.ctrlKey || event.metaKey) return wedge.reset();
    const control = focusedControl();
    const { key, code, shiftKey: shift, timeStamp } = event;
    const outcome = wedge.feed({ key, code, shift, timeStamp }, { control, value: control?.value ?? "" });
    if (outcome.hold) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
    take(outcome);
    quiet = window.setTimeout(() => take(wedge.quiet()), QUIET_MS);
  }, { capture: true });
  // Pasted text, and software keyboards that report no keys: only into the field meant for it.
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (!(field instanceof HTMLTextAreaElement) || field.name !== "mrz" || !field.form?.matches('[data-scan="mrz"]')) return;
    if (!composed && (event as InputEvent).inputType !== "insertFromPaste") return;
    const mrz = readMrzTail(field.value.toUpperCase().replace(/\s/g, ""));
    if (mrz?.checks === "ok") deliver({ kind: "mrz", format: mrz.format, lines: mrz.lines, checks: mrz.checks, reading: "typed" });
  });
}
