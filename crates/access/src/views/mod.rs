//! Read tables of access. Besides `log`, only these files hold SQL (invariant 3).

pub mod accounts;
pub mod approvals;
pub mod attempts;
pub mod audit;
pub mod sessions;

pub use accounts::ACCOUNT_VIEW;
pub use approvals::APPROVAL_VIEW;
pub use attempts::ATTEMPT_VIEW;
pub use audit::AUDIT_VIEW;
