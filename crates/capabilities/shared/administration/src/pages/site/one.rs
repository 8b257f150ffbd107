//! One site: describe it anew, close it.

use crate::pages::subnav::subnav;
use access::Query;
use askama::Template;
use kernel::{Problem, SiteId};
use serde_json::{Value, json};
use shell::{Form, Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const SITE: PageDef =
    PageDef { path: "/administration/sites/{site}", action: "administration.site", show, act: Some(act), menu: None };

#[derive(Template)]
#[template(path = "site/one.html")]
struct View<'a> {
    words: &'a Words,
    subnav: Html,
    f: Fields<'a>,
    key: String,
    path: &'a str,
    name: String,
    open: bool,
    may: bool,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let site: SiteId = visit.part("site")?;
    let answer = visit.view("administration.site", &Query::by("site", site))?;
    let record = answer.record();
    let form = if visit.problem.is_some() { visit.form.clone() } else { filled(record) };
    let name = record.get("name").and_then(Value::as_str).unwrap_or("").to_owned();
    let view = View {
        words: &visit.words,
        subnav: subnav(visit),
        f: Fields::new(&visit.words, &form, visit.problem.as_ref()),
        key: visit.form_key(),
        path: &visit.path,
        open: record.get("open") == Some(&json!(true)),
        may: visit.may("administration.describe_site"),
        name: name.clone(),
    };
    Ok(Page::new(name, &view).narrow())
}

/// The form as the record fills it.
fn filled(record: &Value) -> Form {
    let fields = ["name", "kind", "place", "utc_offset_minutes", "latitude_deg", "longitude_deg"];
    fields.iter().fold(Form::default(), |form, field| match record.get(field) {
        Some(Value::String(text)) => form.with(&format!("description.{field}"), text),
        Some(Value::Number(number)) => form.with(&format!("description.{field}"), number),
        _ => form,
    })
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let site: SiteId = visit.part("site")?;
    if visit.form.get("_do") == Some("close") {
        visit.run("administration.close_site", &json!({ "site": site }))?;
        return Ok(Reply::Go("/administration/sites".to_owned()));
    }
    visit.run_form("administration.describe_site", |json| {
        if let Value::Object(map) = json {
            map.insert("site".into(), json!(site));
        }
    })?;
    Ok(Reply::Go(visit.path.clone()))
}
