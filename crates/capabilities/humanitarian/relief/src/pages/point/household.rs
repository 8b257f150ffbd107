//! A household at the service point: what is due, and one key that hands it all out. What is not due says why, by which earlier
//! hand-out, and can be given all the same with a reason.

use crate::pages::{
    parts::{choices, items, quantity, site_name},
    subnav::subnav,
};
use access::Query;
use askama::Template;
use kernel::{EntitlementId, HouseholdId, ItemId, Moment, PersonId, Problem, SiteId};
use people::Sites;
use serde::Deserialize;
use serde_json::{Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page. A household is addressed by its id, or by its number as it stands on the card.
pub const HOUSEHOLD: PageDef =
    PageDef { path: "/relief/households/{id}", action: "relief.household", show, act: Some(act), menu: None };

#[derive(Deserialize)]
struct Record {
    number: Option<String>,
    size: i64,
    head: Option<String>,
    of_site: bool,
    lines: Vec<Line>,
    had: Vec<Earlier>,
}

#[derive(Deserialize)]
struct Line {
    entitlement: EntitlementId,
    item: ItemId,
    name: Option<String>,
    each: i64,
    per_household: bool,
    quantity: i64,
    due: Vec<PersonId>,
    not: Vec<Not>,
}

impl Line {
    /// The name of its input.
    fn field(&self) -> String {
        format!("_q.{}", self.entitlement)
    }
}

#[derive(Deserialize)]
struct Not {
    name: Option<String>,
    bars: Vec<Bar>,
}

#[derive(Deserialize)]
struct Bar {
    why: String,
    at: Option<Moment>,
    site: Option<SiteId>,
    here: bool,
    until: Option<Moment>,
}

#[derive(Deserialize)]
struct Earlier {
    handout: kernel::HandOutId,
    at: Moment,
    site: Option<SiteId>,
    here: bool,
    name: Option<String>,
    quantity: i64,
}

#[derive(Template)]
#[template(path = "point/household.html")]
struct Household<'a> {
    words: &'a Words,
    f: Fields<'a>,
    subnav: Html,
    household: Record,
    sites: Sites,
    extra_item: Html,
    extra_quantity: Html,
    failed: bool,
    address: String,
    key: String,
    may: bool,
}

impl Household<'_> {
    /// What stands in an input: what is due; when the form comes back, what was typed, so that what was emptied stays empty.
    fn typed(&self, line: &Line) -> String {
        match line.quantity {
            _ if self.failed => self.f.value(&line.field()).to_owned(),
            1.. => line.quantity.to_string(),
            _ => String::new(),
        }
    }

    fn is_due(&self) -> bool {
        self.household.lines.iter().any(|line| !line.due.is_empty())
    }

    fn time(&self, moment: &Moment) -> Html {
        Html::time(self.words, *moment)
    }

    fn place(&self, here: &bool, site: &Option<SiteId>) -> Html {
        if *here { Html::text(&self.words.t("relief-here")) } else { site_name(self.words, &self.sites, *site) }
    }
}

/// How the view is asked: by id, or by the number that the card shows.
fn query(visit: &Visit<'_>) -> Result<Query, Problem> {
    let part: String = visit.part("id")?;
    Ok(match part.parse::<HouseholdId>() {
        Ok(id) => Query::by("id", id),
        Err(_) => Query::by("code", part),
    })
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let household: Record = visit.read("relief.household", &query(visit)?)?;
    let f = visit.fields();
    let page = Household {
        words: &visit.words,
        subnav: subnav(visit),
        sites: Sites::of(visit),
        extra_item: f.select("_item", "relief-extra-item", &choices(&items(visit)?)),
        extra_quantity: f.number("_quantity", "relief-quantity"),
        failed: visit.problem.is_some(),
        address: visit.path.clone(),
        key: visit.form_key(),
        may: visit.may("relief.hand_out"),
        household,
        f,
    };
    Ok(Page::new(visit.t("relief-household"), &page))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let query = query(visit)?;
    let household: Record = visit.read("relief.household", &query)?;
    let mut lines: Vec<Value> = vec![];
    let mut foreseen = true;
    for line in &household.lines {
        let Some(quantity) = quantity(visit, &line.field())?.filter(|quantity| *quantity > 0) else { continue };
        foreseen &= !line.due.is_empty() && i64::from(quantity) <= line.quantity;
        lines.push(
            json!({ "item": line.item, "quantity": quantity, "entitlement": line.entitlement, "people": line.due }),
        );
    }
    if let Some(item) = visit.form.get("_item") {
        let quantity = quantity(visit, "_quantity")?.ok_or_else(|| Problem::field("_quantity", "GEN-001"))?;
        lines.push(json!({ "item": item, "quantity": quantity }));
        foreseen = false;
    }
    let reason = visit.form.get("reason");
    // A form kept on a tablet tells what has happened: it is recorded, and asks for its reason on the list.
    if !foreseen && reason.is_none() && visit.happened.is_none() {
        return Err(Problem::field("reason", "RLF-015"));
    }
    let to = query.values;
    let command = json!({ "household": to.get("id"), "code": to.get("code"), "lines": lines, "reason": reason });
    let done = visit.run("relief.hand_out", &command)?;
    let handout = done.answer.get("handout").and_then(Value::as_str).unwrap_or_default();
    Ok(Reply::Go(format!("/relief?done={handout}")))
}
