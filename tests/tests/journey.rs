//! One consultation from the start page to the record, by seven people with seven browsers.

use tests::browser::{Driver, Person};
use tests::house::House;
use tests::story::{Guest, go_on, join, open_meeting};

const fn guest(name: &'static str, house: &'static str, on_site: bool) -> Guest {
    Guest { name, house, on_site }
}

const JANA: Guest = guest("Jana Reuter", "Stadtmuseum Holmwerder", true);
const HOLGER: Guest = guest("Holger Brandt", "Heimatstube Krumbeck-Süd", true);
const SELIN: Guest = guest("Selin Aydın", "Ziegeleimuseum Rotklinken", true);
const MIRKO: Guest = guest("Mirko Paulsen", "Technikhaus Speicher 7", false);
const FRIEDERIKE: Guest = guest("Friederike Ohm", "Naturkundehaus Brockwald", true);
const TOBIAS: Guest = guest("Tobias Klee", "Kunsthalle Kanalufer", true);
const AGNES: Guest = guest("Agnes Wirth", "Textilmuseum Webersgrund", false);

const QUESTION: &str = "Wie kann ich erreichen, dass unsere Ehrenamtlichen gern mitmachen?";

#[tokio::test(flavor = "multi_thread")]
async fn seven_people_go_from_the_start_page_to_the_record() {
    let mut house = House::start().await;
    let driver = Driver::start().await;

    // Jana opens the meeting and invites.
    let jana = driver.desktop("Jana").await;
    let link = open_meeting(&jana, &house.url(), "Runder Tisch kleiner Museen", JANA).await;

    // Five come; Agnes will be late.
    let holger = driver.phone("Holger").await;
    let selin = driver.phone("Selin").await;
    let mirko = driver.phone("Mirko").await;
    let friederike = driver.phone("Friederike").await;
    let tobias = driver.phone("Tobias").await;
    for (person, guest) in [
        (&holger, HOLGER),
        (&selin, SELIN),
        (&mirko, MIRKO),
        (&friederike, FRIEDERIKE),
        (&tobias, TOBIAS),
    ] {
        join(person, &link, guest).await;
        jana.see(guest.name).await;
    }
    let others = [&holger, &selin, &mirko, &friederike, &tobias];
    jana.see("Alle sind mit den Vereinbarungen einverstanden.").await;
    lobby(&jana, &holger, &tobias).await;

    jana.press("Fallberatung beginnen").await;
    for person in others.iter().chain([&&jana]) {
        person.heading("Casting").await;
    }
    casting(&jana, &holger, &selin, &mirko, &tobias).await;

    go_on(&jana, &others, "Spontanerzählung").await;
    account(&jana, &holger, &selin, &mirko).await;

    // The moderator reloads in the middle of it, and still moderates.
    jana.reload().await;
    jana.heading("Spontanerzählung").await;
    jana.see("Du moderierst").await;

    go_on(&jana, &others, "Schlüsselfrage").await;
    // The observer reloads while the question is looked for.
    tobias.reload().await;
    tobias.heading("Schlüsselfrage").await;
    tobias.see("Du beobachtest den Ablauf").await;
    tobias.picture("25-question-observer").await;
    question(&jana, &holger, &mirko).await;

    go_on(&jana, &others, "Methodenwahl").await;
    // The scribe reloads while the module is chosen.
    selin.reload().await;
    selin.heading("Methodenwahl").await;
    selin.see("Du schreibst mit").await;
    jana.press("»Brainstorming« nehmen").await;
    for person in others {
        person.see("Man könnte …").await;
    }
    jana.picture("31-method-moderator").await;
    holger.picture("32-method-giver").await;

    go_on(&jana, &others, "Beratung").await;
    consultation(&jana, &holger, &mirko, &friederike, &selin).await;

    // Somebody comes late, in the middle of it.
    let agnes = driver.phone("Agnes").await;
    agnes.goto(&link).await;
    agnes.see("Du bist eingeladen").await;
    agnes.fill("Dein Name", AGNES.name).await;
    agnes.fill("Dein Haus", AGNES.house).await;
    agnes.choose("Zugeschaltet").await;
    agnes.choose("Ich halte mich daran").await;
    agnes.press("Beitreten").await;
    agnes.heading("Beratung").await;
    agnes.see(QUESTION).await;
    agnes.see("Tablet an den Kaffeetisch").await;

    // The plug is pulled while people write. Nothing is lost, nobody has to do anything.
    mirko.type_into("Dein Gedanke", "Mit Lieblingsobjekten beginnen").await;
    house.kill().await;
    mirko.press("Karte legen").await;
    friederike.see("Verbindung weg").await;
    friederike.picture("44-away").await;
    friederike.type_into("Dein Gedanke", "Fehler sammelt einmal im Monat eine Person").await;
    friederike.press("Karte legen").await;
    house.open().await;
    for person in others.iter().chain([&&jana, &&agnes]) {
        person.see("Mit Lieblingsobjekten beginnen").await;
        person.see("Fehler sammelt einmal im Monat eine Person").await;
        person.see_no_more("Verbindung weg").await;
    }
    agnes.type_into("Dein Gedanke", "Zu zweit: eine erzählt, einer tippt").await;
    agnes.press("Karte legen").await;

    // A consultant reloads with a half-written thought; it is still there.
    mirko.type_into("Dein Gedanke", "Fünf Felder zu").await;
    mirko.reload().await;
    mirko.heading("Beratung").await;
    mirko.read_in("Dein Gedanke", "Fünf Felder zu").await;
    mirko.type_into("Dein Gedanke", "erst").await;
    mirko.press("Karte legen").await;
    holger.see("Fünf Felder zuerst").await;

    // A second tab with the same seat is the same person.
    friederike.second_tab(&house.url()).await;
    friederike.see("Deine Treffen").await;
    friederike.picture("06-start-known").await;
    friederike.press("Hineingehen").await;
    friederike.heading("Beratung").await;
    friederike.see("Fünf Felder zuerst").await;
    friederike.tab(0).await;

    let all = [&holger, &selin, &mirko, &friederike, &tobias, &agnes];
    go_on(&jana, &all, "Abschluss").await;
    // The case giver reloads in the last phase.
    holger.reload().await;
    holger.heading("Abschluss").await;
    holger.see("Du gibst den Fall").await;
    tobias.heading("Abschluss").await;
    tobias.type_into("Deine Beobachtung", "Holger wurde zweimal unterbrochen.").await;
    closing(&jana, &holger, &mirko).await;

    jana.press("Beenden").await;
    jana.press("Für alle beenden?").await;
    record(&jana, &holger, &mirko).await;

    for person in all.iter().chain([&&jana]) {
        let trouble = person.trouble().await;
        // What a server that was killed leaves in every console.
        let own = |line: &&String| {
            !line.contains("WebSocket connection to") && !line.contains("ERR_CONNECTION")
        };
        let trouble: Vec<_> = trouble.iter().filter(own).collect();
        assert!(trouble.is_empty(), "{}: {trouble:?}", person.name());
    }
    house.close().await;
}

