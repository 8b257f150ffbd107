//! Machine-readable zones of specimen documents: ICAO Doc 9303 parts 4 (TD3), 5 (TD1), 6 (TD2) and 7 (MRV-A, MRV-B),
//! 8th edition, with the check digits of part 3 §4.9 and the name truncation of §4.2.3 of the format's own part.

pub use super::translit::component;
use serde::{Deserialize, Serialize};

/// A size and layout of machine-readable zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Format {
    /// Card, 3 × 30 (identity card).
    #[serde(rename = "TD1")]
    Td1,
    /// Larger card or leaf, 2 × 36 (laissez-passer, older identity cards).
    #[serde(rename = "TD2")]
    Td2,
    /// Passport book, 2 × 44.
    #[serde(rename = "TD3")]
    Td3,
    /// Visa of full page size, 2 × 44.
    #[serde(rename = "MRV-A")]
    MrvA,
    /// Visa of smaller size, 2 × 36.
    #[serde(rename = "MRV-B")]
    MrvB,
}

impl Format {
    /// Characters of the name field.
    #[must_use]
    pub const fn name_width(self) -> usize {
        match self {
            Format::Td1 => 30,
            Format::Td2 | Format::MrvB => 31,
            Format::Td3 | Format::MrvA => 39,
        }
    }

    /// Characters of a line.
    #[must_use]
    pub const fn line_width(self) -> usize {
        match self {
            Format::Td1 => 30,
            Format::Td2 | Format::MrvB => 36,
            Format::Td3 | Format::MrvA => 44,
        }
    }
}

/// What a machine-readable zone says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields<'a> {
    /// Size and layout.
    pub format: Format,
    /// Document code: `P`, `I`, `ID`, `V`…
    pub code: &'a str,
    /// Issuing State, three letters.
    pub issuer: &'a str,
    /// Primary identifier (surname, father's chain, or the whole of a name without parts), in Latin letters.
    pub primary: &'a str,
    /// Secondary identifier (given names); empty when there is none.
    pub secondary: &'a str,
    /// Document number, at most 9 characters.
    pub number: &'a str,
    /// Nationality, three letters.
    pub nationality: &'a str,
    /// Date of birth, `YYMMDD`, with `<` for what is not known.
    pub birth: &'a str,
    /// `F`, `M` or `<`.
    pub sex: char,
    /// Last day of validity, `YYMMDD`.
    pub expiry: &'a str,
    /// Optional data: the personal number of a TD3 (14), of a TD1 its first optional field (15), TD2 (7), visas (16, 8).
    pub optional: &'a str,
}

/// The lines of the zone, each of the format's width.
///
/// Text outside A–Z and 0–9 becomes filler, fields are padded or cut to their width, and a name too long is truncated
/// by [`name_field`]; so every input gives a well-formed zone.
///
/// ```
/// use population::mrz::{Fields, Format, lines};
/// let zone = lines(&Fields {
///     format: Format::Td3, code: "P", issuer: "UTO", primary: "Eriksson", secondary: "Anna Maria",
///     number: "L898902C3", nationality: "UTO", birth: "740812", sex: 'F', expiry: "120415", optional: "ZE184226B",
/// });
/// assert_eq!(zone, ["P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"]);
/// ```
#[must_use]
pub fn lines(fields: &Fields) -> Vec<String> {
    let (code, issuer) = (padded(fields.code, 2), padded(fields.issuer, 3));
    let (nationality, sex) =
        (padded(fields.nationality, 3), if matches!(fields.sex, 'F' | 'M') { fields.sex } else { '<' });
    let name = name_field(fields.primary, fields.secondary, fields.format.name_width());
    let number = checked(&padded(fields.number, 9));
    let (birth, expiry) = (checked(&padded(fields.birth, 6)), checked(&padded(fields.expiry, 6)));
    let line2 = |optional: &str| format!("{number}{nationality}{birth}{sex}{expiry}{optional}");
    match fields.format {
        Format::Td1 => {
            let optional = padded(fields.optional, 15);
            let second_optional = padded("", 11);
            let composite = check_digit(&format!("{number}{optional}{birth}{expiry}{second_optional}"));
            let first = format!("{code}{issuer}{number}{optional}");
            vec![first, format!("{birth}{sex}{expiry}{nationality}{second_optional}{composite}"), name]
        }
        Format::Td2 => {
            let optional = padded(fields.optional, 7);
            let composite = check_digit(&format!("{number}{birth}{expiry}{optional}"));
            vec![format!("{code}{issuer}{name}"), line2(&format!("{optional}{composite}"))]
        }
        Format::Td3 => {
            let optional = checked(&padded(fields.optional, 14));
            let composite = check_digit(&format!("{number}{birth}{expiry}{optional}"));
            vec![format!("{code}{issuer}{name}"), line2(&format!("{optional}{composite}"))]
        }
        Format::MrvA => vec![format!("{code}{issuer}{name}"), line2(&padded(fields.optional, 16))],
        Format::MrvB => vec![format!("{code}{issuer}{name}"), line2(&padded(fields.optional, 8))],
    }
}

