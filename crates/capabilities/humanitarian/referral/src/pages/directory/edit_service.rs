//! Describe a service, new or anew.

use crate::{
    directory::Day,
    pages::records::{Listed, Office},
    words::{Category, Sexes},
};
use access::Query;
use askama::Template;
use kernel::{OrganisationId, Problem, ServiceId};
use serde_json::{Value, json};
use shell::{Form, Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page.
pub const EDIT_SERVICE: PageDef = PageDef {
    path: "/referral/organisations/{id}/service",
    action: "referral.describe_service",
    show,
    act: Some(act),
    menu: None,
};

#[derive(Template)]
#[template(path = "directory/edit_service.html")]
struct Edit<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    organisation: OrganisationId,
    organisation_name: String,
    service: Option<ServiceId>,
    category: Html,
    days: Vec<(&'static str, String, bool)>,
    sex: Html,
}

fn show(visit: &Visit<'_>) -> Result<Page, Problem> {
    let organisation: OrganisationId = visit.part("id")?;
    let office: Office = visit.read("referral.organisation", &Query::by("id", organisation))?;
    let service = service(visit);
    let form = match (visit.form.is_empty(), service) {
        (false, _) => visit.form.clone(),
        (true, Some(id)) => described(&visit.read("referral.service", &Query::by("id", id))?),
        (true, None) => Form::default().with("service.hours.from", "08:00").with("service.hours.to", "16:00"),
    };
    let words = &visit.words;
    let f = Fields::new(words, &form, visit.problem.as_ref());
    let ticked = |day: &str| form.0.iter().any(|(name, value)| name == "service.hours.days[]" && value == day);
    let page = Edit {
        words,
        key: visit.form_key(),
        organisation,
        organisation_name: office.description.name.to_string(),
        service,
        category: f.select(
            "service.category",
            "referral-category",
            &words.options("referral-category", Category::NAMES),
        ),
        days: Day::NAMES.iter().map(|day| (*day, words.code("referral-day", day), ticked(day))).collect(),
        sex: f.select("service.limits.sex", "referral-sex", &words.options("referral-sexes", Sexes::NAMES)),
        f,
    };
    Ok(Page::new(visit.t("referral-service"), &page).narrow())
}

fn service(visit: &Visit<'_>) -> Option<ServiceId> {
    visit.form.get("id").or_else(|| visit.query.get("service")).and_then(|id| id.parse().ok())
}

/// A service as its form.
fn described(listed: &Listed) -> Form {
    let service = &listed.service;
    let text = |value: Option<String>| value.unwrap_or_default();
    let languages: Vec<&str> = service.languages.iter().map(kernel::LanguageCode::as_str).collect();
    let mut form = Form::default()
        .with("service.name", &service.name)
        .with("service.category", service.category.name())
        .with("service.place", text(service.place.as_ref().map(ToString::to_string)))
        .with("service.address", text(service.address.as_ref().map(ToString::to_string)))
        .with("service.hours.from", service.hours.from)
        .with("service.hours.to", service.hours.to)
        .with("_languages", languages.join(" "))
        .with("service.eligibility", text(service.eligibility.as_ref().map(ToString::to_string)))
        .with("service.limits.age_from:int", text(service.limits.age_from.map(|n| n.to_string())))
        .with("service.limits.age_to:int", text(service.limits.age_to.map(|n| n.to_string())))
        .with("service.limits.sex", service.limits.sex.map_or("", |sex| sex.name()))
        .with("service.contact", text(service.contact.as_ref().map(ToString::to_string)))
        .with("service.takes_emergencies:bool", service.takes_emergencies);
    for day in &service.hours.days {
        form = form.with("service.hours.days[]", day.name());
    }
    form
}

fn act(visit: &Visit<'_>) -> Result<Reply, Problem> {
    let organisation: OrganisationId = visit.part("id")?;
    let languages: Vec<&str> =
        visit.form.get("_languages").unwrap_or("").split([' ', ',']).filter(|l| !l.is_empty()).collect();
    let done = visit.run_form("referral.describe_service", |json| {
        if let Value::Object(map) = json {
            map.insert("organisation".to_owned(), json!(organisation));
            if let Some(Value::Object(service)) = map.get_mut("service")
                && !languages.is_empty()
            {
                service.insert("languages".to_owned(), json!(languages));
            }
        }
    })?;
    let service = done.answer.get("service").and_then(Value::as_str).unwrap_or_default();
    Ok(Reply::Go(format!("/referral/services/{service}")))
}
