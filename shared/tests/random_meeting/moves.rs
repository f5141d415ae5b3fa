//! What can be tried in a random meeting: often plausible, sometimes absurd.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use shared::meeting::{Item, Mark, Outcome, Reach, Round};
use shared::method::Role;
use shared::pass::PassKind;

use super::casebox::Boxed;

/// One thing that somebody tries.
#[derive(Clone, Debug)]
pub struct Move {
    /// Milliseconds since the move before.
    pub wait: u64,
    /// Who.
    pub by: By,
    /// In which case session: usually the latest of the group.
    pub session: Pick,
    /// What.
    pub wish: Wish,
}

/// Who tries something.
#[derive(Clone, Copy, Debug)]
pub enum By {
    /// Whoever moderates one of the groups.
    Moderator { second: bool },
    /// Whose case it is in one of the groups.
    CaseGiver { second: bool },
    /// Whoever named a first step in a session that has ended, in one of the groups.
    Committed { second: bool },
    /// Somebody with a seat, or who had one.
    Anybody(Pick),
    /// Somebody at the door.
    Door(PassKind),
    /// Whoever conducts the latest election, or leads the meeting.
    Officer,
    /// The server itself.
    House,
}

/// What somebody tries.
#[derive(Clone, Debug)]
#[rustfmt::skip]
pub enum Wish {
    Sit { second: bool }, Introduce { remote: bool }, Agree, Leave { self_: bool, seat: Pick },
    KeepUntil { days: u16 }, SetEnd(Option<u16>), Retitle,
    NameModerator(Pick), NameDeputy(Option<Pick>), OfferModeration(bool),
    BringCase, RewordCase(Pick), WithdrawCase(Pick),
    Begin { method: Pick, again: bool }, Report(Outcome, bool),
    Cast { role: Role, seat: Option<Pick> },
    PlaceDots(Vec<Pick>), PlaceCardDots(Vec<Pick>), ShowDots, ChooseCase(Pick),
    Next, Enter { stale: bool, to: u8 },
    Pause, Resume, AddMinutes(u8), Plan(Vec<(u8, u16)>), LeaveOut { phase: u8, out: bool },
    Turn { stale: bool, to: Option<Pick> }, Stop, GoOn, KnowPeople(bool), Ready(bool),
    ChooseModule(Pick), TurnCards(bool), Collect, Reveal,
    WriteCard { again: bool, back: u8, column: u8, anonymous: bool }, RewordCard(Pick),
    WriteReverse(Pick), MarkCard(Pick, Option<Mark>), RemoveCard(Pick),
    Park(Pick), Unpark(Pick), AskWordings(bool), FixQuestion, ReopenQuestion,
    Star(Vec<Pick>), ShowStars, NameStep, Release(Item, Reach, bool), FillSheet(bool),
    End, Reopen,
    Invite { capacity: Option<u8>, hours: Option<u16>, said: bool }, CloseDoor(bool),
    Intend(bool),
    PlanAgenda { order: u64, begins: u16 }, GoToPoint { stale: bool, to: Option<u8> },
    AskWishes(bool), AskFor(Vec<Pick>), Propose { sides: u64, case: Pick, sound: bool, market: bool }, Object(bool),
    TakePlace { seat: Option<Pick>, group: Option<Pick>, moderates: bool },
    FormGroups { stale: bool }, MoveTo { seat: Pick, group: Pick }, PlaceGroup(Pick),
    NameFloater(Pick, bool), CallHelp(bool), AnswerHelp(Pick), AskMinutes(Option<u8>),
    GiveMinutes { to: Option<Pick>, minutes: u8 }, CallBack(Option<u16>), Tell(Option<Pick>),
    BeginRound(Round, u16), RaiseHand(Option<Pick>), AddSpeaker, LowerHand(Pick), PassTurn(Pick),
    ArrangeTurns(bool), GiveWord { stale: bool, to: Option<Pick> }, SayWord(bool), EndRound,
    BeginWeighing(u8), PlacePlenaryDots(Vec<Pick>), ShowPlenaryDots, EndWeighing,
    GiveHarvest(Item), TakeBackHarvest(Pick), NameSpeaker { group: Pick, seat: Option<Pick> },
    KeepHarvest { days: u16 }, CloseHarvest,
    Elect(Vote), Case(Boxed),
}

