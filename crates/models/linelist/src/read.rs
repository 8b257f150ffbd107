//! Reads a list with its mapping.

use crate::Mapping;
use std::collections::BTreeMap;

/// A list, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct List {
    /// Rows that belong together, in the order of their first row.
    pub groups: Vec<Group>,
    /// Rows that could not be read.
    pub bad: Vec<BadRow>,
}

/// Rows that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What holds them together; empty for a row that stands alone.
    pub key: String,
    /// The rows, in the list's order.
    pub rows: Vec<Row>,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number in the file as a spreadsheet counts, the headings being 1.
    pub number: usize,
    /// Field → value, blank ones left out.
    pub fields: BTreeMap<String, String>,
}

/// A row that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// Its number in the file.
    pub number: usize,
    /// The value of its group column, where that could be read.
    pub key: String,
}

/// Largest file and most rows.
const MOST_BYTES: usize = 64 * 1024 * 1024;
const MOST_ROWS: usize = 200_000;

/// Reads the list: UTF-8 with or without byte-order mark; columns separated by comma, semicolon, tab or bar, whichever the headings
/// hold most of; digits of any script; blank rows passed over.
///
/// # Errors
/// A file that is not UTF-8 or too large, and a mapping that names a column which the headings do not have.
pub fn read(bytes: &[u8], mapping: &Mapping) -> Result<List, String> {
    if bytes.len() > MOST_BYTES {
        return Err(format!("the file holds {} bytes, at most {MOST_BYTES} are read: split it", bytes.len()));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "the file is not UTF-8: save it as “CSV UTF-8”".to_owned())?;
    let text = text.trim_start_matches('\u{feff}');
    let separator = mapping.separator.unwrap_or_else(|| separator_of(text.lines().next().unwrap_or("")));
    let separator = u8::try_from(separator).map_err(|_| format!("“{separator}” cannot separate columns"))?;
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(true)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let headings = reader.headers().map_err(|error| error.to_string())?.clone();
    let columns = columns(&headings, mapping)?;
    let group = mapping.group.as_deref().map(|name| position(&headings, name)).transpose()?;
    let mut lines = Lines { rest: text, at: 0, number: 1 };
    let mut list = List::default();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for record in reader.records().take(MOST_ROWS) {
        let Ok(record) = record else {
            return Err(
                "a quotation mark is opened and not closed: open the file in a spreadsheet and save it again".into()
            );
        };
        let number = lines.number_at(record.position().map_or(0, |at| usize::try_from(at.byte()).unwrap_or(0)));
        if record.iter().all(str::is_empty) {
            continue;
        }
        let key = group.and_then(|at| record.get(at)).map(plain).unwrap_or_default();
        if record.len() != headings.len() {
            list.bad.push(BadRow { number, key });
            continue;
        }
        let row = Row { number, fields: fields(&record, &columns, mapping) };
        match places.get(&key).filter(|_| !key.is_empty()) {
            Some(at) => list.groups.get_mut(*at).into_iter().for_each(|group| group.rows.push(row.clone())),
            None => {
                places.insert(key.clone(), list.groups.len());
                list.groups.push(Group { key, rows: vec![row] });
            }
        }
    }
    Ok(list)
}

/// Counts the lines of a text as a spreadsheet does. (The parser's own count is one behind where lines end in two characters.)
struct Lines<'a> {
    rest: &'a str,
    at: usize,
    number: usize,
}

impl Lines<'_> {
    /// The number of the line on which the record at this byte, or just after a line end there, begins.
    fn number_at(&mut self, byte: usize) -> usize {
        let (before, after) = self.rest.split_at_checked(byte.saturating_sub(self.at)).unwrap_or((self.rest, ""));
        let ends = after.len() - after.trim_start_matches(['\r', '\n']).len();
        let (gap, rest) = after.split_at_checked(ends).unwrap_or(("", after));
        self.number += before.matches('\n').count() + gap.matches('\n').count();
        (self.rest, self.at) = (rest, byte + ends);
        self.number
    }
}

