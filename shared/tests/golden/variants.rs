//! The variants of every enum on the wire. A new one does not compile until it is named here, and
//! fails until it has an example.

use shared::actor::{Actor, Viewer};
use shared::command::{Deed, Step};
use shared::event::{Event, GroupEvent, SessionEvent};
use shared::meeting::{Admission, Presence};
use shared::method::{Flag, Kind, Role, See};
use shared::pad::Sheet;
use shared::pass::PassKind;
use shared::refusal::Refusal;
use shared::wire::{Bye, ToClient, ToServer};

/// An enum that knows the names of its variants.
pub trait Variants {
    /// All of them, in the order of the wire.
    const ALL: &'static [&'static str];

    /// The one this is.
    fn name(&self) -> &'static str;
}

macro_rules! variants {
    ($($enum:ident: $($variant:ident)*;)*) => {$(
        impl Variants for $enum {
            const ALL: &'static [&'static str] = &[$(stringify!($variant)),*];

            fn name(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => stringify!($variant),)*
                }
            }
        }
    )*};
}

variants! {
    ToServer: Hello Do OpenPad Write Summarize Confirm Whisper Ping;
    ToClient: Welcome WelcomeBack Entry Done Refused PadOpened Written Stored PadRefused Summarized
        Whispered Present Pong Bye;
    Bye: Restart TooSlow PassUnknown Deleted OtherVersion Refused;
    Deed: TakeSeat Introduce Agree Leave KeepUntil Retitle NameModerator BringCase RewordCase
        WithdrawCase Begin In;
    Step: Cast PlaceDots ShowDots ChooseCase Enter Pause Resume AddMinutes Ready ChooseModule Collect
        Reveal WriteCard RewordCard RemoveCard FixQuestion ReopenQuestion Star ShowStars NameStep End
        Reopen;
    Event: Opened Retitled DeletionSet SeatTaken Introduced Agreed SeatLeft In;
    GroupEvent: ModeratorNamed CaseBrought CaseReworded CaseWithdrawn SessionBegun In;
    SessionEvent: RoleGiven DotsPlaced DotsShown CaseChosen PhaseEntered ClockPaused ClockResumed
        MinutesAdded ReadySet ModuleChosen CollectingBegun CardWritten CardReworded CardRemoved
        CardsRevealed QuestionFixed QuestionReopened Starred StarsShown StepNamed Ended Reopened;
    Actor: Door Seat House;
    Viewer: Door Seat House;
    PassKind: Participant Moderator Seat;
    Presence: OnSite Remote;
    Admission: Door Seat;
    Sheet: Notes Question Observation Private;
    Role: CaseGiver Moderator Consultant Scribe Observer Everyone;
    Kind: Pad Cards Question Vote Method Roles Commit None;
    See: All Own;
    Flag: UsesModule PrivateNotes;
    Refusal: NotAllowed NotSeated NoSuchSeat AlreadyThere NoSuchCase NotYourCase CaseInUse
        TooManyCases MeetingFull SessionRunning TooManySessions NoSuchSession SessionEnded
        SessionNotEnded NotModerator NotCaseGiver ModeratorHasCase CaseGiverHasRole ModeratorHasRole
        RoleNotCast MethodUnplayable ModuleUnplayable NoSuchPhase PhaseMoved NotInThisPhase
        CaseGiverListens RoleDoesNotWrite ClockStands ClockRuns TooManyMinutes CollectingAlready
        NothingHidden NoSuchCard NotYourCard TooManyCards TooManyDots DotsShown TooManyStars
        QuestionFixed QuestionOpen KeptTooLong SheetClosed TooLong BadEnvelope TooFast Unreadable
        OtherVersion PassUnknown Unavailable Gone;
}
