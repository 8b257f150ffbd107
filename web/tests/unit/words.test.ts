// Three languages, one set of keys.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

declare const ROOT: string;

for (const catalogue of ["app", "extras", "outbox"]) {
  test(`${catalogue}: Arabic, French and English have the same keys, none empty`, () => {
    const [en = {}, ...others] = ["en", "fr", "ar"].map((language) => JSON.parse(readFileSync(`${ROOT}src/words/${catalogue}.${language}.json`, "utf8")) as Record<string, string>);
    for (const other of others) assert.deepEqual(Object.keys(other).sort(), Object.keys(en).sort());
    assert.deepEqual([en, ...others].flatMap((words) => Object.values(words)).filter((text) => !text.trim()), []);
  });
}
