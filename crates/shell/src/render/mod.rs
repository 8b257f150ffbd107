//! From values to what people see and save, and from what they type to values.

pub mod chart;
pub mod export;
pub mod field;
pub mod form;
pub mod html;
pub mod items;
pub mod map;
pub mod photo;
pub mod places;
pub mod qr;
pub mod table;
