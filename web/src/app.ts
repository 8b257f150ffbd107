// The islands of a page. Everything here adds to pages that work without it.
import { startConfirm } from "./app/confirm";
import { startConveniences } from "./app/conveniences";
import { startForms } from "./app/forms";
import { startOutbox } from "./app/outbox-status";
import { startPartials } from "./app/partials";
import { startPreferences } from "./app/preferences";
import { startPrivacy } from "./app/privacy";
import { enhance, enhancePage, on } from "./dom";
import { startScanner } from "./scan/scanner";

/** Addresses of the bundles that are loaded when a page needs them, put in by the build. */
declare const MAP_ADDRESS: string;
declare const EXTRAS_ADDRESS: string;

const extras = (): Promise<typeof import("./extras")> => import(EXTRAS_ADDRESS) as Promise<typeof import("./extras")>;

document.documentElement.dataset["js"] = "";
startPrivacy();
startScanner();
startConfirm();
startPartials();
startPreferences();
startForms();
startConveniences();
enhance(".chart__bar:not(.series-1)", () => void extras().then(({ addPatterns }) => addPatterns()));
enhance("[data-scan-test]", (host) => void extras().then(({ startScanTest }) => startScanTest(host)));
on("change", "input[type=file][data-photo-max]", (input) => void extras().then(({ takePhoto }) => takePhoto(input as HTMLInputElement)));
on("click", "[data-passkey]", (button) => void extras().then(({ usePasskey }) => usePasskey(button)));
const drawMap = (host: HTMLElement): void => void (import(MAP_ADDRESS) as Promise<typeof import("./map")>).then(({ startMap }) => startMap(host));
enhance('[data-island="map"]:not([data-on-request])', drawMap);
on("click", "[data-map-show]", (button) => {
  const host = button.closest<HTMLElement>("[data-on-request]");
  if (!host) return;
  delete host.dataset["onRequest"];
  drawMap(host);
});
startOutbox().catch((error: unknown) => console.warn("The outbox is not available:", error));
enhancePage();
