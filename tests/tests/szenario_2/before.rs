//! Before the afternoon begins: the agenda, the case box, and everybody's arrival.

use tests::fachgruppe::presence;

use super::*;

/// Renate plans two hours with an election; the case givers hand in a sentence each by the link.
pub async fn the_cases_come(afternoon: &mut Afternoon) {
    let renate = &afternoon.renate;
    renate.press("Treffen vorbereiten").await;
    renate.press("Vorlage nehmen: Zwei Stunden mit Wahl").await;
    renate.see("2 h 0 min").await;
    renate.press("Zum Ankommen").await;
    let (nora, carlo, hatice, fabian) = tokio::join!(
        afternoon.phone(0),
        afternoon.phone(1),
        afternoon.phone(2),
        afternoon.phone(3),
    );
    // One thinks better of it, and takes theirs back.
    bring(&fabian, "Der Museumsladen").await;
    renate.see("Der Museumsladen").await;
    fabian.press("Zurückziehen").await;
    renate.see_no_more("Der Museumsladen").await;
    for (giver, case) in [&nora, &carlo, &hatice, &fabian].into_iter().zip(CASES) {
        bring(giver, case).await;
        renate.see(case).await;
    }
    afternoon.givers = vec![nora, carlo, hatice, fabian];
}

async fn bring(giver: &Person, case: &str) {
    giver.fill("Dein Anliegen in einem Satz", case).await;
    giver.press("Anliegen einbringen").await;
    giver.see("Zurückziehen").await;
}

/// Twenty-two are here at ten past four.
pub async fn all_arrive(afternoon: &mut Afternoon) {
    let (pia, jens, ulla, kim) = tokio::join!(
        afternoon.phone(4),
        afternoon.phone(5),
        afternoon.phone(6),
        afternoon.phone(7),
    );
    afternoon.moderators = vec![pia, jens, ulla, kim];
    for (n, who) in PEOPLE[8..PEOPLE.len() - 1].iter().enumerate() {
        let link = afternoon.invitation();
        let come = Voter::come(&afternoon.house, &link, *who, presence(who.0), n as u8 + 1);
        afternoon.others.push(come.await);
    }
    afternoon.renate.see("24 Personen sind dabei").await;
    afternoon.renate.see("Alle sind mit den Vereinbarungen einverstanden.").await;
    afternoon.renate.press("Weiter: Ankommen").await;
    for giver in &afternoon.givers {
        giver.see("Tagesordnung").await;
    }
}
