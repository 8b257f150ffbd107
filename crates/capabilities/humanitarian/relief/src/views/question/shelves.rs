//! Questions about shelves: more left than was there, and consignments of which another number arrived than was sent.

use super::list::Question;
use crate::views::{item::items, stock::since_count};
use kernel::{ConsignmentId, ItemId, Moment, Problem, SiteId};
use log::{Sql, StoreError, params};

/// Items of which less than nothing is on the shelf. Settled, it opens again after the next count.
pub(super) fn below_zero(sql: &mut dyn Sql, site: SiteId) -> Result<Vec<Question>, Problem> {
    let mut out = Vec::new();
    for id in items(sql)?.into_keys() {
        let (here, counted_at) = since_count(sql, site, id)?;
        if here < 0 {
            let since = counted_at.map_or(0, Moment::millis);
            let key = format!("below_zero:{}:{since}", id.0.simple());
            out.push(Question {
                key,
                kind: "below_zero",
                item: Some(id),
                figures: Some(here.to_string()),
                ..Question::default()
            });
        }
    }
    Ok(out)
}

/// Consignments from or to the site that arrived with another number than was sent, or were received twice.
pub(super) fn consignments(sql: &mut dyn Sql, site: SiteId) -> Result<Vec<Question>, Problem> {
    let select = "SELECT l.of, l.item, r.at, r.times, \
                  coalesce((SELECT -m.quantity FROM relief_movement m WHERE m.of = l.of AND m.item = l.item AND m.kind = 'sent'), 0), \
                  coalesce((SELECT m.quantity FROM relief_movement m WHERE m.of = l.of AND m.item = l.item AND m.kind = 'received'), 0) \
                  FROM relief_received r JOIN relief_sent s ON s.consignment = r.consignment \
                  JOIN (SELECT DISTINCT of, item FROM relief_movement WHERE kind IN ('sent', 'received')) l ON l.of = r.consignment WHERE (s.site = $1 OR s.other = $1) ORDER BY r.at DESC, l.of, l.item";
    let rows = sql.rows(select, params![site]).map_err(StoreError::problem)?;
    let mut out = Vec::new();
    for row in &rows {
        let (Some(consignment), Some(item)) = (row.id::<ConsignmentId>(0), row.id::<ItemId>(1)) else { continue };
        let (sent, received, times) = (row.int(4), row.int(5), row.int(3));
        let question = |kind: &'static str, key: String, figures: String| Question {
            key,
            kind,
            at: Some(Moment::from_millis(row.int(2))),
            item: Some(item),
            figures: Some(figures),
            consignment: Some(consignment),
            ..Question::default()
        };
        let of = access::gate::derived_stream("relief line", &[consignment.bytes(), item.bytes()].concat());
        if sent != received {
            let key = format!("differs:{}:{received}", of.0.simple());
            out.push(question("differs", key, format!("{sent} → {received}")));
        }
        if times > 1 {
            out.push(question("twice", format!("twice:{}:{times}", of.0.simple()), times.to_string()));
        }
    }
    Ok(out)
}
