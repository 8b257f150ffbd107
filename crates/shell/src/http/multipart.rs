//! Forms with a file (`multipart/form-data`, RFC 7578): a field for a file works without the script.

use crate::Form;

/// The form in such a body; empty when the body is none. A file is the text in it, its name is left out. Ends of lines are one sign, as in
/// other forms.
#[must_use]
pub fn multipart(content_type: &str, body: &[u8]) -> Form {
    let boundary = content_type.split(';').find_map(|part| part.trim().strip_prefix("boundary="));
    let boundary = boundary.map(|text| text.trim_matches('"')).filter(|text| (1..=70).contains(&text.len()));
    let Some(boundary) = boundary else { return Form::default() };
    let mark = format!("--{boundary}");
    // So that the first mark begins a line like the others.
    let body = [b"\r\n".as_slice(), body].concat();
    let mark = [b"\r\n".as_slice(), mark.as_bytes()].concat();
    Form(parted(&body, &mark).into_iter().skip(1).map_while(field).collect())
}

/// What stands between the marks.
fn parted<'a>(body: &'a [u8], mark: &[u8]) -> Vec<&'a [u8]> {
    let (mut parts, mut rest) = (Vec::new(), body);
    while let Some(at) = find(rest, mark) {
        let (part, after) = rest.split_at(at);
        parts.push(part);
        rest = after.get(mark.len()..).unwrap_or(&[]);
    }
    // The last mark ends in `--`: what follows it is no part; a body without it was cut off, and its last part is kept out.
    parts
}

/// Name and value; nothing where a part is none.
fn field(part: &[u8]) -> Option<(String, String)> {
    let end = find(part, b"\r\n\r\n")?;
    let (head, value) = (part.get(..end)?, part.get(end + 4..)?);
    let head = String::from_utf8_lossy(head);
    let disposition = head.lines().find(|line| line.to_ascii_lowercase().starts_with("content-disposition:"))?;
    let name = disposition.split(';').find_map(|item| item.trim().strip_prefix("name=\"")?.strip_suffix('"'))?;
    Some((name.to_owned(), String::from_utf8_lossy(value).replace("\r\n", "\n")))
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPE: &str = "multipart/form-data; boundary=----x1";

    fn body(parts: &[(&str, &str)]) -> Vec<u8> {
        let part = |(head, value): &(&str, &str)| {
            format!("------x1\r\nContent-Disposition: form-data; {head}\r\n\r\n{value}\r\n")
        };
        format!("{}------x1--\r\n", parts.iter().map(part).collect::<String>()).into_bytes()
    }

    #[test]
    fn fields_and_the_text_of_a_file_are_read() {
        let sent = body(&[
            ("name=\"text\"", "a\r\nb"),
            ("name=\"file\"; filename=\"name=.toml\"\r\nContent-Type: application/toml", "code = \"é\"\r\n\r\n--x\n"),
        ]);
        let form = multipart(TYPE, &sent);
        assert_eq!(form.get("text"), Some("a\nb"));
        assert_eq!(form.get("file"), Some("code = \"é\"\n\n--x\n"));
    }

    #[test]
    fn what_is_no_such_body_is_an_empty_form() {
        let sent = body(&[("name=\"a\"", "1")]);
        assert!(multipart("multipart/form-data", &sent).is_empty());
        assert!(multipart("multipart/form-data; boundary=other", &sent).is_empty());
        assert!(multipart(TYPE, b"------x1\r\n").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_some_form(body in proptest::collection::vec(proptest::num::u8::ANY, 0..300), at in 0usize..300) {
            let good = super::tests::body(&[("name=\"a\"", "1"), ("name=\"b\"", "2")]);
            let mut spoiled = good.clone();
            spoiled.splice(at.min(good.len()).., body.iter().copied());
            for body in [&body, &spoiled] {
                let _ = multipart(TYPE, body);
            }
        }
    }
}