async fn lobby(jana: &Person, holger: &Person, tobias: &Person) {
    holger
        .fill("Dein Anliegen in einem Satz", "Unsere Ehrenamtlichen meiden die neue Datenbank.")
        .await;
    holger.press("Anliegen einbringen").await;
    tobias.see("Unsere Ehrenamtlichen meiden").await;
    tobias.fill("Dein Anliegen in einem Satz", "Wie sage ich einer Künstlerin ab?").await;
    tobias.press("Anliegen einbringen").await;
    jana.see("Wie sage ich einer Künstlerin ab?").await;
    jana.picture("03-lobby-moderator").await;
    holger.picture("04-lobby").await;
    // A reload in the lobby keeps the seat.
    holger.reload().await;
    holger.see("Wie es weitergeht").await;
}

async fn casting(jana: &Person, holger: &Person, selin: &Person, mirko: &Person, tobias: &Person) {
    jana.picture("11-casting-moderator").await;
    holger.see("Wer mag, nennt ein Anliegen in einem Satz").await;
    for person in [holger, selin, mirko] {
        person.press("Einen Punkt geben").await;
        person.see("Du hast noch 1 Punkt.").await;
    }
    assert!(!mirko.sees("3 Punkte").await, "the dots show before they are revealed");
    jana.press("Punkte aufdecken").await;
    mirko.see("3 Punkte").await;
    jana.press("Dieses Anliegen beraten").await;
    jana.press("Holger Brandt gibt den Fall – sicher?").await;
    holger.see("Du gibst den Fall").await;
    selin.press("Ich schreibe mit").await;
    selin.see("Du schreibst mit").await;
    tobias.press("Ich beobachte den Ablauf").await;
    tobias.see("Du beobachtest den Ablauf").await;
    holger.picture("12-casting-giver").await;
}

async fn account(jana: &Person, holger: &Person, selin: &Person, mirko: &Person) {
    mirko.see("Hör zu. Fragen notierst du dir für später.").await;
    holger.see("Erzähl, was los ist").await;
    // Two people write in the same text at once.
    holger.type_into("Mitschrift", "Acht Ehrenamtliche, meist über 65. ").await;
    selin.read_in("Mitschrift", "Acht Ehrenamtliche").await;
    tokio::join!(
        holger.type_into("Mitschrift", "Drei tippen, fünf nicht. Größe: ärgerlich süß – ß!"),
        selin.type_into("Mitschrift", "3 400 Karteikarten. "),
    );
    for person in [holger, selin] {
        person.read_in("Mitschrift", "3 400 Karteikarten.").await;
        person.read_in("Mitschrift", "Größe: ärgerlich süß – ß!").await;
    }
    for person in [jana, mirko] {
        person.see("3 400 Karteikarten.").await;
        person.see("Größe: ärgerlich süß – ß!").await;
    }
    let fields = mirko.fields().await;
    assert!(!fields.contains(&"Mitschrift".into()), "who listens must not write: {fields:?}");
    jana.picture("21-account-moderator").await;
    holger.picture("22-account-giver").await;
    mirko.picture("23-account-consultant").await;
    selin.picture("24-account-scribe").await;
}

