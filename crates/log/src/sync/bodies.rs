//! Bodies by column. JSON texts of one shape differ in their values alone: the shape is sent once, and each value beside the
//! same value of the other facts. Nothing is known here of what they mean, and each body comes out byte for byte as it was,
//! because its hash is in the chain.

use super::{
    SyncError,
    columns::{IdsIn, IdsOut, In, Out, WordsIn, WordsOut},
};
use std::collections::BTreeMap;

/// Where a string stood, and where a number did: JSON holds no such bytes.
const STRING: u8 = 0;
const NUMBER: u8 = 1;
/// Begins what is not taken apart.
const WHOLE: u8 = 2;

/// How the values of one place are written.
const PLAIN: u8 = 0;
const IDS: u8 = 1;
const NUMBERS: u8 = 2;
const WORDS: u8 = 3;

/// Most bytes of bodies in one frame: a few bytes must not unpack to a full memory.
const MOST: usize = 64 << 20;

/// A body taken apart.
pub(super) struct Parts<'a> {
    pub shape: Vec<u8>,
    pub values: Vec<&'a [u8]>,
}

/// Takes a body apart.
pub(super) fn apart(body: &[u8]) -> Parts<'_> {
    if body.iter().any(|byte| *byte < WHOLE) || body.first() == Some(&WHOLE) {
        return Parts { shape: [&[WHOLE], body].concat(), values: vec![] };
    }
    let (mut shape, mut values, mut rest) = (Vec::new(), Vec::new(), body);
    while let Some((first, after)) = rest.split_first() {
        let value = match first {
            b'"' => string(after).filter(|(_, after)| after.first() != Some(&b':')).map(|found| (STRING, found)),
            b'-' | b'0'..=b'9' => Some((NUMBER, rest.split_at(digits(rest)))),
            _ => None,
        };
        if let Some((mark, (value, after))) = value {
            shape.push(mark);
            values.push(value);
            rest = after;
            continue;
        }
        // A name in an object stays in the shape, whole: its text is not looked at for values.
        let length = if *first == b'"' { string(after).map_or(1, |(name, _)| name.len() + 2) } else { 1 };
        let (kept, after) = rest.split_at(length.min(rest.len()));
        shape.extend_from_slice(kept);
        rest = after;
    }
    Parts { shape, values }
}

/// A string's content up to its closing quote, and what follows that; `None` when it does not end.
fn string(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut escaped = false;
    let end = text.iter().position(|byte| {
        let ends = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        ends
    })?;
    let (content, quote) = text.split_at(end);
    Some((content, quote.split_first()?.1))
}

fn digits(text: &[u8]) -> usize {
    text.iter().position(|byte| !matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')).unwrap_or(text.len())
}

/// How many values a shape has room for.
fn places(shape: &[u8]) -> usize {
    if shape.first() == Some(&WHOLE) { 0 } else { shape.iter().filter(|byte| **byte < WHOLE).count() }
}

/// Puts a body together again.
fn together<'v>(shape: &[u8], mut values: impl Iterator<Item = &'v [u8]>) -> Option<Vec<u8>> {
    if let Some((&WHOLE, body)) = shape.split_first() {
        return Some(body.to_vec());
    }
    let mut body = Vec::with_capacity(shape.len() * 2);
    for byte in shape {
        match *byte {
            STRING => {
                body.push(b'"');
                body.extend_from_slice(values.next()?);
                body.push(b'"');
            }
            NUMBER => body.extend_from_slice(values.next()?),
            byte => body.push(byte),
        }
    }
    Some(body)
}

