//! The election: a tie for the second place, a run-off by the same roll, and the protocol.

use std::fs;

use shared::command::Act;
use tests::house::run;
use tests::voter::vote;

use super::*;

/// Without a device of his own; he votes with a code.
const BERT: &str = "Bert Kröger";
/// The candidates, as the ballot paper bears them.
const AYLA: &str = "Ayla Kurt (Haus der Flößer)";
const BENNO: &str = "Benno Falk (Freilichtmuseum Moorende)";
const CHRISTA: &str = "Christa Moll (Kunsthalle Nordkai)";

/// Those in front of a phone: the case givers, then those who moderate. Then Bert.
const ON_PHONES: [&[&str]; 9] = [
    &[AYLA, BENNO],
    &[AYLA, BENNO],
    &[AYLA, CHRISTA],
    &[AYLA, CHRISTA],
    &[BENNO, CHRISTA],
    &[AYLA, BENNO],
    &[AYLA, CHRISTA],
    &[],
    &[AYLA, BENNO],
];
/// The thirteen others, by the candidates' places: 16, 11 and 11 in all.
const OTHERS: [&[u8]; 13] = [
    &[0, 1],
    &[0, 1],
    &[0, 1],
    &[0, 1],
    &[0, 2],
    &[0, 2],
    &[0, 2],
    &[0, 2],
    &[0, 2],
    &[1, 2],
    &[1, 2],
    &[],
    &[],
];
/// The run-off of Benno and Christa: 12, 9 and one who abstains.
const ON_PHONES_AGAIN: [&[&str]; 9] =
    [&[BENNO], &[BENNO], &[CHRISTA], &[CHRISTA], &[BENNO], &[BENNO], &[CHRISTA], &[], &[BENNO]];
const OTHERS_AGAIN: [&[u8]; 13] =
    [&[0], &[0], &[0], &[0], &[0], &[0], &[0], &[1], &[1], &[1], &[1], &[1], &[1]];

/// Everything up to the result of the first poll; gives Bert's new code.
pub async fn until_the_tie(afternoon: &Afternoon) -> String {
    let Afternoon { renate, emre, .. } = afternoon;
    renate.press("Weiter: Wahl").await;
    renate.press("Wahl vorbereiten").await;
    renate.press("Wahl ansetzen").await;
    renate.select("Wahlleitung", EMRE.name).await;
    // Neither of them belongs to the group that votes.
    renate.press("Wer wählen darf").await;
    for name in ["Renate Vogt (du)", EMRE.name] {
        untick(renate, name).await;
    }
    emre.set("Dafür", "22").await;
    emre.press("Zahlen festhalten").await;
    emre.see("Verfahren beschlossen: 22 dafür, 0 dagegen, 0 enthalten.").await;
    for voter in with_device(afternoon) {
        voter.show_key().await;
    }
    for name in ["Ayla Kurt", "Benno Falk", "Christa Moll"] {
        let candidate = afternoon.other(name);
        candidate.act(Act::Propose { seat: candidate.guest.seat() }).await;
        emre.see_together(&[name, "kandidiert"]).await;
    }
    let code = lend(emre).await;
    emre.see("22 Personen können wählen.").await;
    emre.press("Redezeit beginnen").await;
    afternoon.givers[0].see("noch 1:2").await;
    emre.press("Redezeit beenden").await;
    afternoon.givers[0].picture("130-candidates").await;

    emre.press("Stimmabgabe öffnen").await;
    all_vote(afternoon, 0, (&ON_PHONES, &OTHERS), &code).await;
    emre.picture("131-all-have-voted").await;
    close(emre).await;
    let nora = &afternoon.givers[0];
    nora.see_together(&["Ayla Kurt", "16 Stimmen", "gewählt"]).await;
    nora.see_together(&["Benno Falk", "11 Stimmen"]).await;
    nora.see_together(&["Christa Moll", "11 Stimmen"]).await;
    emre.see("Als Nächstes: Stichwahl zwischen").await;
    nora.picture("132-tie").await;
    emre.press("Neuer Code").await;
    handed_over(emre).await
}

