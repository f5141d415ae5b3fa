//! The steps that stories share: opening a meeting, coming in, going on.

use guest::{Address, Guest as Headless, Person as Who};
use shared::meeting::Presence;
use vault::Link;

use crate::browser::{Driver, Person};
use crate::house::House;

/// Who comes, from where, and whether in the room.
#[derive(Clone, Copy, Debug)]
pub struct Guest {
    /// The name they give.
    pub name: &'static str,
    /// The house they come from.
    pub house: &'static str,
    /// In the room, or far away.
    pub on_site: bool,
}

/// Opens a meeting from the start page and sits down as its moderator; gives the invitation.
pub async fn open_meeting(person: &Person, url: &str, title: &str, guest: Guest) -> String {
    person.goto(url).await;
    person.fill("Wie heißt euer Treffen?", title).await;
    person.picture("01-start").await;
    person.press("Eröffnen").await;
    person.see("Du lädst ein und moderierst").await;
    sit_down(person, guest).await;
    person.see("Noch bist du allein hier").await;
    let link = person.written_in("Einladungslink").await;
    assert!(link.contains("/t#1."), "this is no invitation: {link}");
    link
}

/// Three people in the lobby of one meeting, the first of them its moderator at a desk, the others
/// with phones; and the invitation.
pub async fn gather(
    driver: &Driver,
    house: &House,
    [moderator, second, third]: [Guest; 3],
) -> ([Person; 3], String) {
    let host = driver.desktop(moderator.name).await;
    let link = open_meeting(&host, &house.url(), "Runder Tisch", moderator).await;
    let (one, other) = tokio::join!(driver.phone(second.name), driver.phone(third.name));
    tokio::join!(join(&one, &link, second), join(&other, &link, third));
    ([host, one, other], link)
}

/// Comes in by the invitation.
pub async fn join(person: &Person, link: &str, guest: Guest) {
    go_in(person, link, guest).await;
    person.see("Wie es weitergeht").await;
    let address = person.address().await;
    assert!(!address.contains('#'), "the address bar still shows the secret: {address}");
}

/// Goes in by the invitation, without waiting for what is behind the door.
pub async fn go_in(person: &Person, link: &str, guest: Guest) {
    person.goto(link).await;
    person.see("Du bist eingeladen").await;
    person.picture("02-join").await;
    sit_down(person, guest).await;
}

/// Says who one is, agrees, and joins.
pub async fn sit_down(person: &Person, guest: Guest) {
    person.fill("Dein Name", guest.name).await;
    person.fill("Dein Haus", guest.house).await;
    person.choose(if guest.on_site { "Vor Ort" } else { "Zugeschaltet" }).await;
    person.choose("Ich halte mich daran").await;
    person.press("Beitreten").await;
}

/// Somebody without a screen comes in by a link, with their name and house.
pub async fn come(
    server: &Address,
    link: &Link,
    (name, house): (&str, &str),
    presence: Presence,
) -> Headless {
    let who = Who { name: name.into(), house: house.into(), presence };
    Headless::join(server, link.clone(), who).await.expect("the house lets them in")
}

/// From the lobby into a consultation whose case giver and scribe are found.
pub async fn cast(moderator: &Person, giver: (&Person, Guest), scribe: &Person, case: &str) {
    let (giver, Guest { name, .. }) = giver;
    giver.fill("Dein Anliegen in einem Satz", case).await;
    giver.press("Anliegen einbringen").await;
    moderator.see(case).await;
    moderator.press("Fallberatung beginnen").await;
    moderator.press("Dieses Anliegen beraten").await;
    moderator.press(&format!("{name} gibt den Fall – sicher?")).await;
    scribe.press("Ich schreibe mit").await;
    scribe.see("Du schreibst mit").await;
}

/// The moderator goes on to the phase with this name; everybody arrives there.
pub async fn go_on(moderator: &Person, others: &[&Person], phase: &str) {
    moderator.press(&format!("Weiter: {phase}")).await;
    for person in others.iter().chain([&moderator]) {
        person.heading(phase).await;
    }
}

/// From casting into the consultation by brainstorming, with a key question.
pub async fn consult(moderator: &Person, giver: &Person, others: &[&Person], question: &str) {
    go_on(moderator, others, "Spontanerzählung").await;
    consult_on_account(moderator, giver, others, question).await;
}

/// The same from the account on.
pub async fn consult_on_account(
    moderator: &Person,
    giver: &Person,
    others: &[&Person],
    question: &str,
) {
    go_on(moderator, others, "Schlüsselfrage").await;
    giver.type_into("Formulierung", question).await;
    giver.press("Frage festhalten").await;
    for person in others.iter().chain([&moderator]) {
        person.see(question).await;
    }
    go_on(moderator, others, "Methodenwahl").await;
    moderator.press("»Brainstorming« nehmen").await;
    go_on(moderator, others, "Beratung").await;
}

/// The case giver names the first step, and the moderator ends the session.
pub async fn end_with_step(moderator: &Person, giver: &Person, other: &Person, step: &str) {
    giver.fill("Was tust du zuerst?", step).await;
    giver.press("Schritt festhalten").await;
    other.see(step).await;
    moderator.press("Beenden").await;
    moderator.press("Für alle beenden?").await;
    giver.heading("Fallblatt").await;
    other.heading("Kurzprotokoll").await;
}
