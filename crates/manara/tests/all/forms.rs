//! Each form of each page that anybody can reach, filled in wrongly in each way that outside data is wrong: the answer is a code
//! in the reader's language, what was typed stands there again, and nothing is recorded.

#![allow(clippy::string_slice)] // why: a test stops where it fails

use crate::{
    node_of_test::TestNode,
    visitor::{LOGINS, PageField, PageForm, Visitor, application, forms, pattern, post_at_work},
};
use access::{Answer, Cell, Query, Role, Who};
use kernel::Zone;
use serde_json::json;
use shell::Form;
use std::collections::BTreeSet;

/// What no text field may take: it hides or turns what is read, or ends it early.
const TRICKS: [&str; 5] = ["a\u{202e}b", "a\u{200b}b", "a\u{2066}b", "a\u{0}b", "a\u{feff}b"];
/// Wrong without a trick: too long for any field, no date, no number, markup.
const WRONG: [&str; 3] = ["2023-02-30", "-1e999", "<b onclick=\"x\">&amp;'"];
const TOO_LONG: usize = 60_000;

/// Facts but for the reads that each page leaves behind.
fn recorded(node: &TestNode) -> usize {
    let facts = |zone: &Zone| node.gate().log(*zone).unwrap().after(0, 1_000_000).unwrap();
    Zone::ALL.iter().flat_map(facts).filter(|fact| !fact.header.kind.starts_with("audit.")).count()
}

/// The form with `typed` in the fields that `which` chooses, as pressing the button at `button` would send it.
fn filled(form: &PageForm, typed: &str, button: Option<usize>, which: &dyn Fn(usize) -> bool) -> Form {
    let mut out = Form::default();
    for (n, field) in form.fields.iter().enumerate() {
        if field.is_typed() && which(n) {
            out = out.with(&field.name, typed);
        } else if field.sent || Some(n) == button {
            out = out.with(&field.name, &field.value);
        }
    }
    out
}

/// Codes of the form `ABC-123` in what a page says.
fn says_a_code(text: &str) -> bool {
    text.split("class=\"code\">").skip(1).any(|after| {
        let code = after.split('<').next().unwrap_or_default();
        code.len() == 7 && code.as_bytes()[3] == b'-' && code[4..].bytes().all(|b| b.is_ascii_digit())
    })
}

/// The fields of the summary of errors that cannot be reached by its link, or do not say there that they are wrong.
fn unmarked(text: &str) -> Vec<&str> {
    let summary = text.split_once("class=\"error-summary\"").map_or("", |(_, rest)| rest);
    let summary = summary.split_once("</div>").map_or(summary, |(summary, _)| summary);
    let fields = summary.split("<a href=\"#").skip(1).filter_map(|link| link.split('"').next());
    let said = |field: &&str| text.contains(&format!("id=\"{field}\"")) && text.contains(&format!("id=\"{field}-e\""));
    fields.filter(|field| !said(field)).collect()
}

struct Trial<'a> {
    node: &'a TestNode,
    visitor: &'a Visitor<'a>,
    form: &'a PageForm,
    wrong: &'a mut BTreeSet<String>,
}

impl Trial<'_> {
    /// Sends the form with `typed` in the fields that `which` chooses, by each of its buttons.
    fn send(&mut self, typed: &str, which: &dyn Fn(usize) -> bool) {
        let named = (0..self.form.fields.len()).filter(|n| self.form.fields[*n].kind == "button").map(Some);
        let buttons: Vec<Option<usize>> = std::iter::once(None).chain(named).collect();
        for button in buttons {
            if self.send_by(button, typed, which) {
                return;
            }
        }
    }

    /// Whether it was recorded.
    fn send_by(&mut self, button: Option<usize>, typed: &str, which: &dyn Fn(usize) -> bool) -> bool {
        let sent = filled(self.form, typed, button, which);
        let before = recorded(self.node);
        let reply = self.visitor.posts(&self.form.action, &sent);
        let text = String::from_utf8_lossy(&reply.body);
        let taken = recorded(self.node) != before;
        let shown: String = typed.escape_debug().take(24).collect();
        let place = format!("{} {} [{shown}]", self.visitor.login, pattern(&self.form.action));
        let mut complain = |what: String| _ = self.wrong.insert(format!("{place}: {what}"));
        if taken && (TRICKS.contains(&typed) || typed.len() == TOO_LONG) {
            let names = self.form.fields.iter().enumerate().filter(|(n, f)| f.is_typed() && which(*n));
            complain(format!("is recorded from {:?}", names.map(|(_, f)| &f.name).collect::<Vec<_>>()));
        }
        if reply.status < 400 {
            return taken;
        }
        if taken {
            complain("was refused, and something was recorded".into());
        }
        if !matches!(reply.status, 409 | 422) {
            complain(format!("answers {}", reply.status));
        }
        if !says_a_code(&text) {
            complain(format!("answers {} without a code", reply.status));
        }
        if text.contains("[error-") {
            complain("the code has no words".into());
        }
        for field in unmarked(&text) {
            complain(format!("the summary leads to {field}, which is not there or not marked as wrong"));
        }
        let again: BTreeSet<(String, String)> = forms(&text, &self.form.action)
            .into_iter()
            .flat_map(|form| form.fields)
            .filter(PageField::is_typed)
            .map(|field| (field.name, field.value))
            .collect();
        for field in self.form.fields.iter().filter(|field| field.is_typed()) {
            let value = sent.0.iter().find(|(name, _)| *name == field.name).map_or("", |(_, value)| value.as_str());
            if !value.trim().is_empty() && !again.contains(&(field.name.clone(), value.to_owned())) {
                complain(format!("what was typed in {} is lost", field.name));
            }
        }
        taken
    }
}

