//! One-time codes from an authenticator app (RFC 6238: HMAC-SHA-1, 30 seconds, 6 digits; one step early or late is taken).

use log::keyring::{hex, unhex};
use totp_rs::{Algorithm, Builder, Secret, Totp};

/// A new secret from 20 random bytes, as it is kept: hexadecimal.
#[must_use]
pub fn secret(random: [u8; 20]) -> String {
    hex(&random)
}

/// The step of which `code` is the code at `now_s` seconds after 1970, if it is later than the last step that was used: a
/// code that somebody watched being typed is worth nothing.
#[must_use]
pub fn step_of(secret: &str, code: &str, now_s: u64, last_used: Option<u64>) -> Option<u64> {
    let code: String = kernel::text::latin_digits(code).chars().filter(|c| !c.is_whitespace()).collect();
    let step = totp(secret, 6)?.check(&code, now_s)?;
    last_used.is_none_or(|last| step > last).then_some(step)
}

/// The address that an authenticator app reads from a QR code.
#[must_use]
pub fn address(secret: &str, node: &str, login: &str) -> String {
    let key = base32(&unhex(secret).unwrap_or_default());
    format!("otpauth://totp/{}:{}?secret={key}&issuer={}", percent(node), percent(login), percent(node))
}

/// The secret as people type it into an app: base32 (RFC 4648 §6) in groups of four.
#[must_use]
pub fn typed(secret: &str) -> String {
    let key: Vec<char> = base32(&unhex(secret).unwrap_or_default()).chars().collect();
    key.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn totp(secret: &str, digits: u8) -> Option<Totp> {
    let bytes: [u8; 20] = unhex(secret)?.try_into().ok()?;
    let build = Builder::new().with_algorithm(Algorithm::SHA1).with_digits(digits).with_skew(1).with_step_duration(30);
    build.with_secret(Secret::new_stack(bytes)).build().ok()
}

fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let (mut out, mut held, mut bits) = (String::new(), 0u32, 0u32);
    let letter = |five: u32| LETTERS.get((five & 31) as usize).map_or('A', |l| char::from(*l));
    for byte in bytes {
        held = (held << 8 | u32::from(*byte)) & 0xfff;
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(letter(held >> bits));
        }
    }
    if bits > 0 {
        out.push(letter(held << (5 - bits)));
    }
    out
}

fn percent(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rfc_secret() -> String {
        secret(*b"12345678901234567890")
    }

    #[test]
    fn the_vectors_of_rfc_6238_appendix_b_hold() {
        for (seconds, code) in [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ] {
            assert_eq!(totp(&rfc_secret(), 8).unwrap().generate(seconds).to_string(), code);
        }
    }

    #[test]
    fn a_code_is_taken_one_step_early_or_late_and_only_once() {
        // 287082 is the code of step 1 (seconds 30 to 59).
        let step = |now, last| step_of(&rfc_secret(), "287082", now, last);
        assert_eq!([step(0, None), step(59, None), step(89, None), step(90, None)], [Some(1), Some(1), Some(1), None]);
        assert_eq!([step(59, Some(0)), step(59, Some(1)), step(59, Some(2))], [Some(1), None, None]);
        assert_eq!(step_of(&rfc_secret(), "٢٨٧ ٠٨٢", 59, None), Some(1));
        assert_eq!(step_of(&rfc_secret(), "287083", 59, None), None);
        for bad in ["", "28708", "2870822", "abcdef"] {
            assert_eq!(step_of(&rfc_secret(), bad, 59, None), None, "{bad}");
        }
    }

    #[test]
    fn an_app_reads_the_secret() {
        // RFC 4648 §10.
        for (plain, coded) in
            [("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("foobar", "MZXW6YTBOI")]
        {
            assert_eq!(base32(plain.as_bytes()), coded);
        }
        assert_eq!(
            address(&rfc_secret(), "post adré", "zeinab"),
            "otpauth://totp/post%20adr%C3%A9:zeinab?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=post%20adr%C3%A9"
        );
        assert!(typed(&rfc_secret()).starts_with("GEZD GNBV "));
    }
}
