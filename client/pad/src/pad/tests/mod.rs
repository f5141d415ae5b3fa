//! What people can rely on when they write in one text together.

mod damage;
mod full;
mod together;

use super::*;

/// A time that many milliseconds after the first.
fn at(millis: u64) -> Timestamp {
    Timestamp(1_000 + millis)
}

/// Types behind everything.
fn write(pad: &mut Pad, text: &str) -> Vec<Vec<u8>> {
    let end = pad.len();
    pad.replace(end, end, text, at(0)).unwrap().updates
}

fn apply_all(pad: &mut Pad, updates: &[Vec<u8>]) {
    for update in updates {
        pad.apply(update).unwrap();
    }
}

fn pad_with(text: &str) -> Pad {
    let mut pad = Pad::new(1);
    write(&mut pad, text);
    pad
}

#[test]
fn a_pad_may_move_between_threads() {
    fn moves<T: Send>(_: T) {}
    moves(Pad::new(1));
}

#[test]
fn an_update_is_the_one_of_every_release_and_of_every_yjs() {
    let update = write(&mut Pad::new(1), "Grüße").remove(0);
    let mut known = vec![1, 1, 1, 0, 4, 1, 4];
    known.extend(b"text");
    known.push(7);
    known.extend("Grüße".as_bytes());
    known.push(0);
    assert_eq!(update, known);
}

#[test]
fn a_devices_number_fits_into_a_javascript_number() {
    let device = DeviceId::from_bytes([0xff; 16]);
    assert_eq!(client_id(device), (1 << 53) - 1);
    assert_ne!(client_id(device), client_id(DeviceId::from_bytes([0xfe; 16])));
}

#[test]
fn nothing_changed_is_nothing_sent() {
    let mut pad = pad_with("da");
    assert_eq!(pad.replace(1, 1, "", at(0)), Ok(Edit::default()));
    assert_eq!(pad.set_text("da", 1, at(0)), Ok(Edit::default()));
    pad.undo();
    assert_eq!(pad.undo(), Edit::default());
}

#[test]
fn typing_without_a_pause_is_undone_at_once_and_a_pause_parts_steps() {
    // given
    let mut pad = Pad::new(1);
    for (end, (sign, time)) in (0..).zip([("e", 0), ("i", 200), ("n", 600), ("s", 1_100)]) {
        pad.replace(end, end, sign, at(time)).unwrap();
    }
    assert_eq!(pad.text(), "eins");
    // when, then
    pad.undo();
    assert_eq!(pad.text(), "ein");
    pad.undo();
    assert_eq!(pad.text(), "");
    assert!(!pad.can_undo());
    pad.redo();
    pad.redo();
    assert_eq!(pad.text(), "eins");
    assert!(!pad.can_redo());
}

#[test]
fn a_step_ends_where_it_is_said() {
    let mut pad = pad_with("a");
    pad.end_undo_step();
    write(&mut pad, "b");
    pad.undo();
    assert_eq!(pad.text(), "a");
}

#[test]
fn a_clock_that_jumps_back_parts_steps_and_breaks_nothing() {
    let mut pad = Pad::new(1);
    pad.replace(0, 0, "a", Timestamp(9_000)).unwrap();
    pad.replace(1, 1, "b", Timestamp(0)).unwrap();
    pad.undo();
    assert_eq!(pad.text(), "a");
}

#[test]
fn undo_takes_back_ones_own_words_only() {
    // given
    let (mut one, mut other) = (Pad::new(1), Pad::new(2));
    apply_all(&mut other, &write(&mut one, "Meins. "));
    apply_all(&mut one, &write(&mut other, "Deins."));
    // when
    let undone = one.undo();
    apply_all(&mut other, &undone.updates);
    // then
    assert_eq!(one.text(), "Deins.");
    assert_eq!(other.text(), "Deins.");
    // and what others did in between stays when it comes back
    apply_all(&mut one, &write(&mut other, " Noch etwas."));
    apply_all(&mut other, &one.redo().updates);
    assert_eq!(one.text(), "Meins. Deins. Noch etwas.");
    assert_eq!(other.text(), one.text());
}

#[test]
fn undo_tells_how_the_caret_moves() {
    let mut pad = pad_with("abc");
    pad.replace(1, 2, "XYZ", at(9_000)).unwrap();
    let undone = pad.undo();
    assert_eq!(undone.change.splices, [crate::Splice { at: 1, deleted: 3, inserted: 1 }]);
    assert_eq!(undone.change.carry(5), 3);
}

#[test]
fn an_emoji_is_never_cut() {
    // given "a😀b" and positions within the emoji
    let mut pad = pad_with("a😀b");
    assert_eq!(pad.len(), 4);
    // when, then
    pad.replace(2, 2, "x", at(0)).unwrap();
    assert_eq!(pad.text(), "ax😀b");
    pad.replace(3, 3, "", at(0)).unwrap();
    pad.replace(1, 3, "", at(0)).unwrap();
    assert_eq!(pad.text(), "ab");
}

#[test]
fn positions_behind_the_end_mean_the_end() {
    let mut pad = pad_with("ab");
    pad.replace(9, 1, "c", at(0)).unwrap();
    assert_eq!(pad.text(), "ac");
    pad.replace(u32::MAX, u32::MAX, "d", at(0)).unwrap();
    assert_eq!(pad.text(), "acd");
}

