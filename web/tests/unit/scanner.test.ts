// The wedge: what a scanner, a slow machine, a wrong keyboard layout and a fast typist do.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkDigit, readMrz, readMrzTail } from "../../src/scan/mrz";
import { type Outcome, type Scan, Wedge } from "../../src/scan/wedge";
import type { Key } from "../../src/scan/layout";

// The specimens of ICAO Doc 9303: parts 4 (TD3), 5 (TD1), 6 (TD2) and 7 (visas).
const TD3 = ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"];
const TD1 = ["I<UTOD231458907<<<<<<<<<<<<<<<", "7408122F1204159UTO<<<<<<<<<<<6", "ERIKSSON<<ANNA<MARIA<<<<<<<<<<"];
const TD2 = ["I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6"];
const MRV_A = ["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L8988901C4XXX4009078F96121096ZE184226B<<<<<<"];
const MRV_B = ["V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "L8988901C4XXX4009078F9612109<<<<<<<<"];

const SHIFTED: Record<string, string> = { "<": "Comma", ":": "Semicolon", "$": "Digit4", "+": "Equal", "%": "Digit5" };
const PLAIN: Record<string, string> = { "-": "Minus", ".": "Period", "/": "Slash", " ": "Space" };
const ARABIC: Record<string, string> = { KeyP: "ح", KeyU: "ع", KeyT: "ف", KeyO: "خ", KeyE: "ث", KeyR: "ق", KeyI: "ه", KeyK: "ن", KeyS: "س", KeyN: "ى", KeyA: "ش", KeyM: "ة", KeyL: "م", KeyC: "ؤ", KeyF: "ب", KeyZ: "ئ", KeyB: "لا", Comma: "و" };
const AZERTY: Record<string, string> = { KeyA: "q", KeyQ: "a", KeyZ: "w", KeyW: "z", KeyM: ",", Comma: ";", Digit1: "&", Digit2: "é", Digit3: '"', Digit4: "'", Digit5: "(", Digit6: "-", Digit7: "è", Digit8: "_", Digit9: "ç", Digit0: "à" };

/** The key that a scanner set to a US keyboard presses for a character; `layout` is what the computer makes of the position. */
function press(character: string, timeStamp: number, layout: Record<string, string> = {}): Key {
  const upper = /[A-Z]/.test(character);
  const code = /[a-z]/i.test(character) ? `Key${character.toUpperCase()}` : /\d/.test(character) ? `Digit${character}` : (SHIFTED[character] ?? PLAIN[character] ?? "");
  const shift = upper || character in SHIFTED;
  const mapped = layout[code];
  return { key: mapped === undefined ? character : upper ? mapped.toUpperCase() : mapped, code, shift, timeStamp };
}

const ENTER = (timeStamp: number): Key => ({ key: "Enter", code: "Enter", shift: false, timeStamp });

interface Run {
  wedge: Wedge<string>;
  outcomes: Outcome<string>[];
  at: number;
}

/** Types each line and Enter. The snapshot given with each key is what the field held before it, starting with `field`. */
function type(lines: readonly string[], { gap = 8, layout = {}, field = "", enter = true, run }: { gap?: number; layout?: Record<string, string>; field?: string; enter?: boolean; run?: Run } = {}): Run {
  const state = run ?? { wedge: new Wedge<string>(), outcomes: [], at: 1000 };
  let held = field;
  for (const line of lines) {
    for (const character of line) {
      // A real wedge sends Shift as a key of its own.
      if (/[A-Z<]/.test(character)) state.outcomes.push(state.wedge.feed({ key: "Shift", code: "ShiftLeft", shift: true, timeStamp: state.at }, held));
      state.outcomes.push(state.wedge.feed(press(character, (state.at += gap), layout), held));
      held += character;
    }
    if (enter) state.outcomes.push(state.wedge.feed(ENTER((state.at += gap)), held));
  }
  return state;
}

function scans({ outcomes }: Run): Scan[] {
  return outcomes.flatMap(({ scan }) => scan ?? []);
}

function held({ outcomes }: Run): number {
  return outcomes.filter(({ hold }) => hold).length;
}

test("check digits follow Doc 9303", () => {
  assert.equal(checkDigit("520727"), "3");
  assert.equal(checkDigit("AB2134<<<"), "5");
});

for (const [format, lines] of [["TD3", TD3], ["TD1", TD1], ["TD2", TD2], ["MRV-A", MRV_A], ["MRV-B", MRV_B]] as const) {
  test(`the specimen ${format} is complete and its check digits agree`, () => {
    assert.deepEqual(readMrz(lines), { format, lines, checks: "ok" });
  });

  test(`${format}: scanned line by line, given once, both Enters held, the field given back`, () => {
    const run = type(lines, { field: "Abakar" });
    assert.deepEqual(scans(run), [{ kind: "mrz", format, lines, checks: "ok", reading: "typed" }]);
    assert.equal(held(run), lines.length);
    assert.equal(run.outcomes.at(-1)?.before, "Abakar");
  });

  test(`${format}: scanned as one run with a single Enter`, () => {
    const run = type([lines.join("")]);
    assert.deepEqual(scans(run).map((scan) => scan.lines), [lines]);
  });

  test(`${format}: scanned without any Enter, recognised when the keys stop`, () => {
    const run = type([lines.join("")], { enter: false, field: "x" });
    assert.deepEqual(scans(run), []);
    const outcome = run.wedge.quiet();
    assert.deepEqual(outcome.scan?.lines, lines);
    assert.equal(outcome.before, "x");
  });
}

test("a slow wedge (60 ms a key) and a machine six times slower (360 ms a key) are read", () => {
  for (const gap of [60, 360]) assert.deepEqual(scans(type(TD3, { gap })).map(({ lines }) => lines), [TD3]);
});

test("an Arabic keyboard layout: read by key position", () => {
  const run = type(TD3, { layout: ARABIC });
  assert.deepEqual(scans(run), [{ kind: "mrz", format: "TD3", lines: TD3, checks: "ok", reading: "us" }]);
  assert.equal(held(run), 2);
});

test("a French keyboard layout: read by key position", () => {
  assert.deepEqual(scans(type(TD1, { layout: AZERTY })).map(({ lines, reading }) => ({ lines, reading })), [{ lines: TD1, reading: "us" }]);
});

test("a scanner set to French on an Arabic layout: read by French positions", () => {
  const wedge = new Wedge<string>();
  const codes: Record<string, string> = { A: "KeyQ", Q: "KeyA", Z: "KeyW", W: "KeyZ", M: "Semicolon", "<": "IntlBackslash" };
  let found: Scan | undefined;
  let at = 0;
  for (const line of TD3) {
    for (const character of line) {
      const code = codes[character] ?? (/\d/.test(character) ? `Digit${character}` : `Key${character}`);
      wedge.feed({ key: "ش", code, shift: character !== "<", timeStamp: (at += 8) }, "");
    }
    found = wedge.feed(ENTER((at += 8)), "").scan ?? found;
  }
  assert.deepEqual(found, { kind: "mrz", format: "TD3", lines: TD3, checks: "ok", reading: "azerty" });
});

test("caps lock turned the letters over: read all the same", () => {
  assert.deepEqual(scans(type(TD3.map((line) => line.toLowerCase()))).map(({ lines }) => lines), [TD3]);
});

test("what a person typed in the same field just before stays", () => {
  const run = type(["Zeinab"], { enter: false });
  type(TD3, { run, field: "Zeinab" });
  assert.deepEqual(scans(run).map(({ lines }) => lines), [TD3]);
  assert.equal(run.outcomes.at(-1)?.before, "Zeinab");
});

test("a fast typist loses no key: words, numbers, capitals, Enter", () => {
  for (const text of ["Mahamat Zeinab", "19920314", "PASSEPORT", "P<", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "I came with five children and one bag"]) {
    const run = type([text], { gap: 5 });
    assert.equal(held(run), 0, text);
    assert.deepEqual(scans(run), [], text);
  }
});

test("a wrong check digit is delivered and said, not refused", () => {
  const broken = [TD3[0] ?? "", (TD3[1] ?? "").replace("7408122", "7408123")];
  assert.deepEqual(scans(type(broken)).map(({ checks }) => checks), ["failed"]);
});

test("CR LF: the second Enter after a scan is held, a later one is not", () => {
  const run = type(TD3);
  assert.equal(run.wedge.feed(ENTER(run.at + 10), "").hold, true);
  assert.equal(run.wedge.feed(ENTER(run.at + 2000), "").hold, false);
});

test("Tab, Escape and a pause of 3 s start afresh", () => {
  const first = type([TD3[0] ?? ""]);
  first.wedge.feed({ key: "Tab", code: "Tab", shift: false, timeStamp: first.at + 5 }, "");
  assert.deepEqual(scans(type([TD3[1] ?? ""], { run: first })), []);
  const second = type([TD3[0] ?? ""]);
  second.at += 4000;
  assert.deepEqual(scans(type([TD3[1] ?? ""], { run: second })), []);
});

test("a token is given whole, in its own case, whatever was typed before", () => {
  const run = type(["abcMN1:7F3K.20M-xYz/9"], { field: "abc" });
  assert.deepEqual(scans(run), [{ kind: "token", format: "MN1", lines: ["MN1:7F3K.20M-xYz/9"], checks: "none", reading: "typed" }]);
});

test("a token on an Arabic layout is read by key position", () => {
  assert.deepEqual(scans(type(["MN1:7F3K-20M"], { layout: { ...ARABIC, Semicolon: "ك" } })).map(({ lines }) => lines), [["MN1:7F3K-20M"]]);
});

test("pasted text: line ends do not matter", () => {
  assert.equal(readMrzTail(TD2.join(""))?.format, "TD2");
  assert.equal(readMrzTail("HELLO"), undefined);
});
