//! A node for tests, with this capability alone. What several of its tests do with it stands here.

use trial::Trial;

/// The node, open.
pub fn node() -> Trial {
    Trial::new(@name@::capability(), &[], trial::by_role)
}