/// The check digit of a field: weights 7, 3, 1 repeating, digits as they are, A to Z as 10 to 35, `<` as 0, modulo 10
/// (Doc 9303-3 §4.9).
#[must_use]
pub fn check_digit(field: &str) -> char {
    let sum: u32 = field
        .bytes()
        .zip([7, 3, 1].into_iter().cycle())
        .map(|(byte, weight)| weight * char::from(byte).to_digit(36).unwrap_or(0))
        .sum();
    char::from_digit(sum % 10, 10).unwrap_or('0')
}

fn checked(field: &str) -> String {
    format!("{field}{}", check_digit(field))
}

/// The field in capitals, with filler for anything else, of exactly `width` characters.
fn padded(text: &str, width: usize) -> String {
    let known = text.chars().map(|c| c.to_ascii_uppercase()).map(|c| if c.is_ascii_alphanumeric() { c } else { '<' });
    known.chain(std::iter::repeat('<')).take(width).collect()
}

/// The name field: primary identifier, two fillers, secondary identifier, filler to the end.
///
/// A name that does not fit is truncated so that every part of the primary identifier and the first letter of the first
/// given name remain, and so that the last position holds a letter, which tells the reader that something may be missing
/// (Doc 9303-4 to -7 §4.2.3): the primary identifier gives way from its longest word, then the given names from the end.
#[must_use]
pub fn name_field(primary: &str, secondary: &str, width: usize) -> String {
    let mut first: Vec<String> = component(primary).split('<').map(str::to_owned).collect();
    let mut given: Vec<String> =
        component(secondary).split('<').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let whole = joined(&first, &given);
    if whole.len() <= width {
        return format!("{whole:<<width$}");
    }
    let least = given.first().map_or(0, |word| 2 + word.len().min(1));
    while joined(&first, &[]).len() + least > width && shorten_longest(&mut first) {}
    loop {
        let cut: String = joined(&first, &given).chars().take(width).collect();
        if !cut.ends_with('<') {
            return format!("{cut:<<width$}");
        }
        // Cut between two words: take one letter from a word so that a letter of the next one comes in.
        let shortened = if given.is_empty() { shorten_longest(&mut first) } else { shorten_longest(&mut given) };
        if !shortened && !shorten_longest(&mut first) {
            return cut;
        }
    }
}

fn joined(first: &[String], given: &[String]) -> String {
    let first = first.join("<");
    if given.is_empty() { first } else { format!("{first}<<{}", given.join("<")) }
}

/// Takes the last letter of the longest word, the last of equals; false when all have one letter.
fn shorten_longest(words: &mut [String]) -> bool {
    match words.iter_mut().max_by_key(|word| word.len()) {
        Some(word) if word.len() > 1 => word.pop().is_some(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(format: Format) -> Fields<'static> {
        Fields {
            format,
            code: "I",
            issuer: "TCD",
            primary: "Adoum Brahim",
            secondary: "Achta",
            number: "SP0000017",
            nationality: "SDN",
            birth: "910304",
            sex: 'F',
            expiry: "311231",
            optional: "",
        }
    }

    #[test]
    fn each_format_has_its_lines_and_its_check_digits() {
        assert_eq!(
            lines(&fields(Format::Td1)),
            ["I<TCDSP00000171<<<<<<<<<<<<<<<", "9103041F3112319SDN<<<<<<<<<<<4", "ADOUM<BRAHIM<<ACHTA<<<<<<<<<<<"]
        );
        assert_eq!(
            lines(&fields(Format::Td2)),
            ["I<TCDADOUM<BRAHIM<<ACHTA<<<<<<<<<<<<", "SP00000171SDN9103041F3112319<<<<<<<4"]
        );
        assert_eq!(
            lines(&Fields { code: "V", ..fields(Format::MrvB) }),
            ["V<TCDADOUM<BRAHIM<<ACHTA<<<<<<<<<<<<", "SP00000171SDN9103041F3112319<<<<<<<<"]
        );
    }

    #[test]
    fn a_check_digit_weighs_seven_three_one() {
        // Doc 9303-3 appendix A, examples 1 and 2.
        assert_eq!((check_digit("520727"), check_digit("AB2134<<<")), ('3', '5'));
    }

    #[test]
    fn a_name_without_parts_has_no_secondary_identifier() {
        assert_eq!(name_field("Arkfreith", "", 12), "ARKFREITH<<<");
    }

    #[test]
    fn a_truncated_name_ends_in_a_letter_and_keeps_a_given_name() {
        assert_eq!(name_field("Abdalmahmoud Abdalrahman", "Nuraddin", 31), "ABDALMAHMOUD<ABDALRAHMAN<<NURAD");
        assert_eq!(name_field("Abdalmahmoud Abdalrahman", "Um Kulthum", 29), "ABDALMAHMOUD<ABDALRAHMAN<<U<K");
        let long = name_field("Abdalmahmoud Abdalrahman Abdalqadir", "Nuraddin", 30);
        assert_eq!(long, "ABDALMAHM<ABDALRAH<ABDALQAD<<N");
        assert_eq!(name_field("Ab Cd", "", 3), "A<C");
    }
}
