// Islands that few pages use, loaded when a page has them.
export { addPatterns } from "./extras/patterns";
export { usePasskey } from "./extras/passkey";
export { takePhoto } from "./extras/photo";
export { startScanTest } from "./extras/scan-test";
