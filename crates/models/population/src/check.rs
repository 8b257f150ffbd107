//! Reading a story and refusing one that cannot be told, with the field and the reason.

use crate::story::{Band, People, Share, Story};
use std::fmt;

/// Why a story cannot be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoryError {
    /// The file is not TOML, or lacks a field, or has one that no story has. The reader's own words, with line and column.
    Unreadable(String),
    /// A field has a value that makes no sense.
    Wrong {
        /// Path of the field.
        field: String,
        /// What is expected there.
        expected: &'static str,
    },
}

impl fmt::Display for StoryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoryError::Unreadable(why) => write!(f, "cannot read the story: {why}"),
            StoryError::Wrong { field, expected } => write!(f, "cannot tell the story: {field} must be {expected}"),
        }
    }
}

impl std::error::Error for StoryError {}

impl Story {
    /// The story of a `story.toml`, checked.
    pub fn parse(text: &str) -> Result<Self, StoryError> {
        let story: Story = toml::from_str(text).map_err(|error| StoryError::Unreadable(error.to_string()))?;
        story.check()?;
        Ok(story)
    }

    /// Whether the story can be told: the first field that is wrong, if any.
    pub fn check(&self) -> Result<(), StoryError> {
        let (displaced, ordinary, needs) = (&self.displaced, &self.ordinary, &self.displaced.needs);
        demand((-840..=840).contains(&self.utc_offset_minutes), "utc_offset_minutes", "from -840 to 840")?;
        demand(self.days().len() <= 3_660, "phases", "ten years of days at most")?;
        demand(self.days().iter().all(|day| day.displaced <= 1_000_000), "phases", "a million people a day at most")?;
        for (field, hours) in [("displaced.hours", &displaced.hours), ("ordinary.hours", &ordinary.hours)] {
            demand(hours.len() == 24, field, "24 weights")?;
            weights(field, hours.iter().copied())?;
        }
        weights("displaced.household_sizes", displaced.household_sizes.iter().copied())?;
        weights("ordinary.party_sizes", ordinary.party_sizes.iter().copied())?;
        demography("displaced.demography", &displaced.demography)?;
        demography("ordinary.demography", &ordinary.demography)?;
        list("displaced.births", &displaced.births)?;
        list("ordinary.births", &ordinary.births)?;
        list("displaced.vehicles", &displaced.vehicles)?;
        list("ordinary.vehicles", &ordinary.vehicles)?;
        peoples("displaced.peoples", &displaced.peoples)?;
        peoples("ordinary.peoples", &ordinary.peoples)?;
        let shares = [
            ("displaced.women_headed", displaced.women_headed),
            ("displaced.women_among_alone", displaced.women_among_alone),
            ("displaced.couples", displaced.couples),
            ("displaced.older_headed", displaced.older_headed),
            ("displaced.older_alone", displaced.older_alone),
            ("displaced.children_with_papers", displaced.children_with_papers),
            ("displaced.expired_papers", displaced.expired_papers),
            ("displaced.second_line", displaced.second_line),
            ("displaced.needs.medical", needs.medical),
            ("displaced.needs.pregnant", needs.pregnant),
            ("displaced.needs.disability", needs.disability),
            ("displaced.needs.distress", needs.distress),
            ("displaced.needs.unaccompanied_child", needs.unaccompanied_child),
            ("displaced.needs.separated_child", needs.separated_child),
            ("ordinary.entries", ordinary.entries),
            ("ordinary.expired_papers", ordinary.expired_papers),
            ("ordinary.children_with_papers", ordinary.children_with_papers),
            ("ordinary.returning", ordinary.returning),
            ("ordinary.second_line", ordinary.second_line),
            ("ordinary.medical", ordinary.medical),
        ];
        shares.into_iter().try_for_each(|(field, share)| demand((0.0..=1.0).contains(&share), field, "from 0 to 1"))
    }
}

fn demand(holds: bool, field: impl Into<String>, expected: &'static str) -> Result<(), StoryError> {
    if holds { Ok(()) } else { Err(StoryError::Wrong { field: field.into(), expected }) }
}

/// Weights are finite, none is below 0, and one at least is above.
fn weights(field: &str, weights: impl Iterator<Item = f64> + Clone) -> Result<(), StoryError> {
    demand(weights.clone().all(|weight| weight.is_finite() && weight >= 0.0), field, "weights of 0 or more")?;
    demand(weights.sum::<f64>() > 0.0, field, "at least one weight above 0")
}

fn list<T>(field: &str, shares: &[Share<T>]) -> Result<(), StoryError> {
    weights(field, shares.iter().map(|share| share.share))
}

fn demography(field: &str, bands: &[Band]) -> Result<(), StoryError> {
    weights(field, bands.iter().map(|band| f64::from(band.people)))?;
    demand(bands.iter().all(|band| band.from <= band.to && band.to <= 120), field, "bands from 0 to 120 years")
}

fn peoples(field: &str, peoples: &[People]) -> Result<(), StoryError> {
    weights(field, peoples.iter().map(|people| people.weight))?;
    for (place, people) in peoples.iter().enumerate() {
        list(&format!("{field}[{place}].origins"), &people.origins)?;
        list(&format!("{field}[{place}].languages"), &people.languages)?;
        list(&format!("{field}[{place}].papers"), &people.papers)?;
    }
    Ok(())
}