fn separator_of(headings: &str) -> char {
    let count = |c: &char| headings.matches(*c).count();
    [',', ';', '\t', '|'].into_iter().max_by_key(count).filter(|c| count(c) > 0).unwrap_or(',')
}

fn columns(headings: &csv::StringRecord, mapping: &Mapping) -> Result<Vec<(usize, String)>, String> {
    mapping.columns.iter().map(|(name, field)| Ok((position(headings, name)?, field.clone()))).collect()
}

fn position(headings: &csv::StringRecord, name: &str) -> Result<usize, String> {
    let wanted = name.trim().to_lowercase();
    let found = headings.iter().position(|heading| heading.to_lowercase() == wanted);
    found.ok_or_else(|| {
        let known = headings.iter().collect::<Vec<_>>().join(", ");
        format!("the mapping names a column “{name}” that the file does not have; it has: {known}")
    })
}

fn fields(record: &csv::StringRecord, columns: &[(usize, String)], mapping: &Mapping) -> BTreeMap<String, String> {
    let mut fields = mapping.fixed.clone();
    for (at, field) in columns {
        let value = mapping.value(field, &plain(record.get(*at).unwrap_or("")));
        if !value.is_empty() {
            fields.insert(field.clone(), value);
        }
    }
    fields
}

fn plain(text: &str) -> String {
    kernel::text::latin_digits(text.trim()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping(group: &str) -> Mapping {
        Mapping::parse(&format!(
            "version = 1\nlist = 'l'\n{group}\n[columns]\nNom = 'name'\nAge = 'birth'\n[values.name]\n' HAWA ' = 'Hawa'\n\
             [fixed]\nsex = 'female'"
        ))
        .unwrap()
    }

    fn row(number: usize, name: &str, birth: &str) -> Row {
        let pairs = [("name", name), ("birth", birth), ("sex", "female")];
        let fields = pairs.iter().filter(|(_, v)| !v.is_empty()).map(|(f, v)| ((*f).into(), (*v).into())).collect();
        Row { number, fields }
    }

    #[test]
    fn a_spreadsheet_s_file_is_read_whatever_its_marks() {
        let file = "\u{feff}M;nom ;Age\r\n7;hawa;٣٤\r\n;;\r\n8;\"Ali; dit Issa\";5\r\n7;Issa;\r\n";
        let list = read(file.as_bytes(), &mapping("group = 'M'")).unwrap();
        let groups = [
            Group { key: "7".into(), rows: vec![row(2, "Hawa", "34"), row(5, "Issa", "")] },
            Group { key: "8".into(), rows: vec![row(4, "Ali; dit Issa", "5")] },
        ];
        assert_eq!(list, List { groups: groups.into(), bad: vec![] });
    }

    #[test]
    fn rows_without_a_group_stand_alone() {
        let list = read(b"M,Nom,Age\n,A,1\n,B,2\n", &mapping("group = 'M'")).unwrap();
        assert_eq!(list.groups.iter().map(|g| g.rows.len()).collect::<Vec<_>>(), [1, 1]);
    }

    #[test]
    fn a_row_of_another_length_is_named_and_the_others_are_read() {
        let list = read(b"M,Nom,Age\n1,A,1,9\n2,B,2\n", &mapping("group = 'M'")).unwrap();
        assert_eq!(list.bad, [BadRow { number: 2, key: "1".into() }]);
        assert_eq!(list.groups.len(), 1);
    }

    #[test]
    fn a_file_that_cannot_be_read_says_what_to_do() {
        for (file, word) in [(&b"\xff\xfe"[..], "UTF-8"), (b"Nom\nA\n", "“Age”")] {
            assert!(read(file, &mapping("")).unwrap_err().contains(word));
        }
    }
}
