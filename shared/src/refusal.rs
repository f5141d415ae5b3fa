//! Refusals: why something can't be done now, as a closed list that every language has sentences
//! for.

use serde::{Deserialize, Serialize};

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// What stands in the way. A refusal leaves no trace and is always answered.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Refusal {
            $($(#[$doc])* $name,)*
        }

        impl Refusal {
            /// All of them, for tables of sentences and their tests.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
        }
    };
}

refusals! {
    // --- by the engine
    /// The pass does not allow this.
    NotAllowed,
    /// One has to sit down first.
    NotSeated,
    /// The seat, or its person, is not (or no longer) here.
    NoSuchSeat,
    /// An id that should be new is in use already.
    AlreadyThere,
    /// There is no such case.
    NoSuchCase,
    /// The case belongs to somebody else.
    NotYourCase,
    /// The case is being consulted on or has been.
    CaseInUse,
    /// No more cases fit.
    TooManyCases,
    /// All seats are taken.
    MeetingFull,
    /// A case session is running already.
    SessionRunning,
    /// No more case sessions fit.
    TooManySessions,
    /// There is no such case session in this group.
    NoSuchSession,
    /// The case session has ended.
    SessionEnded,
    /// The case session has not ended.
    SessionNotEnded,
    /// Only the moderator may do this.
    NotModerator,
    /// Only the case giver may do this.
    NotCaseGiver,
    /// The moderator can't give the case in the same session: hand over the moderation first.
    ModeratorHasCase,
    /// The case giver can't take this role.
    CaseGiverHasRole,
    /// The moderator can't take this role as well.
    ModeratorHasRole,
    /// This role is not given by hand.
    RoleNotCast,
    /// The method does not know this role.
    RoleUnknown,
    /// The method can't be played.
    MethodUnplayable,
    /// The module can't be used.
    ModuleUnplayable,
    /// There is no such phase.
    NoSuchPhase,
    /// The group has moved to another phase meanwhile.
    PhaseMoved,
    /// This phase does not work that way.
    NotInThisPhase,
    /// In this phase the case giver only listens.
    CaseGiverListens,
    /// This role does not write in this phase.
    RoleDoesNotWrite,
    /// The clock is stopped already.
    ClockStands,
    /// The clock is running already.
    ClockRuns,
    /// So many minutes can't be added.
    TooManyMinutes,
    /// The day has passed, or lies behind the deletion.
    NoSuchEnd,
    /// The turn has been passed on meanwhile.
    TurnMoved,
    /// It is somebody else's turn.
    NotYourTurn,
    /// The stop card is up: first the group speaks.
    StopIsUp,
    /// The stop card is not up.
    StopIsDown,
    /// No more modules fit.
    TooManyModules,
    /// The cards of this phase are not turned over.
    CardsNotTurned,
    /// There is no such column.
    NoSuchColumn,
    /// In this phase cards bear their names.
    CardsBearNames,
    /// Nothing like that is parked.
    NotParked,
    /// No more advice can be parked.
    TooMuchParked,
    /// There is no first step to tell about.
    NoFirstStep,
    /// What leaves the group needs its wording, and nothing else does.
    WordingMissing,
    /// Cards are being collected already.
    CollectingAlready,
    /// Nothing is hidden.
    NothingHidden,
    /// There is no such card.
    NoSuchCard,
    /// The card belongs to somebody else.
    NotYourCard,
    /// No more cards fit.
    TooManyCards,
    /// Too many dots.
    TooManyDots,
    /// The dots have been shown.
    DotsShown,
    /// At most three stars.
    TooManyStars,
    /// The key question is fixed.
    QuestionFixed,
    /// The key question is not fixed.
    QuestionOpen,
    /// The day of deletion lies too far ahead.
    KeptTooLong,
    /// This sheet is not for this person.
    SheetClosed,
    /// Only whoever leads the meeting may do this.
    NotLead,
    /// There is no such group.
    NoSuchGroup,
    /// The proposal for the groups has changed meanwhile, or there is none.
    FormationMoved,
    /// Groups can't be formed so: somebody is in two of them, a case lies where its giver is not, or
    /// somebody moderates where they are not or have the case.
    FormationUnsound,
    /// So many wishes are not counted.
    TooManyWishes,
    /// No more groups fit.
    TooManyGroups,
    /// Whoever gives the case of a running session stays in its group.
    GivesCase,
    /// The group has not called for help.
    NoHelpCalled,
    /// All places of the group are taken.
    NoPlaceLeft,
    /// Nobody asks for wishes now.
    WishesClosed,
    /// The agenda has no such point, or one twice.
    NoSuchPoint,
    /// No more points fit.
    TooManyPoints,
    /// The meeting is at this point: it can be moved, and not be struck out.
    PointRuns,
    /// Nobody is let in any more.
    DoorClosed,
    /// Cases are taken no more.
    CasesClosed,
    /// A round is going on in the plenary already.
    RoundRuns,
    /// No such round is going on in the plenary.
    NoRound,
    /// Nobody has such a turn.
    NoSuchTurn,
    /// No more hands fit.
    TooManyHands,
    /// No cases are being weighed.
    NothingWeighed,
    /// This was not given to the plenary.
    NotGiven,
    /// There is no such election (any more).
    NoSuchElection,
    /// No more elections fit.
    TooManyElections,
    /// Only the election officer may do this.
    NotOfficer,
    /// The election officer does not stand, and nobody who stands is the officer.
    OfficerStands,
    /// Somebody asked for a secret ballot: it is not made an open one again.
    SecretAsked,
    /// Nobody can vote in this way.
    ProcedureImpossible,
    /// The people present have not agreed on how to vote.
    ProcedureNotAgreed,
    /// This person does not stand, or is not elected.
    NotCandidate,
    /// No more candidates fit.
    TooManyCandidates,
    /// Nobody stands.
    NobodyStands,
    /// Too few voters: their result would show what each voted.
    TooFewVoters,
    /// The roll is closed.
    RollClosed,
    /// Whoever asks is not on the roll.
    NotOnRoll,
    /// A poll is under way.
    PollRuns,
    /// The poll has gone on meanwhile: it is not open, or not closed, or there is none.
    PollMoved,
    /// Nobody can have counted this.
    SumsImpossible,
    /// No poll comes out like this.
    ResultImpossible,
    /// The election is decided.
    ElectionDecided,
    /// The case bears no name yet: first whoever handed it in shows it.
    CaseNameless,
    /// The case has been pitched, so it is no longer taken back.
    CasePitched,
    /// Nobody has asked for this person's advice on this case.
    NotAsked,
    /// So many people are not asked for one case.
    TooManyAsked,

    // --- by the server
    /// More words than fit.
    TooLong,
    /// The envelope is not one of ours, or words and names of records do not match.
    BadEnvelope,
    /// Too much at once; a little later it works.
    TooFast,
    /// The message could not be read.
    Unreadable,
    /// The page is older or newer than the server.
    OtherVersion,
    /// The pass is unknown, has expired or was revoked.
    PassUnknown,
    /// The server can't store anything now; it will be tried again.
    Unavailable,
    /// The meeting has been deleted.
    Gone,
    /// This is no ballot of this poll: nobody on its roll has signed it.
    NoBallot,
    /// Whoever cast this ballot has cast another before.
    VotedAlready,
}
