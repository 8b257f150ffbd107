//! From JSON to a command, or to a problem that says which field is wrong and how.

use kernel::Problem;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The command in the JSON, or a problem that names the wrong field and how it is wrong.
pub fn parse<T: DeserializeOwned>(json: &Value) -> Result<T, Problem> {
    // A list would be taken for the fields in order.
    if !json.is_object() {
        return Err(Problem::field(".", "GEN-003"));
    }
    serde_path_to_error::deserialize(json).map_err(|error| {
        let path = error.path().to_string();
        let message = error.inner().to_string();
        let named = || message.starts_with("missing field") || message.starts_with("unknown field");
        let field = match quoted(&message).filter(|_| named()) {
            // The path of an unknown field names it already; that of a missing one ends above it.
            Some(name) if path == "." => name.to_owned(),
            Some(name) if path != name && !path.ends_with(&format!(".{name}")) => format!("{path}.{name}"),
            _ => path,
        };
        Problem::field(field, code_of(&message))
    })
}

/// The stable code in an error of a kernel type, or the code of serde's own errors.
fn code_of(message: &str) -> String {
    let head: String = message.chars().take(7).collect();
    let mut parts = head.splitn(2, '-');
    let coded = parts.next().is_some_and(|p| p.len() == 3 && p.chars().all(|c| c.is_ascii_uppercase()))
        && parts.next().is_some_and(|n| n.len() == 3 && n.chars().all(|c| c.is_ascii_digit()));
    if coded {
        return head;
    }
    match message {
        m if m.starts_with("missing field") => "GEN-001",
        m if m.starts_with("unknown field") => "GEN-002",
        m if m.starts_with("invalid type") => "GEN-003",
        m if m.starts_with("unknown variant") => "GEN-004",
        _ => "GEN-005",
    }
    .to_owned()
}

fn quoted(message: &str) -> Option<&str> {
    message.split('`').nth(1)
}
