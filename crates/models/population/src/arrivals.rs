//! Everybody who reaches the post, in order of time.

use crate::{arrival::Arrival, influx, random::Random, story::Story, traffic, volumes::Day};
use kernel::{Date, Moment};

/// The arrivals of a story, in order of time. The same story and seed give the same people, names, documents and moments.
#[derive(Debug, Clone)]
pub struct Arrivals<'a> {
    story: &'a Story,
    seed: u64,
    days: Vec<Day>,
    /// Days begun so far, over all rounds.
    begun: usize,
    /// How often the story is told; none for without end.
    rounds: Option<usize>,
    today: std::vec::IntoIter<Arrival>,
    past: Vec<Arrival>,
}

impl<'a> Arrivals<'a> {
    /// The story told once.
    ///
    /// ```
    /// # let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../scenarios/adre-influx/story.toml"))?;
    /// let story = population::Story::parse(&text)?;
    /// let people: usize = population::Arrivals::new(&story, 7).map(|arrival| arrival.members.len()).sum();
    /// let planned: u32 = story.days().iter().map(|day| day.displaced + day.ordinary).sum();
    /// assert_eq!(people, planned as usize);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn new(story: &'a Story, seed: u64) -> Self {
        Self {
            story,
            seed,
            days: story.days(),
            begun: 0,
            rounds: Some(1),
            today: Vec::new().into_iter(),
            past: Vec::new(),
        }
    }

    /// The story told again and again, each time from the day after the last and with other people: for filling a store.
    /// Ends only for a story without days.
    #[must_use]
    pub fn repeating(story: &'a Story, seed: u64) -> Self {
        Self { rounds: None, ..Self::new(story, seed) }
    }

    /// The next day's plan, moved to its date in this round.
    fn next_day(&mut self) -> Option<Day> {
        let len = self.days.len();
        let round = self.begun.checked_div(len)?;
        if self.rounds.is_some_and(|rounds| round >= rounds) {
            return None;
        }
        let day = self.days.get(self.begun % len)?;
        self.begun += 1;
        let moved = i64::try_from(round.saturating_mul(len)).unwrap_or(i64::MAX);
        Some(Day { date: day.date.plus_days(moved), ..*day })
    }

    fn fill(&mut self, day: Day) {
        let mut random = Random::new(self.seed, self.begun as u64);
        let (displaced, ordinary) = (&self.story.displaced, &self.story.ordinary);
        let mut all = influx::of_day(&mut random, self.story, day.date, day.displaced);
        let offset = self.story.utc_offset_minutes;
        set_moments(&mut random, &mut all, &displaced.hours, (day.date, offset));
        let mut others = traffic::of_day(&mut random, self.story, day.date, day.ordinary, &mut self.past);
        set_moments(&mut random, &mut others, &ordinary.hours, (day.date, offset));
        all.append(&mut others);
        all.sort_by_key(|arrival| arrival.at);
        self.today = all.into_iter();
    }
}

impl Iterator for Arrivals<'_> {
    type Item = Arrival;

    fn next(&mut self) -> Option<Arrival> {
        // A day may be empty; a story whose every day is empty ends, or it would be told for ever in silence.
        for _ in 0..=self.days.len() {
            if let Some(arrival) = self.today.next() {
                return Some(arrival);
            }
            let day = self.next_day()?;
            self.fill(day);
        }
        self.today.next()
    }
}

/// Gives each arrival a moment of that day, by the weight of the hours.
fn set_moments(random: &mut Random, arrivals: &mut [Arrival], hours: &[f64], (date, offset): (Date, i32)) {
    let by_hour: Vec<(i64, f64)> = (0..).zip(hours.iter().copied()).collect();
    let midnight: Moment = date.start(offset);
    for arrival in arrivals {
        let hour = random.weighted(&by_hour, |hour| hour.1).map_or(12, |hour| hour.0);
        arrival.at = midnight.plus_seconds(hour * 3_600 + random.between(0, 3_599));
    }
}
