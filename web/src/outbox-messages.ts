// What page and service worker say to each other.

export type PageMessage =
  /** On each load: who is signed in (empty: nobody), the page's language, and the address to keep when the page asks for that. */
  | { type: "page"; user: string; lang: string; keep?: string }
  /** Take this page in charge: it stands without a worker although there is one. */
  | { type: "claim" }
  /** Try to send now. */
  | { type: "drain" };

export interface OutboxState {
  type: "outbox";
  /** Records not yet sent, those set aside included. */
  count: number;
  /** Of these, set aside because the server refused them. */
  stuck: number;
  /** When the oldest was written, ms since 1970; 0 when there is none. */
  oldest: number;
}
