//! Passwords: long, not well known, not the login (NIST SP 800-63B §5.1.1.2: no composition rules, no forced renewal), kept as
//! Argon2id hashes (RFC 9106). Hashing takes 64 MiB, so few are made at once.

use argon2::{Algorithm, Argon2, Params, PasswordHasher as _, PasswordVerifier as _, Version};
use kernel::Problem;
use std::sync::{Condvar, Mutex, PoisonError};
use unicode_normalization::UnicodeNormalization;

/// Fewest characters of a password.
pub const FEWEST: usize = 12;
/// Most characters of a password.
pub const MOST: usize = 200;

/// Memory and passes of a hash: the second recommended option of RFC 9106 §4 (64 MiB, three passes), with one lane.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
/// Hashes made at once: each holds [`MEMORY_KIB`].
const AT_ONCE: usize = 2;
/// Requests that may wait for their turn.
const WAITING: usize = 32;

/// Well-known passwords of at least [`FEWEST`] characters, folded; one a line.
const WELL_KNOWN: &str = include_str!("well_known_passwords.txt");

/// Whether it may be a password of the account `login` of `name`.
///
/// # Errors
/// `ACC-020` shorter than 12 characters, `ACC-021` longer than 200, `ACC-022` well known, one sign repeated or a row of keys,
/// `ACC-023` little more than the login or the name.
pub fn check(password: &str, login: &str, name: &str) -> Result<(), Problem> {
    let length = password.nfkc().take(MOST + 1).count();
    if length < FEWEST {
        return Err(Problem::field("password", "ACC-020").with("fewest", FEWEST));
    }
    if length > MOST {
        return Err(Problem::field("password", "ACC-021").with("most", MOST));
    }
    let folded = folded(password);
    if WELL_KNOWN.lines().any(|known| known == folded) || is_monotonous(&folded) {
        return Err(Problem::field("password", "ACC-022"));
    }
    for own in [login, name].map(self::folded) {
        let rest = if own.is_empty() { usize::MAX } else { folded.replace(&own, "").chars().count() };
        if rest < 6 {
            return Err(Problem::field("password", "ACC-023"));
        }
    }
    Ok(())
}

fn folded(text: &str) -> String {
    text.nfkc().collect::<String>().to_lowercase().chars().filter(|c| !c.is_whitespace()).collect()
}

/// Three or fewer different signs, or nothing but steps of one up or down (`abcdefghijkl`, `987654321098`).
fn is_monotonous(text: &str) -> bool {
    let mut signs: Vec<char> = text.chars().collect();
    let step = |a: char, b: char| (b as i64) - (a as i64);
    let in_row = signs.windows(2).filter(|w| matches!(w, [a, b] if matches!(step(*a, *b), 1 | -1 | 9 | -9))).count();
    let length = signs.len();
    signs.sort_unstable();
    signs.dedup();
    signs.len() <= 3 || in_row + 2 >= length
}

/// Makes and checks hashes, a few at a time.
pub struct Hasher {
    argon2: Argon2<'static>,
    turns: Mutex<Turns>,
    next: Condvar,
    /// The hash of no password, checked where an account has none, so that the answer takes as long.
    nobody: String,
}

#[derive(Default)]
struct Turns {
    running: usize,
    waiting: usize,
}

impl Hasher {
    /// A hasher with the strength of production.
    pub fn new() -> Result<Self, Problem> {
        Self::with(MEMORY_KIB, PASSES)
    }

    /// A hasher that is quick and weak: for tests only.
    pub fn quick() -> Result<Self, Problem> {
        Self::with(64, 1)
    }

    fn with(memory_kib: u32, passes: u32) -> Result<Self, Problem> {
        let params = Params::new(memory_kib, passes, 1, Some(32)).map_err(|_| FAULT)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let mut hasher = Self { argon2, turns: Mutex::default(), next: Condvar::new(), nobody: String::new() };
        let (mut secret, mut salt) = ([0; 32], [0; 16]);
        log::cipher::fill_random(&mut secret).map_err(log::StoreError::problem)?;
        log::cipher::fill_random(&mut salt).map_err(log::StoreError::problem)?;
        hasher.nobody = hasher.hash(&log::keyring::hex(&secret), salt)?;
        Ok(hasher)
    }

