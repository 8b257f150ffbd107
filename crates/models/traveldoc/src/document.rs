//! Reads a machine-readable zone and keeps the evidence for each field: what stood there, and whether a check digit proves it
//! (ICAO Doc 9303, parts 3 to 7). What no check digit can prove is accepted and marked; nothing is refused because a digit is
//! wrong. Only a text in which no zone can be found is sent back, to be scanned again or typed.

use kernel::{BirthDate, Date, Nationality, PersonName, Sex, Text};
use mrz::{MrzData, MrzDate, MrzError, ParseOptions};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Passport.
    Passport,
    /// Convention travel document of a refugee (code PR, or PT and so on by older issuers).
    RefugeeDocument,
    /// Travel document of a stateless person (code PS).
    StatelessDocument,
    /// Identity card.
    IdentityCard,
    /// Visa.
    Visa,
    /// Laissez-passer, permit, birth certificate, other paper.
    Other,
}

impl DocumentKind {
    /// Every kind, in the order of forms.
    pub const ALL: [DocumentKind; 6] = [
        DocumentKind::Passport,
        DocumentKind::IdentityCard,
        DocumentKind::Visa,
        DocumentKind::RefugeeDocument,
        DocumentKind::StatelessDocument,
        DocumentKind::Other,
    ];

    /// Its name in data.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            DocumentKind::Passport => "passport",
            DocumentKind::RefugeeDocument => "refugee_document",
            DocumentKind::StatelessDocument => "stateless_document",
            DocumentKind::IdentityCard => "identity_card",
            DocumentKind::Visa => "visa",
            DocumentKind::Other => "other",
        }
    }
}

/// What a check digit says of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// It agrees.
    Ok,
    /// It disagrees: a misread, a worn document, or another doubt for a person to look at.
    Failed,
    /// No check digit covers the field.
    None,
}

/// One field of a zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldEvidence {
    /// Name of the field.
    pub field: String,
    /// What stands there.
    pub value: String,
    /// Whether a check digit proves it.
    pub proof: Proof,
}

/// A zone as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadZone {
    /// `td1`, `td2`, `td3`, `mrv_a` or `mrv_b`.
    pub format: String,
    /// Its lines, as validated.
    pub lines: String,
    /// Whether the text given differs from the lines: characters were mended because a check digit agreed.
    pub mended: bool,
    /// Field by field.
    pub evidence: Vec<FieldEvidence>,
}

/// What a zone says about its holder.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadDocument {
    /// What kind of document.
    pub kind: DocumentKind,
    /// Issuer's code as printed.
    pub issuer: String,
    /// Document number.
    pub number: String,
    /// Whether a check digit proves the number.
    pub number_proven: bool,
    /// Last day of validity, where it is a day.
    pub expires: Option<Date>,
    /// Name as read.
    pub name: Option<PersonName>,
    /// Birth date as well as the zone knows it.
    pub birth: Option<BirthDate>,
    /// Sex.
    pub sex: Sex,
    /// Nationality; unknown where the code is none.
    pub nationality: Nationality,
    /// The zone itself.
    pub zone: ReadZone,
}

/// Why a text holds no zone that can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadZone {
    /// Nothing in it looks like a zone.
    NotFound,
    /// A part of a zone, or a zone in which structure itself is broken.
    Broken,
}

/// Reads the zone in a text: complete lines first, then the search that tolerates noise around them.
pub fn read(text: &str, today: Date) -> Result<ReadDocument, BadZone> {
    let options = ParseOptions::default().with_pivot_yy(u32::try_from(today.year().rem_euclid(100)).unwrap_or(26));
    let upper = text.to_ascii_uppercase();
    let lines: Vec<&str> = upper.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let data = match whole(&lines, &options) {
        Some(data) => data,
        None => mrz::find_and_parse_with(&upper, &options).map_err(|error| match error {
            MrzError::NotFound => BadZone::NotFound,
            _ => BadZone::Broken,
        })?,
    };
    Ok(document(&data, lines.join("\n") != data.mrz_lines))
}

/// The zone whose lines these are, if they are complete lines of a zone and nothing else.
fn whole(lines: &[&str], options: &ParseOptions) -> Option<MrzData> {
    let visa = lines.first().is_some_and(|line| line.starts_with('V'));
    match lines {
        [a, b, c] if [a, b, c].iter().all(|line| line.len() == 30) => mrz::parse_td1_with(a, b, c, options).ok(),
        [a, b] if a.len() == 44 && b.len() == 44 && visa => mrz::parse_mrv_a_with(a, b, options).ok(),
        [a, b] if a.len() == 36 && b.len() == 36 && visa => mrz::parse_mrv_b_with(a, b, options).ok(),
        [a, b] if a.len() == 44 && b.len() == 44 => mrz::parse_td3_with(a, b, options).ok(),
        [a, b] if a.len() == 36 && b.len() == 36 => mrz::parse_td2_with(a, b, options).ok(),
        _ => None,
    }
}

