// The points of a map: an array of our own shape, or a GeoJSON FeatureCollection with the same properties.

export const KINDS = ["post", "site", "hub", "incident", "rescue", "water", "health", "other"] as const;
export type Kind = (typeof KINDS)[number];

export interface MapPoint {
  lon: number;
  lat: number;
  label: string;
  kind: Kind;
  count?: number;
  href?: string;
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
    return [{ lon, lat, label: String(raw["label"] ?? ""), kind, ...count, ...href }];
  });
}

/** The points of a host element: its `data-src`, or the JSON block inside it. */
export async function loadPoints(host: HTMLElement): Promise<MapPoint[]> {
  const inline = host.querySelector('script[type="application/json"]')?.textContent;
  const address = host.dataset["src"];
  if (!address) return readPoints(JSON.parse(inline || "[]"));
  const answer = await fetch(address, { headers: { accept: "application/geo+json, application/json" } });
  if (!answer.ok) throw new Error(`the points of the map: ${answer.status}`);
  return readPoints(await answer.json());
}
