//! The pages as a browser gets them: every page in three languages, and the journeys through their forms without a script.

use super::node::{MRZ, Post};
use access::{Role, Who};
use kernel::Moment;
use shell::{App, Catalogue, Doors, Entry, Form, Outbox, Raw, RawReply, form::encoded, server};
use std::sync::Arc;

/// Lets in whoever the test says.
struct Open(Who);

impl Doors for Open {
    fn enter(&self, _raw: &Raw, _now: Moment) -> Entry {
        Entry::In(self.0.clone())
    }

    fn answer(&self, _app: &App, _raw: &Raw, _entry: &Entry) -> Option<RawReply> {
        None
    }
}

/// A browser of one user.
struct Browser(App);

impl Browser {
    fn of(post: &Post, who: Who, language: &str) -> Self {
        let capability = crossing::capability();
        let sources = [shell::LOCALES, capability.locales].map(|l| (l.ar, l.fr, l.en));
        let mut sources = sources.to_vec();
        sources.push(access::LOCALES);
        let who = Who { language: language.into(), site_name: "Adré".into(), ..who };
        Self(App {
            gate: post.gate.clone(),
            catalogue: Arc::new(Catalogue::new(&sources).unwrap()),
            pages: server::pages(&[capability]),
            doors: Box::new(Open(who)),
            after_command: Box::new(|| {}),
            openapi: String::new(),
            outbox: Outbox::new(&[7; 32]).unwrap(),
        })
    }

    fn send(&self, method: &str, address: &str, body: &str) -> RawReply {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let raw = Raw {
            method: method.into(),
            path: path.into(),
            query: Form::parse(query.as_bytes()),
            body: body.as_bytes().to_vec(),
            ..Raw::default()
        };
        server::serve(&self.0, &raw)
    }

    fn get(&self, address: &str) -> String {
        let reply = self.send("GET", address, "");
        assert_eq!(reply.status, 200, "{address}");
        String::from_utf8(reply.body).unwrap()
    }

    /// Sends a form; where it leads, or the page with what is wrong.
    fn post(&self, address: &str, fields: &[(&str, &str)]) -> Result<String, String> {
        let body: Vec<String> = fields.iter().map(|(n, v)| format!("{}={}", encoded(n), encoded(v))).collect();
        let reply = self.send("POST", address, &body.join("&"));
        match reply.headers.iter().find(|(name, _)| *name == "location") {
            Some((_, to)) => Ok(to.clone()),
            None => Err(String::from_utf8(reply.body).unwrap()),
        }
    }
}

/// A post with one of everything, and the address of each page.
fn furnished() -> (Post, Vec<String>) {
    let post = Post::new();
    let crossing = post.crossing("entry");
    let (referral, _) = post.referred("document_check");
    let officer = post.officer();
    let family = serde_json::json!({ "lane": post.lane("S"), "head": "حليمة", "counts": { "female": { "18-59": 1 }, "male": { "0-4": 2 } }, "needs": ["medical"] });
    let group = post.done(&officer, "pre_register_group", family)["group"].as_str().unwrap().to_owned();
    post.done(&officer, "hand_over_person", serde_json::json!({ "crossing": crossing, "urgent": true }));
    let correction = serde_json::json!({ "crossing": crossing, "direction": "exit", "person": { "sex": "male" }, "reason": "wrong lane" });
    post.done(&post.commander(), "correct_crossing", correction);
    let pages = [
        "/crossing/board",
        "/crossing/board?wall=1",
        "/crossing/desk",
        "/crossing/surge",
        "/crossing/groups",
        "/crossing/crossings",
        "/crossing/crossings?name=Anna",
        "/crossing/second-line",
        "/crossing/overstays",
        "/crossing/report",
        "/crossing/post",
        "/crossing/retention",
    ];
    let mut pages: Vec<String> = pages.iter().map(|page| (*page).to_owned()).collect();
    pages.extend([
        format!("/crossing/groups/{group}"),
        format!("/crossing/groups/{group}/ticket"),
        format!("/crossing/groups/{group}/erase"),
        format!("/crossing/crossings/{crossing}/erase"),
        format!("/crossing/crossings/{crossing}"),
        format!("/crossing/crossings/{crossing}/correct"),
        format!("/crossing/crossings/{crossing}/slip"),
        format!("/crossing/second-line/{referral}"),
    ]);
    (post, pages)
}

