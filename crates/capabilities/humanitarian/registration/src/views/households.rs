//! The households of a site.

use access::{Answer, Cell, Column, Kind, Param, Query, Reading, ViewDef};
use kernel::{Date, Problem, SubjectId};
use people::{Card, Household, Listed, Listing};

/// Registered households, the newest first; those that rest with another are left out.
pub const HOUSEHOLDS: ViewDef = ViewDef {
    name: "households",
    params: &[
        Param { name: "size_from", kind: Kind::Number, required: false },
        Param { name: "size_to", kind: Kind::Number, required: false },
        Param { name: "from", kind: Kind::Date, required: false },
        Param { name: "to", kind: Kind::Date, required: false },
        Param { name: "origin", kind: Kind::Text, required: false },
        Param { name: "bed", kind: Kind::Code("registration-bed"), required: false },
        Param { name: "look", kind: Kind::Code("registration-look"), required: false },
    ],
    columns: &[
        Column { key: "registration_household", kind: Kind::Id, hxl: "", sorts: false },
        Column { key: "registration_number", kind: Kind::Text, hxl: "#meta+id", sorts: true },
        Column { key: "registration_head", kind: Kind::Text, hxl: "", sorts: false },
        Column { key: "registration_size", kind: Kind::Number, hxl: "#affected+ind", sorts: true },
        Column { key: "registration_without_bed", kind: Kind::Number, hxl: "#affected+ind+without_bed", sorts: true },
        Column { key: "registration_look", kind: Kind::Code("registration-look"), hxl: "", sorts: false },
        Column { key: "registration_registered", kind: Kind::Moment, hxl: "#date+registered", sorts: true },
        Column { key: "registration_card", kind: Kind::Code("registration-card"), hxl: "", sorts: false },
    ],
    read,
};

/// What `bed` may be: somebody of the household has none, or everybody has one.
pub const BED: [&str; 2] = ["without", "with"];
/// What `look` may be: came with an urgent token, or has an open question.
pub const LOOK: [&str; 2] = ["urgent", "question"];
/// Longest beginning of a p-code.
const LONGEST: usize = 16;

fn read(reading: &mut Reading<'_>, query: &Query) -> Result<Answer, Problem> {
    let offset = reading.at.utc_offset_minutes;
    let (from, to): (Option<Date>, Option<Date>) = (query.parsed("from")?, query.parsed("to")?);
    let origin = query.get("origin").map(str::to_ascii_uppercase);
    if origin
        .as_ref()
        .is_some_and(|origin| origin.len() > LONGEST || !origin.chars().all(|c| c.is_ascii_alphanumeric()))
    {
        return Err(Problem::field("origin", "KRN-003"));
    }
    let look = one_of(query, "look", LOOK)?;
    let listing = Listing {
        site: reading.site,
        size_from: query.parsed("size_from")?,
        size_to: query.parsed("size_to")?,
        from: from.map(|day| day.start(offset)),
        before: to.map(|day| day.plus_days(1).start(offset)),
        origin: origin.as_deref(),
        without_bed: one_of(query, "bed", BED)?.map(|bed| bed == "without"),
        urgent: look == Some("urgent"),
        question: look == Some("question"),
        sort: query.sort.as_deref().and_then(|key| key.strip_prefix("registration_")).unwrap_or_default(),
        descending: query.descending,
        limit: query.limit(),
        offset: query.offset(),
    };
    let (listed, total) = people::households(reading.sql, &listing)?;
    let subjects = listed.iter().filter_map(|one| one.household.head).map(SubjectId::from).collect();
    let rows = listed.into_iter().map(|Listed { household, head_name }| {
        let look = look_word(&household);
        vec![
            Some(household.id).into(),
            household.number.into(),
            head_name.into(),
            Cell::Int(household.size),
            Cell::Int(household.without_bed),
            look.into(),
            household.registered.map_or(Cell::Empty, Cell::Moment),
            Cell::Text(card_word(household.card.as_ref()).to_owned()),
        ]
    });
    Ok(Answer::Table { rows: rows.collect(), total, subjects })
}

fn one_of<'a>(query: &'a Query, name: &str, words: [&str; 2]) -> Result<Option<&'a str>, Problem> {
    match query.get(name) {
        Some(word) if !words.contains(&word) => Err(Problem::field(name, "GEN-004")),
        word => Ok(word),
    }
}

/// The open question; without one, that it came with an urgent token.
fn look_word(household: &Household) -> Option<&'static str> {
    household.question.map(people::Question::name).or(household.urgent.then_some("urgent"))
}

/// `valid`, `ended` or `none`.
fn card_word(card: Option<&Card>) -> &'static str {
    match card {
        None => "none",
        Some(card) if card.ended.is_none() => "valid",
        Some(_) => "ended",
    }
}
