// What the page puts on a map: points in an array of our own shape, or a GeoJSON FeatureCollection with the same properties, lines included.
import type { Feature, FeatureCollection } from "geojson";

export const KINDS = ["post", "site", "hub", "incident", "rescue", "water", "health", "other"] as const;
export type Kind = (typeof KINDS)[number];

export interface MapPoint {
  lon: number;
  lat: number;
  label: string;
  kind: Kind;
  count?: number;
  href?: string;
  /** More about it, in the reader's language; instead of the words for its kind. */
  note?: string;
}

/** What is drawn over the base. */
export interface Shown {
  points: MapPoint[];
  lines: FeatureCollection;
}

type Raw = Record<string, unknown>;

function flat(raw: Raw): Raw {
  const geometry = raw["geometry"] as { coordinates?: [number, number] } | undefined;
  return geometry ? { ...(raw["properties"] as Raw), lon: geometry.coordinates?.[0], lat: geometry.coordinates?.[1] } : raw;
}

/** What can be drawn of a parsed JSON value; entries without a valid position are left out. Links lead to this node only. */
export function readPoints(json: unknown): MapPoint[] {
  const list = Array.isArray(json) ? json : ((json as { features?: unknown[] } | null)?.features ?? []);
  return (list as Raw[]).map(flat).flatMap((raw) => {
    const [lon, lat] = [Number(raw["lon"]), Number(raw["lat"])];
    if (raw["lon"] == null || raw["lat"] == null || !(Math.abs(lon) <= 180) || !(Math.abs(lat) <= 85)) return [];
    const kind = KINDS.find((one) => one === raw["kind"]) ?? "other";
    const count = typeof raw["count"] === "number" ? { count: raw["count"] } : {};
    const href = typeof raw["href"] === "string" && /^[/#](?!\/)/.test(raw["href"]) ? { href: raw["href"] } : {};
    const note = typeof raw["note"] === "string" && raw["note"] ? { note: raw["note"] } : {};
    return [{ lon, lat, label: String(raw["label"] ?? ""), kind, ...count, ...href, ...note }];
  });
}

function isPosition(value: unknown): boolean {
  return Array.isArray(value) && value.length >= 2 && Math.abs(Number(value[0])) <= 180 && Math.abs(Number(value[1])) <= 85;
}

/** The lines of a FeatureCollection; a line with a position that is none is left out. */
export function readLines(json: unknown): FeatureCollection {
  const features = (json as { features?: Feature[] } | null)?.features ?? [];
  const lines = features.filter(({ geometry }) => geometry?.type === "LineString" && geometry.coordinates.length > 1 && geometry.coordinates.every(isPosition));
  return { type: "FeatureCollection", features: lines.map(({ geometry, properties }) => ({ type: "Feature", geometry, properties: { label: String(properties?.["label"] ?? "") } })) };
}

/** What a host element shows: its `data-src`, or the JSON block inside it. */
export async function loadShown(host: HTMLElement): Promise<Shown> {
  const json = await loadJson(host);
  return { points: readPoints(json), lines: readLines(json) };
}

async function loadJson(host: HTMLElement): Promise<unknown> {
  const inline = host.querySelector('script[type="application/json"]')?.textContent;
  const address = host.dataset["src"];
  if (!address) return JSON.parse(inline || "[]");
  const answer = await fetch(address, { headers: { accept: "application/geo+json, application/json" } });
  if (!answer.ok) throw new Error(`the points of the map: ${answer.status}`);
  return answer.json();
}