fn document(data: &MrzData, mended: bool) -> ReadDocument {
    let format = match data.format {
        mrz::Format::Td1 => "td1",
        mrz::Format::Td2 => "td2",
        mrz::Format::Td3 => "td3",
        mrz::Format::MrvA => "mrv_a",
        mrz::Format::MrvB => "mrv_b",
        _ => "other",
    };
    ReadDocument {
        kind: kind(data),
        issuer: data.issuing_country.clone(),
        number: data.full_document_number().to_owned(),
        number_proven: data.checks.document_number == Some(true) && !data.full_document_number().is_empty(),
        expires: calendar(data.date_of_expiry),
        name: name(data),
        birth: birth(data.date_of_birth),
        sex: match data.sex {
            mrz::Sex::Male => Sex::Male,
            mrz::Sex::Female => Sex::Female,
            _ => Sex::Unspecified,
        },
        nationality: data.nationality.parse().unwrap_or(Nationality::UNKNOWN),
        zone: ReadZone { format: format.to_owned(), lines: data.mrz_lines.clone(), mended, evidence: evidence(data) },
    }
}

/// The kind by the document code (Doc 9303-4 §4.4, -5 §4.2.2, -7 §4.2.2).
fn kind(data: &MrzData) -> DocumentKind {
    match data.document_type.as_str() {
        "PR" | "PT" => DocumentKind::RefugeeDocument,
        "PS" => DocumentKind::StatelessDocument,
        code if code.starts_with('P') => DocumentKind::Passport,
        code if code.starts_with('V') => DocumentKind::Visa,
        code if code.starts_with(['I', 'A', 'C']) => DocumentKind::IdentityCard,
        _ => DocumentKind::Other,
    }
}

/// The name as the zone spells it. A zone may truncate it and never has another script: registration asks again.
fn name(data: &MrzData) -> Option<PersonName> {
    let whole = [data.given_names.as_str(), data.surname.as_str()].join(" ");
    let mut name = PersonName::whole(Text::parse(&whole).ok()?);
    name.family = Text::parse(&data.surname).ok();
    name.given = Text::parse(&data.given_names).ok();
    Some(name)
}

fn calendar(date: MrzDate) -> Option<Date> {
    let day = date.calendar()?;
    Date::new(i16::try_from(day.year).ok()?, i8::try_from(day.month).ok()?, i8::try_from(day.day).ok()?).ok()
}

/// The birth date as well as it is known: issuers may leave day, or day and month, unknown (Doc 9303-3 §4.8).
fn birth(date: MrzDate) -> Option<BirthDate> {
    match date {
        MrzDate::Calendar(_) => calendar(date).map(|date| BirthDate::Exact { date }),
        MrzDate::PartiallyUnknown(raw) => {
            let part = |from: usize| raw.as_str().get(from..from + 2).and_then(|text| text.parse::<i16>().ok());
            // The century follows from a whole date, so an unknown month or day is filled for that question only.
            let (year, month) = (part(0)?, part(2));
            let filled = format!("{:02}{:02}01", year, month.unwrap_or(1));
            let text = mrz::expand_date(&filled, true);
            let year = text.get(..4)?.parse().ok()?;
            Some(BirthDate::Partial {
                year,
                month: month.and_then(|m| i8::try_from(m).ok()).filter(|m| (1..=12).contains(m)),
            })
        }
        _ => None,
    }
}