/// Writes bodies, each recorded at about the moment beside it, and gives the columns: shapes, words of all places, then one for each
/// place of each shape, in the order of shapes. `ids` are the frame's.
pub(super) fn write(bodies: &[(&[u8], i64)], ids: &mut IdsOut) -> Vec<Out> {
    let (mut shapes, mut of_fact) = (WordsOut::default(), Out::default());
    let mut in_order: Vec<Vec<(Parts<'_>, i64)>> = Vec::new();
    for (body, near) in bodies {
        let parts = apart(body);
        let number = shapes.write(&mut of_fact, &parts.shape);
        match in_order.get_mut(number) {
            Some(facts) => facts.push((parts, *near)),
            None => in_order.push(vec![(parts, *near)]),
        }
    }
    let mut columns = vec![of_fact, shapes.words];
    for facts in in_order {
        let places = facts.first().map_or(0, |(parts, _)| parts.values.len());
        for place in 0..places {
            let values = facts.iter().filter_map(|(parts, near)| Some((*parts.values.get(place)?, *near)));
            columns.push(column(&values.collect::<Vec<_>>(), ids));
        }
    }
    columns
}

/// One place's values, in the form that suits all of them.
fn column(values: &[(&[u8], i64)], ids: &mut IdsOut) -> Out {
    let mut out = Out::default();
    if values.iter().all(|(value, _)| id(value).is_some()) {
        out.raw(&[IDS]);
        values.iter().for_each(|(value, near)| ids.write(&mut out, id(value).unwrap_or_default(), *near));
    } else if values.iter().all(|(value, _)| number(value).is_some()) {
        out.raw(&[NUMBERS]);
        let mut before = 0;
        for number in values.iter().filter_map(|(value, _)| number(value)) {
            out.signed(number.wrapping_sub(before));
            before = number;
        }
    } else {
        let mut distinct: Vec<&[u8]> = values.iter().map(|(value, _)| *value).collect();
        distinct.sort_unstable();
        distinct.dedup();
        if distinct.len() * 2 <= values.len() {
            out.raw(&[WORDS]);
            let (mut words, mut numbers) = (WordsOut::default(), Out::default());
            values.iter().for_each(|(value, _)| _ = words.write(&mut numbers, value));
            out.bytes(&words.words.0);
            out.raw(&numbers.0);
        } else {
            out.raw(&[PLAIN]);
            values.iter().for_each(|(value, _)| out.size(value.len()));
            values.iter().for_each(|(value, _)| out.raw(value));
        }
    }
    out
}

/// The bytes of an id that is written as ids are, in lower case with dashes.
fn id(value: &[u8]) -> Option<[u8; 16]> {
    let text = std::str::from_utf8(value).ok().filter(|text| text.len() == 36)?;
    let id = uuid::Uuid::try_parse(text).ok()?;
    (id.hyphenated().encode_lower(&mut [0; 36]) == text).then(|| id.into_bytes())
}

/// A number that is written as it is always written.
fn number(value: &[u8]) -> Option<i64> {
    let text = std::str::from_utf8(value).ok()?;
    text.parse::<i64>().ok().filter(|number| number.to_string() == text)
}

/// Bodies as [`write`] wrote them; `near` gives each one's moment, and there are as many as those.
pub(super) fn read<'a>(
    near: &[i64],
    columns: &mut impl Iterator<Item = In<'a>>,
    ids: &mut IdsIn<'a>,
) -> Result<Vec<Vec<u8>>, SyncError> {
    let mut next = || columns.next().ok_or(SyncError::Torn);
    let (mut of_fact, mut shapes) = (next()?, WordsIn::new(next()?));
    let mut by_shape: Vec<(&[u8], Vec<usize>)> = Vec::new();
    let mut known: BTreeMap<&[u8], usize> = BTreeMap::new();
    for fact in 0..near.len() {
        let shape = shapes.read(&mut of_fact)?;
        let number = *known.entry(shape).or_insert(by_shape.len());
        match by_shape.get_mut(number) {
            Some((_, facts)) => facts.push(fact),
            None => by_shape.push((shape, vec![fact])),
        }
    }
    let mut bodies = vec![Vec::new(); near.len()];
    let mut size = 0;
    for (shape, facts) in by_shape {
        let moments: Vec<i64> = facts.iter().filter_map(|fact| near.get(*fact).copied()).collect();
        let mut places = (0..places(shape)).map(|_| Ok(values(next()?, &moments, ids, &mut size)?.into_iter()));
        let mut places = places.by_ref().collect::<Result<Vec<_>, SyncError>>()?;
        for fact in facts {
            let row: Vec<_> = places.iter_mut().filter_map(Iterator::next).collect();
            let body = together(shape, row.iter().map(AsRef::as_ref)).ok_or(SyncError::Torn)?;
            size += body.len();
            if size > MOST {
                return Err(SyncError::Torn);
            }
            *bodies.get_mut(fact).ok_or(SyncError::Torn)? = body;
        }
    }
    Ok(bodies)
}

