//! A pad as full as it may be: the whole of it still fits into one frame.

use super::*;

/// Three people type for as long as it takes to fill a pad, each in a paragraph of their own and
/// now and then in somebody else's, and every seventh word is mistyped and corrected.
#[test]
fn a_pad_that_several_people_have_filled_is_summed_up_in_one_piece() {
    // given
    let words = ["Wir ", "hören ", "zu, ", "was ", "Frau ", "Müller ", "erzählt: ", "Übergänge "];
    let mut pads: Vec<Pad> = (1..=3).map(Pad::new).collect();
    let mut places = [0; 3];
    let mut turn = 0;
    while pads[0].len() as usize + 60 < PAD_CHARS {
        let who = turn % 3;
        if turn % 10 == 0 {
            places[who] = (turn as u32 * 7_919) % (pads[who].len() + 1);
        }
        let mut updates = Vec::new();
        for (n, word) in (turn..turn + 6).map(|n| (n, words[n % words.len()])) {
            let from = places[who];
            if n % 7 == 0 {
                updates.extend(pads[who].replace(from, from, "xy", at(0)).unwrap().updates);
                updates.extend(pads[who].replace(from, from + 2, "", at(0)).unwrap().updates);
            }
            updates.extend(pads[who].replace(from, from, word, at(0)).unwrap().updates);
            places[who] += word.encode_utf16().count() as u32;
        }
        for other in (0..3).filter(|other| *other != who) {
            let anchor = pads[other].anchor(places[other]);
            apply_all(&mut pads[other], &updates);
            places[other] = pads[other].resolve(&anchor).unwrap();
        }
        turn += 1;
    }
    // then
    let snapshot = pads[0].snapshot();
    assert!(snapshot.len() <= PAD_SNAPSHOT_BYTES, "{} bytes", snapshot.len());
    let mut late = Pad::new(4);
    late.load(&snapshot).unwrap();
    assert_eq!(late.text(), pads[0].text());
}
