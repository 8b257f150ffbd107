// Small, typed ways to touch the page.

/** An element with attributes and children; text is never parsed as HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Record<string, string> = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** Calls `action` for every click (or other event) on an element that matches, now or later. */
export function on<E extends HTMLElement>(type: string, selector: string, action: (element: E, event: Event) => void, options: AddEventListenerOptions = {}): void {
  document.addEventListener(type, (event) => {
    const found = event.target instanceof Element ? event.target.closest<E>(selector) : null;
    if (found) action(found, event);
  }, options);
}

const enhancers: { selector: string; enhance: (element: HTMLElement) => void }[] = [];
const enhanced = new WeakMap<Element, Set<string>>();

/** Prepares each matching element once: those in the page and those that a partial update brings. */
export function enhance(selector: string, action: (element: HTMLElement) => void): void {
  enhancers.push({ selector, enhance: action });
}

/** Runs the enhancers over the page; called at the start and after each partial update. */
export function enhancePage(): void {
  for (const { selector, enhance: action } of enhancers) {
    for (const found of document.querySelectorAll<HTMLElement>(selector)) {
      const done = enhanced.get(found) ?? new Set();
      if (done.has(selector)) continue;
      enhanced.set(found, done.add(selector));
      action(found);
    }
  }
}

/** A short message for everybody: seen for 4 s, read out by screen readers. */
export function toast(message: string): void {
  document.querySelector(".toast")?.remove();
  const box = element("p", { class: "toast", role: "status" });
  document.body.append(box);
  box.textContent = message;
  setTimeout(() => box.remove(), 4000);
}

/** Headers for a call to the node: JSON, and the page's CSRF token when it has one. */
export function callHeaders(body = true): Record<string, string> {
  const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content;
  return { accept: "application/json", ...(body && { "content-type": "application/json" }), ...(token && { "x-csrf-token": token }) };
}
