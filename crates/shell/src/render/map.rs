//! A map with its table: the table is the page, the map is drawn over it when somebody asks for it. Nothing is loaded from
//! elsewhere than this node, and nothing of the map at all before it is asked for.

use crate::{Html, Words};
use serde_json::{Value, json};

/// A place on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Degrees north of the equator, −90 to 90.
    pub latitude_deg: f64,
    /// Degrees east of Greenwich, −180 to 180.
    pub longitude_deg: f64,
    /// Its name.
    pub label: String,
    /// Its mark: `post`, `site`, `hub`, `incident`, `rescue`, `water`, `health`, `other`.
    pub kind: &'static str,
    /// More about it, in the reader's language.
    pub note: String,
    /// A page of this node about it; empty for none.
    pub href: String,
    /// A number that is shown with it.
    pub count: Option<i64>,
}

/// A line on the map: a road, a track, the edge of an area.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Longitude and latitude in degrees, in the order of the way (GeoJSON, RFC 7946 §3.1.1).
    pub positions: Vec<[f64; 2]>,
    /// What it is.
    pub label: String,
}

/// What a map shows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Map {
    /// What it is a map of; read out by screen readers.
    pub label: String,
    /// Points.
    pub points: Vec<Point>,
    /// Lines, under the points.
    pub lines: Vec<Line>,
}

/// The map over `table`, which holds the same and is always there.
#[must_use]
pub fn map(words: &Words, map: &Map, table: &Html) -> Html {
    // A data block ends at the first `</`: no `<` stands in it as such.
    let features = geojson(map).to_string().replace('<', "\\u003c");
    Html::trusted(format!(
        "<figure class=\"map-figure\"><div class=\"map js-only\" data-island=\"map\" data-on-request data-lang=\"{}\" data-label=\"{}\">\
         <button class=\"button button--secondary\" type=\"button\" data-map-show>{}</button>\
         <script type=\"application/json\">{features}</script></div>{table}</figure>",
        words.language.tag(),
        Html::text(&map.label),
        Html::text(&words.t("map-show")),
    ))
}

/// The map as a GeoJSON feature collection (RFC 7946).
#[must_use]
pub fn geojson(map: &Map) -> Value {
    let feature = |kind: &str, coordinates: Value, properties: Value| json!({ "type": "Feature", "geometry": { "type": kind, "coordinates": coordinates }, "properties": properties });
    let lines = map.lines.iter().map(|l| feature("LineString", json!(l.positions), json!({ "label": l.label })));
    let points = map.points.iter().map(|p| {
        let properties = json!({ "label": p.label, "kind": p.kind, "note": p.note, "href": p.href, "count": p.count });
        feature("Point", json!([p.longitude_deg, p.latitude_deg]), properties)
    });
    json!({ "type": "FeatureCollection", "features": lines.chain(points).collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Catalogue, Language};
    use std::sync::Arc;

    #[test]
    fn a_label_cannot_end_the_data_block_and_positions_are_longitude_first() {
        let point = Point {
            latitude_deg: 13.47,
            longitude_deg: 22.2,
            label: "</script><b>".into(),
            kind: "post",
            note: String::new(),
            href: String::new(),
            count: None,
        };
        let shown = Map { label: "Posts".into(), points: vec![point], lines: vec![] };
        assert_eq!(geojson(&shown).pointer("/features/0/geometry/coordinates"), Some(&json!([22.2, 13.47])));
        let words = "map-show = Show the map";
        let words = Words::new(Arc::new(Catalogue::new(&[(words, words, words)]).unwrap()), Language::En);
        let page = map(&words, &shown, &Html::trusted("<table></table>")).into_string();
        assert_eq!(page.matches("</script>").count(), 1);
        assert!(page.contains("\\u003c/script>\\u003cb>") && page.ends_with("<table></table></figure>"), "{page}");
    }
}
