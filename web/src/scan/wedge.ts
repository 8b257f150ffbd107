// Recognises a scan in the stream of keys, whatever has the focus. It only listens: no key is held back on timing, because a fast typist is not a
// scanner. The one key ever held back is an Enter that ends a line which by its content can only come from a document or a code of ours.
import { type Key, type Reading, READINGS, readKey } from "./layout";
import { FIRST_LINES, type Mrz, readMrz, readMrzTail } from "./mrz";

export interface Scan {
  kind: "mrz" | "token";
  format: Mrz["format"] | "MN1";
  lines: string[];
  checks: "ok" | "failed" | "none";
  reading: Reading;
}

/** What a key means: `hold` asks the caller to cancel it; `before` is the snapshot given with the first key of the scan. */
export interface Outcome<S> {
  hold: boolean;
  scan?: Scan;
  before?: S;
}

interface Stroke<S> {
  characters: readonly string[];
  before: S;
}

/** A pause after which the keys before it no longer belong to the same scan. */
const PAUSE_MS = 3000;
/** Scanners that send CR LF press Enter twice. */
const SECOND_ENTER_MS = 250;
const LONGEST = 4200;
const TOKEN = /MN1:[\x21-\x7e]{4,}$/;
const RESETS = new Set(["Tab", "Escape", "Backspace", "Delete", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown"]);

/** The state machine. `S` is whatever the caller wants back to undo what the scan typed. */
export class Wedge<S> {
  #strokes: Stroke<S>[] = [];
  #lines: Stroke<S>[][] = [];
  #last = Number.NEGATIVE_INFINITY;
  #scanned = Number.NEGATIVE_INFINITY;

  /** Takes one key. `before` describes the focused field as it is before the key has any effect. */
  feed(key: Key, before: S): Outcome<S> {
    if (key.timeStamp - this.#last > PAUSE_MS || RESETS.has(key.key)) this.reset();
    this.#last = key.timeStamp;
    if (key.key === "Enter" || key.code === "NumpadEnter") return this.#enter(key.timeStamp);
    const characters = readKey(key);
    if (characters) {
      this.#strokes.push({ characters, before });
      if (this.#strokes.length > LONGEST) this.#strokes.shift();
    }
    return { hold: false };
  }

  /** To be asked when no key has come for a while: a zone that a scanner sent without Enter. Accepted only when its check digits agree. */
  quiet(): Outcome<S> {
    const outcome = this.#lines.length ? this.#lastLine() : this.#wholeZone();
    if (outcome?.scan?.checks !== "ok") return { hold: false };
    this.#finish();
    return { ...outcome, hold: false };
  }

  reset(): void {
    this.#strokes = [];
    this.#lines = [];
  }

  #enter(at: number): Outcome<S> {
    if (!this.#strokes.length) return { hold: this.#lines.length > 0 || at - this.#scanned < SECOND_ENTER_MS };
    const outcome = this.#token() ?? (this.#lines.length ? this.#lastLine() : undefined) ?? this.#wholeZone();
    if (outcome) {
      this.#finish();
      return outcome;
    }
    return { hold: this.#keepLine() };
  }

  #finish(): void {
    this.#scanned = this.#last;
    this.reset();
  }

  /** Puts the current line aside when it can be part of a zone; the answer is whether its Enter is to be held back. */
  #keepLine(): boolean {
    const line = this.#strokes;
    this.#strokes = [];
    const texts = READINGS.map((_, r) => zoneText(line, r));
    const middle = this.#lines.length === 1 && texts.some((text) => /^[A-Z0-9<]{30}$/.test(text));
    const first = texts.some((text) => FIRST_LINES.some(({ length, begins }) => beginsZone(text.slice(-length), length, begins)));
    if (!middle) this.#lines = [];
    if (middle || first) this.#lines.push(line);
    return middle || first;
  }

  #token(): Outcome<S> | undefined {
    for (const [r, reading] of READINGS.entries()) {
      const match = TOKEN.exec(text(this.#strokes, r));
      if (!match) continue;
      const before = this.#strokes[match.index]?.before;
      return { hold: true, scan: { kind: "token", format: "MN1", lines: [match[0]], checks: "none", reading }, ...(before !== undefined && { before }) };
    }
    return undefined;
  }

  /** A zone whose earlier lines each ended with Enter. */
  #lastLine(): Outcome<S> | undefined {
    return best(READINGS.map((reading, r) => {
      const last = zoneText(this.#strokes, r);
      const [first = [], ...others] = this.#lines;
      const lines = [zoneText(first, r).slice(-last.length || undefined), ...others.map((line) => zoneText(line, r)), last];
      const mrz = readMrz(lines);
      return mrz && { mrz, reading, before: first.at(-last.length)?.before };
    }));
  }

  /** A zone sent as one run of characters. */
  #wholeZone(): Outcome<S> | undefined {
    return best(READINGS.map((reading, r) => {
      const mrz = readMrzTail(zoneText(this.#strokes, r));
      return mrz && { mrz, reading, before: this.#strokes[mrz.start]?.before };
    }));
  }
}

function text(strokes: readonly Stroke<unknown>[], reading: number): string {
  return strokes.map(({ characters }) => characters[reading]).join("");
}

/** Upper case letter by letter, so that positions stay those of the strokes (`ß` would become two). */
function zoneText(strokes: readonly Stroke<unknown>[], reading: number): string {
  return strokes.map(({ characters }) => characters[reading]?.toUpperCase()[0]).join("");
}

function beginsZone(tail: string, length: number, begins: RegExp): boolean {
  return tail.length === length && begins.test(tail) && /^[A-Z0-9<]+$/.test(tail) && tail.includes("<");
}

function best<S>(found: readonly ({ mrz: Mrz; reading: Reading; before: S | undefined } | undefined)[]): Outcome<S> | undefined {
  const chosen = found.find((one) => one?.mrz.checks === "ok") ?? found.find((one) => one);
  if (!chosen) return undefined;
  const { mrz, reading, before } = chosen;
  return { hold: true, scan: { kind: "mrz", format: mrz.format, lines: mrz.lines, checks: mrz.checks, reading }, ...(before !== undefined && { before }) };
}