fn somebody_waits_at_the_second_line(node: &TestNode, people: &[Who]) {
    let officer = people.iter().find(|who| who.roles.contains(&Role::LaneOfficer)).unwrap();
    let Answer::Table { rows, .. } = node.gate().view(officer, "crossing.crossings", &Query::default()).unwrap() else {
        panic!("crossings are rows");
    };
    let crossing = rows[0].iter().find_map(|cell| match cell {
        Cell::Text(text) if text.len() == 36 => Some(text),
        _ => None,
    });
    node.done(officer, "crossing.refer_to_second_line", json!({ "crossing": crossing, "reason": "goods" }));
}

#[test]
fn no_form_takes_what_is_wrong_and_none_loses_what_was_typed() {
    let (node, people) = post_at_work(40);
    let app = application(&node);
    somebody_waits_at_the_second_line(&node, &people);
    let mut wrong = BTreeSet::new();
    let mut tried: BTreeSet<String> = BTreeSet::new();
    let mut found: Vec<(Visitor<'_>, Vec<(String, PageForm)>)> = Vec::new();
    for login in LOGINS {
        let visitor = Visitor::enters(&app, login);
        let mut new = Vec::new();
        for (address, text) in visitor.walks() {
            let with_typing =
                forms(&text, &address).into_iter().filter(|form| form.method == "post" && !typed(form).is_empty());
            new.extend(with_typing.filter(|form| tried.insert(kind(form))).map(|form| (address.clone(), form)));
        }
        found.push((visitor, new));
    }
    let too_long = "x".repeat(TOO_LONG);
    for (visitor, new) in &found {
        for (_, form) in new {
            let mut trial = Trial { node: &node, visitor, form, wrong: &mut wrong };
            for trick in TRICKS.into_iter().chain([too_long.as_str()]) {
                trial.send(trick, &|_| true);
            }
            for n in typed(form) {
                trial.send(TRICKS[n % TRICKS.len()], &|m| m == n);
                trial.send(&too_long, &|m| m == n);
            }
        }
    }
    // Free text may hold these: then the form has done its work, and others of the same page may be gone with it.
    for (visitor, new) in &found {
        for (address, form) in new {
            for text in WRONG {
                let page = visitor.opens(address).1.body;
                let now = forms(&String::from_utf8_lossy(&page), address);
                if let Some(form) = now.iter().find(|other| kind(other) == kind(form)) {
                    Trial { node: &node, visitor, form, wrong: &mut wrong }.send(text, &|_| true);
                }
            }
        }
    }
    println!("{} forms:\n{}", tried.len(), tried.iter().cloned().collect::<Vec<_>>().join("\n"));
    assert!(tried.len() > 15, "the walk found the forms of every capability");
    assert!(wrong.is_empty(), "\n{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
}

/// The places of the fields that somebody can type into.
fn typed(form: &PageForm) -> Vec<usize> {
    (0..form.fields.len()).filter(|n| form.fields[*n].is_typed()).collect()
}

/// What forms of one kind have in common: where they are sent, and what can be typed.
fn kind(form: &PageForm) -> String {
    let names: Vec<&str> = typed(form).iter().map(|n| form.fields[*n].name.as_str()).collect();
    format!("{} {names:?}", pattern(&form.action))
}
