//! Four groups: formed by wishes, consulting each by itself, and back with what they give.

use guest::Guest as Headless;
use mirror::Mirror;
use shared::command::{Deed, Step};
use shared::id::{CardId, CaseId, SeatId};
use shared::meeting::Forming;
use tests::fachgruppe::ROOMS;
use vault::words::Card;

use super::*;

const QUESTION: &str = "Wie kann ich erreichen, dass wir mit 1,5 Stellen beginnen?";
const CARD: &str = "Drei Dinge statt dreißig";
const STEP: &str = "Bis 30. April eine Liste mit drei Dingen";

/// Ole, at 16:27: between the polls.
pub async fn somebody_comes_late(afternoon: &Afternoon) -> Person {
    let ole = afternoon.phone(PEOPLE.len() - 1).await;
    afternoon.emre.press("Stichwahl öffnen").await;
    ole
}

/// Everybody wishes; the proposal is shown, objected to, changed and taken.
pub async fn are_formed(afternoon: &Afternoon) {
    let Afternoon { renate, moderators, .. } = afternoon;
    renate.press("Gruppen bilden").await;
    for moderator in moderators {
        renate.select(&format!("{} und die Gruppen", moderator.name()), "moderiert gern").await;
    }
    renate.press("Wünsche sammeln").await;
    for (n, voter) in afternoon.others.iter().enumerate() {
        let guest = &voter.guest;
        guest.until("to be asked", |m| m.meeting().asks_wishes).await.expect("all are asked");
        let cases = guest.see(open_cases);
        let (first, second) = (cases[n % CASES.len()], cases[(n + 1) % CASES.len()]);
        guest.act(Deed::Wish { cases: vec![first, second] });
        guest.settled().await.expect("the wish is stored");
    }
    for moderator in moderators {
        moderator.see("Wo möchtest du mitberaten?").await;
        moderator.press("Hier mitberaten").await;
        moderator.see("Dein 1. Wunsch").await;
    }
    renate.see("von 23 haben gewünscht.").await;
    renate.press("Gruppen vorschlagen").await;
    renate.see("Erstwünsche").await;
    for (case, (giver, _)) in CASES.iter().zip(PEOPLE) {
        renate.see_together(&[case, giver, "Eigenes Anliegen."]).await;
    }
    for (letter, room) in "ABCD".chars().zip(ROOMS) {
        renate.press("Raum und Videolink").await;
        renate.fill(&format!("Raum der Gruppe {letter}"), room).await;
    }
    renate.press("Vorschlag zeigen").await;
    objected(afternoon).await;
    renate.wall_picture("133-proposal-1920").await;
    renate.press("Geänderten Vorschlag zeigen").await;
    renate.see("Noch 0:").await;
    renate.press("Gruppen starten").await;
    renate.heading("Die Gruppen").await;
    for room in ROOMS {
        renate.see_together(&[room, "noch nicht begonnen"]).await;
    }
}

/// Brings those who moderate into the order of the cases.
pub fn in_their_order(afternoon: &mut Afternoon) {
    let names: Vec<String> = afternoon.others[0].guest.see(|m| {
        let formation = m.meeting().formation.as_ref().expect("the groups are formed");
        let leads = |case: CaseId| {
            let group = formation.groups.iter().find(|it| it.case == Some(case));
            let seat = group.and_then(|it| it.moderator).expect("each group is led");
            m.person(seat).words().expect("they have a name").name
        };
        open_cases(m).into_iter().map(leads).collect()
    });
    let place = |person: &Person| names.iter().position(|it| it == person.name());
    afternoon.moderators.sort_by_key(place);
}

/// The cases in their order, without what was taken back.
fn open_cases(m: &Mirror) -> Vec<CaseId> {
    let open = m.meeting().cases.iter().filter(|it| !it.withdrawn);
    open.map(|it| it.id).collect()
}

/// Petra's superior is in her group: she and somebody else change places.
async fn objected(afternoon: &Afternoon) {
    let renate = &afternoon.renate;
    let petra = &afternoon.other("Petra Lenz").guest;
    petra.act(Deed::Object { objects: true });
    renate.see("Ein Einwand: Petra Lenz").await;
    let groups = proposed(petra).await;
    let hers = place_of(&groups, petra.seat());
    let other = (hers + 1) % groups.len();
    let moves = |voter: &&Voter| {
        let seat = voter.guest.seat();
        place_of(&groups, seat) == other && groups[other].moderator != Some(seat)
    };
    let other_person = afternoon.others.iter().find(moves).expect("somebody may change");
    for (who, to) in [(petra.name(), other), (other_person.guest.name(), hers)] {
        let letter = char::from(b'A' + u8::try_from(to).expect("four groups"));
        renate.select(&format!("{who}: nach Gruppe"), &format!("Gruppe {letter}")).await;
    }
    renate.see("Du hast etwas geändert.").await;
}

