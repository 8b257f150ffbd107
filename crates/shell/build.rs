//! Puts what `web/` built into the binary. Without it (no Node on this machine) pages are served without style and script,
//! and the build says so.

#![allow(clippy::print_stdout)] // why: a build script speaks to cargo on standard output

use std::{env, fmt::Write as _, fs, path::Path};

fn main() {
    let root = env::var("CARGO_MANIFEST_DIR").unwrap_or_default();
    let dist = Path::new(&root).join("../../web/dist");
    let manifest = dist.join("manifest.json");
    println!("cargo:rerun-if-changed={}", manifest.display());
    let mut table = String::from("/// Every asset.\npub static ASSETS: &[Asset] = &[\n");
    match fs::read_to_string(&manifest).ok().and_then(|text| serde_json::from_str::<serde_json::Value>(&text).ok()) {
        None => println!("cargo:warning=web/dist is not built: pages will have no style and no script (run ./dev web)"),
        Some(manifest) => {
            for (name, asset) in manifest.get("assets").and_then(|a| a.as_object()).into_iter().flatten() {
                let value = |key: &str| asset.get(key).and_then(|v| v.as_str());
                let text = |key: &str| value(key).unwrap_or_default().to_owned();
                let bytes = |file: &str| format!("include_bytes!({:?})", dist.join(file).display().to_string());
                let br = value("br").map_or("None".to_owned(), |br| format!("Some({})", bytes(br)));
                let (file, media, cache) = (text("file"), text("type"), text("cache"));
                let plain = bytes(&file);
                let _ = writeln!(
                    table,
                    "Asset {{ name: {name:?}, file: {file:?}, media: {media:?}, forever: {}, plain: {plain}, br: {br} }},",
                    cache == "immutable"
                );
            }
        }
    }
    table.push_str("];\n");
    let out = Path::new(&env::var("OUT_DIR").unwrap_or_default()).join("assets.rs");
    if let Err(error) = fs::write(&out, table) {
        println!("cargo:warning=the asset table cannot be written: {error}");
    }
}
