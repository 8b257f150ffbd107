// A keyboard-wedge scanner sends key positions, and the computer's layout turns them into letters. When that layout is Arabic or French the
// letters are wrong, but the positions (`event.code`) are still right: each key is read three ways and the reading that makes sense wins.

/** One key as the browser reports it. `timeStamp` is `event.timeStamp`, in ms: the time of the key, not of the handler. */
export interface Key {
  key: string;
  code: string;
  shift: boolean;
  timeStamp: number;
}

/** How the keys were understood: as typed, as positions of a US keyboard, as positions of a French keyboard. */
export type Reading = "typed" | "us" | "azerty";

export const READINGS: readonly Reading[] = ["typed", "us", "azerty"];

/** Stands for a key that is not a character in that reading. */
export const UNREADABLE = "\uFFFD";

const US_PLAIN: Record<string, string> = {
  Minus: "-", Equal: "=", BracketLeft: "[", BracketRight: "]", Backslash: "\\", Semicolon: ";", Quote: "'", Comma: ",", Period: ".", Slash: "/",
  Backquote: "`", Space: " ", IntlBackslash: "<", NumpadDecimal: ".", NumpadDivide: "/", NumpadMultiply: "*", NumpadSubtract: "-", NumpadAdd: "+",
};
const US_SHIFTED: Record<string, string> = {
  Minus: "_", Equal: "+", BracketLeft: "{", BracketRight: "}", Backslash: "|", Semicolon: ":", Quote: '"', Comma: "<", Period: ">", Slash: "?",
  Backquote: "~", Space: " ", IntlBackslash: ">",
};
const US_DIGITS_SHIFTED = ")!@#$%^&*(";
const AZERTY_LETTERS: Record<string, string> = { KeyQ: "a", KeyA: "q", KeyW: "z", KeyZ: "w", Semicolon: "m" };
const AZERTY_PLAIN: Record<string, string> = { KeyM: ",", Comma: ";", Period: ":", Slash: "!", IntlBackslash: "<", Digit6: "-", Digit8: "_", Equal: "=", Space: " " };
const AZERTY_SHIFTED: Record<string, string> = { KeyM: "?", Comma: ".", Period: "/", IntlBackslash: ">", Equal: "+", Space: " " };

function cased(letter: string, shift: boolean): string {
  return shift ? letter.toUpperCase() : letter;
}

function us({ code, shift }: Key): string {
  if (/^Key[A-Z]$/.test(code)) return cased(code.slice(3).toLowerCase(), shift);
  if (/^Digit\d$/.test(code)) return shift ? (US_DIGITS_SHIFTED[Number(code[5])] ?? UNREADABLE) : code.slice(5);
  if (/^Numpad\d$/.test(code)) return code.slice(6);
  return (shift ? US_SHIFTED[code] : undefined) ?? US_PLAIN[code] ?? UNREADABLE;
}

function azerty(key: Key): string {
  const { code, shift } = key;
  const moved = AZERTY_LETTERS[code];
  if (moved) return cased(moved, shift);
  const special = (shift ? AZERTY_SHIFTED : AZERTY_PLAIN)[code];
  if (special) return special;
  if (/^Key[A-LN-Z]$/.test(code)) return cased(code.slice(3).toLowerCase(), shift);
  if (/^Digit\d$/.test(code)) return shift ? code.slice(5) : UNREADABLE;
  if (/^Numpad\d$/.test(code)) return code.slice(6);
  return UNREADABLE;
}

/** The key as one character in each reading, in the order of `READINGS`; undefined when it is no character at all. */
export function readKey(key: Key): [typed: string, us: string, azerty: string] | undefined {
  const typed = [...key.key].length === 1 ? key.key : UNREADABLE;
  const byPosition = us(key);
  if (typed === UNREADABLE && byPosition === UNREADABLE) return undefined;
  return [typed, byPosition, azerty(key)];
}
