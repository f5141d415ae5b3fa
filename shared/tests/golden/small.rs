//! Examples of the small enums that others are made of.

use shared::actor::{Actor, Viewer};
use shared::meeting::{Admission, Presence};
use shared::method::{Flag, Kind, Role, See};
use shared::pad::Sheet;
use shared::pass::PassKind;
use shared::refusal::Refusal;
use shared::wire::Bye;

use crate::golden;
use crate::things::{GROUP, SEAT};

#[test]
fn refusals_are_what_they_were() {
    golden("refusals.txt", Refusal::ALL);
}

#[test]
fn goodbyes_are_what_they_were() {
    let all = [Bye::Restart, Bye::TooSlow, Bye::PassUnknown, Bye::Deleted, Bye::OtherVersion];
    golden("goodbyes.txt", &[&all[..], &[Bye::Refused(Refusal::Unreadable)]].concat());
}

#[test]
fn people_and_passes_are_what_they_were() {
    golden("actors.txt", &[Actor::Door(PassKind::Participant), Actor::Seat(SEAT), Actor::House]);
    golden("viewers.txt", &[Viewer::Door, Viewer::Seat(SEAT, GROUP), Viewer::House]);
    golden("passes.txt", &[PassKind::Participant, PassKind::Moderator, PassKind::Seat]);
    golden("admissions.txt", &[Admission::Door(PassKind::Moderator), Admission::Seat(SEAT)]);
    golden("presence.txt", &[Presence::OnSite, Presence::Remote]);
}

#[test]
fn sheets_are_what_they_were() {
    let all = [Sheet::Notes(1), Sheet::Question, Sheet::Observation, Sheet::Private(SEAT)];
    golden("sheets.txt", &all);
}

#[test]
#[rustfmt::skip]
fn parts_of_methods_are_what_they_were() {
    golden("roles.txt", &[
        Role::CaseGiver, Role::Moderator, Role::Consultant, Role::Scribe, Role::Observer,
        Role::Everyone,
    ]);
    golden("kinds.txt", &[
        Kind::Pad, Kind::Cards, Kind::Question, Kind::Vote, Kind::Method, Kind::Roles, Kind::Commit,
        Kind::None,
    ]);
    golden("see.txt", &[See::All, See::Own]);
    golden("flags.txt", &[Flag::UsesModule, Flag::PrivateNotes]);
}
