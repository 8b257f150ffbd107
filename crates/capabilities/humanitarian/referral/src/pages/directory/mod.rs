//! The directory's screens.

mod edit_service;
mod organisation;
mod organisations;
mod service;
mod services;

pub use edit_service::EDIT_SERVICE;
pub use organisation::ORGANISATION;
pub use organisations::ORGANISATIONS;
pub use service::SERVICE;
pub use services::SERVICES;
