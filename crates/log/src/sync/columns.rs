//! The bytes of a frame, column by column: numbers of variable length, ids, words.

use super::SyncError;
use std::collections::HashMap;

/// A column being written.
#[derive(Default)]
pub(super) struct Out(pub Vec<u8>);

impl Out {
    /// A number, seven bits a byte, lowest first (LEB128).
    pub fn number(&mut self, mut number: u64) {
        while number > 0x7f {
            self.0.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.0.push(number.to_le_bytes()[0]);
    }

    /// A length or an index.
    pub fn size(&mut self, size: usize) {
        self.number(u64::try_from(size).unwrap_or(u64::MAX));
    }

    /// A number of either sign; small ones of both take one byte.
    pub fn signed(&mut self, number: i64) {
        self.number(((number << 1) ^ (number >> 63)).cast_unsigned());
    }

    /// Bytes whose number the reader knows.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// Bytes after their number.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.size(bytes.len());
        self.raw(bytes);
    }
}

/// A column being read.
#[derive(Default)]
pub(super) struct In<'a>(pub &'a [u8]);

impl<'a> In<'a> {
    pub fn number(&mut self) -> Result<u64, SyncError> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let [byte] = self.array()?;
            let part = u64::from(byte & 0x7f);
            if part << shift >> shift != part {
                return Err(SyncError::Torn);
            }
            number |= part << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(SyncError::Torn)
    }

    pub fn size(&mut self) -> Result<usize, SyncError> {
        usize::try_from(self.number()?).map_err(|_| SyncError::Torn)
    }

    pub fn signed(&mut self) -> Result<i64, SyncError> {
        let number = self.number()?;
        Ok((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    pub fn raw(&mut self, count: usize) -> Result<&'a [u8], SyncError> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(SyncError::Torn)?;
        self.0 = rest;
        Ok(taken)
    }

    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], SyncError> {
        let (taken, rest) = self.0.split_first_chunk().ok_or(SyncError::Torn)?;
        self.0 = rest;
        Ok(*taken)
    }

    pub fn bytes(&mut self) -> Result<&'a [u8], SyncError> {
        let count = self.size()?;
        self.raw(count)
    }
}

/// Words that were written before are written as their number.
#[derive(Default)]
pub(super) struct WordsOut {
    known: HashMap<Vec<u8>, usize>,
    pub words: Out,
}

impl WordsOut {
    /// Writes a word; its number.
    pub fn write(&mut self, out: &mut Out, word: &[u8]) -> usize {
        let next = self.known.len();
        let number = *self.known.entry(word.to_vec()).or_insert(next);
        out.size(number);
        if number == next {
            self.words.bytes(word);
        }
        number
    }
}

/// As [`WordsOut`] wrote them.
#[derive(Default)]
pub(super) struct WordsIn<'a> {
    known: Vec<&'a [u8]>,
    pub words: In<'a>,
}

impl<'a> WordsIn<'a> {
    pub fn new(words: In<'a>) -> Self {
        Self { known: Vec::new(), words }
    }

    pub fn read(&mut self, from: &mut In<'a>) -> Result<&'a [u8], SyncError> {
        let number = from.size()?;
        if number == self.known.len() {
            self.known.push(self.words.bytes()?);
        }
        self.known.get(number).copied().ok_or(SyncError::Torn)
    }

    pub fn text(&mut self, from: &mut In<'a>) -> Result<&'a str, SyncError> {
        std::str::from_utf8(self.read(from)?).map_err(|_| SyncError::Torn)
    }
}

/// Ids. One that came before is told by how long ago; a new one by its milliseconds beside a moment that the reader knows, and
/// its random bytes: ids are UUIDv7, made when the fact was.
#[derive(Default)]
pub(super) struct IdsOut {
    known: HashMap<[u8; 16], usize>,
    moments: Out,
    random: Out,
}

impl IdsOut {
    pub fn write(&mut self, out: &mut Out, id: [u8; 16], near: i64) {
        let count = self.known.len();
        if let Some(number) = self.known.get(&id) {
            out.size(count - number);
            return;
        }
        self.known.insert(id, count);
        out.size(0);
        let (millis, random) = split(id);
        self.moments.signed(millis.wrapping_sub(near));
        self.random.raw(&random);
    }

    pub fn end(self) -> [Out; 2] {
        [self.moments, self.random]
    }
}

/// As [`IdsOut`] wrote them.
pub(super) struct IdsIn<'a> {
    known: Vec<[u8; 16]>,
    moments: In<'a>,
    random: In<'a>,
}

impl<'a> IdsIn<'a> {
    pub fn new(moments: In<'a>, random: In<'a>) -> Self {
        Self { known: Vec::new(), moments, random }
    }

    pub fn read(&mut self, from: &mut In<'a>, near: i64) -> Result<[u8; 16], SyncError> {
        match from.size()? {
            0 => {
                let id = joined(self.moments.signed()?.wrapping_add(near), self.random.array()?);
                self.known.push(id);
                Ok(id)
            }
            ago => self.known.len().checked_sub(ago).and_then(|n| self.known.get(n)).copied().ok_or(SyncError::Torn),
        }
    }
}

fn split(id: [u8; 16]) -> (i64, [u8; 10]) {
    let [a, b, c, d, e, f, random @ ..] = id;
    (i64::from_be_bytes([0, 0, a, b, c, d, e, f]), random)
}

fn joined(millis: i64, random: [u8; 10]) -> [u8; 16] {
    let [_, _, time @ ..] = millis.to_be_bytes();
    let mut id = [0; 16];
    let (first, rest) = id.split_at_mut(6);
    first.copy_from_slice(&time);
    rest.copy_from_slice(&random);
    id
}
