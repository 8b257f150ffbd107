//! How many people a second a story yields: the bar is 100 000 in a release build, for `manara seed` fills a store with it.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a bench prints its figures")]

use population::{Arrivals, Story};
use std::{hint::black_box, time::Instant};

const STORY: &str = include_str!("../../../../scenarios/adre-influx/story.toml");
const PEOPLE: usize = 300_000;

fn main() {
    let story = Story::parse(STORY).unwrap();
    for seed in 1..=3 {
        let started = Instant::now();
        let mut people = 0;
        for arrival in Arrivals::repeating(&story, seed) {
            people += black_box(arrival).members.len();
            if people >= PEOPLE {
                break;
            }
        }
        let seconds = started.elapsed().as_secs_f64();
        println!("arrivals: seed {seed}, {people} people in {seconds:.3} s, {:.0} people/s", people as f64 / seconds);
    }
}