#[test]
fn every_page_is_whole_in_three_languages() {
    let (post, pages) = furnished();
    let both = Who { roles: vec![Role::PostCommander, Role::LaneOfficer, Role::SecondLineOfficer], ..post.commander() };
    for (language, dir) in [("ar", "rtl"), ("fr", "ltr"), ("en", "ltr")] {
        let browser = Browser::of(&post, both.clone(), language);
        for page in &pages {
            let html = browser.get(page);
            assert!(html.contains(&format!("<html lang=\"{language}\" dir=\"{dir}\"")), "{page}");
            assert_eq!(html.matches("<h1").count(), 1, "{page} {language}");
            assert!(!html.contains(" style=\"") && !html.contains("<style") && !html.contains("onclick"), "{page}");
            let missing =
                html.split('[').skip(1).find(|rest| rest.starts_with("crossing-") || rest.starts_with("column-"));
            assert_eq!(missing.and_then(|rest| rest.split(']').next()), None, "{page} {language}");
        }
    }
}

#[test]
fn a_document_is_scanned_looked_at_and_cleared() {
    let post = Post::new();
    let browser = Browser::of(&post, post.officer(), "en");
    let lane = post.lane("A");
    let scan = browser.post("/crossing/desk", &[("lane", &lane), ("mrz", MRZ), ("_do", "read")]).unwrap_err();
    assert!(scan.contains("evidence__row--ok") && scan.contains("L898902C3") && scan.contains("autofocus"));
    assert!(post.rows(&post.officer(), "crossings", &super::node::query()).is_empty(), "reading alone records nothing");
    let fields = [
        ("lane", lane.as_str()),
        ("mrz", MRZ),
        ("direction", "entry"),
        ("person.sex", "female"),
        ("refer.reason", "document_check"),
        ("_do", "clear"),
    ];
    let next = browser.post("/crossing/desk", &fields).unwrap();
    assert!(next.starts_with("/crossing/desk?stage=cleared&done="), "{next}");
    assert!(browser.get(&next).contains("banner--ok"));
}

#[test]
fn a_person_without_document_is_typed_and_sent_to_second_line_with_one_key() {
    let post = Post::new();
    let browser = Browser::of(&post, post.officer(), "fr");
    let lane = post.lane("A");
    let mut fields = vec![
        ("lane", lane.as_str()),
        ("direction", "entry"),
        ("person.name.original", "Zeinab Mahamat"),
        ("person.sex", "female"),
        ("_birth", "soon"),
        ("person.nationality", "TCD"),
        ("person.document.kind", "passport"),
        ("refer.reason", "child_at_risk"),
        ("_do", "refer"),
    ];
    let refused = browser.post("/crossing/desk", &fields).unwrap_err();
    assert!(refused.contains("CRO-026") && refused.contains("Zeinab Mahamat"), "what was typed is kept");
    fields[4].1 = "١٩٩٢-٠٣-١٤";
    let next = browser.post("/crossing/desk", &fields).unwrap();
    assert!(next.contains("stage=second_line"), "{next}");
    let second = Browser::of(&post, post.second(), "fr");
    let list = second.get("/crossing/second-line");
    assert!(list.contains("Zeinab Mahamat") && list.contains("Enfant en danger"));
}

#[test]
fn a_family_is_counted_printed_found_by_its_token_and_handed_over() {
    let post = Post::new();
    let browser = Browser::of(&post, post.officer(), "ar");
    let nobody = browser.post("/crossing/surge", &[("lane", &post.lane("S"))]).unwrap_err();
    assert!(nobody.contains("CRO-013"));
    let fields = [
        ("counts.female.18-59:int", "1"),
        ("counts.male.5-11:int", "٣"),
        ("counts.female.0-4:int", "1"),
        ("needs[]", "pregnant"),
        ("head", "حليمة"),
    ];
    let ticket = browser.post("/crossing/surge", &fields).unwrap();
    let page = browser.get(&ticket);
    assert!(page.contains("print-ticket") && page.contains("<svg class=\"qr\"") && !page.contains("حليمة"));
    let group = ticket.trim_end_matches("/ticket").to_owned();
    let spaced = page.split("ticket__number\"><bdi dir=\"ltr\">").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert_eq!(browser.post("/crossing/groups", &[("token", &spaced)]), Ok(group.clone()));
    assert_eq!(browser.post(&group, &[]), Ok(group.clone()));
    assert!(browser.get(&group).contains("badge--ok"));
    assert!(browser.post(&group, &[]).unwrap_err().contains("CRO-015"));
}

