// Invented travel documents on the pattern of ICAO Doc 9303 part 4 (TD3), with check digits that agree.

const WEIGHTS = [7, 3, 1] as const;

function valueOf(character: string): number {
  if (character === "<") return 0;
  return /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 55;
}

/** ICAO Doc 9303 part 3, 4.9. */
function checkDigit(field: string): string {
  return String([...field].reduce((sum, character, i) => sum + valueOf(character) * (WEIGHTS[i % 3] ?? 1), 0) % 10);
}

const filled = (text: string, length: number): string => text.padEnd(length, "<").slice(0, length);

/** The two lines of a passport of Utopia, as a scanner sends them. */
export function passport(holder: { family: string; given: string; number: string; born: string; sex: "F" | "M"; expires?: string }): [string, string] {
  const { family, given, number, born, sex, expires = "310101" } = holder;
  const document = filled(number, 9);
  const [documentCheck, bornCheck, expiresCheck] = [checkDigit(document), checkDigit(born), checkDigit(expires)];
  const personal = filled("", 14);
  const all = `${document}${documentCheck}${born}${bornCheck}${expires}${expiresCheck}${personal}<`;
  const first = `P<UTO${filled(`${family}<<${given}`, 39)}`;
  return [first, `${document}${documentCheck}UTO${born}${bornCheck}${sex}${expires}${expiresCheck}${personal}<${checkDigit(all)}`];
}
