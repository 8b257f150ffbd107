//! One account: what it may do, and what an administrator can do for it.

use super::entry_code;
use crate::pages::subnav::subnav;
use access::{Query, Role};
use askama::Template;
use kernel::{ActorId, Problem};
use serde_json::{Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const ACCOUNT: PageDef = PageDef {
    path: "/administration/accounts/{account}",
    action: "administration.account",
    show,
    act: Some(act),
    menu: None,
};

#[derive(Template)]
#[template(path = "account/one.html")]
struct View<'a> {
    words: &'a Words,
    subnav: Html,
    f: Fields<'a>,
    key: String,
    path: &'a str,
    name: String,
    login: String,
    state: String,
    suspended: bool,
    own: bool,
    factors: bool,
    roles: Vec<Choice>,
    sites: Vec<Choice>,
}

struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let account: ActorId = visit.part("account")?;
    let answer = visit.view("administration.account", &Query::by("account", account))?;
    let record = answer.record();
    let text = |name: &str| record.get(name).and_then(Value::as_str).unwrap_or("").to_owned();
    let state = text("state");
    let has = |name: &str| record.get(name).is_some_and(|v| v == &json!(true) || v.as_i64().is_some_and(|n| n > 0));
    let view = View {
        words: &visit.words,
        subnav: subnav(visit),
        f: visit.fields(),
        key: visit.form_key(),
        path: &visit.path,
        name: text("name"),
        login: text("login"),
        suspended: state == "suspended",
        state: visit.words.code("account-state", &state),
        own: account == visit.who.actor,
        factors: has("one_time_codes") || has("passkeys"),
        roles: roles(visit, record),
        sites: sites(visit, record)?,
    };
    Ok(Page::new(text("name"), &view).narrow())
}

/// What the form says where it was sent and refused, else what the record says.
fn chosen(visit: &Visit<'_>, record: &Value, list: &str, value: &str) -> bool {
    if visit.problem.is_some() {
        return visit.form.0.iter().any(|(name, v)| name.starts_with(list) && v == value);
    }
    record.get(list).and_then(Value::as_array).is_some_and(|all| all.iter().any(|v| v.as_str() == Some(value)))
}

fn roles(visit: &Visit<'_>, record: &Value) -> Vec<Choice> {
    let choice = |role: &Role| Choice {
        value: role.name().to_owned(),
        label: visit.words.code("role", role.name()),
        chosen: chosen(visit, record, "roles", role.name()),
    };
    Role::ALL.iter().map(choice).collect()
}

fn sites(visit: &Visit<'_>, record: &Value) -> Result<Vec<Choice>, Problem> {
    let query = Query { per_page: Query::MOST, ..Query::default() };
    let access::Answer::Table { rows, .. } = visit.view("administration.sites", &query)? else { return Ok(vec![]) };
    let text = |cell: Option<&access::Cell>| match cell {
        Some(access::Cell::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let open = |row: &&Vec<access::Cell>| row.last() == Some(&access::Cell::Flag(true));
    let choice = |row: &Vec<access::Cell>| {
        let value = text(row.first());
        Choice { chosen: chosen(visit, record, "sites", &value), label: text(row.get(1)), value }
    };
    Ok(rows.iter().filter(open).map(choice).collect())
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let account: ActorId = visit.part("account")?;
    let here = Reply::Go(visit.path.clone());
    let plain = json!({ "account": account });
    match visit.form.get("_do").unwrap_or("") {
        "grant" => {
            let put = |json: &mut Value| put(json, &account);
            match visit.run_form("administration.grant_roles", put) {
                // A second administrator must agree: ask for it in the same form.
                Err(problem) if problem.code == "ADM-019" => {
                    visit.run_form("administration.grant_trusted_roles", put).map(|_| here)
                }
                other => other.map(|_| here),
            }
        }
        "suspend" => visit.run_form("administration.suspend_account", |json| put(json, &account)).map(|_| here),
        "restore" => visit.run("administration.restore_account", &plain).map(|_| here),
        "reset" => entry_code::reply(visit, &visit.run("administration.reset_password", &plain)?),
        "factors" => visit.run("administration.remove_second_factors", &plain).map(|_| here),
        _ => Err(Problem::new("GEN-004", 422)),
    }
}

fn put(json: &mut Value, account: &ActorId) {
    if let Value::Object(map) = json {
        map.insert("account".into(), json!(account));
    }
}