fn evidence(data: &MrzData) -> Vec<FieldEvidence> {
    let proof = |check: Option<bool>| match check {
        Some(true) => Proof::Ok,
        Some(false) => Proof::Failed,
        None => Proof::None,
    };
    let checks = &data.checks;
    let mut fields = vec![
        ("document_code", data.document_type.clone(), Proof::None),
        ("issuer", data.issuing_country.clone(), Proof::None),
        ("document_number", data.full_document_number().to_owned(), proof(checks.document_number)),
        ("surname", data.surname.clone(), Proof::None),
        ("given_names", data.given_names.clone(), Proof::None),
        ("nationality", data.nationality.clone(), Proof::None),
        ("birth_date", data.date_of_birth.to_string(), proof(checks.date_of_birth)),
        ("sex", data.sex.zone_char().to_string(), Proof::None),
        ("expiry_date", data.date_of_expiry.to_string(), proof(checks.date_of_expiry)),
    ];
    if let Some(optional) = &data.optional_data_1 {
        fields.push(("optional_data", optional.clone(), proof(checks.personal_number)));
    }
    if let Some(optional) = &data.optional_data_2 {
        fields.push(("optional_data_2", optional.clone(), Proof::None));
    }
    if checks.composite.is_some() {
        fields.push(("whole_zone", String::new(), proof(checks.composite)));
    }
    let keep = |(field, value, proof): (&str, String, Proof)| FieldEvidence { field: field.to_owned(), value, proof };
    fields.into_iter().map(keep).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Date {
        "2026-11-24".parse().unwrap()
    }

    fn proof_of(read: &ReadDocument, field: &str) -> Proof {
        read.zone.evidence.iter().find(|e| e.field == field).map(|e| e.proof).unwrap()
    }

    const TD3: &str = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

    /// Doc 9303-4, -5, -6, -7: the specimens of each part.
    #[test]
    fn the_specimens_of_the_standard_are_read_in_all_five_formats() {
        for (format, zone, number) in [
            ("td3", TD3, "L898902C3"),
            (
                "td1",
                "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<",
                "D23145890",
            ),
            ("td2", "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6", "D23145890"),
            (
                "mrv_a",
                "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C<3UTO6908061F9406236ZE184226B<<<<<<<",
                "L898902C",
            ),
            ("mrv_b", "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nL898902C<3UTO6908061F9406236ZE184226", "L898902C"),
        ] {
            let read = read(zone, today()).unwrap();
            assert_eq!((read.zone.format.as_str(), read.number.as_str(), read.number_proven), (format, number, true));
            assert_eq!(read.name.as_ref().map(|name| name.original.as_str()), Some("ANNA MARIA ERIKSSON"));
            assert!(!read.zone.evidence.iter().any(|e| e.proof == Proof::Failed), "{format}");
        }
    }

    #[test]
    fn a_wrong_digit_is_marked_and_refuses_nobody() {
        let read = read(&TD3.replace("1204159", "1204158"), today()).unwrap();
        assert_eq!(proof_of(&read, "expiry_date"), Proof::Failed);
        assert_eq!(proof_of(&read, "document_number"), Proof::Ok);
        assert_eq!(proof_of(&read, "surname"), Proof::None);
    }

    #[test]
    fn unknown_parts_of_a_birth_date_stay_unknown() {
        // Day unknown: 7408<< with its own check digit.
        let digit = mrz::check_digit("7408<<").unwrap();
        let zone = TD3.replace("7408122", &format!("7408<<{digit}"));
        assert_eq!(read(&zone, today()).unwrap().birth, Some(BirthDate::Partial { year: 1974, month: Some(8) }));
        let zone = TD3.replace("7408122", "<<<<<<0");
        let read = read(&zone, today()).unwrap();
        assert_eq!((read.birth, proof_of(&read, "birth_date")), (None, Proof::Ok));
    }

    #[test]
    fn stateless_persons_and_refugees_have_documents_of_their_own() {
        let with = |code: &str| read(&TD3.replacen("P<", code, 1), today()).unwrap().kind;
        assert_eq!(
            [with("P<"), with("PS"), with("PR")],
            [DocumentKind::Passport, DocumentKind::StatelessDocument, DocumentKind::RefugeeDocument]
        );
    }

    #[test]
    fn a_text_without_zone_is_told_from_a_broken_one() {
        assert_eq!(read("Good morning", today()).unwrap_err(), BadZone::NotFound);
        assert!(read("P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", today()).is_err());
    }

    /// Every specimen of the reference folder in which both lines are given is read, and its printed digits are judged as there.
    #[test]
    fn the_reference_specimens_are_read() {
        let Ok(folder) = std::env::var("MANARA_REFERENCE") else {
            println!("skipped: MANARA_REFERENCE names no folder with traveldoc/specimens.tsv");
            return;
        };
        let table = std::fs::read_to_string(format!("{folder}/traveldoc/specimens.tsv")).unwrap();
        let names = [("doc", "document_number"), ("dob", "birth_date"), ("exp", "expiry_date"), ("comp", "whole_zone")];
        let mut judged = 0;
        for row in table.lines().skip(1) {
            let cells: Vec<&str> = row.split('\t').collect();
            let [_, source, lines, field, _, _, _, agrees] = cells.as_slice() else { panic!("{row}") };
            if lines.starts_with('|') || lines.ends_with('|') {
                continue; // one line of a zone alone
            }
            let Some((_, ours)) = names.iter().find(|(short, _)| short == field) else { continue };
            let read = read(&lines.replace('|', "\n"), today()).unwrap_or_else(|e| panic!("{source}: {e:?}"));
            let proof = read.zone.evidence.iter().find(|e| e.field == *ours).map(|e| e.proof);
            let wanted = if *agrees == "True" { Proof::Ok } else { Proof::Failed };
            assert_eq!(proof, Some(wanted), "{source} {field}");
            judged += 1;
        }
        println!("{judged} printed digits judged");
        assert!(judged >= 10, "{judged}");
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_or_refused_with_a_reason(text in ".{0,300}") {
            let _ = read(&text, today());
        }

        #[test]
        fn any_characters_of_the_alphabet_are_read_or_refused(
            zone in "[PVIAC][A-Z<]{4}[A-Z<]{25,39}\n[A-Z0-9<]{30,44}(\n[A-Z0-9<]{30})?"
        ) {
            let _ = read(&zone, today());
        }

        #[test]
        fn a_zone_with_one_wrong_character_never_panics(at in 0usize..89, c in proptest::char::any()) {
            let mut chars: Vec<char> = TD3.chars().collect();
            chars[at] = c;
            let _ = read(&chars.into_iter().collect::<String>(), today());
        }
    }
}
