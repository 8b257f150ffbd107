#![doc = include_str!("../README.md")]

#[macro_use]
mod problem;

mod clock;
mod command;
pub mod erasure;
mod example;
pub mod facts;
pub mod group;
pub mod known;
pub mod pages;
pub mod post;
pub mod reactions;
pub mod second_line;
pub mod traveller;
pub mod views;

use access::{CommandDef, command};
use kernel::Zone;
use shell::{Capability, Locales};

/// What the binary mounts.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "crossing",
        zone: Zone::Border,
        commands: commands(),
        views: views::views(),
        projections: views::projections(),
        pages: pages::pages(),
        reactions: vec![reactions::hand_over()],
        permissions: include_str!("permissions.toml"),
        locales: Locales {
            ar: include_str!("../locales/ar.ftl"),
            fr: include_str!("../locales/fr.ftl"),
            en: include_str!("../locales/en.ftl"),
        },
    }
}

fn commands() -> Vec<CommandDef> {
    vec![
        command::<post::set_up_post::SetUpPost>(),
        command::<post::open_lane::OpenLane>(),
        command::<post::close_lane::CloseLane>(),
        command::<post::switch_surge_mode::SwitchSurgeMode>(),
        command::<post::count_queue::CountQueue>(),
        command::<traveller::record_crossing::RecordCrossing>(),
        command::<traveller::correct_crossing::CorrectCrossing>(),
        command::<traveller::extend_stay::ExtendStay>(),
        command::<traveller::hand_over_person::HandOverPerson>(),
        command::<group::pre_register_group::PreRegisterGroup>(),
        command::<group::hand_over_group::HandOverGroup>(),
        command::<second_line::refer_to_second_line::ReferToSecondLine>(),
        command::<second_line::decide_second_line::DecideSecondLine>(),
        command::<second_line::record_adverse_outcome::RecordAdverseOutcome>(),
        command::<erasure::set_retention::SetRetention>(),
        command::<erasure::erase_traveller::EraseTraveller>(),
        command::<erasure::erase_group::EraseGroup>(),
        command::<erasure::erase_due::EraseDue>(),
    ]
}