    /// The PHC string of a password. Takes a tenth of a second and 64 MiB: call it on a thread that may block.
    ///
    /// # Errors
    /// `ACC-012` when too many wait already.
    pub fn hash(&self, password: &str, salt: [u8; 16]) -> Result<String, Problem> {
        let plain: String = password.nfkc().collect();
        let _turn = self.turn()?;
        self.argon2.hash_password_with_salt(plain.as_bytes(), &salt).map(|hash| hash.to_string()).map_err(|_| FAULT)
    }

    /// Whether the password is that of the hash; without a hash, the same work for the answer no.
    ///
    /// # Errors
    /// `ACC-012` when too many wait already.
    pub fn verify(&self, password: &str, phc: Option<&str>) -> Result<bool, Problem> {
        let plain: String = password.nfkc().take(MOST + 1).collect();
        let _turn = self.turn()?;
        let right = self.argon2.verify_password(plain.as_bytes(), phc.unwrap_or(&self.nobody)).is_ok();
        Ok(right && phc.is_some())
    }

    fn turn(&self) -> Result<Turn<'_>, Problem> {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        if turns.waiting >= WAITING {
            return Err(Problem::new("ACC-012", 503));
        }
        turns.waiting += 1;
        while turns.running >= AT_ONCE {
            turns = self.next.wait(turns).unwrap_or_else(PoisonError::into_inner);
        }
        turns.waiting -= 1;
        turns.running += 1;
        Ok(Turn(self))
    }
}

/// Held while a hash is made.
struct Turn<'a>(&'a Hasher);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.turns.lock().unwrap_or_else(PoisonError::into_inner).running -= 1;
        self.0.next.notify_one();
    }
}

const FAULT: Problem = Problem::new("GEN-500", 500);

#[cfg(test)]
mod tests {
    use super::*;

    fn code(password: &str) -> Option<String> {
        check(password, "zeinab", "Zeinab Mahamat").err().and_then(|p| p.fields.first().map(|f| f.code.to_string()))
    }

    #[test]
    fn a_password_is_refused_for_what_makes_it_easy_to_guess_and_for_nothing_else() {
        for (password, expected) in [
            ("elevensigns", Some("ACC-020")),
            ("Password 1234", Some("ACC-022")),
            ("azertyuiop12", Some("ACC-022")),
            ("aaaaaaaaaaaa", Some("ACC-022")),
            ("123456789012", Some("ACC-022")),
            ("zyxwvutsrqpo", Some("ACC-022")),
            ("zeinabzeinab", Some("ACC-023")),
            ("Zeinab Mahamat1", Some("ACC-023")),
            ("four plain words here", None),
            ("زيت وخبز وملح", None),
        ] {
            assert_eq!(code(password).as_deref(), expected, "{password}");
        }
        assert_eq!(code(&"ab c".repeat(60)).as_deref(), Some("ACC-021"));
    }

    #[test]
    fn a_hash_knows_its_password_in_any_normal_form() {
        let hasher = Hasher::quick().unwrap();
        let phc = hasher.hash("caf\u{e9} du matin", [3; 16]).unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=64,t=1,p=1$"));
        assert_eq!(hasher.verify("cafe\u{301} du matin", Some(&phc)), Ok(true));
        assert_eq!(hasher.verify("cafe du matin", Some(&phc)), Ok(false));
        assert_eq!(hasher.verify("cafe du matin", None), Ok(false));
    }

    #[test]
    fn more_requests_than_turns_wait_and_are_all_answered() {
        let hasher = Hasher::quick().unwrap();
        std::thread::scope(|scope| {
            let all: Vec<_> = (0..20)
                .map(|i| {
                    scope.spawn({
                        let h = &hasher;
                        move || h.hash("x", [i; 16])
                    })
                })
                .collect();
            assert!(all.into_iter().all(|t| t.join().unwrap().is_ok()));
        });
    }
}
