//! Who sits in which vehicle: whole families by one choice each, somebody of a family by another, and everybody who has no seat as
//! proposed. What is proposed is only filled in: a person gives the seats.

use super::parts::{apart, renamed, said, site_name};
use crate::{manifest::ApartReason, views::Load};
use access::Query;
use askama::Template;
use kernel::{ConvoyId, HouseholdId, PersonId, Problem, SiteId};
use people::Sites;
use serde::Deserialize;
use serde_json::{Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const SEATS: PageDef =
    PageDef { path: "/transfer/convoys/{id}/seats", action: "transfer.seats", show, act: Some(act), menu: None };

#[derive(Deserialize)]
struct Record {
    convoy: ConvoyId,
    from: String,
    to: SiteId,
    standing: String,
    loads: Vec<Load>,
    without: i64,
    proposed: i64,
    households: Vec<Household>,
}

#[derive(Deserialize)]
struct Household {
    household: Option<HouseholdId>,
    number: Option<String>,
    people: Vec<Somebody>,
}

#[derive(Deserialize)]
struct Somebody {
    person: PersonId,
    name: Option<String>,
    child: bool,
    vehicles: Vec<String>,
    open: bool,
    proposed: Option<String>,
}

/// A value that says: as it is.
const AS_IT_IS: &str = "=";

impl Somebody {
    /// The name of the field for this person alone.
    fn field(&self) -> String {
        format!("seat.{}", self.person)
    }

    /// What is chosen for this person alone: as it is, where two posts chose.
    fn alone(&self, propose: bool) -> &str {
        if self.open { AS_IT_IS } else { self.seat(propose) }
    }

    fn seat(&self, propose: bool) -> &str {
        let proposed = self.proposed.as_deref().filter(|_| propose).unwrap_or_default();
        self.vehicles.first().map_or(proposed, String::as_str)
    }
}

impl Household {
    /// The name of the field for the whole household.
    fn field(&self) -> String {
        self.household.map(|household| format!("family.{household}")).unwrap_or_default()
    }

    /// Whose seats the field chooses.
    fn label(&self) -> String {
        let names: Vec<&str> = self.people.iter().filter_map(|one| one.name.as_deref()).collect();
        names.join(", ")
    }

    /// Whether they are not all in one vehicle, or one of them is in two.
    fn is_split(&self, propose: bool) -> bool {
        let first = self.people.first().map(|one| one.seat(propose));
        self.people.iter().any(|one| one.open || one.vehicles.len() > 1 || Some(one.seat(propose)) != first)
    }

    /// What is chosen for all of them.
    fn seat(&self, propose: bool) -> &str {
        if self.is_split(propose) { AS_IT_IS } else { self.people.first().map_or("", |one| one.seat(propose)) }
    }
}

#[derive(Template)]
#[template(path = "seats.html")]
struct Seats<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    convoy: Record,
    to: Option<String>,
    may: bool,
    /// Whether what is proposed is filled in.
    propose: bool,
    /// The household that is seated one by one.
    one_by_one: Option<HouseholdId>,
    aparts: Vec<(String, String)>,
}

impl Seats<'_> {
    fn is_over(&self) -> bool {
        matches!(self.convoy.standing.as_str(), "arrived" | "turned_back" | "cancelled")
    }

    fn is_one_by_one(&self, household: &Household) -> bool {
        household.household.is_none() || household.household == self.one_by_one
    }

    /// A drop-down of the vehicles with their free seats.
    fn select(&self, name: &str, label: &str, chosen: &str) -> Html {
        let typed = self.f.value(name);
        let chosen = if typed.is_empty() { chosen } else { typed };
        let option = |value: &str, said: &Html| {
            let selected = if value == chosen { " selected" } else { "" };
            format!("<option value=\"{}\"{selected}>{said}</option>", Html::text(value))
        };
        let mut out =
            format!("<select class=\"input\" name=\"{}\" aria-label=\"{}\">", Html::text(name), Html::text(label));
        if chosen == AS_IT_IS {
            out.push_str(&option(AS_IT_IS, &Html::text(&self.words.t("transfer-seat-as-it-is"))));
        }
        out.push_str(&option("-", &Html::text(&self.words.t("transfer-seat-none"))));
        let planned = self.convoy.loads.iter().filter_map(|load| Some((load, load.seats?)));
        for (load, seats) in planned {
            let free = i64::from(seats) - i64::try_from(load.people).unwrap_or(i64::MAX);
            let said = self.words.with("transfer-seat-free", &[("n", free.into())]);
            out.push_str(&option(&load.name, &Html::text(&format!("{} · {said}", load.name))));
        }
        out.push_str("</select>");
        Html::trusted(out)
    }
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let id: ConvoyId = visit.part("id")?;
    let convoy: Record = visit.read("transfer.seats", &Query::by("id", id))?;
    let one_by_one = visit.query.get("household").or(visit.form.get("_household")).and_then(|id| id.parse().ok());
    let page = Seats {
        words: &visit.words,
        f: visit.fields(),
        key: visit.form_key(),
        to: site_name(visit, &Sites::of(visit), convoy.to),
        may: visit.may("transfer.seat_people"),
        propose: visit.query.get("propose").is_some(),
        one_by_one,
        aparts: visit.words.options("people-apart", ApartReason::NAMES),
        convoy,
    };
    Ok(Page::new(format!("{} · {}", visit.t("transfer-seats-page"), page.convoy.from), &page))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let id: ConvoyId = visit.part("id")?;
    let convoy: Record = visit.read("transfer.seats", &Query::by("id", id))?;
    let mut seats: Vec<Value> = Vec::new();
    for household in &convoy.households {
        let family = visit.form.get(&household.field());
        for one in &household.people {
            let chosen = visit.form.get(&one.field()).or(family).filter(|chosen| *chosen != AS_IT_IS);
            let Some(chosen) = chosen else { continue };
            let vehicle = Some(chosen).filter(|chosen| *chosen != "-");
            if one.open || one.vehicles.first().map(String::as_str) != vehicle {
                seats.push(json!({ "person": one.person, "vehicle": vehicle }));
            }
        }
    }
    if seats.is_empty() {
        return Err(Problem::conflict("TRF-003"));
    }
    let (apart, crowded) = (apart(visit, "seat_apart")?, said(visit, "crowded")?);
    let command = json!({ "convoy": id, "seats": seats, "apart": apart, "crowded": crowded });
    let names = [("apart.reason", "seat_apart_reason")];
    visit.run("transfer.seat_people", &command).map_err(|problem| renamed(problem, &names))?;
    Ok(Reply::Go(format!("/transfer/convoys/{id}/seats")))
}
