//! The variants of every enum on the wire. A new one does not compile until it is named here, and
//! fails until it has an example.

use shared::actor::{Actor, Viewer};
use shared::command::{Act, CaseStep, Deed, FloorStep, HarvestStep, Step, WeighStep};
use shared::event::{
    CaseEvent, ElectionEvent, Event, FloorEvent, GroupEvent, HarvestEvent, SessionEvent, WeighEvent,
};
use shared::meeting::{
    Admission, Intent, Item, Mark, Naming, Outcome, ParkedState, Part, PollState, Presence, Reach,
    Round, Speaker,
};
use shared::method::guide::About;
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
        Whispered Present Pong Bye Cast;
    Bye: Restart TooSlow PassUnknown Deleted OtherVersion Refused;
    Deed: TakeSeat Introduce Agree Leave KeepUntil Retitle NameModerator NameDeputy SetEnd BringCase
        RewordCase WithdrawCase Begin Report In OfferModeration Wish Propose Object TakePlace FormGroups
        MoveTo PlaceGroup NameFloater CallHelp AnswerHelp AskMinutes GiveMinutes CallBack Tell
        AskWishes PlanAgenda GoToPoint
        Invite CloseDoor Intend Floor Weigh Harvest Elect Case;
    CaseStep: HandIn ShowName NamePresenter TakeUp Ask Answer WishFor Carry Claim Gather;
    FloorStep: Begin Raise Add Lower Pass Arrange Give Say End;
    WeighStep: Begin Place Show End;
    HarvestStep: Give TakeBack NameSpeaker KeepUntil Close;
    Act: Plan NameOfficer CountHands Propose Stand Speak Entitle ShowKey Lend LendAnew TakeBack Prepare
        Open SeeRoll CountPaper Close Discard Announce Confirm Accept CallOff
        PutUp StandFor AcceptFor AskSecret;
    Step: Cast PlaceDots ShowDots ChooseCase Enter Pause Resume AddMinutes Plan LeaveOut Turn Stop
        GoOn KnowPeople Ready ChooseModule TurnCards Collect Reveal WriteCard WriteReverse MarkCard
        Park Unpark AskWordings RewordCard RemoveCard FixQuestion ReopenQuestion Star ShowStars
        NameStep Release End Reopen PlaceCardDots FillSheet;
    Event: Opened Retitled DeletionSet SeatTaken Introduced Agreed EndSet SeatLeft In CaseBrought
        CaseReworded CaseWithdrawn WishesSet GroupsProposed Objected PlaceTaken GroupsFormed SeatsMoved
        GroupPlaced FloaterNamed CalledBack GroupsTold WishesAsked
        AgendaPlanned PointEntered InvitationSet DoorClosed Intended Floor Weigh Harvest Elect Case;
    CaseEvent: HandedIn Reworded Withdrawn NameShown PresenterNamed TakenUp Consulted Asked Answered
        Carried Claimed;
    Naming: Named Hidden Shown Carried;
    FloorEvent: Begun Raised Lowered Passed Arranged Given Said Ended;
    WeighEvent: Begun Placed Shown Ended;
    HarvestEvent: Given TakenBack SpeakerNamed KeptUntil Closed;
    Round: CheckIn Pitches Harvest Flash Open;
    Speaker: Seat Case Group Named;
    ElectionEvent: Planned OfficerNamed HandsCounted Proposed Stood SpeechPassed Entitled KeyShown
        KeyLent KeyLentAnew KeyTakenBack PollPrepared PollOpened RollSeen PaperCounted PollClosed
        PollDiscarded ResultAnnounced ResultConfirmed Accepted CalledOff PutUp
        SecretAsked;
    PollState: Prepared Open Closed;
    Intent: Case Advice Both Absent;
    Part: Arrival Welcome Review Election Agreements Pitches Formation Consultation Talk Break
        Harvest Releases Flash Other;
    GroupEvent: ModeratorNamed DeputyNamed SessionBegun In ModerationOffered Formed
        HelpCalled HelpAnswered MinutesAsked;
    SessionEvent: RoleGiven DotsPlaced DotsShown CaseChosen PhaseEntered ClockPaused ClockResumed
        MinutesAdded MinutesPlanned PhaseLeftOut TurnPassed Stopped WentOn PeopleKnown ReadySet
        ModuleChosen CardsTurned CollectingBegun CardWritten CardReworded CardRemoved CardsRevealed
        CardsShown ReverseWritten CardMarked AdviceParked AdviceOffered AdviceDone WordingsAsked
        QuestionFixed QuestionReopened Starred StarsShown StepNamed Released Reported CameLate Ended Reopened
        CardDotsPlaced CardDotsShown ReportsShown ReportsHidden
        SheetFilled;
    Actor: Door Seat House;
    Viewer: Door Seat House;
    PassKind: Participant Moderator Seat;
    Presence: OnSite Remote RoomDevice;
    Admission: Door Seat;
    Sheet: Notes Question Observation Private;
    Role: CaseGiver Moderator Consultant Scribe Observer Timekeeper Interviewer Everyone;
    Kind: Pad Cards Question Vote Method Round Roles Commit None;
    See: All Own Next Few;
    Flag: UsesModule PrivateNotes Advice Inquiry Marks Timeline Anonymous Review Optional Once;
    About: Task People Insight Text Review Many Progress;
    Mark: Fits Not;
    ParkedState: Waits Offered;
    Item: Question Ideas Step Report;
    Reach: Private Group NetworkAnonymous NetworkWithHouse Public;
    Outcome: Done Differently NotYet Dropped;
    Refusal: NotAllowed NotSeated NoSuchSeat AlreadyThere NoSuchCase NotYourCase CaseInUse
        TooManyCases MeetingFull SessionRunning TooManySessions NoSuchSession SessionEnded
        SessionNotEnded NotModerator NotCaseGiver ModeratorHasCase CaseGiverHasRole ModeratorHasRole
        RoleNotCast RoleUnknown MethodUnplayable ModuleUnplayable NoSuchPhase PhaseMoved
        NotInThisPhase CaseGiverListens RoleDoesNotWrite ClockStands ClockRuns TooManyMinutes
        NoSuchEnd TurnMoved NotYourTurn StopIsUp StopIsDown TooManyModules CardsNotTurned
        NoSuchColumn CardsBearNames NotParked TooMuchParked NoFirstStep WordingMissing
        CollectingAlready NothingHidden NoSuchCard NotYourCard TooManyCards TooManyDots DotsShown
        TooManyStars QuestionFixed QuestionOpen KeptTooLong SheetClosed NotLead NoSuchGroup
        FormationMoved FormationUnsound TooManyWishes TooManyGroups GivesCase NoHelpCalled NoPlaceLeft WishesClosed
        NoSuchPoint TooManyPoints PointRuns DoorClosed CasesClosed RoundRuns NoRound
        NoSuchTurn TooManyHands NothingWeighed NotGiven
        NoSuchElection TooManyElections NotOfficer OfficerStands SecretAsked ProcedureImpossible
        ProcedureNotAgreed NotCandidate TooManyCandidates NobodyStands TooFewVoters RollClosed
        NotOnRoll PollRuns PollMoved SumsImpossible ResultImpossible ElectionDecided
        CaseNameless CasePitched NotAsked TooManyAsked TooLong
        BadEnvelope TooFast
        Unreadable OtherVersion PassUnknown Unavailable Gone NoBallot VotedAlready;
}
