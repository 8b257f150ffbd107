//! Documents of a story: real issuers' codes, number series that no issuer uses, and a well-formed zone.

use crate::{
    papers::mrz::{Fields, Format, lines},
    people::Named,
    random::Random,
};
use kernel::{Date, Nationality, Sex};
use serde::{Deserialize, Serialize};

/// A document or visa.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Size and layout of its zone.
    pub kind: Format,
    /// Who issued it.
    pub issuer: Nationality,
    /// Its number: `SP` for specimen, then seven digits.
    pub number: String,
    /// The last day it is good.
    pub expires: Date,
    /// The lines of its machine-readable zone, all check digits right.
    pub mrz: Vec<String>,
}

/// The person a document is issued to.
pub(crate) struct Holder<'a> {
    pub(crate) named: &'a Named,
    pub(crate) sex: Sex,
    pub(crate) nationality: Nationality,
    pub(crate) born: Date,
}

/// A document of that format, seen on `on`; expired with probability `expired`.
pub(crate) fn issue(
    random: &mut Random,
    holder: &Holder,
    (format, issuer): (Format, Nationality),
    on: Date,
    expired: f64,
) -> Document {
    let days_left = if random.chance(expired) {
        -random.between(1, 900)
    } else {
        match format {
            Format::MrvA | Format::MrvB => random.between(1, 90),
            Format::Td1 => random.between(1, 3_650),
            Format::Td2 | Format::Td3 => random.between(1, 1_825),
        }
    };
    let expires = on.plus_days(days_left);
    let number = format!("SP{:07}", random.below(10_000_000));
    let code = match format {
        Format::Td1 | Format::Td2 => "I",
        Format::Td3 => "P",
        Format::MrvA | Format::MrvB => "V",
    };
    let mrz = lines(&Fields {
        format,
        code,
        issuer: issuer.code(),
        primary: &holder.named.primary,
        secondary: &holder.named.secondary,
        number: &number,
        nationality: holder.nationality.code(),
        birth: &six_digits(holder.born),
        sex: match holder.sex {
            Sex::Female => 'F',
            Sex::Male => 'M',
            Sex::Unspecified => '<',
        },
        expiry: &six_digits(expires),
        optional: "",
    });
    Document { kind: format, issuer, number, expires, mrz }
}

/// The date as `YYMMDD`.
fn six_digits(date: Date) -> String {
    format!("{:02}{:02}{:02}", date.year().rem_euclid(100), date.month(), date.day())
}
