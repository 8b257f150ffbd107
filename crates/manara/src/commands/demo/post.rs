//! The story's post: its sites, its lanes, and one account per role.

use crate::node::{Failure, Node};
use access::{
    Request, Role, Who,
    account::{AccountFact, Language, Login},
    signin::password::Hasher,
};
use contracts::site::{SiteDescription, SiteFact, SiteKind};
use kernel::{ActorId, LaneId, Moment, Purpose, SiteId, Text, Zone};
use population::{
    Story,
    story::{Place, PlaceKind},
};
use serde_json::json;
use std::collections::BTreeMap;

/// One login of the demonstration.
pub struct DemoLogin {
    /// Its role.
    pub role: Role,
    /// Its login.
    pub login: String,
    /// Its password.
    pub password: String,
    /// Who it is.
    pub who: Who,
}

/// A post that is set up.
pub struct Post {
    /// Its lanes by their code.
    pub lanes: BTreeMap<String, LaneId>,
    /// Its logins.
    pub logins: Vec<DemoLogin>,
    /// The last of the story's sites: where convoys go onward.
    pub onward: Option<SiteId>,
}

/// Logins of the demonstration: short words, for hands that type them on a tablet.
const LOGINS: [(Role, &str, &str, Language); 17] = [
    (Role::LaneOfficer, "lane", "Achta Brahim", Language::Fr),
    (Role::SecondLineOfficer, "second", "Oumar Djibrine", Language::Fr),
    (Role::PostCommander, "commander", "Hassan Abakar", Language::Fr),
    (Role::RegistrationClerk, "clerk", "مريم إسحاق", Language::Ar),
    (Role::RegistrationSupervisor, "supervisor", "Nadège Ndolassem", Language::Fr),
    (Role::ReceptionManager, "manager", "Fatimé Oumar", Language::Fr),
    (Role::DistributionTeam, "relief", "حواء جبريل", Language::Ar),
    (Role::SocialWorker, "social", "Khadidja Oumar", Language::Fr),
    (Role::ChildProtectionOfficer, "child", "رؤوف الزين", Language::Ar),
    (Role::ProtectionSupervisor, "protection", "Ruth Madjidéné", Language::Fr),
    (Role::ProtectionSupervisor, "deputy", "هدى صالح", Language::Ar),
    (Role::ReferralFocalPoint, "focal", "Rachel Mbaïlao", Language::Fr),
    (Role::ServiceProvider, "clinic", "يوسف آدم", Language::Ar),
    (Role::ServiceProvider, "shelter", "Grace Ndakala", Language::En),
    (Role::DataProtectionOfficer, "dpo", "Sarah Okello", Language::En),
    (Role::Administrator, "admin", "Issa Mahamat", Language::Fr),
    (Role::NationalCoordinator, "national", "Zara Youssouf", Language::Fr),
];

impl Post {
    /// Describes the sites, opens the accounts, sets up the post and opens its lanes.
    pub fn set_up(node: &Node, story: &Story) -> Result<Self, Failure> {
        let at_post = site(node, &story.post, story)?;
        let transit = story.sites.first().map_or(Ok(at_post), |place| site(node, place, story))?;
        let mut logins = Vec::new();
        for (role, login, name, language) in LOGINS {
            let (here, place) = if role.zone() == Zone::Humanitarian {
                (transit, story.sites.first().unwrap_or(&story.post))
            } else {
                (at_post, &story.post)
            };
            logins.push(account(node, role, login, name, language, here, &place.name.fr, story)?);
        }
        let mut onward = None;
        for place in story.sites.iter().skip(1) {
            onward = Some(site(node, place, story)?);
        }
        let mut post = Self { lanes: BTreeMap::new(), logins, onward };
        post.open_lanes(node, story)?;
        super::protect::enter(node, &post)?;
        super::reception::set_up(node, &post)?;
        super::relief::set_up(node, &post)?;
        Ok(post)
    }

    /// The login of a role.
    pub fn who(&self, role: Role) -> Result<&Who, Failure> {
        self.logins.iter().find(|l| l.role == role).map(|l| &l.who).ok_or_else(|| format!("no login for {role}").into())
    }

    /// Who signs in so.
    pub fn login(&self, login: &str) -> Result<&Who, Failure> {
        let found = self.logins.iter().find(|one| one.login == login).map(|one| &one.who);
        found.ok_or_else(|| format!("no login {login}").into())
    }

