//! Agreement: whether everybody ended with the same meeting, words and all.

use mirror::{Found, Mirror};
use shared::actor::Viewer;
use shared::id::SeatId;
use shared::lens;
use shared::meeting::Meeting;
use shared::pad::{PadId, Sheet};

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

/// Waits until all have heard as much as the first, and compares what they know and what stands in
/// the pads they have open.
pub async fn check(guests: &[&Guest]) -> Result<(), Disagreement> {
    let Some((first, others)) = guests.split_first() else { return Ok(()) };
    let last = first.see(|mirror| mirror.confirmed().map(|fold| fold.seq));
    let record = read(first)?;
    for other in others {
        let heard = |mirror: &Mirror| mirror.confirmed().map(|fold| fold.seq) >= last;
        other.until("the last entry", heard).await?;
        let read = read(other)?;
        if read.meeting != record.meeting {
            return Err(differ(first, other, "the meeting"));
        }
        if read.words != record.words {
            return Err(differ(first, other, "the words"));
        }
    }
    for pad in sheets(first) {
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

/// The sheets of the latest session that more than one person reads.
pub fn sheets(guest: &Guest) -> Vec<PadId> {
    let phases = guest.see(|mirror| mirror.session().map_or(0, |s| s.method.phases.len()));
    let notes = (0..phases).filter_map(|index| u8::try_from(index).ok()).map(Sheet::Notes);
    let sheets = notes.chain([Sheet::Question, Sheet::Observation]);
    sheets.filter_map(|sheet| guest.pad(sheet)).collect()
}

fn read(guest: &Guest) -> Result<Record, Disagreement> {
    guest.see(|mirror| {
        let fold = mirror.confirmed().ok_or_else(|| unread(guest, "the meeting"))?;
        // As somebody would see it who is in the group and has done nothing there.
        let group = mirror.group().map(|(id, _)| id).ok_or_else(|| unread(guest, "the group"))?;
        let nobody = Viewer::Seat(SeatId::from_bytes([0; 16]), group);
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
    let Some((_, group)) = mirror.group() else { return Ok(words) };
    for case in group.cases.iter().filter(|case| !case.withdrawn) {
        words.push(said(guest, "a case", mirror.case(case), |case| case.sentence)?);
    }
    for session in &group.sessions {
        for card in session.cards.iter().filter(|card| !card.removed && !card.hidden) {
            words.push(said(guest, "a card", mirror.card(card), |card| card.text)?);
        }
        if let Some(question) = &session.question {
            let question = mirror.question(question);
            words.push(said(guest, "the key question", question, |question| question.text)?);
        }
        if let Some(step) = &session.step {
            let step = mirror.step(step);
            words.push(said(guest, "the first step", step, |step| step.text + &step.help)?);
        }
    }
    Ok(words)
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
