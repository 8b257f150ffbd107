#![doc = include_str!("../README.md")]

mod check;
mod gap;
mod list;
mod ratio;

pub use check::{Fault, FaultKind};
pub use gap::{Gap, Measured, Population, State, gap};
pub use list::{Basis, Item, Names, Norm, NormList, Part, Phase};
pub use ratio::{BadRatio, Ratio};
