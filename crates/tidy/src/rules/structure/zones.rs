//! A capability lies in the folder of its zone and declares that zone, and no other, in its `lib.rs`.

use crate::{Finding, Repository, repository::CapabilityFolder};

/// Folder and the name of the zone in code.
const ZONES: &[(&str, &str)] =
    &[("border", "Border"), ("humanitarian", "Humanitarian"), ("security", "Security"), ("shared", "Shared")];

const NO_ZONE: &str = "zones are border, humanitarian, security and shared: move the folder below one of them";
const DECLARE: &str = "give `capability()` the zone of the folder, or move the folder to the zone it works in";

/// Every capability whose folder and declared zone differ.
pub fn check(repository: &Repository) -> Vec<Finding> {
    repository.capabilities().iter().flat_map(|capability| check_one(repository, capability)).collect()
}

fn check_one(repository: &Repository, capability: &CapabilityFolder) -> Vec<Finding> {
    let Some((_, zone)) = ZONES.iter().find(|(folder, _)| *folder == capability.zone) else {
        let what = format!("`{}` is not a zone", capability.zone);
        return vec![Finding::in_file(&capability.path, what, NO_ZONE)];
    };
    let lib = format!("{}/src/lib.rs", capability.path);
    let Some(source) = repository.file(&lib).and_then(|file| file.rust.as_ref()) else { return Vec::new() };
    if source.tokens.is_empty() {
        return Vec::new();
    }
    let declared: Vec<&str> = ZONES
        .iter()
        .map(|(_, name)| *name)
        .filter(|name| !source.product_lines_of(&["Zone", "::", name]).is_empty())
        .collect();
    if declared == [*zone] {
        return Vec::new();
    }
    let declared = if declared.is_empty() { "none".to_owned() } else { declared.join(", ") };
    vec![Finding::in_file(&lib, format!("declares zone {declared}, its folder says {zone}"), DECLARE)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whats(folder: &str, lib: &str) -> Vec<String> {
        let manifest = format!("crates/capabilities/{folder}/Cargo.toml");
        let source = format!("crates/capabilities/{folder}/src/lib.rs");
        let tree = Repository::of(&[(&manifest, ""), (&source, lib)]);
        check(&tree).into_iter().map(|finding| finding.what).collect()
    }

    #[test]
    fn the_zone_of_the_folder_is_accepted() {
        assert_eq!(whats("border/crossing", "fn capability() { zone(Zone::Border) }"), Vec::<String>::new());
    }

    #[test]
    fn another_zone_or_none_is_caught() {
        let other = whats("border/crossing", "fn capability() { zone(Zone::Humanitarian) }");
        assert_eq!(other, ["declares zone Humanitarian, its folder says Border"]);
        let both = whats("border/crossing", "fn capability() { zone(Zone::Border, Zone::Security) }");
        assert_eq!(both, ["declares zone Border, Security, its folder says Border"]);
        assert_eq!(whats("border/crossing", "fn capability() {}"), ["declares zone none, its folder says Border"]);
    }

    #[test]
    fn a_folder_that_is_no_zone_is_caught() {
        assert_eq!(whats("misc/crossing", ""), ["`misc` is not a zone"]);
    }
}
