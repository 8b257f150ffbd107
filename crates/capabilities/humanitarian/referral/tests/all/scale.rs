//! An inbox of a hundred thousand: list, filter and search within a tenth of a second. The figure is printed; it is run by name, because
//! making the referrals takes minutes: `cargo test -p referral --test all -- --ignored --nocapture hundred_thousand`.

use crate::node::{Node, somebody};
use access::{Query, Role};
use std::time::Instant;

/// A name out of a few syllables.
fn name(n: usize) -> String {
    const FIRST: [&str; 12] = [
        "Zeinab", "Hawa", "Issa", "Mahamat", "Achta", "Oumar", "Khadija", "Idriss", "Fatime", "Abakar", "Mariam",
        "Adam",
    ];
    const LAST: [&str; 10] =
        ["Idriss", "Abdallah", "Saleh", "Brahim", "Hassan", "Youssouf", "Djibrine", "Ousmane", "Haroun", "Tahir"];
    format!("{} {} {}", FIRST[n % 12], LAST[n / 12 % 10], LAST[n / 120 % 10])
}

#[test]
#[ignore = "makes a hundred thousand referrals; run by name"]
fn an_inbox_of_a_hundred_thousand_referrals_answers_within_a_tenth_of_a_second() {
    let node = Node::new();
    let provider = somebody(Role::ServiceProvider);
    let (organisation, service) = node.clinic(&provider);
    let all: usize = std::env::var("MANARA_REFERRALS").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    crate::seeding::referrals(&node, &organisation, &service, all, name);
    let asked = [
        ("open", Query::default()),
        ("all", Query::by("show", "all")),
        ("page 400", Query { page: 400, ..Query::by("show", "all") }),
        ("overdue", Query::by("show", "overdue")),
        ("category", Query::by("category", "health").and("priority", "urgent")),
        ("stage", Query::by("show", "all").and("stage", "accepted")),
        ("name", Query::by("q", "zeinab").and("show", "all")),
        ("two names", Query::by("q", "khadija tahir")),
        ("nobody", Query::by("q", "wolfgang").and("show", "all")),
    ];
    for (what, query) in &asked {
        let mut times: Vec<u128> = (0..40)
            .map(|_| {
                let begun = Instant::now();
                node.rows(&provider, "inbox", query);
                begun.elapsed().as_micros()
            })
            .collect();
        times.sort_unstable();
        let p95 = times[times.len() * 95 / 100];
        println!("inbox of {all}, {what}: median {} ms, p95 {} ms", times[20] as f64 / 1e3, p95 as f64 / 1e3);
        assert!(p95 <= 100_000, "{what}: p95 {p95} µs");
    }
}
