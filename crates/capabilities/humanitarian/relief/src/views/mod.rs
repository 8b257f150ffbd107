//! What can be read, and the tables behind it. Only here does relief speak SQL.

mod handout;
mod item;
mod question;
mod stay;
mod stock;
mod supply;

use access::ViewDef;
use log::View;

pub(crate) use handout::who_got;
pub(crate) use item::{is_entitlement, is_item, item_coded};
pub(crate) use question::open_question;
pub(crate) use stay::stays_at;
pub(crate) use stock::on_hand;

/// The views.
pub fn views() -> Vec<ViewDef> {
    vec![
        item::ITEMS,
        item::ENTITLEMENTS,
        stock::STOCK,
        stock::CONSIGNMENTS,
        stock::COUNTS,
        handout::HOUSEHOLD,
        handout::HANDOUTS,
        handout::HANDOUT,
        handout::LIST,
        handout::STATISTICS,
        supply::RATES,
        supply::FORECAST,
        question::QUESTIONS,
        people::FIND,
    ]
}

/// The read tables.
pub fn projections() -> Vec<View> {
    vec![item::TABLES, stock::TABLES, handout::TABLES, stay::TABLES, supply::TABLES, question::TABLES]
}
