// Theme and text size: kept on the device, and in cookies so that the server can render them without a flash.
import { enhance, on } from "../dom";

type Preference = "theme" | "text";

function apply(name: Preference, value: string): void {
  document.documentElement.dataset[name] = value;
  const attribute = `data-set-${name}`;
  for (const button of document.querySelectorAll(`[${attribute}]`)) button.setAttribute("aria-pressed", String(button.getAttribute(attribute) === value));
}

function stored(name: Preference): string | null {
  try {
    return localStorage.getItem(`manara_${name}`);
  } catch {
    return null;
  }
}

function keep(name: Preference, value: string): void {
  document.cookie = `manara_${name}=${value}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
  try {
    localStorage.setItem(`manara_${name}`, value);
  } catch {
    // Storage is switched off: the cookie is enough.
  }
}

export function startPreferences(): void {
  for (const name of ["theme", "text"] as const) {
    const value = stored(name) ?? document.documentElement.dataset[name];
    if (value) apply(name, value);
    const attribute = `data-set-${name}`;
    on("click", `[${attribute}]`, (button) => {
      const chosen = button.getAttribute(attribute) ?? "auto";
      // Pressing the chosen one again goes back to the default.
      const next = button.getAttribute("aria-pressed") === "true" ? (name === "theme" ? "auto" : "normal") : chosen;
      keep(name, next);
      apply(name, next);
    });
    enhance(`[${attribute}]`, (button) => button.setAttribute("aria-pressed", String(button.getAttribute(attribute) === document.documentElement.dataset[name])));
  }
}
