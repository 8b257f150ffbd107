// The islands of a page. Everything here adds to pages that work without it.
import { startConfirm } from "./app/confirm";
import { startConveniences } from "./app/conveniences";
import { startForms } from "./app/forms";
import { startOutbox } from "./app/outbox-status";
import { startPartials } from "./app/partials";
import { startPasskeys } from "./app/passkey";
import { startPhoto } from "./app/photo";
import { startPreferences } from "./app/preferences";
import { startPrivacy } from "./app/privacy";
import { enhance, enhancePage } from "./dom";
import { startScanTest } from "./scan/scan-test";
import { startScanner } from "./scan/scanner";

/** Address of the map's own bundle, put in by the build. */
declare const MAP_ADDRESS: string;

document.documentElement.dataset["js"] = "";
startPrivacy();
startScanner();
startConfirm();
startPartials();
startPreferences();
startForms();
startConveniences();
startPhoto();
startPasskeys();
enhance("[data-scan-test]", startScanTest);
enhance('[data-island="map"]', (host) => {
  void (import(MAP_ADDRESS) as Promise<typeof import("./map")>).then(({ startMap }) => startMap(host));
});
enhancePage();
startOutbox().catch((error: unknown) => console.warn("The outbox is not available:", error));
