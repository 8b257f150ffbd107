// How the map looks: a quiet base, and points that stand out. No tiles, no glyphs: texts are drawn with the fonts of the page.
import type { FeatureCollection } from "geojson";
import type { StyleSpecification } from "maplibre-gl";
import type { MapPoint, Shown } from "./points";

/** Addresses of the base data, put in by the build. */
declare const GEO_ADDRESSES: { land: string; borders: string; names: string };

export interface Palette {
  sea: string;
  land: string;
  shore: string;
  border: string;
  name: string;
  text: string;
  halo: string;
}

const LIGHT: Palette = { sea: "#dbe7ee", land: "#fbfaf5", shore: "#7f97a6", border: "#7a6a58", name: "#5b5347", text: "#0b0c0c", halo: "#ffffff" };
const SUN: Palette = { sea: "#d0d0d0", land: "#ffffff", shore: "#000000", border: "#000000", name: "#000000", text: "#000000", halo: "#ffffff" };
const NIGHT: Palette = { sea: "#0a1118", land: "#1b2733", shore: "#4e6475", border: "#8496a4", name: "#a9b8c4", text: "#f2f5f7", halo: "#0a1118" };

/** The palette of the page's theme. */
export function pagePalette(): Palette {
  const { theme } = document.documentElement.dataset;
  if (theme === "sun") return SUN;
  return theme === "night" || (theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches) ? NIGHT : LIGHT;
}

export function pointFeatures(points: readonly MapPoint[]): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: points.map(({ lon, lat, ...properties }, id) => ({
      type: "Feature",
      id,
      geometry: { type: "Point", coordinates: [lon, lat] },
      properties: { ...properties, text: properties.count === undefined ? properties.label : `${properties.label}\n${properties.count.toLocaleString("fr").replaceAll("\u202f", "\u00a0")}` },
    })),
  };
}

const FONT = ["Vazirmatn", "sans-serif"];

/** The whole style; `names` are the countries' names as features, in the page's language. */
export function mapStyle(palette: Palette, names: FeatureCollection, { points, lines }: Shown): StyleSpecification {
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: GEO_ADDRESSES.land, maxzoom: 8, tolerance: 0.3 },
      borders: { type: "geojson", data: GEO_ADDRESSES.borders, maxzoom: 8, tolerance: 0.3 },
      names: { type: "geojson", data: names },
      lines: { type: "geojson", data: lines },
      points: { type: "geojson", data: pointFeatures(points) },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": palette.sea } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": palette.land, "fill-outline-color": palette.shore } },
      { id: "borders", type: "line", source: "borders", filter: ["==", ["get", "drawn"], "solid"], paint: { "line-color": palette.border, "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.8, 8, 2] } },
      { id: "borders-dashed", type: "line", source: "borders", filter: ["==", ["get", "drawn"], "dashed"], paint: { "line-color": palette.border, "line-width": ["interpolate", ["linear"], ["zoom"], 3, 0.8, 8, 2], "line-dasharray": [3, 3] } },
      {
        id: "names",
        type: "symbol",
        source: "names",
        // Small countries get their name when there is room for it.
        filter: [">=", ["*", ["get", "room"], ["^", 2, ["zoom"]]], 18],
        layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": ["interpolate", ["linear"], ["zoom"], 3, 12, 7, 18], "text-max-width": 7, "symbol-sort-key": ["-", 0, ["get", "room"]] },
        paint: { "text-color": palette.name, "text-halo-color": palette.land, "text-halo-width": 1.5 },
      },
      { id: "lines", type: "line", source: "lines", layout: { "line-cap": "round", "line-join": "round" }, paint: { "line-color": palette.text, "line-width": 3 } },
      {
        id: "line-labels",
        type: "symbol",
        source: "lines",
        layout: { "symbol-placement": "line", "text-field": ["get", "label"], "text-font": FONT, "text-size": 14 },
        paint: { "text-color": palette.text, "text-halo-color": palette.halo, "text-halo-width": 2 },
      },
      {
        id: "points",
        type: "symbol",
        source: "points",
        layout: {
          "icon-image": ["get", "kind"],
          "icon-allow-overlap": true,
          "text-field": ["get", "text"],
          "text-font": FONT,
          "text-size": 15,
          "text-variable-anchor": ["left", "right", "top", "bottom"],
          "text-radial-offset": 1.1,
          "text-justify": "auto",
          "text-optional": true,
          "symbol-sort-key": ["-", 0, ["coalesce", ["get", "count"], 0]],
        },
        paint: { "text-color": palette.text, "text-halo-color": palette.halo, "text-halo-width": 2 },
      },
    ],
  };
}
