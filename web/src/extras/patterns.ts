// The hatchings of chart bars: a page that has such bars gets them once. CSS refers to them by id.
import patterns from "../patterns.svg";

export function addPatterns(): void {
  if (document.getElementById("p2")) return;
  const parsed = new DOMParser().parseFromString(patterns, "image/svg+xml").documentElement;
  document.body.append(document.importNode(parsed, true));
}