/// What somebody tries in the latest election, or in the first.
#[derive(Clone, Copy, Debug)]
#[rustfmt::skip]
pub enum Vote {
    Plan { seats: u8, hands: bool, anew: bool }, NameOfficer(Pick), CountHands { yes: u8, no: u8 },
    Propose(Option<Pick>), Stand(bool), Speak { stale: bool, to: Option<Pick> },
    Entitle(Pick, bool), ShowKey { again: bool }, Lend, LendAnew(Pick), TakeBack(Pick),
    Prepare { stale: bool }, Open, SeeRoll, CountPaper(u8), Close, Discard,
    Announce { tie: bool, sound: bool }, Confirm(bool), Accept(bool), CallOff,
    PutUp { again: bool }, StandFor(Pick, bool), AcceptFor(Pick, bool),
    AskSecret,
}

impl Wish {
    /// Whether it is for whoever leads.
    #[rustfmt::skip]
    fn leads(&self) -> bool {
        matches!(
            self,
            Self::Begin { .. } | Self::Next | Self::Enter { .. } | Self::Plan(_) | Self::LeaveOut { .. }
                | Self::Resume | Self::ChooseModule(_) | Self::TurnCards(_) | Self::Collect
                | Self::Invite { .. } | Self::CloseDoor(_) | Self::PlanAgenda { .. } | Self::GoToPoint { .. } | Self::AskWishes(_) | Self::Propose { .. } | Self::FormGroups { .. } | Self::MoveTo { .. }
                | Self::PlaceGroup(_) | Self::NameFloater(..) | Self::AnswerHelp(_)
                | Self::GiveMinutes { .. } | Self::CallBack(_) | Self::Tell(_)
                | Self::BeginRound(..) | Self::AddSpeaker | Self::ArrangeTurns(_)
                | Self::GiveWord { .. } | Self::EndRound | Self::BeginWeighing(_)
                | Self::ShowPlenaryDots | Self::EndWeighing | Self::KeepHarvest { .. }
                | Self::CloseHarvest | Self::LowerHand(_)
                | Self::Case(Boxed::TakeUp(..) | Boxed::Ask(..) | Boxed::WishFor(..))
                | Self::Reveal | Self::Park(_) | Self::AskWordings(_) | Self::End | Self::Reopen
        )
    }

    /// Whether it is for whose case it is.
    #[rustfmt::skip]
    fn gives(&self) -> bool {
        matches!(
            self,
            Self::Star(_) | Self::ShowStars | Self::NameStep | Self::MarkCard(..)
                | Self::Release(..) | Self::Report(..) | Self::FillSheet(_)
                | Self::GiveHarvest(_) | Self::TakeBackHarvest(_)
        )
    }
}

/// One of several, looked up when it is needed.
#[derive(Clone, Copy, Debug)]
pub struct Pick(pub u8);

impl Pick {
    /// The one it means; `None` where there is nothing to choose from.
    pub fn of<T>(self, from: impl IntoIterator<Item = T>) -> Option<T> {
        let mut from: Vec<T> = from.into_iter().collect();
        (!from.is_empty()).then(|| from.swap_remove(usize::from(self.0) % from.len()))
    }
}

