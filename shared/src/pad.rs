//! Pads (Mitschriften): which sheets a case session has, and one sealed piece of writing in them.

use alloc::vec::Vec;

use serde::{Deserialize, Serialize};

use crate::id::{DeviceId, SeatId, SessionId};
use crate::words::{Header, Sealed};

/// A text that several people may write at once: one sheet of one case session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PadId {
    /// The case session it belongs to.
    pub session: SessionId,
    /// Which of its sheets.
    pub sheet: Sheet,
}

impl PadId {
    /// The phase that stands in the envelopes of this sheet.
    pub const fn phase(self) -> u8 {
        match self.sheet {
            Sheet::Notes(phase) => phase,
            Sheet::Question | Sheet::Observation | Sheet::Private(_) => Header::NO_PHASE,
        }
    }

    /// A short, stable key for stores.
    pub fn to_bytes(self) -> Vec<u8> {
        postcard::to_allocvec(&self).expect("a pad id has no part that cannot be encoded")
    }
}

/// The sheets of a case session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Sheet {
    /// The shared notes of the phase with this index.
    Notes(u8),
    /// The key question while it is being worded.
    Question,
    /// What the process observer saw.
    Observation,
    /// The private notes of one seat; nobody else ever receives them.
    Private(SeatId),
}

/// One sealed Yjs update as it travels and as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Update {
    /// Whose device wrote it.
    pub author: SeatId,
    /// Which of their devices.
    pub device: DeviceId,
    /// The device's own counter; `(device, counter)` is stored once however often it arrives.
    pub counter: u64,
    /// The update.
    pub sealed: Sealed,
}

/// The whole of a pad up to one of its updates, written by a client that holds it all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The number of the last update that went into it.
    pub upto: u64,
    /// The document, sealed like an update, with its writer.
    pub update: Update,
}

/// Who may write on and read a sheet. The words themselves never pass through here.
pub mod access {
    use crate::actor::Viewer;
    use crate::id::{DeviceId, SeatId};
    use crate::meeting::{CaseSession, Cast, Meeting};
    use crate::method::{Phase, Role, See};
    use crate::refusal::Refusal;

    use super::{PadId, Sheet, Update};

    /// Whether this seat may write on this sheet now.
    ///
    /// The notes of a phase stay open to those who write in it until the session ends, also when
    /// the group has gone on: a sentence begun is finished, and what was typed without a
    /// connection still arrives.
    pub fn may_write(m: &Meeting, seat: SeatId, pad: PadId) -> Result<(), Refusal> {
        let (session, cast) = place(m, seat, pad)?;
        if let Sheet::Private(owner) = pad.sheet {
            // One's own notes never close.
            return if owner == seat { Ok(()) } else { Err(Refusal::SheetClosed) };
        }
        if session.ended.is_some() {
            return Err(Refusal::SessionEnded);
        }
        let writes = |phase: &Phase| cast.writes(seat, phase, session);
        let may = match pad.sheet {
            Sheet::Notes(index) => {
                let phase = session.method.phases.get(usize::from(index));
                let phase = phase.filter(|phase| index <= session.furthest && phase.has_notes());
                writes(phase.ok_or(Refusal::NotInThisPhase)?)
            }
            Sheet::Question if session.question.is_some() => return Err(Refusal::QuestionFixed),
            Sheet::Question => {
                let reached = session.method.phases.iter().take(usize::from(session.furthest) + 1);
                let mut reached = reached.filter(|phase| phase.words_question()).peekable();
                reached.peek().ok_or(Refusal::NotInThisPhase)?;
                reached.any(writes)
            }
            Sheet::Observation => cast.roles(seat, session).contains(&Role::Observer),
            Sheet::Private(_) => false,
        };
        if may { Ok(()) } else { Err(Refusal::RoleDoesNotWrite) }
    }

    /// Whether this viewer may read this sheet now.
    ///
    /// Once the session has ended, the notes belong to the case giver alone: the group's record
    /// is without the account. Where nobody gave a case they stay the group's.
    pub fn may_read(m: &Meeting, who: Viewer, pad: PadId) -> Result<(), Refusal> {
        let Viewer::Seat(seat, ..) = who else { return Err(Refusal::NotSeated) };
        let (session, cast) = place(m, seat, pad)?;
        let roles = &cast.roles(seat, session);
        let writes = |phase: &Phase| cast.writes(seat, phase, session);
        let last = session.next().is_none();
        let reads = match pad.sheet {
            Sheet::Private(owner) => owner == seat,
            Sheet::Notes(index) => {
                let few = session
                    .method
                    .phases
                    .get(usize::from(index))
                    .is_some_and(|phase| phase.see == See::Few && !writes(phase));
                let groups = session.ended.is_none() || cast.case_giver.is_none();
                index <= session.furthest && ((groups && !few) || roles.contains(&Role::CaseGiver))
            }
            Sheet::Question => true,
            Sheet::Observation => {
                roles.contains(&Role::Observer) || last || session.ended.is_some()
            }
        };
        if reads { Ok(()) } else { Err(Refusal::SheetClosed) }
    }

