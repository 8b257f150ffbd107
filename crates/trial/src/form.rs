/// The body of a form with these fields, as a browser writes it.
pub fn form(fields: &[(&str, &str)]) -> String {
    let field =
        |(name, value): &(&str, &str)| format!("{}={}", shell::form::encoded(name), shell::form::encoded(value));
    fields.iter().map(field).collect::<Vec<_>>().join("&")
}