    fn open_lanes(&mut self, node: &Node, story: &Story) -> Result<(), Failure> {
        let commander = self.who(Role::PostCommander)?.clone();
        let lanes: Vec<_> = story
            .lanes
            .iter()
            .map(|lane| json!({ "code": lane.code, "name": lane.name.fr, "kind": lane.kind, "direction": lane.direction }))
            .collect();
        let set_up = json!({ "post": { "country": story.country, "stay_limit_days": 90 }, "lanes": lanes });
        let done = run(node, &commander, "crossing.set_up_post", &set_up)?;
        for lane in done.get("lanes").and_then(|lanes| lanes.as_array()).into_iter().flatten() {
            let text = |key: &str| lane.get(key).and_then(|text| text.as_str());
            let (Some(code), Some(id)) = (text("code"), text("lane")) else { continue };
            self.lanes.insert(code.to_owned(), id.parse()?);
            run(node, &commander, "crossing.open_lane", &json!({ "lane": id }))?;
        }
        run(node, &commander, "crossing.switch_surge_mode", &json!({ "on": true }))?;
        Ok(())
    }
}

/// Carries out a command; a problem is a failure of the demonstration.
pub fn run(node: &Node, who: &Who, action: &str, json: &serde_json::Value) -> Result<serde_json::Value, Failure> {
    run_at(node, who, action, json, None)
}

/// The same for what happened before now.
pub fn run_at(
    node: &Node,
    who: &Who,
    action: &str,
    json: &serde_json::Value,
    happened: Option<Moment>,
) -> Result<serde_json::Value, Failure> {
    let done = node.gate.run(who, action, json, &Request { key: None, happened });
    Ok(done.map_err(|problem| format!("DEM-003 {action}: {problem} {json}"))?.answer)
}

fn site(node: &Node, place: &Place, story: &Story) -> Result<SiteId, Failure> {
    let log = node.gate.log(Zone::Shared).ok_or("NOD-002 this node does not hold the shared zone")?;
    let at = node.gate.at(&Who::system(ActorId(node.gate.node().0)), Purpose::System)?;
    let site: SiteId = at.id(0);
    let described = SiteFact::SiteDescribed(SiteDescription {
        name: Text::parse(&place.name.fr).map_err(|e| e.code())?,
        kind: if place.kind == PlaceKind::Post { SiteKind::Post } else { SiteKind::Reception },
        place: place.p_code.clone(),
        utc_offset_minutes: story.utc_offset_minutes,
        latitude_deg: Some(place.latitude),
        longitude_deg: Some(place.longitude),
    });
    log.commit(&at, |commit| commit.record(site.into(), &[described], &at))?;
    Ok(site)
}

#[allow(clippy::too_many_arguments)] // one row of the table above and where it works
fn account(
    node: &Node,
    role: Role,
    login: &str,
    name: &str,
    language: Language,
    site: SiteId,
    site_name: &str,
    story: &Story,
) -> Result<DemoLogin, Failure> {
    let log = node.gate.log(Zone::Shared).ok_or("NOD-002 this node does not hold the shared zone")?;
    let at = node.gate.at(&Who::system(ActorId(node.gate.node().0)), Purpose::System)?;
    let account: ActorId = at.id(0);
    let password = format!("adre-{login}-demo");
    let sites = if role.zone() == Zone::Shared { vec![] } else { vec![site] };
    let facts = [
        AccountFact::AccountOpened {
            account,
            login: Login::parse(login).ok_or("a login of the demonstration")?,
            name: Text::parse(name).map_err(|e| e.code())?,
            language,
        },
        AccountFact::PasswordSet { account, phc: Hasher::new()?.hash(&password, at.random(1))? },
        AccountFact::RolesGranted { roles: vec![role], sites: sites.clone() },
    ];
    log.commit(&at, |commit| commit.record(account.into(), &facts, &at))?;
    let who = Who {
        name: name.into(),
        roles: vec![role],
        site: sites.first().copied(),
        sites,
        site_name: site_name.into(),
        utc_offset_minutes: story.utc_offset_minutes,
        language: "fr".into(),
        purpose: None,
        ..Who::system(account)
    };
    Ok(DemoLogin { role, login: login.into(), password, who })
}
