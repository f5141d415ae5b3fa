//! Several people in one text: whatever arrives when and how often, they end with the same text.

use proptest::prelude::*;

use super::*;

/// One thing somebody does.
#[derive(Clone, Debug)]
enum Act {
    Replace(prop::sample::Index, prop::sample::Index, String),
    SetText(String, prop::sample::Index),
    Undo,
    Redo,
    Pause,
}

fn an_act() -> impl Strategy<Value = Act> {
    let place = any::<prop::sample::Index>;
    prop_oneof![
        6 => (place(), place(), "[abß😀👩‍🏫 \n]{0,6}").prop_map(|(a, b, text)| Act::Replace(a, b, text)),
        2 => ("[abß😀 ]{0,12}", place()).prop_map(|(text, caret)| Act::SetText(text, caret)),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
        1 => Just(Act::Pause),
    ]
}

fn act(pad: &mut Pad, act: &Act) -> Edit {
    let place = |index: &prop::sample::Index| index.index(pad.len() as usize + 1) as u32;
    match act {
        Act::Replace(one, other, text) => {
            let (one, other) = (place(one), place(other));
            // Mostly insertions and short deletions, as people do.
            let other = if text.len() % 2 == 0 { one } else { other };
            pad.replace(one, other, text, at(0)).unwrap()
        }
        Act::SetText(text, caret) => {
            let edit = pad.set_text(text, caret.index(15) as u32, at(0)).unwrap();
            assert_eq!(&pad.text(), text);
            edit
        }
        Act::Undo => pad.undo(),
        Act::Redo => pad.redo(),
        Act::Pause => {
            pad.end_undo_step();
            Edit::default()
        }
    }
}

/// Fails unless the change turns one text into the other.
fn assert_tells(before: &str, change: &Change, after: &str) {
    let mut units: Vec<Option<u16>> = before.encode_utf16().map(Some).collect();
    for splice in &change.splices {
        let range = splice.at as usize..(splice.at + splice.deleted) as usize;
        units.splice(range, std::iter::repeat_n(None, splice.inserted as usize));
    }
    let after: Vec<u16> = after.encode_utf16().collect();
    assert_eq!(units.len(), after.len());
    let kept = units.iter().zip(&after).all(|(unit, &now)| unit.is_none_or(|unit| unit == now));
    assert!(kept, "{change:?}");
}

/// What arrives now: which of the others' updates, and whether it stays on its way as well.
type Arrival = (prop::sample::Index, bool);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn everybody_ends_with_the_same_text(
        acts in prop::collection::vec((0..3_usize, an_act(), any::<Arrival>()), 1..60),
        rest in any::<prop::sample::Index>(),
    ) {
        // given three people who write at once, undo, and receive in any order, some things twice
        let mut pads = [Pad::new(1), Pad::new(2), Pad::new(3)];
        let mut ways: [Vec<Vec<u8>>; 3] = Default::default();
        let mut all = Vec::new();
        for (who, what, (which, twice)) in &acts {
            let before = pads[*who].text();
            let edit = act(&mut pads[*who], what);
            assert_tells(&before, &edit.change, &pads[*who].text());
            for (other, way) in ways.iter_mut().enumerate() {
                if other != *who {
                    way.extend(edit.updates.iter().cloned());
                }
            }
            all.extend(edit.updates);
            // Something arrives somewhere.
            let there = which.index(3);
            if !ways[there].is_empty() {
                let which = which.index(ways[there].len());
                let update = ways[there][which].clone();
                if !twice {
                    ways[there].remove(which);
                }
                let before = pads[there].text();
                let change = pads[there].apply(&update).unwrap();
                assert_tells(&before, &change, &pads[there].text());
            }
        }
        // when the rest arrives, in an order of its own
        for (pad, way) in pads.iter_mut().zip(ways) {
            let middle = rest.index(way.len() + 1);
            for update in way[middle..].iter().rev().chain(&way[..middle]) {
                pad.apply(update).unwrap();
            }
        }
        // then
        let [one, two, three] = &pads;
        prop_assert_eq!(one.text(), two.text());
        prop_assert_eq!(one.text(), three.text());
        prop_assert!(pads.iter().all(|pad| !pad.is_waiting()));

        // and a late comer gets it from a snapshot in the middle and the rest
        let middle = rest.index(all.len() + 1);
        let mut early = Pad::new(4);
        apply_all(&mut early, &all[..middle]);
        let snapshot = early.snapshot();
        prop_assert!(pads[0].confirms(&snapshot, &all[middle..]));

        // and from all updates merged, as often as they fit
        let mut late = Pad::new(5);
        apply_all(&mut late, &merge(&all).unwrap());
        prop_assert_eq!(late.text(), pads[0].text());

        // and whoever has half of it from anybody who has it all
        let mut half = Pad::new(6);
        apply_all(&mut half, &all[middle..]);
        let missing = pads[2].missing(&half.state()).unwrap();
        apply_all(&mut half, &missing);
        prop_assert_eq!(half.text(), pads[0].text());
        prop_assert!(!half.is_waiting());
    }

    #[test]
    fn undoing_everything_leaves_the_others_words(
        acts in prop::collection::vec((any::<prop::sample::Index>(), "[a😀]{1,3}", any::<bool>()), 1..30),
    ) {
        // given two people, one writing capitals, one small letters, nobody deleting
        let (mut capital, mut small) = (Pad::new(1), Pad::new(2));
        for (place, text, first) in &acts {
            let place = place.index(capital.len() as usize + 1) as u32;
            if *first {
                let edit = capital.replace(place, place, &text.to_uppercase(), at(0)).unwrap();
                apply_all(&mut small, &edit.updates);
            } else {
                let text = text.replace('😀', "ß");
                let edit = small.replace(place, place, &text, at(0)).unwrap();
                apply_all(&mut capital, &edit.updates);
            }
        }
        let others: String = small.text().chars().filter(|sign| "aß".contains(*sign)).collect();
        // when
        while capital.can_undo() {
            apply_all(&mut small, &capital.undo().updates);
        }
        // then
        prop_assert_eq!(small.text(), others.clone());
        prop_assert_eq!(capital.text(), others);
    }
}

