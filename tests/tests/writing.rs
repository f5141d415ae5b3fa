//! The live pad between real browsers: whoever writes in one Mitschrift at the same time ends with
//! the same text, and keeps the undo, the input method and the caret for themselves.

use tests::browser::{Driver, Person};
use tests::house::House;
use tests::story::{Guest, cast, gather, go_on};

const JANA: Guest = guest("Jana Reuter");
const HOLGER: Guest = guest("Holger Brandt");
const SELIN: Guest = guest("Selin Aydın");

const PAD: &str = "Mitschrift";

const fn guest(name: &'static str) -> Guest {
    Guest { name, house: "Stadtmuseum Holmwerder", on_site: true }
}

/// Three people at the phase in which two of them share a pad, and the third reads it.
struct Account {
    jana: Person,
    holger: Person,
    selin: Person,
    link: String,
    _house: House,
    _driver: Driver,
}

impl Account {
    async fn begins() -> Self {
        let house = House::start().await;
        let driver = Driver::start().await;
        let ([jana, holger, selin], link) = gather(&driver, &house, [JANA, HOLGER, SELIN]).await;
        let case = "Unsere Ehrenamtlichen meiden die Datenbank.";
        cast(&jana, (&holger, HOLGER), &selin, case).await;
        go_on(&jana, &[&holger, &selin], "Spontanerzählung").await;
        Self { jana, holger, selin, link, _house: house, _driver: driver }
    }

