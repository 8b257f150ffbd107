//! Announce people who are on their way here, or plan a convoy from here to another site: when, how many, in what. Both work without the
//! server.

use super::parts::{BANDS, FREE_ROWS, moment, plan, time};
use askama::Template;
use contracts::convoy::ConvoyKind;
use kernel::Problem;
use people::Sites;
use serde_json::{Value, json};
use shell::{Html, Page, PageDef, Reply, Visit, Words, field::Fields};

/// The page for arrivals.
pub const ANNOUNCE: PageDef = PageDef {
    path: "/transfer/announce",
    action: "transfer.convoys",
    show: |visit| Ok(page(visit, false)),
    act: Some(|visit| act(visit, false)),
    menu: None,
};

/// The page of the site that sends people.
pub const PLAN: PageDef = PageDef {
    path: "/transfer/plan",
    action: "transfer.convoys",
    show: |visit| Ok(page(visit, true)),
    act: Some(|visit| act(visit, true)),
    menu: None,
};

#[derive(Template)]
#[template(path = "announce.html")]
struct Announce<'a> {
    words: &'a Words,
    f: Fields<'a>,
    key: String,
    /// Whether it leaves from here.
    out: bool,
    may: bool,
    here: &'a str,
    sites: Vec<(String, String)>,
    time: Html,
    vehicles: Html,
    by_age: Html,
}

fn page(visit: &Visit<'_>, out: bool) -> Page {
    let f = visit.fields();
    let page = Announce {
        words: &visit.words,
        key: visit.form_key(),
        out,
        may: visit.may("transfer.announce_convoy"),
        here: &visit.who.site_name,
        sites: if out { Sites::of(visit).others(visit.who.site) } else { vec![] },
        time: time(&f),
        vehicles: vehicles(&visit.words, &f, FREE_ROWS),
        by_age: by_age(&visit.words, &f),
        f,
    };
    Page::new(visit.t(if out { "transfer-plan" } else { "transfer-announce" }), &page).narrow().kept()
}

/// Rows of vehicles with their seats.
pub fn vehicles(words: &Words, f: &Fields<'_>, rows: usize) -> Html {
    let (name, seats) = (words.t("transfer-vehicle"), words.t("transfer-seats"));
    let mut out = format!(
        "<fieldset class=\"fieldset\"><legend class=\"fieldset__legend\">{}</legend>",
        Html::text(&words.t("transfer-vehicles"))
    );
    for n in 0..rows {
        let (named, seated) = (format!("vehicles[{n}].name"), format!("vehicles[{n}].seats"));
        out.push_str(&format!(
            "<div class=\"field-row\"><div class=\"field\"><label class=\"field__label\" for=\"v-{n}\">{} {}</label>\
             <input class=\"input input--20\" id=\"v-{n}\" name=\"{named}\" dir=\"auto\" autocomplete=\"off\" spellcheck=\"false\" value=\"{}\"></div>\
             <div class=\"field\"><label class=\"field__label\" for=\"s-{n}\">{} {}</label>\
             <input class=\"input input--4\" id=\"s-{n}\" name=\"{seated}:int\" inputmode=\"numeric\" autocomplete=\"off\" value=\"{}\"></div></div>",
            Html::text(&name),
            n + 1,
            Html::text(f.value(&named)),
            Html::text(&seats),
            n + 1,
            Html::text(f.value(&seated)),
        ));
    }
    out.push_str("</fieldset>");
    Html::trusted(out)
}

/// How many by sex and age.
pub fn by_age(words: &Words, f: &Fields<'_>) -> Html {
    let mut out = format!(
        "<div class=\"table-wrap\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table class=\"counts\"><thead><tr><td></td>",
        Html::text(&words.t("transfer-by-age"))
    );
    for band in BANDS {
        out.push_str(&format!("<th scope=\"col\">{}</th>", Html::ltr(band)));
    }
    out.push_str("</tr></thead><tbody>");
    for sex in ["female", "male"] {
        let said = Html::text(&words.code("sex", sex));
        out.push_str(&format!("<tr><th scope=\"row\">{said}</th>"));
        for band in BANDS {
            let name = format!("by_age.{sex}.{band}");
            out.push_str(&format!(
                "<td><input class=\"input input--2\" inputmode=\"numeric\" name=\"{name}:int\" aria-label=\"{said} {band}\" \
                 autocomplete=\"off\" value=\"{}\"></td>",
                Html::text(f.value(&name))
            ));
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
    Html::trusted(out)
}

fn act(visit: &Visit<'_>, out: bool) -> Result<Reply, Problem> {
    let mut command = plan(visit, moment(visit)?);
    if out {
        if visit.form.get("to").is_none() {
            return Err(Problem::field("to", "GEN-001"));
        }
        command.entry("from").or_insert_with(|| json!(visit.who.site_name));
        command.entry("is").or_insert_with(|| json!(ConvoyKind::Road.name()));
    } else {
        command.remove("to");
    }
    let done = visit.run("transfer.announce_convoy", &Value::Object(command))?;
    let convoy = done.answer.get("convoy").and_then(Value::as_str).unwrap_or_default();
    Ok(Reply::Go(format!("/transfer/convoys/{convoy}")))
}
