//! A person in one line of a page.

use crate::{Person, born};
use kernel::{BirthDate, Date};
use shell::{Html, Words};

/// Name, the name in other letters, sex and age: `زينب إدريس (Zeinab Idriss) · Female · 34`.
#[must_use]
pub fn line(words: &Words, person: &Person, today: Date) -> Html {
    let rendering = person.rendering().map_or_else(String::new, |other| format!(" ({})", Html::name(other)));
    Html::trusted(format!(
        "{}{rendering} · {} · {}",
        Html::name(person.name()),
        Html::text(&words.code("sex", person.details.sex.name())),
        age(person.details.birth, today)
    ))
}

/// Completed years on a day, a range where the birth is uncertain; of an infant under two, the birth as it is known.
#[must_use]
pub fn age(birth: BirthDate, today: Date) -> Html {
    let text = match birth.age_on(today) {
        (_, 0..=1) => born(birth),
        (youngest, oldest) if youngest == oldest => youngest.to_string(),
        (youngest, oldest) => format!("{youngest}–{oldest}"),
    };
    Html::ltr(&text)
}
