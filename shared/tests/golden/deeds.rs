//! Examples of everything that can be asked for.

use shared::command::{Act, CaseStep, Deed, FloorStep, HarvestStep, Step, WeighStep};
use shared::meeting::{Day, Intent, Item, Mark, Outcome, Presence, Reach, Round, TurnId};
use shared::method::Role;

use crate::golden;
use crate::things::{
    AT, CARD, CASE, DIGEST, ELECTION, GROUP, HASH, KEY, POLL, RECORD, SEAT, SESSION, claim,
    forming, hands, method, module, point, procedure, receipt, sums,
};

#[test]
fn deeds_are_what_they_were() {
    let (person, presence) = (RECORD, Presence::Remote);
    golden(
        "deeds.txt",
        &[
            Deed::TakeSeat { seat: SEAT, pass: HASH, person, presence, agreed: true, intent: None },
            Deed::Introduce { person, presence },
            Deed::Agree,
            Deed::Leave { seat: SEAT },
            Deed::KeepUntil { at: AT },
            Deed::Retitle { title: RECORD },
            Deed::NameModerator { seat: SEAT },
            Deed::NameDeputy { seat: Some(SEAT) },
            Deed::NameDeputy { seat: None },
            Deed::SetEnd { at: Some(AT) },
            Deed::BringCase { case: CASE, words: RECORD },
            Deed::RewordCase { case: CASE, words: RECORD },
            Deed::WithdrawCase { case: CASE },
            Deed::Begin { session: SESSION, method: method(), guide: RECORD },
            Deed::Report {
                session: SESSION,
                phase: 5,
                outcome: Outcome::Done,
                words: Some(RECORD),
            },
            Deed::In(SESSION, Step::Pause),
            Deed::OfferModeration { group: GROUP, moderator: SEAT, open: true },
            Deed::Wish { cases: vec![CASE] },
            Deed::Propose { groups: vec![forming()], seconds: 60 },
            Deed::Object { objects: true },
            Deed::TakePlace { seat: SEAT, group: Some(GROUP), moderates: true },
            Deed::FormGroups { number: 3 },
            Deed::MoveTo { seat: SEAT, group: GROUP },
            Deed::PlaceGroup { group: GROUP, words: RECORD },
            Deed::NameFloater { seat: SEAT, floats: true },
            Deed::CallHelp { calls: true },
            Deed::AnswerHelp { group: GROUP },
            Deed::AskMinutes { minutes: Some(3) },
            Deed::GiveMinutes { groups: vec![GROUP], minutes: 3, asked: false },
            Deed::CallBack { at: Some(AT) },
            Deed::Tell { groups: vec![GROUP], words: RECORD },
            Deed::AskWishes { open: true },
            Deed::PlanAgenda { begins: AT, points: vec![point()], words: RECORD },
            Deed::GoToPoint { from: None, to: Some(point().id) },
            Deed::Invite { place: Some(RECORD), capacity: Some(24), cases_until: Some(AT) },
            Deed::CloseDoor { closed: true },
            Deed::Intend { intent: Intent::Both },
            Deed::Floor(FloorStep::End),
            Deed::Weigh(WeighStep::Show),
            Deed::Harvest(HarvestStep::Close),
            Deed::Elect { election: ELECTION, act: Act::CallOff },
            Deed::Case(CaseStep::ShowName { case: CASE }),
        ],
    );
}

#[test]
fn what_is_asked_for_of_cases_is_what_it_was() {
    golden(
        "case_steps.txt",
        &[
            CaseStep::HandIn { case: CASE, words: RECORD },
            CaseStep::ShowName { case: CASE },
            CaseStep::NamePresenter { case: CASE, seat: Some(SEAT) },
            CaseStep::TakeUp { case: CASE, up: true },
            CaseStep::Ask { case: CASE, seats: vec![SEAT] },
            CaseStep::Answer { case: CASE, comes: true },
            CaseStep::WishFor { seat: SEAT, cases: vec![CASE] },
            CaseStep::Carry { case: CASE, since: AT, up: true, words: RECORD },
            CaseStep::Claim { case: CASE, mine: true },
            CaseStep::Gather { case: CASE, group: GROUP, moderator: SEAT, members: vec![SEAT] },
        ],
    );
}