    /// Whether this one may confirm the summary: whatever it leaves out is gone for good.
    ///
    /// It takes another person, because anybody can say to be another device. One's own notes are
    /// nobody else's to read or to lose, and there another device shows that it can be opened.
    pub fn may_confirm(
        pad: PadId,
        (seat, device): (SeatId, DeviceId),
        summary: &Update,
    ) -> Result<(), Refusal> {
        let is_witness = match pad.sheet {
            Sheet::Private(_) => device != summary.device,
            Sheet::Notes(_) | Sheet::Question | Sheet::Observation => seat != summary.author,
        };
        if is_witness { Ok(()) } else { Err(Refusal::NotAllowed) }
    }

    fn place(m: &Meeting, seat: SeatId, pad: PadId) -> Result<(&CaseSession, Cast), Refusal> {
        let (group_id, group, session) = m.session(pad.session).ok_or(Refusal::NoSuchSession)?;
        let sits_in = m.seat(seat).ok_or(Refusal::NoSuchSession)?.group;
        if m.is_open_to((seat, sits_in), (group_id, session)) {
            Ok((session, group.cast_of(session)))
        } else {
            Err(Refusal::NoSuchSession)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::access::{may_read, may_write};
    use super::*;
    use crate::actor::Viewer;
    use crate::command::{Deed, Step};
    use crate::method::{Role, See};
    use crate::refusal::Refusal;
    use crate::refusal::Refusal::{
        NotInThisPhase, QuestionFixed, RoleDoesNotWrite, SessionEnded, SheetClosed,
    };
    use crate::specification::*;

    const NOTES: Sheet = Sheet::Notes(ACCOUNT);
    const HOLGERS: Sheet = Sheet::Private(HOLGER);
    /// One of each role: moderator, case giver, scribe, consultant, observer.
    const CAST: [SeatId; 5] = [JANA, HOLGER, SELIN, MIRKO, TOBIAS];

    type Answer = Result<(), Refusal>;
    const YES: Answer = Ok(());
    const fn no(refusal: Refusal) -> Answer {
        Err(refusal)
    }

    #[track_caller]
    fn write(scene: &Scene, sheet: Sheet, answers: [Answer; 5]) {
        let pad = PadId { session: SESSION, sheet };
        assert_eq!(CAST.map(|seat| may_write(&scene.meeting, seat, pad)), answers, "{sheet:?}");
    }

    #[track_caller]
    fn read(scene: &Scene, sheet: Sheet, answers: [Answer; 5]) {
        let pad = PadId { session: SESSION, sheet };
        let reads = |seat| may_read(&scene.meeting, Viewer::member(seat, GROUP), pad);
        assert_eq!(CAST.map(reads), answers, "{sheet:?}");
    }

    /// The key question is fixed, all phases have been entered, and the session has ended.
    fn ended() -> Scene {
        in_phase(CLOSING)
            .given(HOLGER, Step::FixQuestion { words: words(70) })
            .given(JANA, Step::End)
    }

    #[test]
    fn notes_of_a_session_in_which_nobody_gave_a_case_stay_the_groups() {
        let nobody = Step::Cast { role: Role::CaseGiver, seat: None };
        let scene = in_phase(CLOSING).given(HOLGER, nobody).given(JANA, Step::End);
        read(&scene, NOTES, [YES; 5]);
        read(
            &scene,
            HOLGERS,
            [no(SheetClosed), YES, no(SheetClosed), no(SheetClosed), no(SheetClosed)],
        );
    }

    #[test]
    #[rustfmt::skip]
    fn who_writes_where_and_when() {
        let (early, role) = (no(NotInThisPhase), no(RoleDoesNotWrite));
        let (over, closed) = (no(SessionEnded), no(SheetClosed));
        //                                    moderator case giver scribe consultant observer
        write(&in_phase(CASTING),      NOTES, [early,   early,     early, early,     early]);
        write(&in_phase(ACCOUNT),      NOTES, [role,    YES,       YES,   role,      role]);
        write(&in_phase(CONSULTATION), NOTES, [role,    YES,       YES,   role,      role]);
        write(&ended(),                NOTES, [over,    over,      over,  over,      over]);

        let question = Sheet::Question;
        let fixed = in_phase(QUESTION).given(HOLGER, Step::FixQuestion { words: words(70) });
        let known = no(QuestionFixed);
        write(&in_phase(ACCOUNT),  question, [early, early, early, early, early]);
        write(&in_phase(QUESTION), question, [YES,   YES,   role,  role,  role]);
        write(&in_phase(CLOSING),  question, [YES,   YES,   role,  role,  role]);
        write(&fixed,              question, [known, known, known, known, known]);
        write(&ended(),            question, [over,  over,  over,  over,  over]);

        let observation = Sheet::Observation;
        write(&in_phase(CASTING), observation, [role, role, role, role, YES]);
        write(&in_phase(CLOSING), observation, [role, role, role, role, YES]);
        write(&ended(),           observation, [over, over, over, over, over]);

        // One's own notes never close, and nobody else ever opens them.
        for scene in [in_phase(CASTING), in_phase(CONSULTATION), ended()] {
            write(&scene, HOLGERS, [closed, YES, closed, closed, closed]);
        }
        // A phase that is not worked in with notes has none.
        write(&in_phase(CLOSING), Sheet::Notes(CONSULTATION), [early; 5]);
        write(&in_phase(CLOSING), Sheet::Notes(99), [early; 5]);
    }

    #[test]
    #[rustfmt::skip]
    fn who_reads_what_and_when() {
        let closed = no(SheetClosed);
        //                                   moderator case giver scribe  consultant observer
        read(&in_phase(CASTING),      NOTES, [closed,  closed,    closed, closed,    closed]);
        read(&in_phase(ACCOUNT),      NOTES, [YES,     YES,       YES,    YES,       YES]);
        read(&in_phase(CONSULTATION), NOTES, [YES,     YES,       YES,    YES,       YES]);
        // The group's record is without the account.
        read(&ended(),                NOTES, [closed,  YES,       closed, closed,    closed]);

        for scene in [in_phase(CASTING), in_phase(QUESTION), ended()] {
            read(&scene, Sheet::Question, [YES; 5]);
            read(&scene, HOLGERS, [closed, YES, closed, closed, closed]);
        }
        // What the observer saw is told at the end.
        let observation = Sheet::Observation;
        read(&in_phase(CONSULTATION), observation, [closed, closed, closed, closed, YES]);
        read(&in_phase(CLOSING),      observation, [YES,    YES,    YES,    YES,    YES]);
        read(&ended(),                observation, [YES,    YES,    YES,    YES,    YES]);
    }

    /// The group is in the account, which is seen by others than usual.
    fn account(see: See, write: &[Role]) -> Scene {
        let mut method = tietze();
        let account = &mut method.phases[usize::from(ACCOUNT)];
        (account.see, account.write) = (see, write.to_vec());
        in_phase_of(method, ACCOUNT)
    }

    #[test]
    fn notes_for_few_are_read_by_those_who_write_them_and_the_case_giver() {
        let few = account(See::Few, &[Role::Scribe]);
        let (role, closed) = (no(RoleDoesNotWrite), no(SheetClosed));
        write(&few, NOTES, [role, role, YES, role, role]);
        read(&few, NOTES, [closed, YES, YES, closed, closed]);
        let ended = few.given(JANA, Step::End);
        read(&ended, NOTES, [closed, YES, closed, closed, closed]);
    }

    #[test]
    fn notes_for_few_stay_closed_to_the_others_also_where_nobody_is_scribe() {
        let nobody = Step::Cast { role: Role::Scribe, seat: None };
        let few = account(See::Few, &[Role::Scribe]).given(JANA, nobody);
        let (role, closed) = (no(RoleDoesNotWrite), no(SheetClosed));
        write(&few, NOTES, [role; 5]);
        read(&few, NOTES, [closed, YES, closed, closed, closed]);
    }

    #[test]
    fn where_everybody_keeps_their_own_there_are_no_notes_together() {
        write(&account(See::Own, &[Role::Everyone]), NOTES, [no(NotInThisPhase); 5]);
    }

    #[test]
    fn what_the_observer_saw_is_told_in_the_last_phase_of_the_plan() {
        let last = in_phase(CONSULTATION).given(JANA, Step::LeaveOut { phase: CLOSING, out: true });
        read(&last, Sheet::Observation, [YES; 5]);
    }

    #[test]
    fn going_back_closes_no_notes() {
        let back = in_phase(ACCOUNT).given(JANA, Step::Enter { from: ACCOUNT, to: CASTING });
        write(
            &back,
            NOTES,
            [no(RoleDoesNotWrite), YES, YES, no(RoleDoesNotWrite), no(RoleDoesNotWrite)],
        );
    }

    #[test]
    fn sheets_are_for_people_who_sit_in_the_group() {
        let pad = PadId { session: SESSION, sheet: Sheet::Question };
        let scene = in_phase(QUESTION).given(JANA, Deed::Leave { seat: JANA });
        let outside = Err(Refusal::NoSuchSession);
        assert_eq!(may_write(&scene.meeting, JANA, pad), outside);
        assert_eq!(may_write(&scene.meeting, NOBODY, pad), outside);
        assert_eq!(may_read(&scene.meeting, Viewer::member(JANA, GROUP), pad), outside);
        assert_eq!(may_write(&arrived().meeting, HOLGER, pad), outside);
        for who in [Viewer::Door, Viewer::House] {
            assert_eq!(may_read(&scene.meeting, who, pad), Err(Refusal::NotSeated));
        }
    }

    #[test]
    fn every_sheet_has_a_key_of_its_own() {
        let sheets =
            [Sheet::Notes(0), Sheet::Notes(1), Sheet::Question, Sheet::Observation, HOLGERS];
        let keys = sheets.map(|sheet| PadId { session: SESSION, sheet }.to_bytes());
        for (i, key) in keys.iter().enumerate() {
            assert!(!keys[..i].contains(key));
        }
    }
}
