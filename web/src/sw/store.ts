// What the worker keeps between its lives: sealed records, and who is signed in. IndexedDB, one small wrapper.
import type { Sealed } from "./seal";

/** One form that has not reached the server. Nothing in it says what was written, except `sealed`, which only the server can open. */
export interface Kept {
  id: string;
  user: string;
  title: string;
  /** When it was submitted, ms since 1970 by the device's clock. */
  at: number;
  sealed: Sealed;
  state: "waiting" | "stuck";
  /** How often the server failed over this very record (500): others go first then, so that one bad record never blocks the rest. */
  failures?: number;
  /** Why the server refused it, in the words of its problem document. */
  problem?: string;
}

export interface Session {
  user: string;
  lang: string;
  /** The server's sealing key, base64url, with the id that it goes by. */
  key?: string;
  keyId?: string;
  keyAt?: number;
  /** The server asked for a sign-in; nothing is sent until somebody does. */
  waitsForSignIn?: boolean;
}

const NAME = "manara-outbox";

function promised<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB failed"));
  });
}

/** Opens the store; `name` differs only in tests. */
export async function openStore(name: string = NAME): Promise<Store> {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore("records", { keyPath: "id" });
    opening.result.createObjectStore("meta");
  };
  return new Store(await promised(opening));
}

export class Store {
  readonly #database: IDBDatabase;

  constructor(database: IDBDatabase) {
    this.#database = database;
  }

  /** All records, oldest first. */
  async all(): Promise<Kept[]> {
    const records = await promised(this.#database.transaction("records").objectStore("records").getAll() as IDBRequest<Kept[]>);
    return records.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  }

  /** Resolves once the record is on the disk. */
  async put(record: Kept): Promise<void> {
    await this.#write("records", (records) => records.put(record));
  }

  async delete(id: string): Promise<void> {
    await this.#write("records", (records) => records.delete(id));
  }

  /** Changes one record if it is still there. */
  async update(id: string, change: (record: Kept) => Kept): Promise<void> {
    await this.#write("records", (records) => {
      const reading = records.get(id) as IDBRequest<Kept | undefined>;
      reading.onsuccess = () => {
        if (reading.result) records.put(change(reading.result));
      };
    });
  }

  async session(): Promise<Session> {
    const session = await promised(this.#database.transaction("meta").objectStore("meta").get("session") as IDBRequest<Session | undefined>);
    return session ?? { user: "", lang: "" };
  }

  /** Changes the session as it stands at that moment; what another page's message changed meanwhile is not lost. */
  async changeSession(change: (session: Session) => Session): Promise<void> {
    await this.#write("meta", (meta) => {
      const reading = meta.get("session") as IDBRequest<Session | undefined>;
      reading.onsuccess = () => meta.put(change(reading.result ?? { user: "", lang: "" }), "session");
    });
  }

  async value<T>(key: string): Promise<T | undefined> {
    return promised(this.#database.transaction("meta").objectStore("meta").get(key) as IDBRequest<T | undefined>);
  }

  async setValue(key: string, value: unknown): Promise<void> {
    await this.#write("meta", (meta) => meta.put(value, key));
  }

  close(): void {
    this.#database.close();
  }

  #write(name: string, act: (store: IDBObjectStore) => void): Promise<void> {
    const transaction = this.#database.transaction(name, "readwrite", { durability: "strict" });
    act(transaction.objectStore(name));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error("IndexedDB aborted"));
      transaction.onerror = () => reject(transaction.error ?? new Error("IndexedDB failed"));
    });
  }
}
