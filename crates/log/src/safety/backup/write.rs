//! Makes a backup while others go on working.

use super::{
    BackupError, ERASED, KEYRING, MANIFEST, SIGNATURE,
    manifest::{FORMAT, Manifest, Part},
    store_name,
};
use crate::{Log, LogError, keyring::Keyring};
use kernel::Moment;
use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Size of the file.
    pub bytes: u64,
    /// Names and sizes of its parts.
    pub parts: Vec<(String, u64)>,
}

/// Writes a backup of `logs` and of the keyring in `node_dir` to the new file `out`. It needs room for the stores twice
/// until it is done, beside `out`. The file has its name only when all of it is on the disk.
pub fn write(
    out: &Path,
    logs: &[&Log],
    node_dir: &Path,
    keyring: &Keyring,
    now: Moment,
) -> Result<Written, BackupError> {
    if out.exists() {
        return Err(BackupError::Exists);
    }
    let work = Work(beside(out, ".unfinished")?);
    let _ = fs::remove_dir_all(&work.0);
    fs::create_dir_all(&work.0)?;
    let mut names = vec![KEYRING.to_owned(), ERASED.to_owned()];
    for log in logs {
        let name = store_name(log.zone());
        log.copy_to(&work.0.join(&name)).map_err(|error| match error {
            LogError::Store(error) => BackupError::Store(error),
            LogError::Problem(problem) => BackupError::Io(problem.to_string()),
        })?;
        names.push(name);
    }
    fs::copy(node_dir.join(KEYRING), work.0.join(KEYRING))?;
    // After the stores, so that it holds at least the erasures that they hold.
    match fs::copy(node_dir.join(ERASED), work.0.join(ERASED)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => fs::write(work.0.join(ERASED), "")?,
        other => _ = other?,
    }
    let parts = names.into_iter().map(|name| File::open(work.0.join(&name)).and_then(|file| Part::of(name, file)));
    let parts = parts.collect::<Result<Vec<_>, _>>()?;
    let manifest = Manifest { format: FORMAT, node: keyring.node, made: now, parts };
    let archive = work.0.join("archive");
    let bytes = pack(&archive, &work.0, &manifest, keyring)?;
    fs::rename(&archive, out)?;
    sync_folder(out.parent())?;
    Ok(Written { bytes, parts: manifest.parts.into_iter().map(|part| (part.name, part.bytes)).collect() })
}

fn pack(archive: &Path, from: &Path, manifest: &Manifest, keyring: &Keyring) -> Result<u64, BackupError> {
    let (listed, signature) = manifest.sealed(keyring)?;
    let mut tar = tar::Builder::new(BufWriter::with_capacity(256 * 1024, File::create(archive)?));
    tar.append(&header(MANIFEST, listed.len() as u64, manifest.made)?, listed.as_slice())?;
    tar.append(&header(SIGNATURE, signature.len() as u64, manifest.made)?, signature.as_bytes())?;
    for part in &manifest.parts {
        let file = File::open(from.join(&part.name))?;
        tar.append(&header(&part.name, part.bytes, manifest.made)?, file)?;
    }
    let mut file = tar.into_inner()?;
    file.flush()?;
    file.get_ref().sync_all()?;
    Ok(file.get_ref().metadata()?.len())
}

fn header(name: &str, bytes: u64, made: Moment) -> io::Result<tar::Header> {
    let mut header = tar::Header::new_gnu();
    header.set_path(name)?;
    header.set_size(bytes);
    header.set_mode(0o600);
    header.set_mtime(made.millis_u64() / 1_000);
    header.set_cksum();
    Ok(header)
}

/// A name beside `path`, on the same disk.
fn beside(path: &Path, ending: &str) -> Result<PathBuf, BackupError> {
    let name = path.file_name().ok_or_else(|| BackupError::Io("the backup needs a file name".into()))?;
    let mut name = name.to_owned();
    name.push(ending);
    Ok(path.with_file_name(name))
}

/// Makes names that were created or changed in a folder lasting.
pub(super) fn sync_folder(folder: Option<&Path>) -> io::Result<()> {
    let folder = folder.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    File::open(folder)?.sync_all()
}

/// A folder for work under way, removed when that ends, whichever way.
pub(super) struct Work(pub PathBuf);

impl Drop for Work {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
