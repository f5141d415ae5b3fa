//! Updates that are not what they should be: refused, survived, and the text stays.

use proptest::prelude::*;
use yrs::{
    Any, Array, Doc, Map, MapPrelim, ReadTxn, StateVector, Text, Transact, XmlElementPrelim,
    XmlFragment,
};

use super::*;

/// A history with text of several people, deletions, and emoji, update by update.
fn history() -> Vec<Vec<u8>> {
    let (mut one, mut other) = (Pad::new(1), Pad::new((1 << 53) - 2));
    let mut all = Vec::new();
    for step in 0..40 {
        let (pad, peer) =
            if step % 3 == 0 { (&mut other, &mut one) } else { (&mut one, &mut other) };
        let middle = pad.len() / 2;
        let text = ["Grüße ", "😀", "a\n", "山"][step % 4];
        let mut updates =
            pad.replace(middle, middle + (step as u32 % 3), text, at(0)).unwrap().updates;
        if step % 7 == 0 {
            updates.extend(pad.undo().updates);
        }
        apply_all(peer, &updates);
        all.extend(updates);
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_bent_update_is_refused_or_harmless_and_the_pad_goes_on(
        which: prop::sample::Index,
        bends in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in prop::option::weighted(0.2, any::<prop::sample::Index>()),
        before: bool,
    ) {
        // given an update with some bytes changed, perhaps cut
        let history = history();
        let which = which.index(history.len());
        let mut bent = history[which].clone();
        for (place, byte) in bends {
            let place = place.index(bent.len());
            bent[place] = byte;
        }
        if let Some(cut) = cut {
            bent.truncate(cut.index(bent.len()));
        }
        // when it arrives amid the true ones
        let mut pad = Pad::new(9);
        apply_all(&mut pad, &history[..if before { which } else { history.len() }]);
        let text = pad.text();
        let answer = pad.apply(&bent);
        // then a refusal leaves no trace
        if answer.is_err() {
            prop_assert_eq!(pad.text(), text);
        }
        // and in any case the pad still works
        prop_assert_eq!(pad.len() as usize, pad.text().encode_utf16().count());
        write(&mut pad, "weiter");
        prop_assert!(pad.text().ends_with("weiter"));
        pad.undo();
        let _whole = pad.snapshot();
        let mut other = Pad::new(8);
        for update in pad.missing(&other.state()).unwrap() {
            other.apply(&update).unwrap();
        }
        prop_assert_eq!(other.text(), pad.text());
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut pad = pad_with("text");
        let _answers = (pad.apply(&bytes), pad.load(&bytes), pad.missing(&bytes));
        let _answers = (pad.resolve(&bytes), merge(&[&bytes]), pad.confirms(&bytes, &[&bytes]));
        prop_assert!(pad.text().contains("text"));
    }
}

/// What a foreign client could put into the document besides plain text.
fn foreign(write: impl FnOnce(&Doc)) -> Vec<u8> {
    let doc = Doc::with_client_id(5);
    write(&doc);
    doc.transact().encode_state_as_update_v1(&StateVector::default())
}

#[test]
fn nothing_but_plain_text_of_the_pad_gets_in() {
    let text = |doc: &Doc| doc.get_or_insert_text("text");
    let bold = || [("bold".into(), Any::from(true))].into();
    let foreign = [
        (
            "a format",
            foreign(|doc| {
                text(doc).insert_with_attributes(&mut doc.transact_mut(), 0, "x", bold())
            }),
        ),
        (
            "an embedded value",
            foreign(|doc| {
                text(doc).insert_embed(&mut doc.transact_mut(), 0, Any::from("x"));
            }),
        ),
        (
            "a nested type",
            foreign(|doc| {
                text(doc).insert_embed(&mut doc.transact_mut(), 0, MapPrelim::default());
            }),
        ),
        (
            "another root",
            foreign(|doc| doc.get_or_insert_text("other").insert(&mut doc.transact_mut(), 0, "x")),
        ),
        (
            "a map",
            foreign(|doc| {
                doc.get_or_insert_map("text").insert(&mut doc.transact_mut(), "key", "x");
            }),
        ),
        (
            "an array",
            foreign(|doc| {
                doc.get_or_insert_array("text").insert(&mut doc.transact_mut(), 0, 1);
            }),
        ),
        (
            "an element",
            foreign(|doc| {
                let root = doc.get_or_insert_xml_fragment("text");
                root.insert(&mut doc.transact_mut(), 0, XmlElementPrelim::empty("p"));
            }),
        ),
        (
            "a document",
            foreign(|doc| {
                let root = doc.get_or_insert_map("text");
                root.insert(&mut doc.transact_mut(), "sub", Doc::new());
            }),
        ),
    ];
    let mut pad = pad_with("unser Text");
    for (what, update) in foreign {
        assert_eq!(pad.apply(&update), Err(Damaged), "{what}");
        assert_eq!(pad.load(&update), Err(Damaged), "{what}");
    }
    assert_eq!(pad.text(), "unser Text");
    // And plain text by the same foreign client does get in.
    let plain = self::foreign(|doc| text(doc).insert(&mut doc.transact_mut(), 0, "von fern "));
    pad.apply(&plain).unwrap();
    assert!(pad.text().contains("von fern "));
}

#[test]
fn an_update_that_is_too_large_or_too_finely_cut_is_refused() {
    let mut pad = pad_with("text");
    // given a larger snapshot than an update may be
    let long = pad_with(&"ä".repeat(PAD_UPDATE_BYTES / 2)).snapshot();
    assert_eq!(pad.apply(&long), Err(Damaged));
    // given more deletions than an update may name
    let mut fine = vec![0, 1, 5];
    let count = PAD_UPDATE_PIECES + 1;
    fine.extend([(count & 0x7f) as u8 | 0x80, (count >> 7) as u8]);
    fine.extend([0, 1].repeat(count));
    assert_eq!(pad.apply(&fine), Err(Damaged));
    // given counts that promise more than there is
    for update in [&[0xff, 0xff, 0xff, 0xff, 0x0f][..], &[1, 0xff, 0xff, 0xff, 0xff, 0x0f, 1, 0]] {
        assert_eq!(pad.apply(update), Err(Damaged));
    }
    assert_eq!(pad.text(), "text");
}

#[test]
fn a_page_that_broke_is_made_again_as_it_was() {
    // given a pad with a long history, summed up on the way
    let mut pad = Pad::new(1);
    let page = "Eine Zeile mit Grüßen 😀.\n".repeat(130);
    for _ in 0..20 {
        write(&mut pad, &page);
        pad.replace(5, 3_000, "", at(0)).unwrap();
    }
    let (text, state) = (pad.text(), pad.state());
    // when the library finds damage that the layout did not show
    assert_eq!(pad.settle(&[7, 7, 7]), Err(Damaged));
    // then
    assert!(pad.text() == text, "the text changed");
    assert_eq!(pad.state(), state);
    write(&mut pad, "weiter");
    assert!(pad.text().ends_with("weiter"));
}