#[test]
fn second_line_ends_in_one_of_four_ways() {
    let post = Post::new();
    let browser = Browser::of(&post, post.second(), "en");
    let page = |referral: &str| format!("/crossing/second-line/{referral}");
    let (cleared, _) = post.referred("goods");
    assert_eq!(browser.post(&page(&cleared), &[("_do", "cleared")]), Ok("/crossing/second-line".into()));
    let (claims, crossing) = post.referred("other");
    let slip = browser.post(&page(&claims), &[("_do", "protection"), ("urgent:bool", "true")]).unwrap();
    assert_eq!(slip, format!("/crossing/crossings/{crossing}/slip"));
    assert!(browser.get(&slip).contains("href=\"/crossing/second-line\" data-hotkey"), "second line has no lane desk");
    let (adverse, _) = post.referred("no_permit");
    let without_ground = browser.post(&page(&adverse), &[("_do", "adverse"), ("ground_note", "no visa")]).unwrap_err();
    assert!(without_ground.contains("GEN-00"), "the ground must be chosen");
    let without_note =
        browser.post(&page(&adverse), &[("_do", "adverse"), ("reason", "no_valid_document")]).unwrap_err();
    assert!(
        without_note.contains("href=\"#ground-note\"") && without_note.contains("GEN-001"),
        "nothing is not a wrong kind"
    );
    let asked = browser
        .post(&page(&adverse), &[("_do", "adverse"), ("reason", "no_valid_document"), ("ground_note", "no visa")]);
    assert!(asked.unwrap().starts_with("/approvals/border/"), "who asks is told that it waits");
    assert_eq!(post.gate.approvals(&post.who(Role::SecondLineOfficer, 9, post.site)).unwrap().len(), 1);
}

#[test]
fn a_board_is_changed_by_its_buttons_and_the_wall_shows_none() {
    let post = Post::new();
    let browser = Browser::of(&post, post.commander(), "en");
    let lane = post.lane("A");
    for step in ["+20", "+5", "close", "open", "surge_off", "surge_on"] {
        assert_eq!(
            browser.post("/crossing/board", &[("lane", &lane), ("_do", step)]),
            Ok("/crossing/board".into()),
            "{step}"
        );
    }
    assert!(browser.get("/crossing/board").contains(">25<small>"));
    assert!(!browser.get("/crossing/board?wall=1").contains("name=\"_do\""));
}

#[test]
fn a_post_is_described_by_its_form() {
    let post = Post::bare();
    let browser = Browser::of(&post, post.commander(), "fr");
    let fields = [
        ("post.country", "tcd"),
        ("post.stay_limit_days:int", "90"),
        ("lanes[0].code", "A"),
        ("lanes[0].name", "Piétons"),
        ("lanes[0].kind", "foot"),
        ("lanes[0].direction", "both"),
        ("lanes[1].code", ""),
        ("lanes[1].kind", "foot"),
        ("lanes[1].direction", "entry"),
    ];
    assert_eq!(browser.post("/crossing/post", &fields), Ok("/crossing/post?saved=1".into()));
    assert!(browser.get("/crossing/post").contains("value=\"Piétons\""));
    let twice = [
        ("post.country", "TCD"),
        ("lanes[0].code", "A"),
        ("lanes[0].name", "x"),
        ("lanes[0].kind", "foot"),
        ("lanes[0].direction", "both"),
        ("lanes[1].code", "A"),
        ("lanes[1].name", "y"),
        ("lanes[1].kind", "foot"),
        ("lanes[1].direction", "both"),
    ];
    assert!(browser.post("/crossing/post", &twice).unwrap_err().contains("CRO-007"));
}

