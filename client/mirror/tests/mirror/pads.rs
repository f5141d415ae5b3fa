//! What a mirror promises to whoever writes in pads.

use super::*;

#[test]
fn a_pad_is_summed_up_by_those_who_write_in_it_and_confirmed_by_others() {
    // given a sheet that the moderator writes on
    let (mut house, ada, _, cem) = consultation();
    let pad = PadId { session: SESSION, sheet: Sheet::Question };
    // when both say what stands there
    for device in [ada, cem] {
        house.mirror(device).summarize(pad, 1, b"whole");
    }
    // then one of them is heard
    let said = house.mirror(ada).take_frames();
    assert_eq!((said.len(), house.mirror(cem).take_frames().len()), (1, 0));
    // and the other asked to look, on whatever device the first has come back with
    let Some(ToServer::Summarize { upto, counter, sealed, .. }) = wire::decode(&said[0]) else {
        panic!("a summary")
    };
    let (author, device) = (house.seat(ada), DeviceId::from_bytes([9; 16]));
    let update = Update { author, device, counter, sealed };
    let told = ToClient::Summarized { pad, summary: Snapshot { upto, update } };
    assert_eq!(house.mirror(ada).hear(told.clone()), []);
    let heard = vec![News::Summarized(pad, 1, Some(b"whole".to_vec()))];
    assert_eq!(house.mirror(cem).hear(told), heard);
    // and where it comes too late nobody hears of it
    let refusal = Refusal::AlreadyThere;
    let late = ToClient::PadRefused { pad, counter: Some(counter), refusal };
    assert_eq!(house.mirror(ada).hear(late), []);
}

#[test]
fn what_is_written_in_a_pad_is_kept_until_it_is_stored() {
    // given
    let (mut house, ada, _, cem) = consultation();
    let pad = PadId { session: SESSION, sheet: Sheet::Question };
    house.mirror(ada).open_pad(pad);
    house.mirror(cem).open_pad(pad);
    house.settle();
    // when the first piece is stored and its answer lost, and the second never leaves
    house.mirror(ada).write(pad, b"one".to_vec());
    house.listen_to(ada);
    house.lose(ada);
    house.mirror(ada).write(pad, b"two".to_vec());
    assert_eq!(house.see(ada).unstored(pad).collect::<Vec<_>>(), [b"one", b"two"]);
    house.connect(ada);
    house.settle();
    // then both are stored once
    assert_eq!(house.see(ada).unstored(pad).count(), 0);
    assert!(!house.see(ada).is_pending());
    assert_eq!(house.stored(pad), 2);
    let written: Vec<_> = house.news(cem).into_iter().filter_map(written).collect();
    assert_eq!(written, [b"one".to_vec(), b"two".to_vec()]);
}

#[test]
fn a_pad_that_waits_for_a_command_is_opened_when_the_command_is_done() {
    // given a question that only now becomes part of the consultation, and a slow answer
    let (mut house, ada, ..) = table();
    let described = library::methods().swap_remove(0);
    let phases = &described.method.phases;
    let question = phases.iter().position(|phase| phase.has(Kind::Question)).unwrap();
    begin(house.mirror(ada), described);
    house.settle();
    house.busy = Some(Refusal::Unavailable);
    house.mirror(ada).act(Deed::In(SESSION, Step::Enter { from: 0, to: question as u8 }));
    // when the moderator, who sees the phase already, opens its pad and types
    let pad = PadId { session: SESSION, sheet: Sheet::Question };
    house.mirror(ada).open_pad(pad);
    house.mirror(ada).write(pad, b"one".to_vec());
    house.settle();
    assert_eq!(house.stored(pad), 0);
    // then nothing was refused but what the house could not take, and all of it follows
    let refused = |news: &News| matches!(news, News::PadRefused(..) | News::WritingRefused(..));
    assert!(!house.news(ada).iter().any(refused));
    house.busy = None;
    house.mirror(ada).retry();
    house.settle();
    assert!(house.news(ada).iter().any(|news| matches!(news, News::PadOpened(..))));
    assert_eq!((house.stored(pad), house.see(ada).is_pending()), (1, false));
}

fn written(news: News) -> Option<Vec<u8>> {
    match news {
        News::Written(_, update) => update,
        _ => None,
    }
}

#[test]
fn a_late_comer_reads_a_pad_from_its_beginning() {
    let (mut house, ada, _, cem) = consultation();
    let pad = PadId { session: SESSION, sheet: Sheet::Question };
    house.mirror(ada).write(pad, b"one".to_vec());
    house.mirror(ada).write(pad, b"two".to_vec());
    house.settle();
    house.news(cem);
    house.mirror(cem).open_pad(pad);
    house.settle();
    let [News::PadOpened(opened, contents)] = &house.news(cem)[..] else { panic!() };
    assert_eq!(*opened, pad);
    assert_eq!(contents.readable().collect::<Vec<_>>(), [b"one", b"two"]);
    assert_eq!((contents.upto(), contents.is_damaged()), (2, false));
}
