//! Codes that are said or shown once: to set up a node, to choose a first password. 16 signs of Crockford's base32, 80 bits:
//! too many to guess, so a plain digest keeps them.

use log::keyring::hex;

const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A code from ten random bytes: `7F3K-9QWD-41ZT-M0XC`.
#[must_use]
pub fn code(random: [u8; 10]) -> String {
    let bits = random.iter().fold(0u128, |all, byte| all << 8 | u128::from(*byte));
    let sign = |n: u32| SIGNS.get(((bits >> (75 - 5 * n)) & 31) as usize).map_or('0', |s| char::from(*s));
    (0..16).fold(String::new(), |mut out, n| {
        if n > 0 && n % 4 == 0 {
            out.push('-');
        }
        out.push(sign(n));
        out
    })
}

/// The digest under which a code is kept, the same for every way to write it: small letters, spaces, `O` for `0`, `I` for `1`.
#[must_use]
pub fn digest(what: &str, code: &str) -> String {
    let signs: String = kernel::text::latin_digits(code)
        .chars()
        .take(200)
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_uppercase)
        .map(|c| match c {
            'O' => '0',
            'I' | 'L' => '1',
            c => c,
        })
        .collect();
    hex(blake3::Hasher::new_derive_key("manara 2026 one-time code v1")
        .update(what.as_bytes())
        .update(&[0])
        .update(signs.as_bytes())
        .finalize()
        .as_bytes())
}

/// Whether two digests are equal, in a time that does not depend on where they differ.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    blake3::hash(a.as_bytes()) == blake3::hash(b.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_the_same_however_it_is_written() {
        let code = code([0xff, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(code.len(), 19);
        let written = code.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        assert!(same(&digest("setup", &code), &digest("setup", &written)));
        assert!(!same(&digest("setup", &code), &digest("entry", &code)));
        assert!(!same(&digest("setup", &code), &digest("setup", "")));
    }
}
