//! Forms: `members[0].name.original=…` as JSON, so that a form and the API feed the same command.

use access::{Gate, Query};
use kernel::text::latin_digits;
use serde_json::{Map, Value};

/// A form as sent: names and values in order. Names end in `:int`, `:num` or `:bool` where the command wants no text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form(pub Vec<(String, String)>);

/// Most list entries that one form may name.
const MOST: usize = 200;

impl Form {
    /// The form in an `application/x-www-form-urlencoded` text (WHATWG URL §5).
    #[must_use]
    pub fn parse(body: &[u8]) -> Self {
        let pair = |pair: &[u8]| {
            let mut halves = pair.splitn(2, |b| *b == b'=');
            (decoded(halves.next().unwrap_or(&[])), decoded(halves.next().unwrap_or(&[])))
        };
        Self(body.split(|b| *b == b'&').filter(|part| !part.is_empty()).map(pair).collect())
    }

    /// The first value under `name`, with or without its type suffix, unless blank.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| bare(n) == name).map(|(_, v)| v.as_str()).filter(|v| !v.trim().is_empty())
    }

    /// Whether nothing was sent.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same with one more value.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.0.push((name.to_owned(), value.to_string()));
        self
    }

    /// The form as JSON. Blank values are left out; names that begin with `_` belong to the shell and are left out; gaps in
    /// lists close, so that a removed member leaves no hole.
    #[must_use]
    pub fn json(&self) -> Value {
        let mut root = Value::Object(Map::new());
        for (name, value) in &self.0 {
            if name.starts_with('_') || value.trim().is_empty() {
                continue;
            }
            put(&mut root, bare(name), typed(name, value));
        }
        close_gaps(&mut root);
        root
    }
}

/// The name without its type suffix.
#[must_use]
pub fn bare(name: &str) -> &str {
    name.rsplit_once(':').filter(|(_, t)| matches!(*t, "int" | "num" | "bool")).map_or(name, |(bare, _)| bare)
}

fn typed(name: &str, value: &str) -> Value {
    let text = || Value::String(value.to_owned());
    match name.rsplit_once(':').map(|(_, kind)| kind) {
        Some("int") => latin_digits(value.trim()).parse::<i64>().map_or_else(|_| text(), Value::from),
        Some("num") => latin_digits(value.trim()).replace(',', ".").parse::<f64>().map_or_else(|_| text(), Value::from),
        Some("bool") => Value::Bool(matches!(value, "true" | "on" | "yes" | "1")),
        _ => text(),
    }
}

fn put(root: &mut Value, name: &str, value: Value) {
    let mut at = root;
    for step in name.split(['.', '[']) {
        at = match step.strip_suffix(']') {
            // `name[]` appends.
            Some("") => {
                let Some(list) = as_list(at) else { return };
                list.push(Value::Null);
                let Some(last) = list.last_mut() else { return };
                last
            }
            Some(index) => {
                let Some(index) = index.parse().ok().filter(|i| *i < MOST) else { return };
                let Some(list) = as_list(at) else { return };
                if list.len() <= index {
                    list.resize(index + 1, Value::Null);
                }
                let Some(entry) = list.get_mut(index) else { return };
                entry
            }
            None => {
                if !at.is_object() {
                    *at = Value::Object(Map::new());
                }
                let Value::Object(map) = at else { return };
                map.entry(step).or_insert(Value::Null)
            }
        };
    }
    // The first value wins over repetitions, except a checkbox's hidden `false` before its `true`.
    if at.is_null() || at == &Value::Bool(false) {
        *at = value;
    }
}

fn as_list(value: &mut Value) -> Option<&mut Vec<Value>> {
    if !value.is_array() {
        *value = Value::Array(Vec::new());
    }
    value.as_array_mut()
}

fn close_gaps(value: &mut Value) {
    match value {
        Value::Array(list) => {
            list.retain(|entry| !entry.is_null());
            list.iter_mut().for_each(close_gaps);
        }
        Value::Object(map) => map.values_mut().for_each(close_gaps),
        _ => {}
    }
}

fn decoded(bytes: &[u8]) -> String {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        match first {
            b'+' => out.push(b' '),
            b'%' => match tail.split_first_chunk::<2>().and_then(|(hex, after)| Some((hex_byte(*hex)?, after))) {
                Some((byte, after)) => {
                    out.push(byte);
                    rest = after;
                }
                None => out.push(b'%'),
            },
            other => out.push(other),
        }
    }
    String::from_utf8_lossy(&out).replace("\r\n", "\n")
}

fn hex_byte(hex: [u8; 2]) -> Option<u8> {
    let digit = |b: u8| char::from(b).to_digit(16).and_then(|d| u8::try_from(d).ok());
    let [high, low] = hex;
    Some(digit(high)? << 4 | digit(low)?)
}

/// The text percent-encoded for a query.
#[must_use]
pub fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// A page's query as a view's: `sort=-name`, `page`, `per_page`, everything else a parameter.
#[must_use]
pub fn view_query(query: &Form) -> Query {
    let number = |name: &str| query.get(name).and_then(|v| v.parse().ok()).unwrap_or(0);
    let sort = query.get("sort");
    Query {
        values: query
            .0
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "sort" | "page" | "per_page" | "format"))
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect(),
        sort: sort.map(|s| s.trim_start_matches('-').to_owned()),
        descending: sort.is_some_and(|s| s.starts_with('-')),
        page: number("page"),
        per_page: number("per_page"),
    }
}

/// A fresh request key.
#[must_use]
pub fn fresh_key(gate: &Gate) -> String {
    let mut random = [0; 10];
    // Without randomness the key is still unique per millisecond; a clash is refused, never carried out twice.
    let _ = log::cipher::fill_random(&mut random);
    kernel::FactId::new(gate.now(), random).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_spell_a_tree_and_gaps_close() {
        let body = "name.original=Z%C3%A9nab+Ali&members[0].sex=female&members[2].sex=male&members[2].age:int=%D9%A3&urgent:bool=on&\
                    _key=k&blank=+&tags[]=a&tags[]=b&bad:int=x";
        assert_eq!(
            Form::parse(body.as_bytes()).json(),
            json!({ "name": { "original": "Zénab Ali" }, "members": [{ "sex": "female" }, { "sex": "male", "age": 3 }],
                    "urgent": true, "tags": ["a", "b"], "bad": "x" })
        );
    }

    #[test]
    fn a_hostile_form_costs_no_memory() {
        assert_eq!(Form::parse(b"a[999999999].b=1&a.b[0]=1&%zz=%").json()["a"], json!({ "b": ["1"] }));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_some_form(body in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
            let _ = Form::parse(&body).json();
        }

        #[test]
        fn encoding_survives(text in ".{0,40}") {
            let body = format!("a={}", encoded(&text));
            let form = Form::parse(body.as_bytes());
            proptest::prop_assert_eq!(&form.0[0].1, &text.replace("\r\n", "\n"));
        }
    }
}
