//! Stock: what arrives, what is sent on, and what is found on the shelf.

mod count_stock;
mod error;
mod line;
mod receive_stock;
mod send_stock;
#[cfg(test)]
pub(crate) mod tests_support;

pub use count_stock::{CountReason, CountStock};
pub use error::StockError;
pub(crate) use line::look_up as line_look_up;
pub use line::{Line, MOST_LINES, MOST_QUANTITY};
pub use receive_stock::ReceiveStock;
pub use send_stock::SendStock;