/// Moves of people who usually arrive and begin a case session first, and then up to `most` more.
pub fn moves(most: usize) -> impl Strategy<Value = Vec<Move>> {
    let seats = vec((prop::bool::weighted(0.2), prop::bool::weighted(0.2), any::<bool>()), 3..8);
    (seats, vec(any::<u8>(), 1..4), vec(one(), 0..most)).prop_map(|(seats, cases, rest)| {
        let calm = |by, wish| Move { wait: 1_000, by, session: Pick(u8::MAX), wish };
        let lead = |wish| calm(By::Moderator { second: false }, wish);
        let sit = |second, by| calm(By::Door(by), Wish::Sit { second });
        let bring = |who| calm(By::Anybody(Pick(who)), Wish::BringCase);
        // Somebody has invited the others.
        let mut moves = vec![sit(false, PassKind::Moderator)];
        moves.extend(seats.into_iter().map(|(second, invites, hurries)| {
            let by = if invites { PassKind::Moderator } else { PassKind::Participant };
            Move { wait: if hurries { 1_000 } else { 3_000 }, ..sit(second, by) }
        }));
        // Now and then nobody begins.
        let choice = cases[0];
        if choice > 20 {
            moves.push(lead(Wish::Begin { method: Pick(choice), again: false }));
            moves.extend(cases.into_iter().map(bring));
            moves.push(lead(Wish::ChooseCase(Pick(choice))));
            let begin = Wish::Begin { method: Pick(u8::MAX - choice), again: false };
            moves.push(calm(By::Moderator { second: true }, begin));
        }
        moves.extend(rest);
        // Every other meeting comes to its end and to what became of it.
        if choice % 2 == 0 {
            let give = |wish| calm(By::CaseGiver { second: false }, wish);
            let tell = Wish::Report(Outcome::Done, true);
            moves.push(lead(Wish::GoOn));
            moves.push(lead(Wish::Enter { stale: false, to: 3 }));
            moves.push(give(Wish::NameStep));
            moves.push(lead(Wish::End));
            moves.push(calm(By::Committed { second: false }, tell));
            moves.push(give(Wish::Release(Item::Report, Reach::Group, true)));
            moves.push(give(Wish::Release(Item::Report, Reach::Private, true)));
        }
        // And many elect somebody.
        if choice.is_multiple_of(3) {
            moves.extend(election(choice));
        }
        moves
    })
}

/// An election from its plan to a run-off, as it goes when nothing is in its way.
fn election(choice: u8) -> Vec<Move> {
    let calm = |by, vote| Move { wait: 1_000, by, session: Pick(0), wish: Wish::Elect(vote) };
    let officer = |vote| calm(By::Officer, vote);
    let anybody = |n| By::Anybody(Pick(n));
    let mut moves = vec![
        officer(Vote::Plan { seats: 2, hands: choice.is_multiple_of(5), anew: false }),
        officer(Vote::NameOfficer(Pick(choice))),
        officer(Vote::CountHands { yes: 1, no: choice % 4 }),
        officer(Vote::Prepare { stale: false }),
        officer(Vote::CountHands { yes: 9, no: 1 }),
        officer(Vote::Prepare { stale: false }),
    ];
    moves.extend((0..4).map(|n| calm(anybody(n), Vote::Propose(Some(Pick(n))))));
    // One thinks better of it.
    moves.extend([false, true].map(|stands| calm(anybody(choice / 2), Vote::Stand(stands))));
    // Somebody is not here, and whoever conducts the election speaks for them.
    if choice.is_multiple_of(3) {
        moves.extend([false, true].map(|again| officer(Vote::PutUp { again })));
        moves.extend([false, true].map(|stands| officer(Vote::StandFor(Pick(0), stands))));
    }
    // Somebody asks for a secret ballot, half of the time before an open one is prepared.
    let in_time = choice.is_multiple_of(2);
    // Too early: nobody has shown a key.
    moves.extend((!in_time).then(|| officer(Vote::Prepare { stale: false })));
    moves.extend((0..9).map(|n| calm(anybody(n), Vote::ShowKey { again: false })));
    moves.extend((0..4).map(|_| officer(Vote::Lend)));
    moves.extend((0..5).map(|_| officer(Vote::Lend)));
    moves.push(officer(Vote::TakeBack(Pick(choice))));
    moves.push(officer(Vote::Speak { stale: false, to: Some(Pick(0)) }));
    moves.push(calm(anybody(choice), Vote::AskSecret));
    // Now and then the first poll is repeated.
    moves.extend([Vote::Prepare { stale: false }, Vote::Prepare { stale: false }].map(officer));
    moves.extend(choice.is_multiple_of(7).then(|| officer(Vote::Discard)));
    let poll = [
        officer(Vote::Prepare { stale: false }),
        calm(By::House, Vote::Open),
        calm(anybody(choice), Vote::SeeRoll),
        officer(Vote::CountPaper(2)),
        officer(Vote::CountPaper(3)),
        officer(Vote::Close),
        officer(Vote::Announce { tie: false, sound: false }),
        officer(Vote::Announce { tie: choice.is_multiple_of(2), sound: true }),
        calm(anybody(choice), Vote::Confirm(choice.is_multiple_of(4))),
        officer(Vote::LendAnew(Pick(choice))),
    ];
    moves.extend(poll.iter().chain(&poll).cloned());
    moves.extend((0..3).map(|n| calm(anybody(n), Vote::Accept(n > 0))));
    moves.push(officer(Vote::AcceptFor(Pick(0), true)));
    moves
}

