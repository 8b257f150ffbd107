// Must be evaluated before htmx: it reads its configuration from the page once, when it is loaded.
const meta = document.createElement("meta");
meta.name = "htmx-config";
meta.content = JSON.stringify({ includeIndicatorCSS: false, history: true, defaultTimeout: 30_000, mode: "same-origin", extensions: "manara" });
document.head.append(meta);
