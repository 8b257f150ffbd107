//! Plan a convoy otherwise: the whole plan as it is now, to write over.

use super::{
    announce::{by_age, vehicles},
    parts::{FREE_ROWS, day_and_time, moment, plan, time},
};
use access::Query;
use askama::Template;
use contracts::convoy::Vehicle;
use kernel::{ConvoyId, Moment, Problem, counts::Counts};
use serde::Deserialize;
use serde_json::{Value, json};
use shell::{Form, Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const CHANGE: PageDef =
    PageDef { path: "/transfer/convoys/{id}/change", action: "transfer.convoy", show, act: Some(act), menu: None };

#[derive(Deserialize)]
struct Record {
    convoy: ConvoyId,
    from: String,
    due: Moment,
    people: u16,
    by_age: Counts,
    vehicles: Vec<Vehicle>,
}

#[derive(Template)]
#[template(path = "change.html")]
struct Change<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    convoy: Record,
    time: Html,
    vehicles: Html,
    by_age: Html,
}

/// The plan as a form that was filled in.
fn filled(visit: &Visit<'_>, convoy: &Record) -> Form {
    let (day, time) = day_and_time(visit, convoy.due);
    let mut form = Form::default().with("_day", day).with("_time", time).with("people", convoy.people);
    for (sex, band, people) in convoy.by_age.each() {
        form = form.with(&format!("by_age.{sex}.{}", band.name()), people);
    }
    for (n, vehicle) in convoy.vehicles.iter().enumerate() {
        form = form
            .with(&format!("vehicles[{n}].name"), &vehicle.name)
            .with(&format!("vehicles[{n}].seats"), vehicle.seats);
    }
    form
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let id: ConvoyId = visit.part("id")?;
    let convoy: Record = visit.read("transfer.convoy", &Query::by("id", id))?;
    let form = if visit.form.is_empty() { filled(visit, &convoy) } else { visit.form.clone() };
    let f = Fields::new(&visit.words, &form, visit.problem.as_ref());
    let page = Change {
        words: &visit.words,
        key: visit.form_key(),
        time: time(&f),
        vehicles: vehicles(&visit.words, &f, convoy.vehicles.len() + FREE_ROWS),
        by_age: by_age(&visit.words, &f),
        f,
        convoy,
    };
    Ok(Page::new(format!("{} · {}", visit.t("transfer-change"), page.convoy.from), &page).narrow())
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let id: ConvoyId = visit.part("id")?;
    let mut command = plan(visit, moment(visit)?);
    command.insert("convoy".to_owned(), json!(id));
    visit.run("transfer.change_convoy", &Value::Object(command))?;
    Ok(Reply::Go(format!("/transfer/convoys/{id}")))
}
