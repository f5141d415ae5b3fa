//! Methods in the browser, from the first phase to the record: everybody has the fields that the
//! method gives them in each phase, and no others.

use serde_json::json;
use shared::id::SeatId;
use shared::library;
use shared::meeting::Cast;
use shared::method::guide::Described;
use shared::method::{Kind, Method, Phase, Role, See, names};
use tests::browser::{Driver, Person};
use tests::house::House;
use tests::story::{Guest, gather};

const JANA: Guest = guest("Jana Reuter");
const HOLGER: Guest = guest("Holger Brandt");
const SELIN: Guest = guest("Selin Aydın");
const CASE: &str = "Unsere Ehrenamtlichen meiden die Datenbank.";

const fn guest(name: &'static str) -> Guest {
    Guest { name, house: "Stadtmuseum Holmwerder", on_site: true }
}

#[tokio::test(flavor = "multi_thread")]
async fn eight_steps_are_played_to_the_end() {
    play("Acht Schritte").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quick_consultation_is_played_to_the_end() {
    play("Kurzberatung").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn codeveloppement_is_played_to_the_end() {
    play("Codéveloppement").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pro_action_cafe_is_played_to_the_end() {
    play("Pro Action Café").await;
}

/// Who sits where for the engine that says what is owed.
const SEATS: [SeatId; 3] =
    [SeatId::from_bytes([1; 16]), SeatId::from_bytes([2; 16]), SeatId::from_bytes([3; 16])];

/// One moderates, one brings a case, one advises and writes: by the method of this name.
async fn play(name: &str) {
    let Described { method, guide } = library::methods()
        .into_iter()
        .find(|it| it.guide.name.de == name)
        .expect("the library has it");
    let house = House::start().await;
    let driver = Driver::start().await;
    let ([jana, holger, selin], _) = gather(&driver, &house, [JANA, HOLGER, SELIN]).await;
    holger.fill("Dein Anliegen in einem Satz", CASE).await;
    holger.press("Anliegen einbringen").await;
    jana.see(CASE).await;
    jana.press("Andere Methode wählen").await;
    jana.press("Alle ").await;
    jana.press(&format!("»{name}« nehmen")).await;
    jana.press("Fallberatung beginnen").await;

    let mut cast = Cast { moderator: Some(SEATS[0]), ..Cast::default() };
    for (phase, read) in method.phases.iter().zip(&guide.phases) {
        let people = [&jana, &holger, &selin];
        for person in people {
            person.heading(&read.name.de).await;
        }
        if phase.has(Kind::Roles) {
            selin.press("Ich schreibe mit").await;
            cast.scribe = Some(SEATS[2]);
        }
        let takes_up = "Dieses Anliegen beraten";
        if cast.case_giver.is_none() && jana.can_press(takes_up).await {
            jana.press(takes_up).await;
            jana.press(&format!("{} gibt den Fall – sicher?", HOLGER.name)).await;
            holger.see("Du gibst den Fall").await;
            cast.case_giver = Some(SEATS[1]);
        }
        for (person, seat) in people.into_iter().zip(SEATS) {
            has_what_is_owed(person, phase, &cast.roles_by(seat, &method), cast).await;
            person.long_picture(&format!("{}-{}-{}", method.id, phase.id, role(person))).await;
        }
        jana.press(&on(&method, phase, &guide.phases)).await;
    }
    assert!(cast.case_giver.is_some(), "nobody gave a case");
    jana.press("Für alle beenden?").await;
    holger.heading("Fallblatt").await;
    selin.heading("Kurzprotokoll").await;
    for person in [&jana, &holger, &selin] {
        let trouble = person.trouble().await;
        assert!(trouble.is_empty(), "{}: {trouble:?}", person.name());
    }
}

/// The button that leads on from a phase.
fn on(method: &Method, phase: &Phase, read: &[shared::method::guide::PhaseGuide]) -> String {
    let here = method.phases.iter().position(|it| it.id == phase.id).expect("a phase of it");
    match read.get(here + 1) {
        Some(next) => format!("Weiter: {}", next.name.de),
        None => "Beenden".into(),
    }
}

/// The fields that a phase gives to somebody with these roles are there, and no others.
async fn has_what_is_owed(person: &Person, phase: &Phase, roles: &[Role], cast: Cast) {
    let writes = names(&cast.writers(phase), roles);
    let together = phase.see != See::Own;
    let owed = [
        ("Dein Gedanke", phase.has_cards() && writes),
        ("Mitschrift", phase.has(Kind::Pad) && together && writes),
        ("Formulierung", phase.has(Kind::Question) && together && writes),
        ("Was tust du zuerst?", phase.has(Kind::Commit) && writes),
    ];
    for (label, owed) in owed {
        let what = format!("find »{label}« in {}: {owed}", phase.id);
        let script = "return (find('field', arguments[0]) !== null) === arguments[1]";
        person.wait(&what, script, &[json!(label), json!(owed)]).await;
    }
    // Where nothing is noted nobody has private notes either.
    let noted = !phase.has(Kind::None);
    let what = format!("find private notes in {}: {noted}", phase.id);
    person.wait(&what, "return seen('Nur für mich') === arguments[0]", &[json!(noted)]).await;
}

fn role(person: &Person) -> &'static str {
    match person.name() {
        name if name == JANA.name => "moderator",
        name if name == HOLGER.name => "giver",
        _ => "consultant",
    }
}