/// One place's values.
fn values<'a>(
    mut column: In<'a>,
    near: &[i64],
    ids: &mut IdsIn<'a>,
    size: &mut usize,
) -> Result<Vec<std::borrow::Cow<'a, [u8]>>, SyncError> {
    let [form] = column.array()?;
    let mut before = 0_i64;
    let mut words = WordsIn::default();
    let lengths = match form {
        PLAIN => near.iter().map(|_| column.size()).collect::<Result<Vec<_>, _>>()?,
        WORDS => {
            words.words = In(column.bytes()?);
            vec![]
        }
        _ => vec![],
    };
    let mut lengths = lengths.into_iter();
    let mut value = |near: &i64| -> Result<std::borrow::Cow<'a, [u8]>, SyncError> {
        Ok(match form {
            PLAIN => column.raw(lengths.next().ok_or(SyncError::Torn)?)?.into(),
            IDS => {
                let id = uuid::Uuid::from_bytes(ids.read(&mut column, *near)?);
                id.hyphenated().to_string().into_bytes().into()
            }
            NUMBERS => {
                before = before.wrapping_add(column.signed()?);
                before.to_string().into_bytes().into()
            }
            WORDS => words.read(&mut column)?.into(),
            _ => return Err(SyncError::Torn),
        })
    };
    let mut out = Vec::with_capacity(near.len());
    for near in near {
        let value = value(near)?;
        *size += 64 + if matches!(value, std::borrow::Cow::Owned(_)) { value.len() } else { 0 };
        if *size > MOST {
            return Err(SyncError::Torn);
        }
        out.push(value);
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn again(bodies: &[Vec<u8>]) -> Vec<Vec<u8>> {
        let mut ids = IdsOut::default();
        let with: Vec<_> = bodies.iter().map(|body| (body.as_slice(), 1_790_000_000_000)).collect();
        let columns = write(&with, &mut ids);
        let [moments, random] = ids.end();
        let mut ids = IdsIn::new(In(&moments.0), In(&random.0));
        let near = vec![1_790_000_000_000; bodies.len()];
        read(&near, &mut columns.iter().map(|column| In(&column.0)), &mut ids).unwrap()
    }

    #[test]
    fn a_name_in_an_object_stays_in_the_shape_and_a_value_leaves_it() {
        let parts = apart(br#"{"a 1":"x \" y","n":[-3,0.5e1],"t":true}"#);
        assert_eq!(parts.shape, b"{\"a 1\":\0,\"n\":[\x01,\x01],\"t\":true}");
        assert_eq!(parts.values, [br#"x \" y"#.as_slice(), b"-3", b"0.5e1"]);
    }

    proptest! {
        #[test]
        fn any_bytes_come_out_as_they_went_in(bodies in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..60), 0..20)) {
            prop_assert_eq!(again(&bodies), bodies);
        }

        #[test]
        fn json_comes_out_as_it_went_in(
            rows in prop::collection::vec((any::<u64>(), any::<i64>(), ".{0,12}", any::<u128>(), 0usize..3), 0..40),
        ) {
            let body = |(n, m, text, id, form): (u64, i64, String, u128, usize)| {
                let id = uuid::Uuid::from_u128(id).to_string();
                let json = match form {
                    0 => serde_json::json!({ "n": n, "m": m, "id": id, "text": text }),
                    1 => serde_json::json!({ "m": [m, 1.5], "id": id.to_uppercase() }),
                    _ => serde_json::json!(null),
                };
                json.to_string().into_bytes()
            };
            let bodies: Vec<_> = rows.into_iter().map(body).collect();
            prop_assert_eq!(again(&bodies), bodies);
        }
    }
}