fn vote() -> impl Strategy<Value = Vote> {
    prop_oneof![
        4 => (0..4u8, prop::bool::weighted(0.3), any::<bool>())
            .prop_map(|(seats, hands, anew)| Vote::Plan { seats, hands, anew }),
        2 => pick().prop_map(Vote::NameOfficer),
        2 => (0..9u8, 0..4u8).prop_map(|(yes, no)| Vote::CountHands { yes, no }),
        4 => option::weighted(0.8, pick()).prop_map(Vote::Propose),
        3 => prop::bool::weighted(0.7).prop_map(Vote::Stand),
        2 => (prop::bool::weighted(0.2), option::of(pick()))
            .prop_map(|(stale, to)| Vote::Speak { stale, to }),
        2 => (pick(), any::<bool>()).prop_map(|(seat, may)| Vote::Entitle(seat, may)),
        6 => prop::bool::weighted(0.2).prop_map(|again| Vote::ShowKey { again }),
        2 => Just(Vote::Lend),
        2 => pick().prop_map(Vote::LendAnew),
        2 => pick().prop_map(Vote::TakeBack),
        4 => prop::bool::weighted(0.1).prop_map(|stale| Vote::Prepare { stale }),
        4 => Just(Vote::Open),
        2 => Just(Vote::SeeRoll),
        2 => (0..6u8).prop_map(Vote::CountPaper),
        2 => Just(Vote::Close),
        1 => Just(Vote::Discard),
        3 => (any::<bool>(), prop::bool::weighted(0.8))
            .prop_map(|(tie, sound)| Vote::Announce { tie, sound }),
        2 => any::<bool>().prop_map(Vote::Confirm),
        2 => any::<bool>().prop_map(Vote::Accept),
        1 => Just(Vote::CallOff),
        1 => prop::bool::weighted(0.3).prop_map(|again| Vote::PutUp { again }),
        1 => (pick(), any::<bool>()).prop_map(|(who, stands)| Vote::StandFor(who, stands)),
        1 => (pick(), any::<bool>()).prop_map(|(who, accepts)| Vote::AcceptFor(who, accepts)),
    ]
}

fn one() -> impl Strategy<Value = Move> {
    let wait = prop_oneof![4 => 0..5_000u64, 1 => 60_000..3_000_000u64];
    (wait, by(), pick(), wish()).prop_map(|(wait, by, session, wish)| {
        // Only from the door can one sit down; now and then somebody tries it from elsewhere.
        let by = match (&wish, by) {
            (Wish::Sit { .. }, By::Anybody(_)) => By::Door(PassKind::Participant),
            (Wish::OfferModeration(_), By::Anybody(_)) => By::House,
            (Wish::CloseHarvest, By::Anybody(Pick(..60))) => By::House,
            (Wish::Elect(Vote::Open), By::Anybody(_)) => By::House,
            (Wish::Elect(_), By::Moderator { .. } | By::CaseGiver { .. }) => By::Officer,
            (Wish::Report(..), By::Moderator { second } | By::CaseGiver { second }) => {
                By::Committed { second }
            }
            // Most leave it to whoever leads, or to whose case it is.
            (wish, By::CaseGiver { second }) if wish.leads() => By::Moderator { second },
            (wish, By::Anybody(Pick(60..))) if wish.leads() => By::Moderator { second: false },
            (wish, By::Moderator { second }) if wish.gives() => By::CaseGiver { second },
            (wish, By::Anybody(Pick(60..))) if wish.gives() => By::CaseGiver { second: false },
            (_, by) => by,
        };
        Move { wait, by, session, wish }
    })
}

