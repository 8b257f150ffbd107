//! What the browser loads besides pages, embedded by `build.rs` from `web/dist`.

/// One file.
#[derive(Debug)]
pub struct Asset {
    /// Logical name: `app.css`.
    pub name: &'static str,
    /// File name with a hash of the content.
    pub file: &'static str,
    /// Media type.
    pub media: &'static str,
    /// Whether the name changes with the content, so that it can be kept for ever.
    pub forever: bool,
    /// The bytes.
    pub plain: &'static [u8],
    /// The bytes, compressed with brotli.
    pub br: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The address of an asset by its logical name; empty when `web/` was not built.
#[must_use]
pub fn address(name: &str) -> String {
    ASSETS.iter().find(|asset| asset.name == name).map_or_else(String::new, |asset| format!("/assets/{}", asset.file))
}

/// The asset with this file name.
#[must_use]
pub fn find(file: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.file == file)
}
