// What the map is made of: base data in its box, names in three languages, points read carefully.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readLines, readPoints } from "../../src/map/points";
import { countryName, mapWords } from "../../src/map/words";

declare const ROOT: string;

interface Geo {
  features: { properties: { code?: string; drawn?: string }; geometry: { coordinates: unknown } }[];
}

const { assets } = JSON.parse(readFileSync(`${ROOT}dist/manifest.json`, "utf8")) as { assets: Record<string, { file: string }> };
const geo = (name: string): Geo => JSON.parse(readFileSync(`${ROOT}dist/${assets[`geo/${name}.json`]?.file}`, "utf8")) as Geo;

function positions(coordinates: unknown): number[][] {
  const list = coordinates as unknown[];
  return typeof list[0] === "number" ? [list as number[]] : list.flatMap(positions);
}

test("land, boundaries and names lie between 20 W and 60 E, 0 and 40 N", () => {
  for (const name of ["land", "borders", "names"]) {
    const outside = geo(name).features.flatMap(({ geometry }) => positions(geometry.coordinates)).filter(([x = NaN, y = NaN]) => !(x >= -20 && x <= 60 && y >= 0 && y <= 40));
    assert.deepEqual(outside, [], name);
  }
});

test("every country of the Sahel, the Maghreb and the Horn is named in three languages", () => {
  const codes = new Set(geo("names").features.map(({ properties }) => properties.code));
  for (const code of ["DZ", "BF", "TD", "DJ", "EG", "ER", "ET", "LY", "ML", "MA", "MR", "NE", "NG", "SN", "SO", "SD", "SS", "TN", "EH", "CF", "CM"]) {
    assert.ok(codes.has(code), code);
    for (const language of ["ar", "fr", "en"]) assert.match(countryName(code, language), language === "ar" ? /^[\u0600-\u06ff ]+$/ : /^[\p{L} .’'-]+$/u, `${code} ${language}`);
  }
});

test("unsettled boundaries are dashed: Western Sahara's north, Sudan and South Sudan", () => {
  const dashed = geo("borders").features.find(({ properties }) => properties.drawn === "dashed")?.geometry.coordinates as number[][][];
  const touches = (lon: number, lat: number): boolean => dashed.flat().some(([x = NaN, y = NaN]) => Math.hypot(x - lon, y - lat) < 0.5);
  assert.deepEqual([touches(-8.67, 27.667), touches(24.1, 8.7), touches(36.9, 22)], [true, true, true]);
  assert.ok(!touches(22.3, 13.4), "Chad and Sudan");
});

test("points: our own array and GeoJSON give the same; what has no position is left out; links stay on the node", () => {
  const own = [{ lon: 22.2, lat: 13.47, label: "Adré", kind: "post", count: 12, href: "/posts/1" }];
  const geojson = { type: "FeatureCollection", features: [{ type: "Feature", geometry: { type: "Point", coordinates: [22.2, 13.47] }, properties: { label: "Adré", kind: "post", count: 12, href: "/posts/1" } }] };
  assert.deepEqual(readPoints(own), own);
  assert.deepEqual(readPoints(geojson), own);
  assert.deepEqual(readPoints([{ lon: "x", lat: 1 }, { lat: 2 }, { lon: 0, lat: 89 }, null].filter(Boolean)), []);
  assert.deepEqual(readPoints([{ lon: 1, lat: 2, kind: "castle", href: "https://elsewhere.example/", label: 7 }, { lon: 1, lat: 2, href: "//elsewhere.example" }]), [{ lon: 1, lat: 2, label: "7", kind: "other" }, { lon: 1, lat: 2, label: "", kind: "other" }]);
});

test("lines: only whole ones, and no point is taken for one", () => {
  const line = (coordinates: unknown, label?: string): object => ({ type: "Feature", geometry: { type: "LineString", coordinates }, properties: label ? { label } : null });
  const json = { type: "FeatureCollection", features: [line([[22, 13], [23, 14]], "Piste"), line([[22, 13]]), line([[22, 13], ["x", 1]]), { type: "Feature", geometry: { type: "Point", coordinates: [1, 2] }, properties: { note: "Ouvert" } }] };
  assert.deepEqual(readLines(json).features.map(({ properties }) => properties), [{ label: "Piste" }]);
  assert.deepEqual(readPoints(json), [{ lon: 1, lat: 2, label: "", kind: "other", note: "Ouvert" }]);
  assert.deepEqual(readLines([]).features, []);
});

test("the map's words exist in the three languages", () => {
  const keys = Object.keys(mapWords("en"));
  for (const language of ["ar", "fr"]) assert.deepEqual(Object.keys(mapWords(language)), keys);
});