fn by() -> impl Strategy<Value = By> {
    prop_oneof![
        12 => prop::bool::weighted(0.15).prop_map(|second| By::Moderator { second }),
        8 => prop::bool::weighted(0.15).prop_map(|second| By::CaseGiver { second }),
        12 => pick().prop_map(By::Anybody),
        1 => prop_oneof![
            Just(PassKind::Participant), Just(PassKind::Moderator), Just(PassKind::Seat),
        ].prop_map(By::Door),
        1 => Just(By::House),
    ]
}

fn pick() -> impl Strategy<Value = Pick> {
    any::<u8>().prop_map(Pick)
}

#[rustfmt::skip]
fn wish() -> impl Strategy<Value = Wish> {
    let attending = prop_oneof![
        3 => any::<bool>().prop_map(|second| Wish::Sit { second }),
        1 => any::<bool>().prop_map(|remote| Wish::Introduce { remote }),
        1 => Just(Wish::Agree),
        1 => (any::<bool>(), pick()).prop_map(|(self_, seat)| Wish::Leave { self_, seat }),
        1 => (0..500u16).prop_map(|days| Wish::KeepUntil { days }),
        1 => option::of(0..u16::MAX).prop_map(Wish::SetEnd),
        1 => Just(Wish::Retitle),
        2 => pick().prop_map(Wish::NameModerator),
        2 => option::of(pick()).prop_map(Wish::NameDeputy),
        2 => prop::bool::weighted(0.7).prop_map(Wish::OfferModeration),
    ];
    let casting = prop_oneof![
        4 => Just(Wish::BringCase),
        1 => pick().prop_map(Wish::RewordCase),
        1 => pick().prop_map(Wish::WithdrawCase),
        3 => (prop_oneof![
            Just(Role::Scribe), Just(Role::Observer), Just(Role::CaseGiver), Just(Role::Moderator),
            Just(Role::Timekeeper),
        ], option::weighted(0.8, pick())).prop_map(|(role, seat)| Wish::Cast { role, seat }),
        3 => vec(pick(), 0..4).prop_map(Wish::PlaceDots),
        4 => vec(pick(), 0..5).prop_map(Wish::PlaceCardDots),
        2 => Just(Wish::ShowDots),
        4 => pick().prop_map(Wish::ChooseCase),
    ];
    let leading = prop_oneof![
        4 => (pick(), prop::bool::weighted(0.1)).prop_map(|(method, again)| Wish::Begin { method, again }),
        8 => Just(Wish::Next),
        3 => (prop::bool::weighted(0.2), 0..8u8).prop_map(|(stale, to)| Wish::Enter { stale, to }),
        1 => Just(Wish::Pause),
        1 => Just(Wish::Resume),
        1 => (0..40u8).prop_map(Wish::AddMinutes),
        1 => vec((0..6u8, 0..250u16), 0..3).prop_map(Wish::Plan),
        2 => (0..6u8, any::<bool>()).prop_map(|(phase, out)| Wish::LeaveOut { phase, out }),
        1 => any::<bool>().prop_map(Wish::Ready),
        6 => pick().prop_map(Wish::ChooseModule),
        1 => Just(Wish::End),
        6 => Just(Wish::Reopen),
    ];
    let caring = prop_oneof![
        3 => (prop::bool::weighted(0.1), option::weighted(0.8, pick()))
            .prop_map(|(stale, to)| Wish::Turn { stale, to }),
        2 => Just(Wish::Stop),
        2 => Just(Wish::GoOn),
        1 => any::<bool>().prop_map(Wish::KnowPeople),
        4 => pick().prop_map(Wish::Park),
        3 => pick().prop_map(Wish::Unpark),
        1 => any::<bool>().prop_map(Wish::AskWordings),
        2 => (item(), reach(), prop::bool::weighted(0.8))
            .prop_map(|(item, reach, fits)| Wish::Release(item, reach, fits)),
        2 => prop::bool::weighted(0.8).prop_map(Wish::FillSheet),
        12 => (outcome(), any::<bool>()).prop_map(|(outcome, said)| Wish::Report(outcome, said)),
    ];
    let working = prop_oneof![
        3 => Just(Wish::Collect),
        2 => Just(Wish::Reveal),
        12 => (
            prop::bool::weighted(0.05), prop_oneof![3 => Just(0), 1 => 1..3u8],
            prop_oneof![4 => Just(0), 1 => 0..3u8], prop::bool::weighted(0.4),
        ).prop_map(|(again, back, column, anonymous)| {
            Wish::WriteCard { again, back, column, anonymous }
        }),
        3 => pick().prop_map(Wish::RewordCard),
        3 => pick().prop_map(Wish::RemoveCard),
        5 => prop::bool::weighted(0.9).prop_map(Wish::TurnCards),
        7 => pick().prop_map(Wish::WriteReverse),
        3 => (pick(), mark()).prop_map(|(card, mark)| Wish::MarkCard(card, mark)),
        1 => Just(Wish::FixQuestion),
        1 => Just(Wish::ReopenQuestion),
        4 => vec(pick(), 0..5).prop_map(Wish::Star),
        1 => Just(Wish::ShowStars),
        6 => Just(Wish::NameStep),
    ];
    let grouping = prop_oneof![
        4 => (any::<u64>(), 0..600u16).prop_map(|(order, begins)| Wish::PlanAgenda { order, begins }),
        4 => (prop::bool::weighted(0.1), option::weighted(0.8, 0..9u8))
            .prop_map(|(stale, to)| Wish::GoToPoint { stale, to }),
        1 => (option::weighted(0.3, 0..9u8), option::weighted(0.3, 0..50u16), any::<bool>())
            .prop_map(|(capacity, hours, said)| Wish::Invite { capacity, hours, said }),
        1 => prop::bool::weighted(0.3).prop_map(Wish::CloseDoor),
        1 => any::<bool>().prop_map(Wish::Intend),
        2 => prop::bool::weighted(0.8).prop_map(Wish::AskWishes),
        3 => vec(pick(), 0..4).prop_map(Wish::AskFor),
        4 => (any::<u64>(), pick(), prop::bool::weighted(0.9), prop::bool::weighted(0.4))
            .prop_map(|(sides, case, sound, market)| Wish::Propose { sides, case, sound, market }),
        2 => prop::bool::weighted(0.7).prop_map(Wish::Object),
        4 => (option::weighted(0.2, pick()), option::weighted(0.8, pick()), prop::bool::weighted(0.3))
            .prop_map(|(seat, group, moderates)| Wish::TakePlace { seat, group, moderates }),
        4 => prop::bool::weighted(0.1).prop_map(|stale| Wish::FormGroups { stale }),
        2 => (pick(), pick()).prop_map(|(seat, group)| Wish::MoveTo { seat, group }),
        1 => pick().prop_map(Wish::PlaceGroup),
        1 => (pick(), prop::bool::weighted(0.7)).prop_map(|(who, floats)| Wish::NameFloater(who, floats)),
        2 => prop::bool::weighted(0.7).prop_map(Wish::CallHelp),
        2 => pick().prop_map(Wish::AnswerHelp),
        1 => option::weighted(0.8, 0..40u8).prop_map(Wish::AskMinutes),
        1 => (option::of(pick()), 0..40u8).prop_map(|(to, minutes)| Wish::GiveMinutes { to, minutes }),
        1 => option::of(0..u16::MAX).prop_map(Wish::CallBack),
        1 => option::of(pick()).prop_map(Wish::Tell),
    ];
    let in_plenary = prop_oneof![
        3 => (round(), 0..1_000u16).prop_map(|(round, seconds)| Wish::BeginRound(round, seconds)),
        6 => option::weighted(0.3, pick()).prop_map(Wish::RaiseHand),
        2 => Just(Wish::AddSpeaker),
        6 => pick().prop_map(Wish::LowerHand),
        3 => pick().prop_map(Wish::PassTurn),
        1 => prop::bool::weighted(0.2).prop_map(Wish::ArrangeTurns),
        6 => (prop::bool::weighted(0.1), option::weighted(0.8, pick()))
            .prop_map(|(stale, to)| Wish::GiveWord { stale, to }),
        4 => prop::bool::weighted(0.8).prop_map(Wish::SayWord),
        1 => Just(Wish::EndRound),
        2 => (0..5u8).prop_map(Wish::BeginWeighing),
        4 => vec(pick(), 0..5).prop_map(Wish::PlacePlenaryDots),
        3 => Just(Wish::ShowPlenaryDots),
        1 => Just(Wish::EndWeighing),
        6 => item().prop_map(Wish::GiveHarvest),
        3 => pick().prop_map(Wish::TakeBackHarvest),
        3 => (pick(), option::weighted(0.8, pick()))
            .prop_map(|(group, seat)| Wish::NameSpeaker { group, seat }),
        1 => (0..60u16).prop_map(|days| Wish::KeepHarvest { days }),
        1 => Just(Wish::CloseHarvest),
    ];
    let boxed = prop_oneof![
        5 => Just(Boxed::HandIn),
        2 => pick().prop_map(Boxed::ShowName),
        2 => (pick(), option::weighted(0.8, pick())).prop_map(|(case, who)| Boxed::Present(case, who)),
        1 => (pick(), any::<bool>()).prop_map(|(case, up)| Boxed::TakeUp(case, up)),
        2 => (pick(), vec(pick(), 0..9)).prop_map(|(case, who)| Boxed::Ask(case, who)),
        3 => (pick(), any::<bool>()).prop_map(|(case, comes)| Boxed::Answer(case, comes)),
        2 => (pick(), vec(pick(), 0..4)).prop_map(|(who, cases)| Boxed::WishFor(who, cases)),
        2 => (option::weighted(0.2, pick()), any::<bool>(), 0..90u16)
            .prop_map(|(again, up, days)| Boxed::Carry(again, up, days)),
        3 => (pick(), prop::bool::weighted(0.7)).prop_map(|(case, mine)| Boxed::Claim(case, mine)),
        1 => (pick(), vec(pick(), 1..3)).prop_map(|(case, who)| Boxed::Gather(case, who)),
    ];
    prop_oneof![2 => boxed.prop_map(Wish::Case), 3 => vote().prop_map(Wish::Elect), 4 => in_plenary, 5 => grouping, 3 => attending, 4 => casting, 6 => leading, 4 => caring, 15 => working]
}

fn mark() -> impl Strategy<Value = Option<Mark>> {
    prop_oneof![Just(None), Just(Some(Mark::Fits)), Just(Some(Mark::Not))]
}

fn item() -> impl Strategy<Value = Item> {
    prop_oneof![Just(Item::Question), Just(Item::Ideas), Just(Item::Step), Just(Item::Report)]
}

fn round() -> impl Strategy<Value = Round> {
    prop_oneof![
        1 => Just(Round::CheckIn),
        1 => Just(Round::Pitches),
        1 => Just(Round::Harvest),
        2 => Just(Round::Flash),
        1 => Just(Round::Open),
    ]
}

fn reach() -> impl Strategy<Value = Reach> {
    prop_oneof![Just(Reach::Private), Just(Reach::Group), Just(Reach::Public)]
}

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![Just(Outcome::Done), Just(Outcome::NotYet)]
}
