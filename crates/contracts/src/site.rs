//! Sites: border posts, reception centres, offices. Zone shared; no personal data.

use kernel::{PCode, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a site is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SiteKind {
    /// A border post or other point of entry.
    Post,
    /// A place where people are registered or received.
    Reception,
    /// A headquarters or office.
    Office,
}

/// A site as described.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteDescription {
    /// Its name as people there write it.
    pub name: Text<80>,
    /// What it is for.
    pub kind: SiteKind,
    /// The administrative area it lies in.
    pub place: PCode,
    /// Minutes that its wall clock is ahead of UTC (Chad: 60).
    pub utc_offset_minutes: i32,
    /// Latitude, degrees north, WGS 84.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latitude_deg: Option<f64>,
    /// Longitude, degrees east, WGS 84.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longitude_deg: Option<f64>,
}

/// Facts about a site; its stream is the site's id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", content = "body", rename_all = "snake_case")]
pub enum SiteFact {
    /// The site was described, for the first time or anew.
    SiteDescribed(SiteDescription),
    /// The site is no longer used.
    SiteClosed {},
}
