//! The session's cookie: over TLS bound to this very host, never readable by scripts, never sent from another site's page.

use crate::{Raw, RawReply};

/// Over TLS the prefix makes browsers refuse the cookie from anywhere but this host, over TLS (RFC 6265bis §4.1.3.2).
fn name(base: &str, secure: bool) -> String {
    if secure { format!("__Host-{base}") } else { base.to_owned() }
}

/// The secret in the request: a cookie, or a bearer token of a program.
pub(super) fn secret(raw: &Raw) -> Option<&str> {
    let bearer = raw.header("authorization").and_then(|value| value.strip_prefix("Bearer ")).map(str::trim);
    bearer.or_else(|| read(raw, "manara"))
}

/// A cookie of ours.
pub(super) fn read<'a>(raw: &'a Raw, base: &str) -> Option<&'a str> {
    raw.cookie(&name(base, raw.secure))
}

/// The answer with a cookie that scripts cannot read; an empty value removes it.
pub(super) fn set(reply: RawReply, raw: &Raw, base: &str, value: &str, seconds: Option<u32>) -> RawReply {
    let secure = if raw.secure { "; Secure" } else { "" };
    let age = match seconds {
        _ if value.is_empty() => "; Max-Age=0".to_owned(),
        Some(seconds) => format!("; Max-Age={seconds}"),
        None => String::new(),
    };
    let name = name(base, raw.secure);
    reply.with("set-cookie", format!("{name}={value}; Path=/; HttpOnly; SameSite=Strict{secure}{age}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(secure: bool, cookie: &str) -> Raw {
        Raw { secure, headers: vec![("cookie".into(), cookie.into())], ..Raw::default() }
    }

    #[test]
    fn over_tls_only_a_cookie_bound_to_this_host_counts() {
        assert_eq!(secret(&raw(true, "manara=a; __Host-manara=b")), Some("b"));
        assert_eq!(secret(&raw(true, "manara=a")), None);
        assert_eq!(secret(&raw(false, "manara=a")), Some("a"));
    }

    #[test]
    fn scripts_and_other_sites_never_get_the_cookie() {
        let reply = set(RawReply::go("/"), &raw(true, ""), "manara", "s", None);
        let value = &reply.headers.iter().find(|(n, _)| *n == "set-cookie").unwrap().1;
        assert_eq!(value, "__Host-manara=s; Path=/; HttpOnly; SameSite=Strict; Secure");
    }
}