#[test]
fn what_is_asked_for_in_the_plenary_is_what_it_was() {
    let turn = TurnId(3);
    golden(
        "floor_steps.txt",
        &[
            FloorStep::Begin { round: Round::Pitches, seconds: Some(90) },
            FloorStep::Raise { seat: SEAT },
            FloorStep::Add { person: RECORD },
            FloorStep::Lower { turn },
            FloorStep::Pass { turn },
            FloorStep::Arrange { order: vec![turn] },
            FloorStep::Give { from: None, to: Some(turn) },
            FloorStep::Say { words: Some(RECORD) },
            FloorStep::End,
        ],
    );
    golden(
        "weigh_steps.txt",
        &[
            WeighStep::Begin { budget: 3 },
            WeighStep::Place { cases: vec![CASE, CASE] },
            WeighStep::Show,
            WeighStep::End,
        ],
    );
    let (session, item) = (SESSION, Item::Ideas);
    golden(
        "harvest_steps.txt",
        &[
            HarvestStep::Give { session, item, words: RECORD },
            HarvestStep::TakeBack { session, item },
            HarvestStep::NameSpeaker { group: GROUP, seat: Some(SEAT) },
            HarvestStep::KeepUntil { at: AT },
            HarvestStep::Close,
        ],
    );
}

#[test]
fn steps_are_what_they_were() {
    golden(
        "steps.txt",
        &[
            Step::Cast { role: Role::Scribe, seat: Some(SEAT) },
            Step::Cast { role: Role::Observer, seat: None },
            Step::PlaceDots { cases: vec![CASE, CASE] },
            Step::ShowDots,
            Step::ChooseCase { case: CASE },
            Step::Enter { from: 1, to: 2 },
            Step::Pause,
            Step::Resume,
            Step::AddMinutes { minutes: 3 },
            Step::Plan { minutes: vec![(1, 300)] },
            Step::LeaveOut { phase: 3, out: true },
            Step::Turn { from: None, to: Some(SEAT) },
            Step::Stop,
            Step::GoOn,
            Step::KnowPeople { knows: true },
            Step::Ready { ready: true },
            Step::ChooseModule { module: module(), guide: RECORD },
            Step::TurnCards { over: true },
            Step::Collect,
            Step::Reveal,
            Step::WriteCard { card: CARD, phase: 4, column: 1, anonymous: true, words: RECORD },
            Step::WriteReverse { card: CARD, words: RECORD },
            Step::MarkCard { card: CARD, mark: Some(Mark::Fits) },
            Step::Park { id: CARD, from: SEAT, words: RECORD },
            Step::Unpark { id: CARD },
            Step::AskWordings { open: true },
            Step::RewordCard { card: CARD, words: RECORD },
            Step::RemoveCard { card: CARD },
            Step::FixQuestion { words: RECORD },
            Step::ReopenQuestion,
            Step::Star { cards: vec![CARD] },
            Step::ShowStars,
            Step::NameStep { phase: 5, words: RECORD, until: Some(Day(20_524)) },
            Step::Release { item: Item::Ideas, reach: Reach::Public, words: Some(RECORD) },
            Step::End,
            Step::Reopen,
            Step::PlaceCardDots { cards: vec![CARD, CARD] },
            Step::FillSheet { words: Some(RECORD) },
            Step::FillSheet { words: None },
        ],
    );
}

#[test]
fn acts_are_what_they_were() {
    let poll = POLL;
    golden(
        "acts.txt",
        &[
            Act::Plan { procedure: procedure(), question: RECORD },
            Act::NameOfficer { seat: SEAT },
            Act::CountHands { hands: hands() },
            Act::Propose { seat: SEAT },
            Act::Stand { stands: true },
            Act::Speak { from: None, to: Some(SEAT) },
            Act::Entitle { seat: SEAT, entitled: false },
            Act::ShowKey { key: KEY },
            Act::Lend { key: KEY, name: RECORD },
            Act::LendAnew { instead: KEY, key: KEY },
            Act::TakeBack { key: KEY },
            Act::Prepare {
                poll,
                candidates: vec![SEAT],
                key_check: DIGEST,
                paper: DIGEST,
                words: RECORD,
            },
            Act::Open { poll, lock: KEY },
            Act::SeeRoll { poll, receipt: receipt() },
            Act::CountPaper { poll, sums: sums() },
            Act::Close { poll },
            Act::Discard { poll },
            Act::Announce { poll, claim: claim() },
            Act::Confirm { poll, confirmation: DIGEST },
            Act::Accept { accepts: true },
            Act::CallOff,
            Act::PutUp { candidate: SEAT, name: RECORD },
            Act::StandFor { candidate: SEAT, stands: true },
            Act::AcceptFor { candidate: SEAT, accepts: true },
            Act::AskSecret,
        ],
    );
}