/// Takes the tick away from the box with this name.
async fn untick(person: &Person, name: &str) {
    let script = "const box = all('choice').filter((it) => it.type === 'checkbox')
        .find((it) => name(it) === arguments[0]);
        if (box?.checked) box.click();
        return box?.checked === false";
    person.wait(&format!("untick »{name}«"), script, &[name.into()]).await;
}

/// The others who vote with a device.
fn with_device(afternoon: &Afternoon) -> impl Iterator<Item = &Voter> {
    afternoon.others.iter().filter(|it| it.guest.name() != BERT)
}

async fn lend(emre: &Person) -> String {
    emre.press("Ohne eigenes Gerät").await;
    emre.fill("Name der Person", BERT).await;
    emre.press("Code geben").await;
    handed_over(emre).await
}

async fn handed_over(emre: &Person) -> String {
    emre.see("Code für Bert Kröger").await;
    let code = emre.ask("return document.querySelector('.election-signs').innerText", vec![]).await;
    emre.press("Übergeben, Code ausblenden").await;
    code.as_str().expect("a code").to_owned()
}

/// All twenty-two: on phones, without screens, and Bert on Renate's device.
async fn all_vote(
    afternoon: &Afternoon,
    number: usize,
    (on_phones, others): (&[&[&str]], &[&[u8]]),
    code: &str,
) {
    for (voter, crosses) in with_device(afternoon).zip(others) {
        voter.vote(number, crosses).await;
    }
    let phones = afternoon.givers.iter().chain(&afternoon.moderators);
    for (phone, names) in phones.zip(on_phones) {
        vote(phone, names).await;
    }
    let renate = &afternoon.renate;
    renate.see("du stehst nicht darin").await;
    renate.press("Mit Einmalcode wählen").await;
    renate.fill("Einmalcode", code).await;
    vote(renate, on_phones[on_phones.len() - 1]).await;
    renate.press("Fertig, Gerät weitergeben").await;
    afternoon.emre.see("22 von 22 haben gewählt").await;
}

async fn close(emre: &Person) {
    emre.press("Wahlgang schließen").await;
    emre.press("Danach kann niemand mehr wählen. Jetzt schließen").await;
    emre.press("Ergebnis allen zeigen").await;
}

/// The same people vote once more, whoever came meanwhile does not, and those who won accept.
pub async fn the_run_off(afternoon: &Afternoon, code: String) {
    let emre = &afternoon.emre;
    all_vote(afternoon, 1, (&ON_PHONES_AGAIN, &OTHERS_AGAIN), &code).await;
    close(emre).await;
    let nora = &afternoon.givers[0];
    nora.see_together(&["Benno Falk", "12 Stimmen", "gewählt"]).await;
    nora.see_together(&["Christa Moll", "9 Stimmen"]).await;
    for name in ["Ayla Kurt", "Benno Falk"] {
        afternoon.other(name).act(Act::Accept { accepts: true }).await;
        emre.see_together(&[name, "nimmt an"]).await;
    }
    afternoon.renate.press("Weiter: ").await;
}

/// Emre takes along what anybody can check without this server.
pub async fn the_protocol_is_exported(afternoon: &Afternoon) {
    let emre = &afternoon.emre;
    emre.press("Zum Ankommen").await;
    for sentence in ["22 Stimmberechtigte, geheim", "38 von 44 möglichen Stimmen", "Gewählt: "] {
        emre.see(sentence).await;
    }
    let (name, text) = emre.download("Wahldatei sichern", "json").await;
    assert_eq!(name, "wahl.json");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join(name);
    fs::write(&file, text).expect("it can be kept");
    let (valid, said) = run(&["verify-election", file.to_str().expect("plain letters")]).await;
    assert!(valid, "{said}");
    assert!(said.contains("Ayla Kurt"), "{said}");
}
