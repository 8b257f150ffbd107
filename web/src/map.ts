// The offline map: Natural Earth underneath, the page's points on top. The table in the page stays the accessible twin.
import { FullscreenControl, Map as MapLibre, NavigationControl, Popup, ScaleControl, setWorkerUrl } from "maplibre-gl";
import type { Feature, FeatureCollection, Point } from "geojson";
import { element } from "./dom";
import { drawMark } from "./map/icons";
import { KINDS, loadShown, type MapPoint, type Shown } from "./map/points";
import { mapStyle, pagePalette } from "./map/style";
import { countryName, type MapWords, mapWords } from "./map/words";

/** Addresses of the parts that belong to this bundle, put in by the build. */
declare const WORKER_ADDRESS: string;
declare const MAP_STYLE_ADDRESS: string;
declare const GEO_ADDRESSES: { names: string };

const BOUNDS: [number, number, number, number] = [-20, 0, 60, 40];

function loadStyleSheet(): Promise<void> {
  if (document.querySelector(`link[href="${MAP_STYLE_ADDRESS}"]`)) return Promise.resolve();
  const link = element("link", { rel: "stylesheet", href: MAP_STYLE_ADDRESS });
  return new Promise((resolve) => {
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => resolve());
    document.head.append(link);
  });
}

async function countryNames(language: string): Promise<FeatureCollection> {
  const answer = await fetch(GEO_ADDRESSES.names);
  const collection = (await answer.json()) as FeatureCollection<Point, { code: string; room: number; name?: string }>;
  for (const { properties } of collection.features) properties.name = countryName(properties.code, language);
  return collection;
}

function giveUp(host: HTMLElement, message: string): void {
  host.replaceChildren(element("p", { class: "map__missing", role: "status" }, message));
  const twin = host.parentElement?.querySelector<HTMLDetailsElement>("details.twin");
  if (twin) twin.open = true;
}

function controlWords(words: MapWords): Record<string, string> {
  return {
    "NavigationControl.ZoomIn": words.zoom_in,
    "NavigationControl.ZoomOut": words.zoom_out,
    "FullscreenControl.Enter": words.fullscreen,
    "FullscreenControl.Exit": words.fullscreen_end,
    "Map.Title": words.map,
    "Popup.Close": words.close,
    "ScaleControl.Meters": words.metres,
    "ScaleControl.Kilometers": words.kilometres,
    "CooperativeGesturesHandler.WindowsHelpText": words.gesture,
    "CooperativeGesturesHandler.MacHelpText": words.gesture_mac,
    "CooperativeGesturesHandler.MobileHelpText": words.gesture_touch,
  };
}

/** Longitude and latitude with their hemisphere, five decimals of a degree: about a metre. */
function coordinates({ lon, lat }: MapPoint): string {
  return `${Math.abs(lat).toFixed(5)}° ${lat < 0 ? "S" : "N"}, ${Math.abs(lon).toFixed(5)}° ${lon < 0 ? "W" : "E"}`;
}

function describe(point: MapPoint, words: MapWords, language: string): HTMLElement {
  const count = point.count === undefined ? [] : [element("p", { class: "num" }, new Intl.NumberFormat(`${language}-u-nu-latn`).format(point.count))];
  const link = point.href ? [element("p", {}, element("a", { href: point.href }, words.open))] : [];
  return element("div", { dir: language === "ar" ? "rtl" : "ltr", lang: language, class: "map__about" },
    element("strong", { dir: "auto" }, point.label), element("p", {}, point.note ?? words[`kind_${point.kind}`]), ...count, element("p", {}, element("bdi", { dir: "ltr", class: "code" }, coordinates(point))), ...link);
}

function view(host: HTMLElement, { points, lines }: Shown): object {
  const center = (host.dataset["center"] ?? "").split(",").map(Number);
  const [lon, lat] = center;
  if (center.length === 2 && lon !== undefined && lat !== undefined && Number.isFinite(lon + lat)) return { center: [lon, lat], zoom: Number(host.dataset["zoom"]) || 5 };
  const ways = lines.features.flatMap(({ geometry }) => (geometry.type === "LineString" ? geometry.coordinates : []));
  const lons = [...points.map((point) => point.lon), ...ways.map(([x = 0]) => x)];
  const lats = [...points.map((point) => point.lat), ...ways.map(([, y = 0]) => y)];
  if (!lons.length) return { bounds: BOUNDS };
  return { bounds: [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)], fitBoundsOptions: { padding: 60, maxZoom: 8 } };
}

function addPopups(map: MapLibre, points: readonly MapPoint[], words: MapWords, language: string): void {
  map.on("click", "points", (event) => {
    const feature: Feature | undefined = event.features?.[0];
    const point = points[Number(feature?.id)];
    if (!point) return;
    new Popup({ offset: 16, maxWidth: "18rem", focusAfterOpen: true }).setLngLat([point.lon, point.lat]).setDOMContent(describe(point, words, language)).addTo(map);
  });
  map.on("mouseenter", "points", () => (map.getCanvas().style.cursor = "pointer"));
  map.on("mouseleave", "points", () => (map.getCanvas().style.cursor = ""));
}

/** Draws the map into its host; on a device without WebGL says so and opens the table. */
export async function startMap(host: HTMLElement): Promise<void> {
  const language = host.dataset["lang"] ?? document.documentElement.lang.slice(0, 2);
  const words = mapWords(language);
  host.dir = "ltr";
  if (!document.createElement("canvas").getContext("webgl2")) return giveUp(host, words.missing);
  try {
    setWorkerUrl(WORKER_ADDRESS);
    // Arabic letters must be there before the first text is drawn: the map draws text once.
    const [shown, names] = await Promise.all([loadShown(host), countryNames(language), loadStyleSheet(), document.fonts.load("16px Vazirmatn", "ا")]);
    const box = element("div", { class: "map__canvas" });
    host.replaceChildren(box, element("p", { class: "map__notice", dir: language === "ar" ? "rtl" : "ltr", lang: language }, words.disclaimer));
    const map = new MapLibre({
      container: box, style: mapStyle(pagePalette(), names, shown), ...view(host, shown), maxBounds: [BOUNDS[0] - 15, BOUNDS[1] - 12, BOUNDS[2] + 15, BOUNDS[3] + 8],
      minZoom: 2, maxZoom: 12, renderWorldCopies: false, dragRotate: false, pitchWithRotate: false, attributionControl: false, cooperativeGestures: true, locale: controlWords(words),
    });
    for (const kind of KINDS) map.addImage(kind, drawMark(kind), { pixelRatio: 2 });
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    map.addControl(new NavigationControl({ showCompass: false })).addControl(new FullscreenControl({ container: host })).addControl(new ScaleControl({ unit: "metric" }), "top-left");
    map.getCanvas().setAttribute("aria-label", host.dataset["label"] ?? words.map);
    addPopups(map, shown.points, words, language);
    new MutationObserver(() => map.setStyle(mapStyle(pagePalette(), names, shown), { diff: true })).observe(document.documentElement, { attributeFilter: ["data-theme"] });
    map.once("idle", () => (host.dataset["ready"] = ""));
  } catch (error) {
    console.warn("The map could not be drawn:", error);
    giveUp(host, words.failed);
  }
}
