//! An organisation: its services, who reads its inbox, and naming who does. For the focal point; its members read it.

use crate::{
    directory::{NameInboxMember, PublishPaperKey, RemoveInboxMember},
    pages::records::{Office, listed},
    paper,
};
use access::{Query, Role};
use askama::Template;
use kernel::{ActorId, OrganisationId, Problem};
use serde_json::{Value, json};
use shell::{Form, Html, Page, PageDef, Reply, Visit, Words, field::Fields, table::Place};

/// The page.
pub const ORGANISATION: PageDef =
    PageDef { path: "/referral/organisations/{id}", action: "referral.organisation", show, act: Some(act), menu: None };

#[derive(Template)]
#[template(path = "directory/organisation.html")]
struct Show<'a> {
    words: &'a Words,
    f: Fields<'a>,
    id: OrganisationId,
    name: String,
    contact: Option<String>,
    services: Html,
    members: Vec<(ActorId, String)>,
    may_name: bool,
    may_describe: bool,
    may_add: bool,
    opens: bool,
    may_open: bool,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let id: OrganisationId = visit.part("id")?;
    let office: Office = visit.read("referral.organisation", &Query::by("id", id))?;
    let path = format!("/referral/organisations/{id}");
    let place = Place {
        action: "referral.services",
        caption: "referral-services",
        path: &path,
        row: "/referral/services/{}",
        empty: "referral-services-none",
    };
    let services = listed(visit, &visit.view_query().and("organisation", id), place)?;
    let mut members = Vec::new();
    for account in office.members {
        members.push((account, visit.gate.name_of(account)?.unwrap_or_else(|| account.short())));
    }
    let form = if visit.form.is_empty() { described(&office.description) } else { visit.form.clone() };
    let page = Show {
        words: &visit.words,
        f: Fields::new(&visit.words, &form, visit.problem.as_ref()),
        id,
        name: office.description.name.to_string(),
        contact: office.description.contact.map(|contact| contact.to_string()),
        services,
        members,
        may_name: visit.may("referral.name_inbox_member"),
        may_describe: visit.may("referral.describe_organisation"),
        may_add: visit.may("referral.describe_service"),
        opens: paper::key(visit.gate, id).is_some_and(|key| office.keys.contains(&key)),
        may_open: visit.may("referral.publish_paper_key"),
    };
    Ok(Page::new(page.name.clone(), &page))
}

fn described(organisation: &crate::directory::Organisation) -> Form {
    let text = |value: Option<String>| value.unwrap_or_default();
    Form::default()
        .with("description.name", &organisation.name)
        .with("description.place", text(organisation.place.as_ref().map(ToString::to_string)))
        .with("description.contact", text(organisation.contact.as_ref().map(ToString::to_string)))
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let organisation: OrganisationId = visit.part("id")?;
    match visit.form.get("_do") {
        Some("name") => {
            let login = visit.form.get("_login").ok_or_else(|| Problem::field("_login", "GEN-001"))?;
            // Only whoever receives people at a service reads an inbox: an account of another role is not found.
            let named = visit.gate.colleague(login)?.filter(|who| who.roles.contains(&Role::ServiceProvider));
            let account = named.ok_or_else(|| Problem::field("_login", "RFR-004"))?.actor;
            visit.command("referral", &NameInboxMember { organisation, account })?;
        }
        Some("remove") => {
            let account = visit.form.get("account").and_then(|id| id.parse().ok()).ok_or_else(Problem::not_found)?;
            visit.command("referral", &RemoveInboxMember { organisation, account })?;
        }
        Some("key") => {
            let key = paper::key(visit.gate, organisation).and_then(|key| kernel::Text::parse(&key).ok());
            let key = key.ok_or(Problem::new("GEN-500", 500))?;
            visit.command("referral", &PublishPaperKey { organisation, key })?;
        }
        Some("describe") => {
            visit.run_form("referral.describe_organisation", |json| {
                if let Value::Object(map) = json {
                    map.insert("organisation".to_owned(), json!(organisation));
                }
            })?;
        }
        _ => return Err(Problem::not_found()),
    }
    Ok(Reply::Go(format!("/referral/organisations/{organisation}")))
}
