//! The parts of a form, each with its label, hint, what was typed and what is wrong with it. Templates write
//! `{{ f.text("name.original", "reg-name") }}`; the label is under the key, the hint under `<key>-hint` where there is one.

use crate::{Form, Html, Words, form::bare, html::escape};
use kernel::Problem;
use std::fmt::Write as _;

/// A form being shown.
pub struct Fields<'a> {
    words: &'a Words,
    form: &'a Form,
    problem: Option<&'a Problem>,
}

/// How an input looks and behaves.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    /// Class of width: `input--4`, `input--20`, `input--full`.
    pub class: &'static str,
    /// `type` of the input; `text` when empty.
    pub kind: &'static str,
    /// Further attributes, written as they are.
    pub more: &'static str,
}

impl<'a> Fields<'a> {
    /// A form with what was typed, and what is wrong.
    #[must_use]
    pub fn new(words: &'a Words, form: &'a Form, problem: Option<&'a Problem>) -> Self {
        Self { words, form, problem }
    }

    /// What was typed in a field; empty when nothing was.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.form.get(bare(name)).unwrap_or("")
    }

    /// The summary of what is wrong, for the top of the page; nothing when all is well.
    #[must_use]
    pub fn summary(&self) -> Html {
        let Some(problem) = self.problem else { return Html::default() };
        let mut out = String::from(
            "<div class=\"error-summary\" role=\"alert\" tabindex=\"-1\" aria-labelledby=\"es\"><h2 id=\"es\">",
        );
        escape(&mut out, &self.words.t("form-problem"));
        out.push_str("</h2>");
        if problem.fields.is_empty() {
            let said = Html::text(&self.words.problem(problem));
            let _ = write!(out, "<p>{said} <span class=\"code\">{}</span></p>", problem.code);
        } else {
            out.push_str("<ul>");
            for field in &problem.fields {
                let said = Html::text(&self.words.problem_of(problem, &field.code));
                let _ = write!(
                    out,
                    "<li><a href=\"#{}\">{said} <span class=\"code\">{}</span></a></li>",
                    id(&field.field),
                    field.code
                );
            }
            out.push_str("</ul>");
        }
        out.push_str("</div>");
        Html::trusted(out)
    }

    /// A line of text.
    #[must_use]
    pub fn text(&self, name: &str, key: &str) -> Html {
        self.input(name, key, Look { class: "input--20", ..Look::default() })
    }

    /// A name in any script.
    #[must_use]
    pub fn name(&self, name: &str, key: &str) -> Html {
        self.input(
            name,
            key,
            Look {
                class: "input--full",
                more: "dir=\"auto\" autocomplete=\"off\" spellcheck=\"false\"",
                ..Look::default()
            },
        )
    }

    /// A whole number; sent as `name:int`.
    #[must_use]
    pub fn number(&self, name: &str, key: &str) -> Html {
        self.input(
            &format!("{name}:int"),
            key,
            Look { class: "input--4", more: "inputmode=\"numeric\" autocomplete=\"off\"", ..Look::default() },
        )
    }

    /// A day, written `2026-01-31`: an example in which day and month are not taken for one another.
    #[must_use]
    pub fn date(&self, name: &str, key: &str) -> Html {
        self.input(
            name,
            key,
            Look {
                class: "input--10 input--code",
                more: "inputmode=\"numeric\" placeholder=\"2026-01-31\" autocomplete=\"off\"",
                ..Look::default()
            },
        )
    }

    /// A code: left to right, without spelling help.
    #[must_use]
    pub fn coded(&self, name: &str, key: &str) -> Html {
        self.input(
            name,
            key,
            Look {
                class: "input--20 input--code",
                more: "autocomplete=\"off\" autocapitalize=\"characters\" spellcheck=\"false\"",
                ..Look::default()
            },
        )
    }

    /// Any input.
    #[must_use]
    pub fn input(&self, name: &str, key: &str, look: Look) -> Html {
        let kind = if look.kind.is_empty() { "text" } else { look.kind };
        let value = if kind == "password" { Html::default() } else { Html::text(self.value(name)) };
        let control = format!(
            "<input class=\"input {}\" type=\"{kind}\" id=\"{}\" name=\"{}\" value=\"{value}\" {} {}>",
            look.class,
            id(bare(name)),
            Html::text(name),
            look.more,
            self.described(name, key),
        );
        self.field(name, key, &control)
    }

    /// A paragraph of text.
    #[must_use]
    pub fn area(&self, name: &str, key: &str) -> Html {
        let control = format!(
            "<textarea class=\"input input--full\" rows=\"4\" dir=\"auto\" id=\"{}\" name=\"{}\" {}>{}</textarea>",
            id(bare(name)),
            Html::text(name),
            self.described(name, key),
            Html::text(self.value(name)),
        );
        self.field(name, key, &control)
    }

    /// One of many, as a drop-down. `options` are (value, label).
    #[must_use]
    pub fn select(&self, name: &str, key: &str, options: &[(String, String)]) -> Html {
        self.select_with(name, key, options, "")
    }

    /// The same, with further attributes, written as they are.
    #[must_use]
    pub fn select_with(&self, name: &str, key: &str, options: &[(String, String)], more: &str) -> Html {
        let mut control = format!(
            "<select class=\"input\" id=\"{}\" name=\"{}\" {} {more}><option value=\"\"></option>",
            id(bare(name)),
            Html::text(name),
            self.described(name, key)
        );
        for (value, label) in options {
            let chosen = if self.value(name) == value { " selected" } else { "" };
            let _ = write!(control, "<option value=\"{}\"{chosen}>{}</option>", Html::text(value), Html::text(label));
        }
        control.push_str("</select>");
        self.field(name, key, &control)
    }

    /// One of a few codes, as radio buttons; labels are under `<prefix>-<code>`.
    #[must_use]
    pub fn choice(&self, name: &str, key: &str, prefix: &str, codes: &[&str]) -> Html {
        self.choices(name, key, prefix, codes, "radio")
    }

    /// Any of a few codes, as checkboxes; each checked one is sent under `name`.
    #[must_use]
    pub fn checks(&self, name: &str, key: &str, prefix: &str, codes: &[&str]) -> Html {
        self.choices(name, key, prefix, codes, "checkbox")
    }

    fn choices(&self, name: &str, key: &str, prefix: &str, codes: &[&str], kind: &str) -> Html {
        let wrong = self.wrong(name);
        let class = if wrong.is_some() { "fieldset field--error" } else { "fieldset" };
        let mut out = format!(
            "<fieldset class=\"{class}\" id=\"{}\"><legend class=\"fieldset__legend\">{}</legend>",
            id(bare(name)),
            Html::text(&self.words.t(key))
        );
        self.hint_and_error(&mut out, name, key);
        out.push_str("<div class=\"choices choices--inline\">");
        for code in codes {
            let checked = self.form.0.iter().any(|(n, v)| bare(n) == bare(name) && v == code);
            let choice = format!("{}-{code}", id(bare(name)));
            let _ = write!(
                out,
                "<div class=\"choice\"><input class=\"choice__input\" type=\"{kind}\" id=\"{choice}\" name=\"{}\" value=\"{code}\"{}>\
                 <label class=\"choice__label\" for=\"{choice}\">{}</label></div>",
                Html::text(name),
                if checked { " checked" } else { "" },
                Html::text(&self.words.code(prefix, code)),
            );
        }
        out.push_str("</div></fieldset>");
        Html::trusted(out)
    }

    /// Yes or no, as one checkbox; sent as `name:bool`.
    #[must_use]
    pub fn check(&self, name: &str, key: &str) -> Html {
        let checked = if matches!(self.value(name), "true" | "on" | "yes" | "1") { " checked" } else { "" };
        Html::trusted(format!(
            "<div class=\"choice\"><input class=\"choice__input\" type=\"checkbox\" id=\"{0}\" name=\"{1}:bool\" value=\"true\"{checked}>\
             <label class=\"choice__label\" for=\"{0}\">{2}</label></div>",
            id(bare(name)),
            Html::text(bare(name)),
            Html::text(&self.words.t(key)),
        ))
    }

    /// What is wrong with a field whose control a template or a page writes itself, and with the fields beneath it
    /// (`counts`: also `counts.female.0-4`), each under the id that the summary and [`Self::marks`] lead to.
    #[must_use]
    pub fn errors(&self, name: &str) -> Html {
        let mut out = String::new();
        let beneath = format!("{}.", bare(name));
        if let Some(problem) = self.problem {
            for wrong in problem.fields.iter().filter(|w| w.field == bare(name) || w.field.starts_with(&beneath)) {
                self.error(&mut out, problem, &wrong.field, &wrong.code);
            }
        }
        Html::trusted(out)
    }

    /// The attributes that mark such a control as wrong, and say why to those who hear the page; nothing when all is well.
    #[must_use]
    pub fn marks(&self, name: &str) -> Html {
        if self.wrong(name).is_none() {
            return Html::default();
        }
        Html::trusted(format!("aria-describedby=\"{}-e\" aria-invalid=\"true\"", id(bare(name))))
    }

    /// The class that a part of a form takes beside its own while something in it is wrong.
    #[must_use]
    pub fn class(&self, name: &str) -> &'static str {
        if self.wrong(name).is_some() { "field--error" } else { "" }
    }

    /// A value that the form carries along.
    #[must_use]
    pub fn hidden(&self, name: &str, value: &str) -> Html {
        Html::trusted(format!("<input type=\"hidden\" name=\"{}\" value=\"{}\">", Html::text(name), Html::text(value)))
    }

    fn field(&self, name: &str, key: &str, control: &str) -> Html {
        let class = if self.wrong(name).is_some() { "field field--error" } else { "field" };
        let mut out = format!(
            "<div class=\"{class}\"><label class=\"field__label\" for=\"{}\">{}</label>",
            id(bare(name)),
            Html::text(&self.words.t(key))
        );
        self.hint_and_error(&mut out, name, key);
        out.push_str(control);
        out.push_str("</div>");
        Html::trusted(out)
    }

    fn hint_and_error(&self, out: &mut String, name: &str, key: &str) {
        let hint = format!("{key}-hint");
        if self.words.has(&hint) {
            let _ = write!(
                out,
                "<p class=\"field__hint\" id=\"{}-h\">{}</p>",
                id(bare(name)),
                Html::text(&self.words.t(&hint))
            );
        }
        if let (Some(problem), Some(code)) = (self.problem, self.wrong(name)) {
            self.error(out, problem, bare(name), code);
        }
    }

    fn error(&self, out: &mut String, problem: &Problem, name: &str, code: &str) {
        let said = Html::text(&self.words.problem_of(problem, code));
        let _ = write!(
            out,
            "<p class=\"field__error\" id=\"{}-e\">{said} <span class=\"code\">{code}</span></p>",
            id(name)
        );
    }

    fn described(&self, name: &str, key: &str) -> String {
        let (id, wrong) = (id(bare(name)), self.wrong(name).is_some());
        let hint = self.words.has(&format!("{key}-hint")).then(|| format!("{id}-h"));
        let error = wrong.then(|| format!("{id}-e"));
        let ids: Vec<String> = hint.into_iter().chain(error).collect();
        let described = if ids.is_empty() { String::new() } else { format!("aria-describedby=\"{}\"", ids.join(" ")) };
        if wrong { format!("{described} aria-invalid=\"true\"") } else { described }
    }

    fn wrong(&self, name: &str) -> Option<&str> {
        let name = bare(name);
        self.problem?
            .fields
            .iter()
            .find(|f| f.field == name || f.field.starts_with(&format!("{name}.")))
            .map(|f| f.code.as_ref())
    }
}

/// The element id of a field: its path with the marks that a fragment address cannot hold replaced.
fn id(name: &str) -> String {
    name.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect()
}
