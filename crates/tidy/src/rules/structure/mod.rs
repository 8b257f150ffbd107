//! Rules about the tree: which crate may depend on which, what a folder holds, how large a file grows.

pub mod capability_shape;
pub mod contents_only;
pub mod dependencies_documented;
pub mod dependency_direction;
pub mod licences;
pub mod mounted;
pub mod sizes;
pub mod use_case_shape;
pub mod workspace_manifests;
pub mod zones;
