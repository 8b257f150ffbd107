//! The store of a post: one encrypted SQLite file per zone (SQLCipher: AES-256, a keyed digest on every page).

mod connection;

use crate::{Sql, Store, StoreError, cipher::Key, keyring::hex};
use connection::{Connection, fault};
use rusqlite::{OpenFlags, backup::StepResult, config::DbConfig};
use std::{
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, Once, PoisonError},
    time::Duration,
};
use zeroize::Zeroizing;

/// A zone's file, with one writer and a few readers.
pub struct Sqlite {
    file: PathBuf,
    key: Key,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
}

/// The schema of the log's own tables.
const SCHEMA: &str = include_str!("sqlite/schema.sql");
/// SQLite and SQLCipher are ready.
static READY: Once = Once::new();
/// Readers kept open between uses; more are opened while needed.
const IDLE_READERS: usize = 4;
/// How often a connection asks for a store that another one holds, and the wait between: ten seconds at least. Asking
/// often matters more than asking long: SQLite's own waits grow to 100 ms, and a process that commits without a rest
/// leaves gaps of a millisecond, so that whoever waits longest is served last.
const TRIES: i32 = 5_000;
const WAIT: Duration = Duration::from_millis(2);
/// How long a compaction, which keeps all writers waiting, waits for readers.
const PATIENCE_WITH_READERS: Duration = Duration::from_millis(250);

impl Sqlite {
    /// Opens the file, or creates it, and makes sure that `key` is its key.
    pub fn open(file: &Path, key: &Key) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut writer = connect(file, key, flags, 16_000)?;
        writer.script("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 2000;")?;
        writer.script(SCHEMA)?;
        Ok(Self { file: file.to_owned(), key: key.clone(), writer: Mutex::new(writer), readers: Mutex::default() })
    }

    fn reader(&self) -> Result<Connection, StoreError> {
        if let Some(reader) = hold(&self.readers).pop() {
            return Ok(reader);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut reader = connect(&self.file, &self.key, flags, 8_000)?;
        reader.script("PRAGMA query_only = ON")?;
        Ok(reader)
    }
}

/// A poisoned lock only means that another request panicked; the transaction it held was rolled back.
fn hold<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits for a store that is held; false when it has been asked for often enough.
fn wait(tries: i32) -> bool {
    std::thread::sleep(WAIT);
    tries < TRIES
}

fn connect(file: &Path, key: &Key, flags: OpenFlags, cache_kib: i32) -> Result<Connection, StoreError> {
    // SQLite says that it is ready before SQLCipher's part of it is: a second thread that opens a store in that moment is told that
    // its key is none. The first connection of the process is made alone.
    READY.call_once(|| drop(rusqlite::Connection::open_in_memory()));
    let mut raw = rusqlite::Connection::open_with_flags(file, flags).map_err(fault)?;
    raw.busy_handler(Some(wait)).map_err(fault)?;
    raw.set_prepared_statement_cache_capacity(256);
    // A plan does not depend on the values bound, so that no statement is prepared again for the next ones.
    raw.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(fault)?;
    let mut connection = Connection::new(raw);
    let key = Zeroizing::new(format!("PRAGMA key = \"x'{}'\";", &*Zeroizing::new(hex(key.as_slice()))));
    connection.script(&key)?;
    // SHA-256 is twice as fast as SHA-512 where the processor has instructions for it: docs/decisions/store.md.
    connection.script(
        "PRAGMA cipher_log_level = NONE; PRAGMA cipher_memory_security = OFF; PRAGMA cipher_hmac_algorithm = HMAC_SHA256;",
    )?;
    connection.script(&format!(
        "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; \
         PRAGMA cache_size = -{cache_kib}; SELECT count(*) FROM sqlite_master;"
    ))?;
    Ok(connection)
}

impl Store for Sqlite {
    fn read(&self, work: &mut dyn FnMut(&mut dyn Sql) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let mut reader = self.reader()?;
        reader.begin("BEGIN")?;
        let done = work(&mut reader);
        reader.roll_back()?;
        let mut idle = hold(&self.readers);
        if idle.len() < IDLE_READERS {
            idle.push(reader);
        }
        done
    }

    fn write(&self, work: &mut dyn FnMut(&mut dyn Sql) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let mut writer = hold(&self.writer);
        // Left by a request that panicked in the middle of its work.
        writer.roll_back()?;
        writer.begin("BEGIN IMMEDIATE")?;
        let done = work(&mut *writer).and_then(|()| writer.commit());
        if done.is_err() {
            // What failed is told, not that a disk which is full could not roll back in good order either.
            let _ = writer.roll_back();
        }
        done
    }

    fn copy_to(&self, file: &Path) -> Result<(), StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut copy = connect(file, &self.key, flags, 2_000)?;
        let mut source = self.reader()?;
        // One snapshot for the whole copy: it need not begin again whenever somebody commits.
        source.begin("BEGIN")?;
        source.first("SELECT count(*) FROM sqlite_master", &[])?;
        {
            let backup = rusqlite::backup::Backup::new(source.raw(), copy.raw_mut()).map_err(fault)?;
            while !matches!(backup.step(500).map_err(fault)?, StepResult::Done) {}
        }
        source.roll_back()?;
        copy.script("PRAGMA journal_mode = DELETE")
    }

    fn check_pages(&self) -> Result<Vec<String>, StoreError> {
        let mut reader = self.reader()?;
        let mut faults = Vec::new();
        for check in ["PRAGMA cipher_integrity_check", "PRAGMA integrity_check(20)"] {
            match reader.rows(check, &[]) {
                Ok(rows) => faults.extend(rows.iter().map(|row| row.text(0).to_owned()).filter(|text| text != "ok")),
                Err(StoreError::Damaged(what)) => faults.push(what),
                Err(error) => return Err(error),
            }
        }
        Ok(faults)
    }

    fn compact(&self) -> Result<(), StoreError> {
        let mut writer = hold(&self.writer);
        writer.raw().busy_timeout(PATIENCE_WITH_READERS).map_err(fault)?;
        let answer = writer.first("PRAGMA wal_checkpoint(TRUNCATE)", &[]);
        writer.raw_mut().busy_handler(Some(wait)).map_err(fault)?;
        let busy = answer?.is_none_or(|row| row.int(0) != 0);
        if busy { Err(StoreError::Busy) } else { Ok(()) }
    }
}
