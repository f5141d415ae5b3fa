//! Agreement: whether everybody ended with the same meeting, words and all.

use std::collections::BTreeSet;

use mirror::{Found, Mirror};
use shared::actor::Viewer;
use shared::id::SeatId;
use shared::lens;
use shared::meeting::{CaseSession, Meeting};
use shared::pad::{PadId, Sheet};
use vault::words;

use crate::{Guest, Waited};

/// Why guests did not end with the same meeting.
#[derive(Clone, Debug)]
pub struct Disagreement(pub String);

impl From<Waited> for Disagreement {
    fn from(waited: Waited) -> Self {
        Self(waited.to_string())
    }
}

/// What everybody in a group should know alike.
#[derive(PartialEq)]
struct Record {
    meeting: Meeting,
    words: Vec<String>,
}

/// Waits until all have heard as much as any of them, and compares what they know and what stands
/// in the pads they have open.
pub async fn check(guests: &[&Guest]) -> Result<(), Disagreement> {
    let Some((first, others)) = guests.split_first() else { return Ok(()) };
    let heard = |mirror: &Mirror| mirror.confirmed().map(|fold| fold.seq);
    let last = guests.iter().map(|guest| guest.see(heard)).max().flatten();
    for guest in guests {
        guest.until("the last entry", |mirror| heard(mirror) >= last).await?;
    }
    let record = read(first)?;
    for other in others {
        let read = read(other)?;
        if read.meeting != record.meeting {
            return Err(differ(first, other, "the meeting"));
        }
        if read.words != record.words {
            return Err(differ(first, other, "the words"));
        }
    }
    let sheets: BTreeSet<PadId> = guests.iter().flat_map(|guest| sheets(guest)).collect();
    for pad in sheets {
        let mut readers = guests.iter().filter(|guest| guest.pad_text(pad).is_some());
        let Some(reader) = readers.next() else { continue };
        let text = reader.pad_text(pad).unwrap_or_default();
        for other in readers {
            let what = format!("{:?} to read as {} has it", pad.sheet, reader.name());
            other.until_pad(pad, what, |read| read == text).await?;
        }
    }
    Ok(())
}

fn differ(one: &Guest, other: &Guest, what: &str) -> Disagreement {
    Disagreement(format!("{what} differ between {} and {}", one.name(), other.name()))
}

/// The sheets of all sessions, with one's own notes.
pub fn sheets(guest: &Guest) -> Vec<PadId> {
    guest.see(|mirror| {
        let sessions = mirror.group().map_or(&[][..], |(_, group)| &group.sessions);
        let own = mirror.me().map(Sheet::Private);
        let sheets = sessions.iter().flat_map(|session| {
            let notes = (0..).zip(&session.method.phases).map(|(index, _)| Sheet::Notes(index));
            let sheets = notes.chain([Sheet::Question, Sheet::Observation]).chain(own);
            sheets.map(|sheet| PadId { session: session.id, sheet })
        });
        sheets.collect()
    })
}

fn read(guest: &Guest) -> Result<Record, Disagreement> {
    guest.see(|mirror| {
        let fold = mirror.confirmed().ok_or_else(|| unread(guest, "the meeting"))?;
        if !mirror.is_pending() && *mirror.meeting() != fold.meeting {
            let who = guest.name();
            return Err(Disagreement(format!("{who} is shown what was never confirmed")));
        }
        // As somebody would see it who is in the group and has done nothing there.
        let group = mirror.group().map(|(id, _)| id).ok_or_else(|| unread(guest, "the group"))?;
        let nobody = Viewer::member(SeatId::from_bytes([0; 16]), group);
        let meeting = lens::view(&fold.meeting, nobody);
        Ok(Record { words: words(guest, mirror)?, meeting })
    })
}

/// Everything that was said, in an order that all share.
fn words(guest: &Guest, mirror: &Mirror) -> Result<Vec<String>, Disagreement> {
    let mut words = vec![said(guest, "the title", mirror.title(), |title| title.title)?];
    for seat in mirror.meeting().seats.keys() {
        let person = mirror.person(*seat);
        words.push(said(guest, "a name", person, |person| person.name + "\n" + &person.house)?);
    }
    for case in mirror.meeting().cases.iter().filter(|case| !case.withdrawn) {
        words.push(said(guest, "a case", mirror.case(case), |case| case.sentence)?);
    }
    let Some((_, group)) = mirror.group() else { return Ok(words) };
    for session in &group.sessions {
        read_session(guest, mirror, session, &mut words)?;
    }
    Ok(words)
}

fn read_session(
    guest: &Guest,
    mirror: &Mirror,
    session: &CaseSession,
    words: &mut Vec<String>,
) -> Result<(), Disagreement> {
    let guide = mirror.guide(session).ok_or_else(|| unread(guest, "what to do"))?;
    words.push(format!("{guide:?}"));
    for chosen in &session.modules {
        let guide = mirror.module_guide(chosen).ok_or_else(|| unread(guest, "a module"))?;
        words.push(format!("{guide:?}"));
    }
    for card in session.cards.iter().filter(|card| !card.removed && !card.hidden) {
        let text = |card: words::Card| format!("{:?} {}", card.day, card.text);
        words.push(said(guest, "a card", mirror.card(card), text)?);
        if card.reverse.is_some() {
            words.push(said(guest, "a card's other side", mirror.reverse(card), text)?);
        }
    }
    if let Some(question) = &session.question {
        let question = mirror.question(question);
        words.push(said(guest, "the key question", question, |question| question.text)?);
    }
    for step in session.first_steps.iter() {
        let step = mirror.step(step);
        words.push(said(guest, "a first step", step, |step| step.text + &step.help)?);
    }
    for release in session.releases.values().filter(|release| release.words.is_some()) {
        let release = mirror.release(release);
        words.push(said(guest, "what was released", release, |release| release.text)?);
    }
    for report in session.reports.iter().filter(|report| report.words.is_some()) {
        let report = mirror.report(report);
        words.push(said(guest, "what became of a step", report, |report| report.text)?);
    }
    Ok(())
}

fn said<W>(
    guest: &Guest,
    what: &str,
    found: Found<W>,
    text: impl FnOnce(W) -> String,
) -> Result<String, Disagreement> {
    found.words().map(text).ok_or_else(|| unread(guest, what))
}

fn unread(guest: &Guest, what: &str) -> Disagreement {
    Disagreement(format!("{} cannot read {what}", guest.name()))
}