async fn question(jana: &Person, holger: &Person, mirko: &Person) {
    holger.type_into("Formulierung", QUESTION).await;
    jana.read_in("Formulierung", QUESTION).await;
    jana.picture("26-question-moderator").await;
    holger.press("Frage festhalten").await;
    mirko.see(QUESTION).await;
    mirko.picture("27-question-consultant").await;
}

async fn consultation(
    jana: &Person,
    holger: &Person,
    mirko: &Person,
    friederike: &Person,
    selin: &Person,
) {
    // The case giver listens: no field but the private notes, in earlier phases' notes neither.
    holger.see("Du musst nichts erklären oder richtigstellen.").await;
    holger.type_into("Nur für mich", "Tablet? Das hätten wir sogar.").await;
    holger.press("Bisher").await;
    holger.press("Mitschrift zeigen").await;
    holger.see("3 400 Karteikarten.").await;
    let fields = holger.fields().await;
    assert_eq!(fields, ["Nur für mich"], "the case giver only listens");
    holger.picture("41-listening").await;
    // Silent collecting: hidden until revealed.
    jana.press("Still sammeln").await;
    mirko.see("Alle sammeln still für sich.").await;
    mirko.type_into("Dein Gedanke", "Rechner aus dem Keller holen").await;
    mirko.press("Karte legen").await;
    friederike.type_into("Dein Gedanke", "Tablet an den Kaffeetisch").await;
    friederike.press("Karte legen").await;
    selin.see("verdeckte Karte").await;
    assert!(!selin.sees("Tablet an den Kaffeetisch").await, "a hidden card shows");
    jana.press("Aufdecken (2)").await;
    for person in [jana, holger, mirko, friederike, selin] {
        person.see("Rechner aus dem Keller holen").await;
        person.see("Tablet an den Kaffeetisch").await;
    }
    jana.press("+3 min").await;
    jana.picture("42-consultation-moderator").await;
    mirko.picture("43-consultation").await;
}

async fn closing(jana: &Person, holger: &Person, mirko: &Person) {
    holger.press("Karte 2 mitnehmen").await;
    holger.press("Karte 3 mitnehmen").await;
    mirko.see("Holger Brandt wählt gerade aus.").await;
    holger.picture("51-closing-giver").await;
    holger.press("Fertig, zeigen").await;
    mirko.see("Das nimmt Holger Brandt mit").await;
    holger.fill("Was tust du zuerst?", "Drei Lieblingsobjekte zu zweit erfassen").await;
    holger.fill("Wer oder was hilft dabei?", "Selin schickt ihre Vorlage").await;
    holger.press("Schritt festhalten").await;
    mirko.see("Drei Lieblingsobjekte zu zweit erfassen").await;
    for item in ["Schlüsselfrage", "Ideen, die du mitnimmst", "Erster Schritt"] {
        holger.select(item, "Gruppe").await;
    }
    jana.picture("52-closing-moderator").await;
    mirko.picture("53-closing-consultant").await;
}

async fn record(jana: &Person, holger: &Person, mirko: &Person) {
    holger.heading("Fallblatt").await;
    for text in [
        QUESTION,
        "Acht Ehrenamtliche, meist über 65.",
        "Rechner aus dem Keller holen",
        "Drei Lieblingsobjekte zu zweit erfassen",
        "Tablet? Das hätten wir sogar.",
        "Holger wurde zweimal unterbrochen.",
    ] {
        holger.see(text).await;
    }
    holger.picture("61-sheet").await;
    mirko.heading("Kurzprotokoll").await;
    for text in [QUESTION, "Tablet an den Kaffeetisch", "Drei Lieblingsobjekte zu zweit erfassen"] {
        mirko.see(text).await;
    }
    mirko.see("Holger wurde zweimal unterbrochen.").await;
    for person in [mirko, jana] {
        person.heading("Kurzprotokoll").await;
        let page = person.page().await;
        assert!(!page.contains("Acht Ehrenamtliche, meist"), "the record tells the account");
        assert!(!page.contains("Das hätten wir sogar"), "the record tells private notes");
    }
    mirko.picture("62-record").await;
    jana.picture("63-record-moderator").await;
}
