//! A sheet as it will be asked, in three languages, and its rules in words.

use super::conditions::in_words;
use askama::Template;
use kernel::Date;
use screening::{Kind, Phrase, Question, Rule, Sheet, shipped_needs};
use shell::{Html, Language, Words};

#[derive(Template)]
#[template(path = "preview.html")]
struct Preview<'a> {
    words: &'a Words,
    sheet: &'a Sheet,
    valid_from: String,
    valid_to: Option<String>,
    head: Vec<Said>,
    questions: Vec<Asked>,
    rules: Vec<Raises>,
}

/// Words in one language.
struct Said {
    language: Language,
    text: String,
    more: Option<String>,
    choices: Vec<String>,
}

struct Asked {
    id: String,
    kind: String,
    limits: Option<String>,
    when: Option<String>,
    said: Vec<Said>,
}

struct Raises {
    id: String,
    text: String,
    urgency: String,
    restricted: bool,
    when: String,
    needs: Vec<(String, String)>,
    review_days: u16,
    said: Vec<Said>,
}

/// The sheet.
pub fn preview(words: &Words, sheet: &Sheet, withdrawn_from: Option<Date>) -> Html {
    let ends = withdrawn_from.map(|from| from.plus_days(-1)).into_iter().chain(sheet.valid_to).min();
    Html::template(&Preview {
        words,
        sheet,
        valid_from: sheet.valid_from.to_string(),
        valid_to: ends.map(|day| day.to_string()),
        head: said(&sheet.title, sheet.intro.as_ref(), |_| vec![]),
        questions: sheet.questions.iter().map(|question| asked(words, sheet, question)).collect(),
        rules: sheet.rules.iter().map(|rule| raises(words, sheet, rule)).collect(),
    })
}

fn said(text: &Phrase, more: Option<&Phrase>, choices: impl Fn(Language) -> Vec<String>) -> Vec<Said> {
    let one = |language: Language| Said {
        language,
        text: text.said(language.tag()).to_owned(),
        more: more.map(|more| more.said(language.tag()).to_owned()),
        choices: choices(language),
    };
    Language::ALL.into_iter().map(one).collect()
}

fn asked(words: &Words, sheet: &Sheet, question: &Question) -> Asked {
    let (name, limits) = match question.kind {
        Kind::YesNo => ("yes_no", None),
        Kind::OneOf => ("one_of", None),
        Kind::AnyOf => ("any_of", None),
        Kind::Number if question.most == u16::MAX => ("number", None),
        Kind::Number => ("number", Some(format!("{}–{}", question.least, question.most))),
    };
    let choices = |language: Language| {
        question.choices.iter().map(|choice| choice.text.said(language.tag()).to_owned()).collect()
    };
    Asked {
        id: question.id.to_string(),
        kind: words.code("instruments-kind", name),
        limits,
        when: question.when.as_ref().map(|when| in_words(words, sheet, when)),
        said: said(&question.text, question.hint.as_ref(), choices),
    }
}

fn raises(words: &Words, sheet: &Sheet, rule: &Rule) -> Raises {
    let language = words.language.tag();
    let need = |code: &String| {
        let meaning = shipped_needs().need(code).map(|need| need.text.said(language).to_owned());
        (code.clone(), meaning.unwrap_or_default())
    };
    Raises {
        id: rule.id.to_string(),
        text: rule.text.said(language).to_owned(),
        urgency: words.code("instruments-urgency", rule.urgency.name()),
        restricted: rule.restricted,
        when: in_words(words, sheet, &rule.when),
        needs: rule.needs.iter().map(need).collect(),
        review_days: rule.review_days.unwrap_or(sheet.review_days),
        said: said(&rule.text, None, |_| vec![]),
    }
}
