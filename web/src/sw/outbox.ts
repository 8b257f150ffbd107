// The outbox as one object: state for the pages, sending with patience, the actions of the list.
import type { OutboxState } from "../outbox-messages";
import { backoffMs, drain, type Drained } from "./drain";
import type { Sealed } from "./seal";
import type { Kept, Store } from "./store";

const LOCK = "manara-outbox";

/** One record in an export file: what the server needs to open it, and what a person needs to recognise it. */
export type Exported = Pick<Kept, "id" | "user" | "title"> & { at: string } & Sealed;

export class Outbox {
  readonly #store: Store;
  readonly #tell: (state: OutboxState) => Promise<void>;
  #failures = 0;
  #notBefore = 0;

  /** @param tell passes a state on to the open pages */
  constructor(store: Store, tell: (state: OutboxState) => Promise<void>) {
    this.#store = store;
    this.#tell = tell;
  }

  async state(): Promise<OutboxState> {
    const records = await this.#store.all();
    return { type: "outbox", count: records.length, stuck: records.filter(({ state }) => state === "stuck").length, oldest: records[0]?.at ?? 0 };
  }

  async report(): Promise<void> {
    await this.#tell(await this.state());
  }

  /** Sends what waits, unless another tab's worker is at it or the last failure was too recent; `now` as a person's wish overrides the latter. */
  async send({ urgent = false }: { urgent?: boolean } = {}): Promise<Drained> {
    if (!urgent && Date.now() < this.#notBefore) return "later";
    const drained = await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock): Promise<Drained> => (lock ? drain(this.#store, (...call) => fetch(...call)) : "later"));
    this.#failures = drained === "later" ? this.#failures + 1 : 0;
    this.#notBefore = this.#failures ? Date.now() + backoffMs(this.#failures) - 1000 : 0;
    await this.report();
    return drained;
  }

  /** Puts a record that was set aside back into the queue. */
  async retry(id: string): Promise<void> {
    await this.#store.update(id, ({ problem: _, ...record }) => ({ ...record, state: "waiting" }));
    await this.send({ urgent: true });
  }

  /** Deletes a record for good: only one that the server refused, and only for the person who wrote it. */
  async discard(id: string): Promise<void> {
    const { user } = await this.#store.session();
    const record = (await this.#store.all()).find((one) => one.id === id);
    if (record?.state === "stuck" && record.user === user) await this.#store.delete(id);
    await this.report();
  }

  /** The export file of WIRE.md, section 4.6. */
  async exported(now: Date): Promise<{ format: string; version: 1; exported_at: string; records: Exported[] }> {
    const records = (await this.#store.all()).map(({ id, user, title, at, sealed }) => ({ id, user, title, at: new Date(at).toISOString(), ...sealed }));
    return { format: "manara-outbox-export", version: 1, exported_at: now.toISOString(), records };
  }
}
