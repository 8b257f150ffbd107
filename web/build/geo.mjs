// Natural Earth 1:50 m (public domain, through world-atlas) cut to 20 W – 60 E, 0 – 40 N: land, boundaries, and one point per country for its name.
import { createRequire } from "node:module";
import { feature, mesh } from "topojson-client";

const require = createRequire(import.meta.url);

export const BOX = { west: -20, south: 0, east: 60, north: 40 };

/** Boundaries that are disputed, undetermined or drawn only by some: dashed. Numeric ISO 3166 codes, or the name where there is none. */
const DASHED = [["Somaliland", "706"], ["Somaliland", "231"], ["Somaliland", "262"], ["N. Cyprus", "196"], ["376", "275"], ["376", "760"], ["729", "728"]];
/** Natural Earth draws who controls what. In Western Sahara that is the sand wall, which is no boundary: it is left out, and the northern limit of the territory
 *  (27° 40′ N, as on the maps of the United Nations) is drawn dashed in its place. */
const SAND_WALL = ["732", "504"];
const NORTH_OF_WESTERN_SAHARA = [[-13.17, 27.667], [-8.67, 27.667]];
const LABELS = { EH: { room: 1.5, point: [-13.2, 24.4] } };
/** East of this meridian the boundary of Egypt and Sudan is disputed (Halaib). */
const HALAIB_EAST_OF = 33.2;
const EGYPT_SUDAN = ["818", "729"];
/** No name of their own on our maps. */
const UNNAMED = new Set(["Somaliland", "N. Cyprus"]);

const short = (n) => Math.round(n * 1000) / 1000;

const EDGES = (box) => [
  { inside: ([x]) => x >= box.west, at: box.west, axis: 0 },
  { inside: ([x]) => x <= box.east, at: box.east, axis: 0 },
  { inside: ([, y]) => y >= box.south, at: box.south, axis: 1 },
  { inside: ([, y]) => y <= box.north, at: box.north, axis: 1 },
];

function crossing([x1, y1], [x2, y2], { at, axis }) {
  const t = (at - (axis ? y1 : x1)) / (axis ? y2 - y1 : x2 - x1);
  return [x1 + t * (x2 - x1), y1 + t * (y2 - y1)];
}

/** Sutherland–Hodgman: the part of a ring inside the box, or an empty array. */
function clipRing(ring, box) {
  let points = ring.slice(0, -1);
  for (const edge of EDGES(box)) {
    points = points.flatMap((point, i) => {
      const previous = points.at(i - 1);
      const [here, before] = [edge.inside(point), edge.inside(previous)];
      return [...(here === before ? [] : [crossing(previous, point, edge)]), ...(here ? [point] : [])];
    });
    if (points.length < 3) return [];
  }
  return [...points, points[0]].map((point) => point.map(short));
}

/** The parts of a line inside the box. */
function clipLine(line, box) {
  let parts = [line];
  for (const edge of EDGES(box)) {
    parts = parts.flatMap((part) => {
      const found = [];
      let current = edge.inside(part[0]) ? [part[0]] : [];
      for (let i = 1; i < part.length; i += 1) {
        const [here, before] = [edge.inside(part[i]), edge.inside(part[i - 1])];
        if (here !== before) current.push(crossing(part[i - 1], part[i], edge));
        if (here) current.push(part[i]);
        else if (current.length) {
          found.push(current);
          current = [];
        }
      }
      return current.length ? [...found, current] : found;
    });
  }
  return parts.filter((part) => part.length > 1).map((part) => part.map((point) => point.map(short)));
}

function polygons({ geometry }) {
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  return parts.map((rings) => rings.map((ring) => clipRing(ring, BOX)).filter((ring) => ring.length > 3)).filter((rings) => rings.length);
}

function area(ring) {
  return Math.abs(ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i][0] * y - x * ring[i][1], 0)) / 2;
}

function distanceToEdge([x, y], ring) {
  let nearest = Infinity;
  let inside = false;
  for (let i = 1; i < ring.length; i += 1) {
    const [[x1, y1], [x2, y2]] = [ring[i - 1], ring[i]];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
    const t = Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2 || 1)));
    nearest = Math.min(nearest, Math.hypot(x - x1 - t * (x2 - x1), y - y1 - t * (y2 - y1)));
  }
  return inside ? nearest : -nearest;
}

/** The point of a ring farthest from its edge, on a grid of 40 × 40: where a name has most room. */
function roomiest(ring) {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  const [west, south, width, height] = [Math.min(...xs), Math.min(...ys), Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
  let best = { room: -Infinity, point: ring[0] };
  for (let i = 0.5; i < 40; i += 1) {
    for (let j = 0.5; j < 40; j += 1) {
      const point = [west + (width * i) / 40, south + (height * j) / 40];
      const room = distanceToEdge(point, ring);
      if (room > best.room) best = { room, point };
    }
  }
  return best;
}

/** ISO 3166 alpha-2 from the numeric code; the language data of Node knows both. */
function alpha2(numeric) {
  const { region } = new Intl.Locale(`und-${numeric}`);
  return /^[A-Z]{2}$/.test(region ?? "") ? region : undefined;
}

const identity = ({ id, properties }) => id ?? properties.name;
const isPair = (a, b, [x, y]) => (a === x && b === y) || (a === y && b === x);

function boundaries(world) {
  const { countries } = world.objects;
  const lines = (accept) => mesh(world, countries, (a, b) => a !== b && accept(identity(a), identity(b))).coordinates;
  const clipped = (coordinates, box = BOX) => coordinates.flatMap((line) => clipLine(line, box));
  const wall = (a, b) => isPair(a, b, SAND_WALL);
  const dashed = (a, b) => DASHED.some((pair) => isPair(a, b, pair));
  const halaib = lines((a, b) => isPair(a, b, EGYPT_SUDAN));
  return {
    solid: [...clipped(lines((a, b) => !dashed(a, b) && !wall(a, b) && !isPair(a, b, EGYPT_SUDAN))), ...clipped(halaib, { ...BOX, east: HALAIB_EAST_OF })],
    dashed: [NORTH_OF_WESTERN_SAHARA, ...clipped(lines(dashed)), ...clipped(halaib, { ...BOX, west: HALAIB_EAST_OF })],
  };
}

const collection = (features) => JSON.stringify({ type: "FeatureCollection", features });
const item = (type, coordinates, properties = {}) => ({ type: "Feature", properties, geometry: { type, coordinates } });

/** Adds `geo/*.json` and returns their addresses. */
export function buildGeo(assets) {
  const world = require("world-atlas/countries-50m.json");
  const all = feature(world, world.objects.countries).features.map((country) => ({ country, parts: polygons(country) })).filter(({ parts }) => parts.length);
  const names = all.flatMap(({ country, parts }) => {
    const code = country.id && !UNNAMED.has(country.properties.name) ? alpha2(country.id) : undefined;
    const largest = parts.map(([outer]) => outer).sort((a, b) => area(b) - area(a))[0];
    const { room, point } = LABELS[code] ?? roomiest(largest);
    return code ? [item("Point", point.map(short), { code, room: short(room) })] : [];
  });
  // The whole coast is one land mass: countries are told apart by the boundary lines only.
  const { solid, dashed } = boundaries(world);
  const land = feature(world, world.objects.land).features.flatMap(polygons);
  return {
    land: assets.add("geo/land.json", collection([item("MultiPolygon", land)])),
    borders: assets.add("geo/borders.json", collection([item("MultiLineString", solid, { drawn: "solid" }), item("MultiLineString", dashed, { drawn: "dashed" })])),
    names: assets.add("geo/names.json", collection(names)),
  };
}
