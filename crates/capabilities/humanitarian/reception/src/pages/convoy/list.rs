//! Arrivals due, and a form to announce one: from where, when, how many by sex and age.

use crate::convoy::ConvoyKind;
use askama::Template;
use kernel::{Date, Problem};
use serde_json::{Value, json};
use shell::{
    Html, Page, PageDef, Reply, Visit, Words,
    field::Fields,
    table::{Place, table},
};

/// The page.
pub const CONVOYS: PageDef = PageDef {
    path: "/reception/convoys",
    action: "reception.convoys",
    show,
    act: Some(act),
    menu: Some((35, "reception-menu-convoys")),
};

const BANDS: [&str; 5] = ["0-4", "5-11", "12-17", "18-59", "60"];

#[derive(Template)]
#[template(path = "convoy/list.html")]
struct Convoys<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    may: bool,
    table: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let query = visit.view_query();
    let answer = visit.view("reception.convoys", &query)?;
    let def = visit.gate.view_def("reception.convoys").ok_or_else(Problem::not_found)?;
    let place = Place {
        action: "reception.convoys",
        caption: "reception-convoys",
        path: "/reception/convoys",
        row: "/reception/convoys/{}",
        empty: "reception-convoys-none",
    };
    let page = Convoys {
        words: &visit.words,
        f: visit.fields(),
        key: visit.form_key(),
        may: visit.may("reception.announce_convoy"),
        table: table(&visit.words, def, &answer, &query, place),
    };
    Ok(Page::new(visit.t("reception-convoys"), &page))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let due = due(visit)?;
    let vehicle = visit.form.get("_vehicle").map(|name| {
        let seats = visit.form.get("_seats").and_then(|seats| seats.trim().parse::<u16>().ok()).unwrap_or(0);
        json!([{ "name": name, "seats": seats }])
    });
    let done = visit.run_form("reception.announce_convoy", |json| {
        if let Value::Object(map) = json {
            map.insert("due".to_owned(), json!(due));
            map.extend(vehicle.map(|vehicle| ("vehicles".to_owned(), vehicle)));
        }
    })?;
    let convoy = done.answer.get("convoy").and_then(Value::as_str).unwrap_or_default();
    Ok(Reply::Go(format!("/reception/convoys/{convoy}")))
}

/// The day and the time typed, on the wall clock of the user's site.
fn due(visit: &Visit<'_>) -> Result<kernel::Moment, Problem> {
    let day = visit.form.get("_day").ok_or_else(|| Problem::field("_day", "GEN-001"))?;
    let day: Date = day.parse().map_err(|_| Problem::field("_day", "KRN-002"))?;
    let time = kernel::text::latin_digits(visit.form.get("_time").unwrap_or("12:00").trim()).into_owned();
    let minutes = time.split_once(':').and_then(|(hour, minute)| {
        let (hour, minute): (i64, i64) = (hour.parse().ok()?, minute.parse().ok()?);
        Some(hour * 60 + minute).filter(|_| (0..24).contains(&hour) && (0..60).contains(&minute))
    });
    let minutes = minutes.ok_or_else(|| Problem::field("_time", "KRN-002"))?;
    Ok(day.start(visit.who.utc_offset_minutes).plus_seconds(minutes * 60))
}
