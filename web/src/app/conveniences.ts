// Hot keys, arrow keys in tables, printing, copying, menus.
import { enhance, on, toast } from "../dom";
import { word } from "../words";

function typing(): boolean {
  const element = document.activeElement;
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement || (element instanceof HTMLInputElement && !/^(checkbox|radio|button|submit)$/.test(element.type));
}

function pressHotkey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || document.querySelector("dialog[open]")) return;
  if (event.key.length === 1 && typing()) return;
  const target = document.querySelector<HTMLElement>(`[data-hotkey="${CSS.escape(event.key)}"]:not([disabled])`);
  if (!target) return;
  event.preventDefault();
  target.focus();
  if (!target.matches("input, select, textarea")) target.click();
  else if (target instanceof HTMLInputElement) target.select();
}

function moveInTable(table: HTMLElement, event: KeyboardEvent): void {
  const row = document.activeElement?.closest("tbody tr");
  if (!row || !(document.activeElement instanceof HTMLAnchorElement)) return;
  const rows = [...table.querySelectorAll("tbody tr")].filter((candidate) => candidate.querySelector("a"));
  const here = rows.indexOf(row);
  const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: rows.length - 1 }[event.key];
  const link = next === undefined ? undefined : rows[next]?.querySelector("a");
  if (!link) return;
  event.preventDefault();
  link.focus();
}

async function copy(button: HTMLElement): Promise<void> {
  const source = button.dataset["copy"] ? document.querySelector(button.dataset["copy"]) : null;
  const text = source instanceof HTMLInputElement || source instanceof HTMLTextAreaElement ? source.value : (source?.textContent?.trim() ?? button.dataset["copyText"] ?? "");
  await navigator.clipboard.writeText(text);
  toast(word("copied"));
}

export function startConveniences(): void {
  document.addEventListener("keydown", pressHotkey);
  on("keydown", ".table--rows", (table, event) => moveInTable(table, event as KeyboardEvent));
  on("click", "[data-print]", () => print());
  on("click", "[data-copy], [data-copy-text]", (button) => void copy(button));
  enhance("html[data-print-on-load]", () => addEventListener("load", () => print(), { once: true }));
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) if (!menu.contains(event.target as Node)) menu.open = false;
  });
  on("keydown", "details.menu[open]", (menu, event) => {
    if ((event as KeyboardEvent).key !== "Escape") return;
    (menu as HTMLDetailsElement).open = false;
    menu.querySelector("summary")?.focus();
  });
}
