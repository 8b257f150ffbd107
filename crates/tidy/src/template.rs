//! What a person sees or hears in a page template without any translated expression: text between tags, and the attributes that
//! browsers and screen readers show.

/// Attributes whose value a person sees or hears.
const SPOKEN_ATTRIBUTES: &[&str] = &["title", "alt", "placeholder", "aria-label", "aria-description", "label"];

/// Elements whose content is not a text to translate: code, and the names on keys.
const UNSEEN_ELEMENTS: &[&str] = &["script", "style", "kbd"];

/// The words written by hand in a template, each with its line.
pub fn words_written_by_hand(template: &str) -> Vec<(usize, String)> {
    let text = blank_expressions(template);
    let mut found = Vec::new();
    let mut rest = text.as_str();
    let mut line = 1;
    let mut take = |rest: &mut &str, length: usize, words: Option<&str>| {
        let (piece, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        if let Some(words) = words {
            found.extend(letters(line, words));
        }
        line += piece.matches('\n').count();
        *rest = after;
    };
    while !rest.is_empty() {
        if rest.starts_with("<!--") {
            let end = rest.find("-->").map_or(rest.len(), |at| at + 3);
            take(&mut rest, end, None);
        } else if rest.starts_with('<') {
            let end = end_of_tag(rest);
            let tag = rest.get(..end).unwrap_or(rest);
            let unseen = UNSEEN_ELEMENTS.iter().find(|name| opens(tag, name));
            let spoken = spoken(tag);
            take(&mut rest, end, Some(&spoken));
            if let Some(name) = unseen {
                let close = rest.find(&format!("</{name}")).unwrap_or(rest.len());
                take(&mut rest, close, None);
            }
        } else {
            let end = rest.find('<').unwrap_or(rest.len());
            let words = without_entities(rest.get(..end).unwrap_or(rest));
            take(&mut rest, end, Some(&words));
        }
    }
    found
}

/// What a template says in Rust: all but the insides of `{{ … }}` and `{% … %}` becomes blanks; lines stay.
pub fn expressions(template: &str) -> String {
    let comment = |piece: &str| piece.starts_with("{#");
    split_expressions(
        template,
        |piece, inside| if inside && !comment(piece) { without_marks(piece) } else { blank(piece) },
    )
}

/// Every `{{ … }}`, `{% … %}` and `{# … #}` becomes blanks; lines stay.
fn blank_expressions(template: &str) -> String {
    split_expressions(template, |piece, inside| if inside { blank(piece) } else { piece.to_owned() })
}

/// The template again, after `change` has seen each piece and whether it is an expression.
fn split_expressions(template: &str, change: impl Fn(&str, bool) -> String) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((open, close, at)) = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")]
        .iter()
        .filter_map(|(open, close)| rest.find(open).map(|at| (*open, *close, at)))
        .min_by_key(|(_, _, at)| *at)
    {
        let (before, expression) = rest.split_at_checked(at).unwrap_or((rest, ""));
        let after_open = expression.get(open.len()..).unwrap_or("");
        let length = after_open.find(close).map_or(expression.len(), |end| open.len() + end + close.len());
        let (expression, after) = expression.split_at_checked(length).unwrap_or((expression, ""));
        out.push_str(&change(before, false));
        out.push_str(&change(expression, true));
        rest = after;
    }
    out + &change(rest, false)
}

fn blank(piece: &str) -> String {
    piece.chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect()
}

/// An expression without its two marks, closed by a semicolon so that it does not run into the next.
fn without_marks(piece: &str) -> String {
    let inside = piece.get(2..piece.len().saturating_sub(2)).unwrap_or("");
    format!("{};", inside.trim_matches(['-', '~', '+']))
}

/// Where a tag ends, one past its `>`; a `>` inside quotes does not end it.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None, '>') => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn opens(tag: &str, name: &str) -> bool {
    let after = tag.strip_prefix('<').and_then(|tag| tag.strip_prefix(name));
    after.is_some_and(|after| after.starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/'))
}

/// The values of the attributes that are shown or spoken, each on its line of the tag.
fn spoken(tag: &str) -> String {
    let mut out = String::new();
    let mut before = "";
    for (index, piece) in tag.split('"').enumerate() {
        let is_value = index % 2 == 1;
        let name = before.trim_end().strip_suffix('=').map(str::trim_end).unwrap_or_default();
        let name = name.rsplit(char::is_whitespace).next().unwrap_or_default();
        let keep = is_value && SPOKEN_ATTRIBUTES.contains(&name);
        out.extend(piece.chars().map(|c| if keep || c == '\n' { c } else { ' ' }));
        out.push(' ');
        before = piece;
    }
    without_entities(&out)
}

fn without_entities(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let name = after.split(';').next().unwrap_or_default();
        let entity = after.contains(';') && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#');
        rest = if entity { after.get(name.len() + 1..).unwrap_or("") } else { after };
    }
    out + rest
}

/// The lines of a piece that hold letters.
fn letters(first_line: usize, piece: &str) -> Vec<(usize, String)> {
    let lines = piece.split('\n').zip(first_line..);
    lines
        .filter(|(text, _)| text.chars().any(char::is_alphabetic))
        .map(|(text, line)| (line, text.split_whitespace().collect::<Vec<_>>().join(" ")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_tags_comments_scripts_and_entities_are_not_words() {
        let template = "{# note #}<!-- note -->\n<p class=\"big\" lang=\"ar\">{{ words.t(\"a > b\") }}&nbsp;·\u{202f}12</p>\n\
            {% if x < y %}<script src=\"a.js\">let word;</script><style>p{color:red}</style>{% endif %}";
        assert_eq!(words_written_by_hand(template), []);
    }

    #[test]
    fn text_between_tags_is_found_with_its_line() {
        let template = "<h1>\n  {{ title }}\n  Queue board\n</h1>";
        assert_eq!(words_written_by_hand(template), [(3, "Queue board".to_owned())]);
    }

    #[test]
    fn expressions_keep_their_lines() {
        let text = "<p title=\"{{ a }}\">\n{# no #}{%- if b %}\n";
        let said = expressions(text);
        assert_eq!(said.split_whitespace().collect::<Vec<_>>(), ["a", ";", "if", "b", ";"]);
        assert_eq!(said.lines().count(), 2);
    }

    #[test]
    fn spoken_attributes_are_found_and_others_are_not() {
        let template = "<input name=\"family\"\n placeholder=\"Family name\" aria-label=\"{{ words.t(\"x\") }}\">";
        assert_eq!(words_written_by_hand(template), [(2, "Family name".to_owned())]);
    }
}