    /// Whoever writes and whoever reads arrives at this text, and nothing else.
    async fn all_read(&self, text: &str) {
        self.holger.read_exactly(PAD, text).await;
        self.selin.read_exactly(PAD, text).await;
        let script = "return (document.querySelector('.pad-read')?.textContent ?? '') \
                      === arguments[0]";
        let what = format!("read »{text}« along");
        self.jana.wait(&what, script, &[text.into()]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_who_write_at_once_end_with_the_same_text() {
    let account = Account::begins().await;
    let Account { holger, selin, .. } = &account;

    // given two lines
    holger.go_behind(PAD, "").await;
    holger.insert("Erzählt: \nGefragt: ").await;
    selin.read_in(PAD, "Gefragt: ").await;

    // when each types in one of them, key by key, and neither waits for the other
    let told = "Größe, Maße, Ärger – süß, österlich und ÜBERMÜTIG!";
    let asked = "Wer fährt wann nach Köln, wie früh und wofür?";
    holger.go_behind(PAD, "Erzählt: ").await;
    selin.go_behind(PAD, "Gefragt: ").await;
    tokio::join!(holger.type_into(PAD, told), selin.type_into(PAD, asked));

    // then nobody has lost or gained a letter
    let both = format!("Erzählt: {told}\nGefragt: {asked}");
    account.all_read(&both).await;

    // and signs beyond the sixteen bits of the first plane count as one for both
    holger.go_behind(PAD, "Ärger").await;
    tokio::join!(holger.insert(" 🙈"), selin.insert(" 👩🏽‍🏫"));
    let both = format!("Erzählt: {told}\nGefragt: {asked} 👩🏽‍🏫").replace("Ärger", "Ärger 🙈");
    account.all_read(&both).await;
    tokio::join!(holger.type_into(PAD, "!"), selin.type_into(PAD, "?"));
    account.all_read(&both.replace('🙈', "🙈!").replace("🏫", "🏫?")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_who_write_at_the_same_place_keep_their_words_whole() {
    let account = Account::begins().await;
    let Account { jana, holger, selin, .. } = &account;
    holger.go_behind(PAD, "").await;
    selin.go_behind(PAD, "").await;
    tokio::join!(
        holger.type_into(PAD, "Äpfel und Öfen, "),
        selin.type_into(PAD, "Brezeln & Gänsefüßchen, "),
    );
    for person in [holger, selin] {
        person.read_in(PAD, "Äpfel und Öfen, ").await;
        person.read_in(PAD, "Brezeln & Gänsefüßchen, ").await;
    }
    let text = holger.written_in(PAD).await;
    account.all_read(&text).await;
    assert_eq!(text.chars().count(), "Äpfel und Öfen, Brezeln & Gänsefüßchen, ".chars().count());

    // Each sees the other's name where the other is, and goes on seeing it when text moves it.
    selin.go_behind(PAD, "Brezeln").await;
    selin.insert(" aus Süßen 🥨").await;
    holger.see_caret(PAD, SELIN.name, "Brezeln aus Süßen 🥨").await;
    holger.go_behind(PAD, "Äpfel").await;
    holger.insert(" aus Jork").await;
    selin.see_caret(PAD, HOLGER.name, "Äpfel aus Jork").await;
    selin.go_behind(PAD, "").await;
    selin.insert("🧺 ").await;
    selin.see_caret(PAD, HOLGER.name, "Äpfel aus Jork").await;
    holger.see_caret(PAD, SELIN.name, "🧺 ").await;
    let fields = jana.fields().await;
    assert!(!fields.contains(&PAD.into()), "who moderates does not write here: {fields:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn undo_takes_back_ones_own_words_and_nobody_elses() {
    // given Selin's word in the middle of Holger's
    let account = Account::begins().await;
    let Account { holger, selin, .. } = &account;
    holger.go_behind(PAD, "").await;
    holger.insert("Acht Ehrenamtliche. ").await;
    selin.read_in(PAD, "Ehrenamtliche").await;
    selin.go_behind(PAD, "Acht ").await;
    selin.insert("müde ").await;
    account.all_read("Acht müde Ehrenamtliche. ").await;

    // when Holger takes back, his words go from both sides of hers
    holger.ctrl('z').await;
    account.all_read("müde ").await;
    // and when he asks for more, hers stay
    holger.ctrl('z').await;
    holger.ctrl('z').await;
    holger.ctrl_shift('z').await;
    account.all_read("Acht müde Ehrenamtliche. ").await;

    // and the other way round, by the other keys
    selin.ctrl('z').await;
    account.all_read("Acht Ehrenamtliche. ").await;
    holger.ctrl('z').await;
    account.all_read("").await;
    selin.ctrl('y').await;
    account.all_read("müde ").await;
    holger.ctrl('y').await;
    account.all_read("Acht müde Ehrenamtliche. ").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_word_that_an_input_method_composes_arrives_whole_and_once() {
    // given a sentence in which Holger composes a word
    let account = Account::begins().await;
    let Account { jana, holger, selin, .. } = &account;
    holger.go_behind(PAD, "").await;
    holger.insert("Die Datenbank ist neu.").await;
    selin.read_in(PAD, "ist neu.").await;
    holger.go_behind(PAD, "Die ").await;
    for so_far in ["g", "gr", "gro", "groß"] {
        holger.compose(so_far).await;
    }

    // when Selin writes before it and behind it meanwhile
    selin.go_behind(PAD, "").await;
    selin.insert("Also: ").await;
    jana.see("Also: Die").await;
    holger.compose("große").await;
    selin.go_behind(PAD, "neu.").await;
    selin.insert(" Schön.").await;
    jana.see("neu. Schön.").await;
    holger.insert("große ").await;

    // then the word stands where it was begun, and everything else is there
    account.all_read("Also: Die große Datenbank ist neu. Schön.").await;
    // and what comes next comes behind it
    holger.type_into(PAD, "und schöne ").await;
    account.all_read("Also: Die große und schöne Datenbank ist neu. Schön.").await;

    // A composition given up leaves nothing behind.
    selin.go_behind(PAD, "Schön.").await;
    selin.compose(" Ja").await;
    holger.go_behind(PAD, "").await;
    holger.insert("Nun. ").await;
    jana.see("Nun. Also").await;
    selin.compose("").await;
    account.all_read("Nun. Also: Die große und schöne Datenbank ist neu. Schön.").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reload_between_two_keys_loses_none() {
    let account = Account::begins().await;
    let Account { holger, selin, .. } = &account;
    selin.type_into(PAD, "Vorher. ").await;
    holger.read_in(PAD, "Vorher. ").await;
    holger.type_into(PAD, "Fünf tippen nicht, dr").await;
    holger.reload().await;
    holger.type_into(PAD, "ei schon.").await;
    account.all_read("Vorher. Fünf tippen nicht, drei schon.").await;
    // All at once, and gone before any of it could be gathered and sent.
    holger.insert(" Größtenteils ältere.").await;
    holger.reload().await;
    account.all_read("Vorher. Fünf tippen nicht, drei schon. Größtenteils ältere.").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_tab_with_the_same_seat_reads_and_writes_the_same_text() {
    let account = Account::begins().await;
    let Account { holger, selin, link, .. } = &account;
    holger.type_into(PAD, "Im ersten Fenster. ").await;
    holger.second_tab(link).await;
    holger.see("Du gibst den Fall").await;
    account.all_read("Im ersten Fenster. ").await;
    holger.type_into(PAD, "Im zweiten. ").await;
    selin.read_in(PAD, "Im zweiten. ").await;
    selin.type_into(PAD, "Selin auch. ").await;
    account.all_read("Im ersten Fenster. Im zweiten. Selin auch. ").await;
    holger.tab(0).await;
    account.all_read("Im ersten Fenster. Im zweiten. Selin auch. ").await;
    // His caret is where he left it.
    holger.type_into(PAD, "Und wieder. ").await;
    let whole = "Im ersten Fenster. Und wieder. Im zweiten. Selin auch. ";
    account.all_read(whole).await;
    holger.tab(1).await;
    account.all_read(whole).await;
}
