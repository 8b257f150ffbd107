// htmx, without the parts that need `unsafe-eval`, and with what our pages expect of it.
import "../htmx-config";
import htmx from "htmx.org/dist/htmx.esm.js";
import { callHeaders, enhancePage } from "../dom";

interface Context {
  request: { headers: Record<string, string>; method?: string };
  sourceEvent?: Event;
}

function refuse(): never {
  throw new Error("expressions in hx- attributes are switched off");
}

function setNetwork(up: boolean): void {
  if (up) delete document.documentElement.dataset["net"];
  else document.documentElement.dataset["net"] = "off";
}

/** Switches partial updates on. */
export function startPartials(): void {
  htmx.registerExtension("manara", { init: (api) => api.initSecurity(undefined, refuse, refuse) });
  document.addEventListener("htmx:config:request", (event) => {
    const { ctx } = (event as CustomEvent<{ ctx: Context }>).detail;
    const token = callHeaders(false)["x-csrf-token"];
    if (token) ctx.request.headers["x-csrf-token"] = token;
    // A board that nobody sees need not ask.
    if (document.hidden && ctx.sourceEvent?.type === "every") event.preventDefault();
  });
  document.addEventListener("htmx:after:swap", () => enhancePage());
  document.addEventListener("htmx:after:request", () => setNetwork(true));
  document.addEventListener("htmx:error", (event) => {
    const { error } = (event as CustomEvent<{ error?: unknown }>).detail;
    if (error instanceof TypeError) setNetwork(false);
  });
  addEventListener("offline", () => setNetwork(false));
  addEventListener("online", () => setNetwork(true));
}
