//! Envelopes: nobody opens them here, and what they say of themselves is compared all the same.

use shared::command::{Command, Deed};
use shared::id::{CardId, CommandId};
use shared::pad::{PadId, Sheet};
use shared::refusal::Refusal;
use shared::wire::{ToClient, ToServer};

use crate::house::House;
use crate::person::{ACCOUNT, CONSULTATION, Person, write_card};
use crate::words::{fresh, label, record, sealed_of};

#[tokio::test]
async fn an_envelope_that_says_it_is_something_else_is_refused() {
    // given
    let house = House::start().await;
    let meeting = house.open().await;
    let mut lead = Person::moderate(&house, meeting).await;
    let mut person = Person::sit(&house, meeting).await;
    let session = lead.begins(CONSULTATION).await;
    person.catches_up(lead.fold.seq).await;
    let before = lead.fold.seq;
    // when words come as those of a title
    let words = record("");
    let (card, phase) = (CardId::from_bytes(fresh()), CONSULTATION);
    let deed = Deed::In(session, write_card(card, phase, words.id));
    let command = Box::new(Command { id: CommandId::from_bytes(fresh()), deed });
    let id = command.id;
    let mut honest = ToServer::Do { command, records: vec![words] };
    person.say_as_it_is(&honest).await;
    // then
    assert_eq!(person.is_answered(id).await, Err(Refusal::BadEnvelope));
    // when a card comes from a phase that it is not handed in for
    label(&mut honest);
    let mut bent = honest.clone();
    if let ToServer::Do { records, .. } = &mut bent {
        records[0].sealed.0[2] = ACCOUNT;
    }
    person.say_as_it_is(&bent).await;
    assert_eq!(person.is_answered(id).await, Err(Refusal::BadEnvelope));
    // when writing comes under the number of something else
    let pad = PadId { session, sheet: Sheet::Private(person.seat) };
    person.say_as_it_is(&ToServer::Write { pad, counter: 7, sealed: sealed_of(60) }).await;
    let told = person.hears_of_writing().await;
    let refusal = Refusal::BadEnvelope;
    assert_eq!(told, ToClient::PadRefused { pad, counter: Some(7), refusal });
    // then nothing has happened, and what is honest goes through
    person.say_as_it_is(&honest).await;
    assert_eq!(person.is_answered(id).await, Ok(()));
    assert_eq!(person.fold.seq, before.next());
}
