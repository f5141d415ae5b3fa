//! Examples of the small enums that others are made of.

use shared::actor::{Actor, Viewer};
use shared::meeting::{
    Admission, Intent, Item, Mark, Naming, Outcome, ParkedState, Part, PollState, Presence, Reach,
    Round, Speaker,
};
use shared::method::guide::About;
use shared::method::{Flag, Kind, Role, See};
use shared::pad::Sheet;
use shared::pass::PassKind;
use shared::refusal::Refusal;
use shared::wire::Bye;

use crate::golden;
use crate::things::{CASE, GROUP, SEAT, place};

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
    golden("viewers.txt", &[Viewer::Door, Viewer::member(SEAT, GROUP), Viewer::House]);
    golden("passes.txt", &[PassKind::Participant, PassKind::Moderator, PassKind::Seat]);
    golden("admissions.txt", &[Admission::Door(PassKind::Moderator), Admission::Seat(SEAT)]);
    golden("naming.txt", &[Naming::Named, Naming::Hidden, Naming::Shown, Naming::Carried]);
    golden("intents.txt", &[Intent::Case, Intent::Advice, Intent::Both, Intent::Absent]);
    golden("presence.txt", &[Presence::OnSite, Presence::Remote, Presence::RoomDevice]);
}

#[test]
#[rustfmt::skip]
fn parts_of_an_agenda_are_what_they_were() {
    golden("parts.txt", &[
        Part::Arrival, Part::Welcome, Part::Review, Part::Election, Part::Agreements, Part::Pitches,
        Part::Formation, Part::Consultation, Part::Talk, Part::Break, Part::Harvest, Part::Releases,
        Part::Flash, Part::Other,
    ]);
}

#[test]
#[rustfmt::skip]
fn rounds_and_who_speaks_in_them_are_what_they_were() {
    golden("rounds.txt", &[
        Round::CheckIn, Round::Pitches, Round::Harvest, Round::Flash, Round::Open,
    ]);
    golden("speakers.txt", &[
        Speaker::Seat(SEAT), Speaker::Case(CASE), Speaker::Group(GROUP), Speaker::Named(place()),
    ]);
}

#[test]
fn sheets_and_polls_are_what_they_were() {
    let all = [Sheet::Notes(1), Sheet::Question, Sheet::Observation, Sheet::Private(SEAT)];
    golden("sheets.txt", &all);
    let all = [PollState::Prepared, PollState::Open, PollState::Closed];
    golden("polls.txt", &all);
}

#[test]
#[rustfmt::skip]
fn parts_of_methods_are_what_they_were() {
    golden("roles.txt", &[
        Role::CaseGiver, Role::Moderator, Role::Consultant, Role::Scribe, Role::Observer,
        Role::Timekeeper, Role::Interviewer, Role::Everyone,
    ]);
    golden("kinds.txt", &[
        Kind::Pad, Kind::Cards, Kind::Question, Kind::Vote, Kind::Method, Kind::Round, Kind::Roles,
        Kind::Commit, Kind::None,
    ]);
    golden("see.txt", &[See::All, See::Own, See::Next, See::Few]);
    golden("flags.txt", &[
        Flag::UsesModule, Flag::PrivateNotes, Flag::Advice, Flag::Inquiry, Flag::Marks,
        Flag::Timeline, Flag::Anonymous, Flag::Review, Flag::Optional, Flag::Once,
    ]);
    golden("about.txt", &[
        About::Task, About::People, About::Insight, About::Text, About::Review, About::Many,
        About::Progress,
    ]);
}

#[test]
#[rustfmt::skip]
fn what_is_said_of_cards_and_afterwards_is_what_it_was() {
    golden("marks.txt", &[Mark::Fits, Mark::Not]);
    golden("parked.txt", &[ParkedState::Waits, ParkedState::Offered]);
    golden("items.txt", &[Item::Question, Item::Ideas, Item::Step, Item::Report]);
    golden("reaches.txt", &[
        Reach::Private, Reach::Group, Reach::NetworkAnonymous, Reach::NetworkWithHouse,
        Reach::Public,
    ]);
    golden("outcomes.txt", &[
        Outcome::Done, Outcome::Differently, Outcome::NotYet, Outcome::Dropped,
    ]);
}