#[test]
fn a_correction_shows_what_was_recorded_and_what_holds() {
    let post = Post::new();
    let browser = Browser::of(&post, post.second(), "en");
    let crossing = post.crossing("entry");
    let page = format!("/crossing/crossings/{crossing}");
    let form = browser.get(&format!("{page}/correct"));
    assert!(form.contains("value=\"1974-08-12\"") && form.contains("ANNA MARIA ERIKSSON"));
    let fields = [
        ("direction", "exit"),
        ("person.name.original", "Anna Eriksson"),
        ("person.sex", "female"),
        ("_birth", "1974"),
        ("person.nationality", "SWE"),
        ("reason", "was leaving"),
    ];
    assert_eq!(browser.post(&format!("{page}/correct"), &fields), Ok(page.clone()));
    let record = browser.get(&page);
    assert!(
        record.contains("Anna Eriksson") && record.contains("ANNA MARIA ERIKSSON") && record.contains("was leaving")
    );
}

#[test]
fn an_erasure_is_asked_for_on_its_page_and_waits_for_a_colleague() {
    let post = Post::new();
    let browser = Browser::of(&post, post.commander(), "ar");
    let page = format!("/crossing/crossings/{}/erase", post.crossing("entry"));
    assert!(browser.post(&page, &[]).unwrap_err().contains("GEN-001"), "a ground must be chosen");
    let waits = browser.post(&page, &[("basis", "requested")]).unwrap();
    assert!(waits.starts_with("/approvals/border/"), "{waits}");
    let colleague = post.who(Role::PostCommander, 9, post.site);
    let waiting = post.gate.approvals(&colleague).unwrap();
    post.gate.approve(&colleague, kernel::Zone::Border, waiting[0].row.approval).unwrap();
    assert_eq!(browser.send("GET", &page, "").status, 404);
}

#[test]
fn periods_are_required_shown_and_nothing_is_erased_without_them() {
    let post = Post::new();
    let browser = Browser::of(&post, post.commander(), "fr");
    assert!(browser.get("/crossing/post").contains("/crossing/retention"), "the settings say that a period is missing");
    assert!(browser.get("/crossing/retention").contains("banner--warn"));
    let refused =
        browser.post("/crossing/retention", &[("_do", "set"), ("retention.traveller_months:int", "0")]).unwrap_err();
    assert!(refused.contains("GEN-001"));
    let periods = |group| {
        [
            ("_do", "set"),
            ("retention.traveller_months:int", "12"),
            ("retention.second_line_months:int", "60"),
            ("retention.group_months:int", group),
        ]
    };
    let none = browser.post("/crossing/retention", &periods("0")).unwrap_err();
    assert!(none.contains("CRO-032") && none.contains("600"), "the limit is named");
    assert_eq!(browser.post("/crossing/retention", &periods("6")), Ok("/crossing/retention?saved=1".into()));
    assert!(!browser.get("/crossing/retention").contains("banner--warn"));
    post.crossing("entry");
    post.pass_minutes(500 * 24 * 60);
    let page = browser.get("/crossing/retention");
    assert!(page.contains("ANNA MARIA ERIKSSON") && page.contains("name=\"at_most:int\" value=\"1\""));
    let on = post.gate.now().date_at(60).to_string();
    let ask = [("_do", "erase"), ("on", on.as_str()), ("at_most:int", "1")];
    assert!(browser.post("/crossing/retention", &ask).unwrap().starts_with("/approvals/border/"));
    let second = Browser::of(&post, post.second(), "en").get("/crossing/retention");
    assert!(second.contains("months") && !second.contains("value=\"set\""), "others read the periods");
}

#[test]
fn the_days_line_ends_with_the_running_hour_and_nationalities_have_names() {
    let post = Post::new();
    let person = serde_json::json!({ "sex": "male", "nationality": "SDN" });
    post.done(
        &post.officer(),
        "record_crossing",
        serde_json::json!({ "direction": "entry", "lane": post.lane("A"), "person": person }),
    );
    let browser = Browser::of(&post, post.commander(), "fr");
    let today = browser.get("/crossing/report");
    assert!(today.contains("Soudan") && today.contains("<td class=\"table__num\">–</td>"));
    post.pass_minutes(24 * 60);
    let yesterday = browser.get(&format!("/crossing/report?day={}", post.gate.now().date_at(60).plus_days(-1)));
    assert!(!yesterday.contains("<td class=\"table__num\">–</td>"));
}
