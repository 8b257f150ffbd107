use access::{Role, Who};
use kernel::{ActorId, SiteId};
use log::At;
use shell::Raw;

/// The site where people of a trial work.
pub fn site() -> SiteId {
    At::example().id(9)
}

/// Somebody of a role who works at that site and reads Arabic.
pub fn somebody(role: Role) -> Who {
    another(role, 0)
}

/// The `n`th further person of a role.
pub fn another(role: Role, n: u8) -> Who {
    let number = Role::ALL.iter().position(|other| *other == role).unwrap();
    Who {
        roles: vec![role],
        sites: vec![site()],
        site: Some(site()),
        language: "ar".into(),
        purpose: None,
        ..Who::system(ActorId::new(At::example().now, [u8::try_from(number).unwrap() + 20 * n; 10]))
    }
}

/// The same somebody at another site.
pub fn elsewhere(role: Role) -> Who {
    let other: SiteId = At::example().id(10);
    Who { sites: vec![other], site: Some(other), ..somebody(role) }
}

/// The visitor whom the cookies `role` and `language` name.
pub fn by_role(raw: &Raw) -> Option<Who> {
    let language = raw.cookie("language").unwrap_or("ar").to_owned();
    Some(Who { language, ..somebody(raw.cookie("role")?.parse().ok()?) })
}
