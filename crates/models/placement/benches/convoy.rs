//! The bar: a convoy of 600 people into 40 units with policies and families in at most 2 s.
#![allow(clippy::unwrap_used, missing_docs, reason = "a bench")]

#[path = "../tests/all/convoy.rs"]
mod convoy;

use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;

fn assign(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("assign 600 people to 40 units");
    group.sample_size(10);
    for (name, places) in [("room enough", 700), ("just enough", 610), ("too little", 480)] {
        let (site, parties) = (convoy::site(40, places, 3), convoy::arrivals(600, 4));
        group.bench_function(name, |b| b.iter(|| placement::find(black_box(&site), black_box(&parties))));
    }
    group.finish();
}

criterion_group!(benches, assign);
criterion_main!(benches);
