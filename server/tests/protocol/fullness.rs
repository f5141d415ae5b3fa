//! Full pads: told to whoever writes on, and no trouble for whoever reads.

use std::time::Duration;

use server::log::Log;
use shared::command::{Deed, Step};
use shared::id::DeviceId;
use shared::limits::{PAD_BYTES, PAD_SNAPSHOT_SEALED, PAD_UPDATE_SEALED};
use shared::method::Role;
use shared::pad::{PadId, Sheet, Update};
use shared::refusal::Refusal;
use shared::wire::{ToClient, ToServer};
use tokio::time::Instant;

use crate::house::House;
use crate::person::{ACCOUNT, Person};
use crate::words::sealed_of;

#[tokio::test]
async fn a_full_pad_takes_no_more_is_opened_all_the_same_and_taken_up_again_when_summed_up() {
    // given a pad in which there is room for one more of the largest updates
    let house = House::start().await;
    let meeting = house.open().await;
    let mut lead = Person::moderate(&house, meeting).await;
    let mut writer = Person::sit(&house, meeting).await;
    let session = lead.begins(ACCOUNT).await;
    let cast = Step::Cast { role: Role::Scribe, seat: Some(writer.seat) };
    lead.does(Deed::In(session, cast)).await.unwrap();
    writer.catches_up(lead.fold.seq).await;
    let pad = PadId { session, sheet: Sheet::Notes(ACCOUNT) };
    let full = (PAD_BYTES / PAD_UPDATE_SEALED) as u64;
    for counter in 1..full {
        let (author, device) = (writer.seat, DeviceId::from_bytes([9; 16]));
        let update = Update { author, device, counter, sealed: sealed_of(PAD_UPDATE_SEALED) };
        house.valve.pad_append(meeting.id, pad, update).await.unwrap();
    }
    // when somebody writes on
    let mut counter = 0;
    let refused = loop {
        counter += 1;
        writer.writes(pad, counter, sealed_of(PAD_UPDATE_SEALED)).await;
        match writer.hears_of_writing().await {
            ToClient::PadRefused { refusal, counter: Some(_), .. } => break refusal,
            // The room has woken just now, and asks the log while it takes the first.
            _ => assert!(counter < 9, "nobody counts"),
        }
    };
    // then they are told, and go on with everything else
    assert_eq!(refused, Refusal::TooLong);
    let aside = PadId { session, sheet: Sheet::Private(writer.seat) };
    writer.writes(aside, counter + 1, sealed_of(60)).await;
    assert!(matches!(writer.hears_of_writing().await, ToClient::Stored { .. }));
    // and late comers open it
    let mut late = Person::sit(&house, meeting).await;
    let ToClient::PadOpened { updates, .. } = late.opens(session, pad.sheet).await else {
        panic!("it can be opened")
    };
    assert!(updates.len() as u64 >= full);
    // and when it was summed up there is room again
    let (upto, sealed) = (updates.len() as u64, sealed_of(PAD_SNAPSHOT_SEALED));
    writer.say(&ToServer::Summarize { pad, upto, counter: counter + 2, sealed }).await;
    late.hears(|message| matches!(message, ToClient::Summarized { .. })).await;
    late.say(&ToServer::Confirm { pad, upto }).await;
    let patience = Instant::now() + Duration::from_secs(20);
    for counter in counter + 3.. {
        writer.writes(pad, counter, sealed_of(60)).await;
        match writer.hears_of_writing().await {
            ToClient::Stored { .. } => break,
            told => assert!(Instant::now() < patience, "{told:?}"),
        }
    }
}