#[test]
fn a_full_pad_takes_no_more_but_can_be_shortened() {
    // given
    let mut pad = pad_with(&"a".repeat(PAD_CHARS));
    // when, then
    assert_eq!(pad.replace(0, 0, "b", at(0)), Err(TooLong));
    assert_eq!(pad.len() as usize, PAD_CHARS);
    assert!(pad.replace(0, 1, "b", at(0)).is_ok());
    assert!(pad.replace(0, 2, "c", at(0)).is_ok());
    assert!(pad.text().starts_with('c'));
}

#[test]
fn pasted_pages_travel_in_parts_that_fit_in_any_order() {
    // given thirty thousand characters, of one, two, three and four bytes
    let page = "Grüße, 山 😀!\n".repeat(2_300);
    let mut one = pad_with("vorher nachher");
    let mut other = Pad::new(2);
    other.load(&one.snapshot()).unwrap();
    // when they are pasted, cut out, and brought back
    let mut updates = one.replace(7, 7, &page, at(5_000)).unwrap().updates;
    updates.extend(one.replace(0, one.len(), "", at(10_000)).unwrap().updates);
    assert_eq!(one.text(), "");
    updates.extend(one.undo().updates);
    // then every update fits, and the others get the same text whatever comes first
    assert!(updates.len() > 3, "{} updates", updates.len());
    assert!(updates.iter().all(|update| update.len() <= PAD_UPDATE_BYTES));
    updates.reverse();
    apply_all(&mut other, &updates);
    assert_eq!(one.text(), format!("vorher {page}nachher"));
    assert!(other.text() == one.text(), "the texts differ");
    assert!(!other.is_waiting());
}

#[test]
fn deleting_thousands_of_places_travels_in_parts_too() {
    // given every other character by somebody else, so that deletions do not join
    let (mut one, mut other) = (Pad::new(1), Pad::new((1 << 53) - 1));
    for index in 0..4_000 {
        let pad = if index % 2 == 0 { &mut one } else { &mut other };
        let edit = pad.replace(0, 0, "x", at(0)).unwrap();
        let pad = if index % 2 == 0 { &mut other } else { &mut one };
        apply_all(pad, &edit.updates);
    }
    // when
    let whole = one.missing(&Pad::new(3).state()).unwrap();
    let gone = one.replace(0, one.len(), "", at(0)).unwrap().updates;
    // then
    assert!(whole.len() > 1 && whole.iter().all(|update| update.len() <= PAD_UPDATE_BYTES));
    let mut late = Pad::new(3);
    apply_all(&mut late, &whole);
    assert_eq!(late.len(), 4_000);
    apply_all(&mut late, &gone);
    assert_eq!(late.text(), "");
}

#[test]
fn a_snapshot_holds_no_deleted_words() {
    // given words that are gone, though their writer could still bring them back
    let mut pad = pad_with("Das bleibt. Geheimnis");
    pad.replace(12, 21, "", at(9_000)).unwrap();
    // when
    let snapshot = pad.snapshot();
    // then
    let find =
        |bytes: &[u8], words: &str| bytes.windows(words.len()).any(|at| at == words.as_bytes());
    assert!(find(&snapshot, "Das bleibt."));
    assert!(!find(&snapshot, "Geheimnis"));
    // and the writer still can
    pad.undo();
    assert_eq!(pad.text(), "Das bleibt. Geheimnis");
}

#[test]
fn a_snapshot_is_confirmed_by_who_has_the_same() {
    // given a snapshot and what came after it
    let (mut one, mut other) = (Pad::new(1), Pad::new(2));
    let before = write(&mut one, "Frage: ");
    let snapshot = one.snapshot();
    let later = write(&mut one, "Wie?");
    apply_all(&mut other, &[before, later.clone()].concat());
    // then
    assert!(other.confirms(&snapshot, &later));
    // and not where updates are missing, words were added, or it is no snapshot
    assert!(!other.confirms::<Vec<u8>>(&snapshot, &[]));
    assert!(!other.confirms(&pad_with("Frage! ").snapshot(), &later));
    assert!(!Pad::new(3).confirms(&snapshot, &later));
    assert!(!other.confirms(&snapshot[1..], &later));
}

#[test]
fn a_caret_stays_with_its_text_on_every_device() {
    // given two carets of one person, at the beginning and behind "du"
    let (one, mut other) = (pad_with("Hallo du"), Pad::new(2));
    let (start, end) = (one.anchor(0), one.anchor(8));
    // then it has no place where the text has not arrived
    assert_eq!(other.resolve(&end), None);
    // when the text arrives and somebody writes before and behind it
    other.load(&one.snapshot()).unwrap();
    other.replace(0, 0, "😀 ", at(0)).unwrap();
    write(&mut other, "!");
    // then
    assert_eq!(other.resolve(&end), Some(11));
    assert_eq!(other.resolve(&start), Some(0));
    // and when its text is deleted it stays at the gap
    other.replace(8, 12, "", at(0)).unwrap();
    assert_eq!(other.text(), "😀 Hallo");
    assert_eq!(other.resolve(&end), Some(8));
}

#[test]
fn bytes_that_are_no_anchor_have_no_place() {
    let pad = pad_with("text");
    for anchor in [&[0][..], &[0xff; 12], &[0; 11], &[0; 13], &[0; 12]] {
        assert_eq!(pad.resolve(anchor), None, "{anchor:?}");
    }
}