async fn proposed(guest: &Headless) -> Vec<Forming> {
    let groups = |m: &Mirror| {
        let groups = m.meeting().formation.as_ref()?.groups.clone();
        (!groups.is_empty()).then_some(groups)
    };
    guest.until_some("a proposal", groups).await.expect("everybody sees it")
}

fn place_of(groups: &[Forming], seat: SeatId) -> usize {
    groups.iter().position(|it| it.members.contains(&seat)).expect("everybody is placed")
}

/// Each group goes its own way: A to its first step, C calls for help, D is ahead of its phases.
pub async fn consult(afternoon: &Afternoon) {
    let Afternoon { renate, emre, givers, moderators, .. } = afternoon;
    for (moderator, giver) in moderators.iter().zip(givers) {
        moderator.press("Fallberatung beginnen").await;
        giver.see("Du gibst den Fall").await;
        renate.see_together(&[&format!("Fall: {}", giver.name()), "Casting"]).await;
    }
    let (pia, nora) = (&moderators[0], &givers[0]);
    story::consult(pia, nora, &[nora], QUESTION).await;
    story::go_on(&moderators[3], &[&givers[3]], "Spontanerzählung").await;
    renate.see_together(&["Saal rechts", "Spontanerzählung"]).await;
    renate.see_together(&["Saal links", "Beratung"]).await;

    moderators[2].press("Hilfe rufen").await;
    emre.see_together(&["Raum 3", "Ruft um Hilfe"]).await;
    renate.wall_picture("134-help-1920").await;
    emre.press("Ich komme").await;
    moderators[2].see("Emre Demir kommt zu euch.").await;
    renate.fill("Eine Zeile, zum Beispiel", "Noch 25 Minuten").await;
    renate.press("Senden").await;
    // It stands there for ten seconds only: all look at once.
    let [nora, carlo, hatice, fabian] = &givers[..] else { panic!("four give a case") };
    let [a, b, c, d] = &moderators[..] else { panic!("four moderate") };
    let line = "Noch 25 Minuten";
    tokio::join!(nora.see(line), carlo.see(line), hatice.see(line), fabian.see(line));
    tokio::join!(a.see(line), b.see(line), c.see(line), d.see(line));

    write_card(afternoon, nora).await;
    story::go_on(pia, &[nora], "Abschluss").await;
    nora.fill("Was tust du zuerst?", STEP).await;
    nora.press("Schritt festhalten").await;
    pia.see(STEP).await;
}

/// Somebody in Nora's group advises her.
async fn write_card(afternoon: &Afternoon, nora: &Person) {
    let in_consultation = |m: &Mirror| m.session().filter(|it| it.phase > 2).map(|it| it.phase);
    let mut advises = afternoon.others.iter().map(|it| &it.guest);
    let adviser = advises.find(|guest| guest.see(in_consultation).is_some()).expect("somebody");
    let phase = adviser.see(in_consultation).expect("they are there");
    let card = CardId::from_bytes([9; 16]);
    let write = |words| Step::WriteCard { card, phase, column: 0, anonymous: false, words };
    adviser.say_step(Card { text: CARD.into(), day: None }, write);
    adviser.settled().await.expect("the card is stored");
    nora.see(CARD).await;
}

/// What was given stands on the wall; what stays in the group says so.
pub async fn bring_their_harvest(afternoon: &Afternoon) {
    let Afternoon { renate, givers, moderators, .. } = afternoon;
    let nora = &givers[0];
    nora.press("Schlüsselfrage ins Plenum geben").await;
    nora.fill("So lesen es alle", QUESTION).await;
    nora.press("Ins Plenum geben").await;
    nora.see("Das lesen jetzt alle im Plenum.").await;
    moderators[0].press("Beenden").await;
    moderators[0].press("Für alle beenden?").await;
    renate.see_together(&["Saal links", "fertig"]).await;
    renate.press("In 2 Minuten ins Plenum").await;
    renate.see("Zurück ins Plenum in").await;
    // The others go on, and are told.
    moderators[3].see("bis zum Plenum um").await;
    moderators[3].heading("Spontanerzählung").await;
    renate.press("Runde im Plenum beginnen").await;
    renate.press("Ernte").await;
    renate.see_together(&["Gruppe A", QUESTION, "Ideen bleiben in der Gruppe"]).await;
    renate.press("Groß zeigen").await;
    renate.wall_picture("135-wall").await;
}
