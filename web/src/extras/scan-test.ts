// The scanner test screen: shows each key that arrives and what was understood, so that a wrong layout is found before the queue is.
import { element } from "../dom";
import type { Scan } from "../scan/wedge";
import { word } from "./words";

const SHOWN = 200;

/** Turns an empty `<div data-scan-test>` into the test screen. */
export function startScanTest(host: HTMLElement): void {
  const pad = element("div", { class: "scan-test__pad", tabindex: "0" }, word("test_pad"));
  const result = element("div", { class: "banner banner--info", role: "status", hidden: "" });
  const lines = element("div", { class: "scan-test__lines" });
  const rows = element("tbody");
  const head = element("tr", {}, ...([word("test_key"), word("test_code"), word("test_gap")].map((text) => element("th", { scope: "col" }, text))));
  const keys = element("div", { class: "table-wrap scan-test__keys", tabindex: "0" }, element("table", { class: "table table--dense" }, element("thead", {}, head), rows));
  host.classList.add("scan-test");
  host.replaceChildren(pad, result, lines, keys);
  pad.focus();

  let last = 0;
  document.addEventListener("keydown", (event) => {
    const gap = last ? String(Math.round(event.timeStamp - last)) : "";
    last = event.timeStamp;
    const cells = [event.key === " " ? "␣" : event.key, `${event.shiftKey ? "⇧ " : ""}${event.code}`, gap];
    rows.prepend(element("tr", {}, ...cells.map((text) => element("td", {}, element("bdi", { dir: "ltr" }, text)))));
    while (rows.children.length > SHOWN) rows.lastElementChild?.remove();
  }, { capture: true });
  document.addEventListener("manara:scan", (event) => {
    event.preventDefault();
    const { checks, reading, format, lines: read } = (event as CustomEvent<Scan>).detail;
    result.hidden = false;
    result.className = `banner banner--${checks === "failed" ? "warn" : "ok"}`;
    result.replaceChildren(element("h2", {}, `${format} · ${word(`test_${checks}`)}`), element("p", {}, word(`test_${reading}`)));
    lines.textContent = read.join("\n");
  });
}
