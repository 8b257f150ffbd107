//! The directory: organisations, their services, who reads their inboxes.

mod describe_organisation;
mod describe_service;
mod inbox_members;
mod organisation;
mod publish_paper_key;
mod resume_service;
mod service;
mod set_capacity;
mod suspend_service;

pub use describe_organisation::{DescribeOrganisation, DirectoryError};
pub use describe_service::DescribeService;
pub use inbox_members::{NameInboxMember, RemoveInboxMember};
pub use organisation::{ListedOrganisation, Organisation};
pub use publish_paper_key::PublishPaperKey;
pub use resume_service::ResumeService;
pub use service::{Capacity, Day, Hours, Limits, ListedService, Service, TimeOfDay};
pub use set_capacity::SetCapacity;
pub use suspend_service::SuspendService;
