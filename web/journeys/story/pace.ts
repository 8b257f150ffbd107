// How long work takes a person: what the browser and the post took, and beside it the keys, the reading aloud and the answers, which a
// script does in no time.
import type { Person } from "../person";

/** A key press of somebody who types 40 words a minute (Card, Moran and Newell, The keystroke-level model, 1980: 0.28 s). */
const KEY_MS = 280;
/** Reading aloud, slowly, to somebody who listens: 130 words a minute. [assumed] */
const WORD_MS = 60_000 / 130;
/** A short answer: a name, an age, yes or no. [assumed] */
const ANSWER_MS = 2_000;
/** Looking at a page before the next key (the model's mental act: 1.35 s). */
const LOOK_MS = 1_350;

const words = (text: string): number => text.split(/\s+/u).filter((word) => word).length;

export class Pace {
  private ms = 0;
  keys = 0;

  /** Work at a screen: its real time, and the time of its keys. */
  async works(person: Person, work: () => Promise<unknown>): Promise<void> {
    const began = performance.now();
    person.presses = 0;
    await work();
    this.ms += performance.now() - began;
    this.pressed(person.presses);
  }

  pressed(keys: number): void {
    this.keys += keys;
    this.ms += keys * KEY_MS;
  }

  /** Texts read aloud to somebody. */
  readsAloud(texts: readonly string[]): void {
    for (const text of texts) this.ms += words(text) * WORD_MS;
  }

  hears(answers: number): void {
    this.ms += answers * ANSWER_MS;
  }

  looks(pages: number): void {
    this.ms += pages * LOOK_MS;
  }

  get seconds(): number {
    return Math.round(this.ms / 1000);
  }
}
