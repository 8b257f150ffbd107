// The shape and the check digits of a machine-readable zone (ICAO Doc 9303 parts 3 to 7), only as far as the browser needs them: to know that a scan
// is complete and to prefer the right keyboard reading. The server reads the document.

export type MrzFormat = "TD1" | "TD2" | "TD3" | "MRV-A" | "MRV-B";

export interface Mrz {
  format: MrzFormat;
  lines: string[];
  /** Whether every check digit agrees. A failed check never refuses anybody: the server keeps the evidence. */
  checks: "ok" | "failed";
}

/** Lengths of a first line, longest first, and the document codes that may begin it. */
export const FIRST_LINES: readonly { length: number; begins: RegExp; count: number }[] = [
  { length: 44, begins: /^[PV][A-Z<]/, count: 2 },
  { length: 36, begins: /^[IACV][A-Z<]/, count: 2 },
  { length: 30, begins: /^[IAC][A-Z<]/, count: 3 },
];

const WEIGHTS = [7, 3, 1];

function value(character: string): number {
  if (character >= "0" && character <= "9") return Number(character);
  return character === "<" ? 0 : character.charCodeAt(0) - 55;
}

/** The check digit of Doc 9303 part 3, section 4.9: weights 7, 3, 1, modulo 10. */
export function checkDigit(text: string): string {
  let sum = 0;
  [...text].forEach((character, i) => (sum += value(character) * (WEIGHTS[i % 3] ?? 0)));
  return String(sum % 10);
}

function agrees(text: string, digit: string | undefined): boolean {
  return checkDigit(text) === digit || (digit === "<" && /^<*$/.test(text));
}

function twoLineChecks(line: string, composite: boolean, length: number): boolean {
  // A document number of more than nine characters has `<` as its check digit and goes on in the optional data.
  const number = line[9] === "<" || agrees(line.slice(0, 9), line[9]);
  const dates = agrees(line.slice(13, 19), line[19]) && agrees(line.slice(21, 27), line[27]);
  const optional = length !== 44 || !composite || agrees(line.slice(28, 42), line[42]);
  const whole = !composite || agrees(line.slice(0, 10) + line.slice(13, 20) + line.slice(21, length - 1), line[length - 1]);
  return number && dates && optional && whole;
}

function threeLineChecks(first: string, second: string): boolean {
  const number = first[14] === "<" || agrees(first.slice(5, 14), first[14]);
  const dates = agrees(second.slice(0, 6), second[6]) && agrees(second.slice(8, 14), second[14]);
  const whole = first.slice(5, 30) + second.slice(0, 7) + second.slice(8, 15) + second.slice(18, 29);
  return number && dates && agrees(whole, second[29]);
}

/** The zone made of these lines, or undefined when they are not the complete zone of any format. */
export function readMrz(lines: readonly string[]): Mrz | undefined {
  const [first = "", second = ""] = lines;
  const shape = FIRST_LINES.find(({ length, begins, count }) => count === lines.length && begins.test(first) && lines.every((line) => line.length === length));
  if (!shape || !lines.every((line) => /^[A-Z0-9<]+$/.test(line))) return undefined;
  const visa = first.startsWith("V");
  const format: MrzFormat = shape.count === 3 ? "TD1" : shape.length === 44 ? (visa ? "MRV-A" : "TD3") : visa ? "MRV-B" : "TD2";
  const ok = shape.count === 3 ? threeLineChecks(first, second) : twoLineChecks(second, !visa, shape.length);
  return { format, lines: [...lines], checks: ok ? "ok" : "failed" };
}

/** The zone at the end of one run of characters without line ends (some scanners send none), or undefined. */
export function readMrzTail(run: string): (Mrz & { start: number }) | undefined {
  let fallback: (Mrz & { start: number }) | undefined;
  for (const { length, count } of FIRST_LINES) {
    const start = run.length - length * count;
    if (start < 0) continue;
    const mrz = readMrz(Array.from({ length: count }, (_, i) => run.slice(start + i * length, start + (i + 1) * length)));
    if (mrz?.checks === "ok") return { ...mrz, start };
    if (mrz) fallback ??= { ...mrz, start };
  }
  return fallback;
}
