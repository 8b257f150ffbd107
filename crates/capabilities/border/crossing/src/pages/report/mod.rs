//! The daily report.

pub mod day;
