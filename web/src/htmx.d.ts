declare module "htmx.org/dist/htmx.esm.js" {
  interface InternalApi {
    initSecurity(policy: undefined, syncFunction: unknown, asyncFunction: unknown): void;
  }
  const htmx: {
    registerExtension(name: string, extension: { init?: (api: InternalApi) => void }): boolean;
  };
  export default htmx;
}
