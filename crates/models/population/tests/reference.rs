//! Our zones against the specimens and vectors of ICAO Doc 9303, where the reference folder is at hand.

#![cfg(test)]
#![allow(clippy::print_stdout, reason = "a skipped test says why")]

use population::mrz::{Fields, Format, check_digit, component, lines, name_field};
use std::{fs, path::PathBuf};

/// The rows of a reference table without its heading; none, with the reason printed, when the folder is absent.
fn rows(file: &str) -> Option<Vec<Vec<String>>> {
    let default = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/reference");
    let folder = std::env::var_os("MANARA_REFERENCE").map_or(default, PathBuf::from);
    let path = folder.join("traveldoc").join(file);
    match fs::read_to_string(&path) {
        Ok(text) => Some(text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()),
        Err(error) => {
            println!("skipped: {file} is not in MANARA_REFERENCE ({error})");
            None
        }
    }
}

#[test]
fn published_check_digits_are_ours() {
    let Some(rows) = rows("check_digit_vectors.tsv") else { return };
    for row in &rows {
        assert_eq!(check_digit(&row[0]).to_string(), row[1], "{}", row[2]);
    }
    assert!(rows.len() >= 7);
}

#[test]
fn every_check_digit_printed_in_a_specimen_is_ours() {
    let Some(rows) = rows("specimens.tsv") else { return };
    for row in &rows {
        // Column 5 is what was computed when the table was made; one specimen is known to print a wrong digit.
        assert_eq!(check_digit(&row[4]).to_string(), row[6], "{} {}", row[1], row[3]);
        assert_eq!(row[5] == row[6], row[7] == "True");
    }
    assert!(rows.len() >= 20);
}

#[test]
fn the_utopia_specimens_are_built_letter_for_letter() {
    let Some(rows) = rows("specimens.tsv") else { return };
    let utopian = |format, code, number, optional| {
        let visa = matches!(format, Format::MrvA | Format::MrvB);
        let (birth, expiry) = if visa { ("690806", "940623") } else { ("740812", "120415") };
        let fields = Fields {
            format,
            code,
            issuer: "UTO",
            primary: "ERIKSSON",
            secondary: "ANNA MARIA",
            number,
            nationality: "UTO",
            birth,
            sex: 'F',
            expiry,
            optional,
        };
        lines(&fields).join("|")
    };
    let built = [
        utopian(Format::Td3, "P", "L898902C3", "ZE184226B"),
        utopian(Format::Td2, "I", "D23145890", ""),
        utopian(Format::Td1, "I", "D23145890", ""),
        utopian(Format::MrvA, "V", "L898902C", "ZE184226B"),
        utopian(Format::MrvB, "V", "L898902C", "ZE184226"),
    ];
    for zone in built {
        assert!(rows.iter().any(|row| row[2] == zone), "{zone}");
    }
}

#[test]
fn names_that_fit_are_as_published_and_truncated_ones_keep_the_rules() {
    let Some(rows) = rows("name_truncation_vectors.tsv") else { return };
    let mut exact = 0;
    for row in &rows {
        let viz = row[4].trim_start_matches("- ").trim_start_matches("VIZ: ");
        let (primary, secondary) = viz.split_once(", ").unwrap_or((viz, ""));
        let width = match row[0].as_str() {
            "TD1" => Format::Td1.name_width(),
            "TD2" | "MRV-B" => Format::Td2.name_width(),
            _ => Format::Td3.name_width(),
        };
        let published = if row[0] == "TD1" { row[5].as_str() } else { row[5].get(5..).unwrap_or_default() };
        if published.len() != width {
            continue; // the table marks this printing of the standard as too short
        }
        let ours = name_field(primary, secondary, width);
        if component(primary).len() + 2 + component(secondary).len() <= width {
            assert_eq!(ours, published, "{} {viz}", row[0]);
            exact += 1;
        } else {
            // The standard shows several truncations of one name and leaves the choice to the issuer.
            assert_truncated_well(&ours, primary, secondary, width);
            assert_truncated_well(published, primary, secondary, width);
        }
    }
    assert!(exact >= 17, "{exact}");
}

/// Full width, a letter in the last place, and each word the beginning of the word of the name in its place.
fn assert_truncated_well(field: &str, primary: &str, secondary: &str, width: usize) {
    assert_eq!(field.len(), width);
    assert!(field.ends_with(|c: char| c.is_ascii_uppercase()), "{field}");
    let (first, given) = field.split_once("<<").unwrap_or((field, ""));
    let whole = component(primary);
    assert_eq!(first.split('<').count(), whole.split('<').count(), "{field}: a part of the primary identifier is gone");
    for (part, name) in [(first, whole), (given, component(secondary))] {
        assert!(part.split('<').zip(name.split('<')).all(|(short, long)| long.starts_with(short)), "{field}");
    }
    assert!(!given.is_empty(), "{field}");
}

#[test]
fn each_latin_letter_of_table_a_is_written_as_the_table_allows() {
    let Some(rows) = rows("translit_latin.tsv") else { return };
    for row in &rows {
        let letter = u32::from_str_radix(&row[0], 16).ok().and_then(char::from_u32).unwrap();
        let ours = component(&letter.to_string());
        assert!(row[3].split(" or ").any(|allowed| allowed == ours), "{letter}: {ours}, table: {}", row[3]);
        assert_eq!(component(&letter.to_lowercase().to_string()), ours, "{letter}");
    }
    assert!(rows.len() >= 90);
}
