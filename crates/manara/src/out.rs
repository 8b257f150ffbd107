//! What the command line says to the person in front of it. Log lines go elsewhere (`tracing`).

use std::io::{IsTerminal, Write};

/// One line on standard output. A closed pipe is the reader's choice, not an error.
pub fn say(line: impl AsRef<str>) {
    let _ = writeln!(std::io::stdout(), "{}", line.as_ref());
}

/// One line on standard error.
pub fn warn(line: impl AsRef<str>) {
    let _ = writeln!(std::io::stderr(), "{}", line.as_ref());
}

/// A progress bar on a terminal; a line at every tenth elsewhere.
pub struct Progress {
    label: String,
    last: i64,
    terminal: bool,
}

impl Progress {
    /// A bar with a label.
    #[must_use]
    pub fn new(label: &str) -> Self {
        Self { label: label.to_owned(), last: -1, terminal: std::io::stderr().is_terminal() }
    }

    /// Shows `done` of `all`, with a note after it.
    pub fn show(&mut self, done: i64, all: i64, note: &str) {
        let percent = if all > 0 { done.saturating_mul(100) / all } else { 100 };
        let mut err = std::io::stderr();
        if self.terminal {
            let filled = usize::try_from(percent.clamp(0, 100) * 30 / 100).unwrap_or(0);
            let bar = format!("{}{}", "█".repeat(filled), "·".repeat(30_usize.saturating_sub(filled)));
            let end = if done >= all { "\n" } else { "" };
            let _ = write!(err, "\r{} {bar} {percent:>3} %  {done} of {all}  {note}   {end}", self.label);
        } else if percent / 10 > self.last / 10 || self.last < 0 {
            let _ = writeln!(err, "{}: {percent} %, {done} of {all} {note}", self.label);
        }
        self.last = percent;
        let _ = err.flush();
    }
}
