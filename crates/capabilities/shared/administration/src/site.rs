//! A site: a border post, a reception centre, an office. Its facts are a contract, for every zone works at sites.

use contracts::site::{SiteDescription, SiteFact};
use kernel::Problem;
use log::{Header, State};

/// What is known of a site.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Site {
    /// As described last; nothing while there is no such site.
    pub description: Option<SiteDescription>,
    /// Whether it is no longer used.
    pub closed: bool,
}

impl State for Site {
    type Fact = SiteFact;

    fn apply(&mut self, fact: &SiteFact, _: &Header) {
        match fact {
            SiteFact::SiteDescribed(description) => self.description = Some(description.clone()),
            SiteFact::SiteClosed {} => self.closed = true,
        }
    }
}

/// Why a description is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadSite {
    /// No wall clock on earth is so far from UTC (IANA time zone database: −12:00 to +14:00).
    Offset,
    /// A latitude or longitude beyond the poles or the date line, or one without the other.
    Coordinates,
}

impl From<BadSite> for Problem {
    fn from(bad: BadSite) -> Self {
        match bad {
            BadSite::Offset => Problem::field("description.utc_offset_minutes", "ADM-001"),
            BadSite::Coordinates => Problem::field("description.latitude_deg", "ADM-002"),
        }
    }
}

/// Whether a site can be as described.
pub fn check(site: &SiteDescription) -> Result<(), BadSite> {
    if !(-12 * 60..=14 * 60).contains(&site.utc_offset_minutes) {
        return Err(BadSite::Offset);
    }
    match (site.latitude_deg, site.longitude_deg) {
        (None, None) => Ok(()),
        (Some(lat), Some(lon)) if (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon) => Ok(()),
        _ => Err(BadSite::Coordinates),
    }
}

/// A site for examples and tests: the border post of Adré, Chad.
#[must_use]
#[expect(clippy::unwrap_used, reason = "constants, parsed in every test run")]
pub fn example() -> SiteDescription {
    SiteDescription {
        name: kernel::Text::parse("Adré").unwrap(),
        kind: contracts::site::SiteKind::Post,
        place: "TCD07".parse().unwrap(),
        utc_offset_minutes: 60,
        latitude_deg: None,
        longitude_deg: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(offset: i32, latitude_deg: Option<f64>, longitude_deg: Option<f64>) -> Result<(), BadSite> {
        check(&SiteDescription { utc_offset_minutes: offset, latitude_deg, longitude_deg, ..example() })
    }

    #[test]
    fn a_site_lies_on_earth_and_keeps_a_time_of_earth() {
        assert_eq!(with(60, Some(13.47), Some(22.2)), Ok(()));
        assert_eq!(with(-721, None, None), Err(BadSite::Offset));
        assert_eq!(with(60, Some(13.47), None), Err(BadSite::Coordinates));
        assert_eq!(with(60, Some(90.1), Some(0.0)), Err(BadSite::Coordinates));
        assert_eq!(with(60, Some(f64::NAN), Some(0.0)), Err(BadSite::Coordinates));
    }
}