#[test]
fn late_updates_wait_for_those_before_them() {
    // given three steps that build on each other
    let mut one = Pad::new(1);
    let steps = ["eins ", "zwei ", "drei"].map(|text| write(&mut one, text).remove(0));
    // when they arrive backwards
    let mut other = Pad::new(2);
    assert!(other.apply(&steps[2]).unwrap().is_empty());
    assert!(other.apply(&steps[1]).unwrap().is_empty());
    assert!(other.is_waiting());
    // then nothing shows before the first is here, and then everything
    assert_eq!(other.text(), "");
    other.apply(&steps[0]).unwrap();
    assert_eq!(other.text(), "eins zwei drei");
    assert!(!other.is_waiting());
    // and again they change nothing
    for step in &steps {
        assert!(other.apply(step).unwrap().is_empty());
    }
}

#[test]
fn deletions_wait_for_what_they_delete() {
    // given text of one, deleted by another
    let (mut one, mut other) = (Pad::new(1), Pad::new(2));
    let written = write(&mut one, "Vertippt").remove(0);
    other.apply(&written).unwrap();
    let deleted = other.replace(0, 7, "", at(0)).unwrap().updates.remove(0);
    // when the deletion arrives first
    let mut third = Pad::new(3);
    third.apply(&deleted).unwrap();
    assert!(third.is_waiting());
    let change = third.apply(&written).unwrap();
    // then
    assert_eq!(third.text(), "t");
    assert_eq!(change.splices.len(), 2);
}

#[test]
fn a_right_neighbour_is_waited_for_with_all_that_follows() {
    // given an insertion before text of another, and an answer to it
    let (mut one, mut other) = (Pad::new(1), Pad::new(3));
    let mut all = write(&mut one, "😀");
    apply_all(&mut other, &all);
    let before = other.replace(0, 0, "ß", at(0)).unwrap().updates;
    apply_all(&mut one, &before);
    all.extend(before);
    all.extend(one.replace(0, 1, "b", at(0)).unwrap().updates);
    // when they arrive in any order
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let mut late = Pad::new(9);
        for which in order {
            late.apply(&all[which]).unwrap();
        }
        // then
        assert_eq!(late.text(), "b😀", "{order:?}");
        assert!(!late.is_waiting(), "{order:?}");
    }
}

#[test]
fn what_waits_is_in_no_snapshot() {
    // given a device that has the second step only
    let mut one = Pad::new(1);
    let steps = ["eins ", "zwei"].map(|text| write(&mut one, text).remove(0));
    let mut other = Pad::new(2);
    other.apply(&steps[1]).unwrap();
    // then its snapshot is as empty as its text, and nobody confirms it
    assert!(pad_with("x").load(&other.snapshot()).unwrap().is_empty());
    apply_all(&mut one, &steps);
    assert!(!one.confirms::<Vec<u8>>(&other.snapshot(), &[]));
    assert!(one.confirms(&other.snapshot(), &steps));
}
