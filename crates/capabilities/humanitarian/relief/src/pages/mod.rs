//! Screens of the distribution team and of the manager who answers for stock and rules.

mod given;
mod parts;
mod point;
mod question;
mod rules;
mod stock;
mod subnav;
mod supply;

use shell::PageDef;

/// The pages.
pub fn pages() -> Vec<PageDef> {
    vec![
        point::POINT,
        point::HOUSEHOLD,
        point::BLANK,
        given::HANDOUTS,
        given::HANDOUT,
        given::LIST,
        given::STATISTICS,
        question::QUESTIONS,
        supply::FORECAST,
        stock::STOCK,
        stock::RECEIVE,
        stock::COUNT,
        stock::SEND,
        rules::RULES,
    ]
}
