//! What could leave with a referral: what the register says of the person today, and what the social worker wrote.

use crate::{
    case::{Line, Referral},
    words::Field,
};
use kernel::{Date, PersonId, Problem, ReferralId};
use log::{At, Sql, StoreError, params};

/// Every line that could leave with a referral; none when there is no such referral.
pub(crate) fn lines_of(sql: &mut dyn Sql, at: &At, referral: ReferralId) -> Result<Vec<Line>, Problem> {
    let row = sql.first("SELECT state FROM referral_record WHERE referral = $1", params![referral]);
    let Some(row) = row.map_err(StoreError::problem)? else { return Ok(vec![]) };
    let Ok(state) = serde_json::from_str::<Referral>(row.text(0)) else { return Ok(vec![]) };
    lines(sql, at.today(), &state)
}

pub(super) fn lines(sql: &mut dyn Sql, today: Date, state: &Referral) -> Result<Vec<Line>, Problem> {
    let mut lines = state.person.map_or(Ok(vec![]), |person| of_register(sql, today, person))?;
    lines.extend(state.answers.iter().flat_map(|answers| answers.lines()));
    lines.sort();
    Ok(lines)
}

fn of_register(sql: &mut dyn Sql, today: Date, id: PersonId) -> Result<Vec<Line>, Problem> {
    let Some(person) = people::person(sql, id)? else { return Ok(vec![]) };
    let (youngest, oldest) = person.age_on(today);
    let age = if youngest == oldest { youngest.to_string() } else { format!("{youngest}–{oldest}") };
    let details = &person.details;
    let household = people::household(sql, person.household)?;
    let number = household.as_ref().and_then(|household| household.number.as_ref()).map(ToString::to_string);
    let caregivers = people::caregivers_of(sql, id)?;
    let caregivers = names(sql, &caregivers)?;
    let languages: Vec<&str> = details.languages.iter().map(kernel::LanguageCode::as_str).collect();
    let contacts: Vec<&str> = details.contacts.iter().map(|contact| contact.value.as_str()).collect();
    let lines = [
        (Field::Name, person.name().to_owned()),
        (Field::Sex, details.sex.name().to_owned()),
        (Field::Age, age),
        (Field::Birth, people::born(details.birth)),
        (Field::Nationality, details.nationality.to_string()),
        (Field::Languages, languages.join(", ")),
        (Field::Registration, number.unwrap_or_default()),
        (Field::HouseholdSize, household.map_or_else(String::new, |household| household.size.to_string())),
        (Field::Contacts, contacts.join(", ")),
        (Field::Caregiver, caregivers),
    ];
    Ok(lines.into_iter().filter(|(_, value)| !value.is_empty()).map(|(field, value)| Line { field, value }).collect())
}

fn names(sql: &mut dyn Sql, ids: &[PersonId]) -> Result<String, Problem> {
    let people = people::people(sql, ids.iter().copied())?;
    Ok(people.values().map(people::Person::name).collect::<Vec<_>>().join(", "))
}
