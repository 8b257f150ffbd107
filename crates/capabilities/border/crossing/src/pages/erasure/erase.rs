//! Ask for the erasure of one person's crossings, or of one group. A second officer agrees.

use crate::{erasure::basis::ErasureBasis, pages::record::put};
use access::Query;
use askama::Template;
use kernel::{CrossingId, GroupId, Problem};
use serde_json::{Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, field::Fields};

/// A person.
pub const TRAVELLER: PageDef = PageDef {
    path: "/crossing/crossings/{crossing}/erase",
    action: "crossing.erase_traveller",
    show: traveller,
    act: Some(ask_traveller),
    menu: None,
};

/// A group.
pub const GROUP: PageDef = PageDef {
    path: "/crossing/groups/{group}/erase",
    action: "crossing.erase_group",
    show: group,
    act: Some(ask_group),
    menu: None,
};

#[derive(Template)]
#[template(path = "erasure/erase.html")]
struct Erase<'a> {
    v: &'a Visit<'a>,
    f: Fields<'a>,
    key: String,
    title: &'a str,
    what: &'a str,
    back: String,
    label: &'a str,
    why: Html,
}

fn traveller(visit: &Visit<'_>) -> Result<Page, Problem> {
    let crossing: CrossingId = visit.part("crossing")?;
    visit.view("crossing.crossing", &Query::by("crossing", crossing))?;
    let back = format!("/crossing/crossings/{crossing}");
    Ok(page(visit, back, ["crossing-erase-traveller", "crossing-erase-traveller-what", "crossing-crossing"]))
}

fn group(visit: &Visit<'_>) -> Result<Page, Problem> {
    let group: GroupId = visit.part("group")?;
    visit.view("crossing.group", &Query::by("group", group))?;
    let back = format!("/crossing/groups/{group}");
    Ok(page(visit, back, ["crossing-erase-group", "crossing-erase-group-what", "crossing-group"]))
}

fn page(visit: &Visit<'_>, back: String, [title, what, label]: [&str; 3]) -> Page {
    let f = visit.fields();
    let why = f.choice("basis", "crossing-basis", "crossing-basis", &ErasureBasis::CHOSEN);
    let key = visit.form_key();
    Page::new(visit.t(title), &Erase { v: visit, f, key, title, what, back, label, why }).narrow()
}

fn ask_traveller(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let crossing: CrossingId = visit.part("crossing")?;
    ask(visit, "crossing.erase_traveller", json!({ "crossing": crossing }))
}

fn ask_group(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let group: GroupId = visit.part("group")?;
    ask(visit, "crossing.erase_group", json!({ "group": group }))
}

fn ask(visit: &Visit<'_>, action: &str, mut command: Value) -> Result<Reply, Problem> {
    let basis = visit.form.get("basis").ok_or(Problem::field("basis", "GEN-001"))?;
    put(&mut command, "basis", basis);
    visit.run(action, &command)?;
    Ok(Reply::Go("/approvals".into()))
}
