//! The plenary and its harvest: Renate leads at a beamer, Carlo gives a case and holds a phone, the
//! others have no screens.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use guest::{Address, Guest as Headless, Links, Person as Who, open_meeting};
use mirror::Mirror;
use serde_json::json;
use shared::command::{Deed, HarvestStep, Step};
use shared::id::{CaseId, GroupId, SeatId, SessionId};
use shared::library;
use shared::meeting::{Forming, Item, Presence};
use tests::browser::{Driver, Person, WALL};
use tests::house::House;
use tests::story::{Guest, join, sit_down};
use vault::words::{Case, Harvest, Urgency};

const RENATE: Guest = Guest { name: "Renate Vogt", house: "Netzwerkbüro", on_site: true };
const CARLO: Guest = Guest { name: "Carlo Menzel", house: "Salzmuseum Hallerode", on_site: false };
const CARLOS: &str = "Ausschreibung Museums-App, nur ein Angebot";
const NORAS: &str = "Digitalstrategie mit 1,5 Stellen";
const A: GroupId = GroupId::from_bytes([0xA0; 16]);
const B: GroupId = GroupId::from_bytes([0xB0; 16]);
const CLOSING: u8 = 5;

/// The people who have no browser here. Emre came by the lead's link as well.
struct Others {
    emre: Headless,
    nora: Headless,
    pia: Headless,
    jens: Headless,
    malte: Headless,
}

impl Others {
    async fn come(server: &Address, links: &Links) -> Self {
        let come = |link: &vault::Link, name: &str| {
            let (server, link) = (server.clone(), link.clone());
            let (name, house) = (name.to_owned(), String::new());
            let who = Who { name, house, presence: Presence::OnSite };
            async move { Headless::join(&server, link, who).await.unwrap() }
        };
        Self {
            emre: come(&links.moderator, "Emre Demir").await,
            nora: come(&links.participant, "Nora Lindt").await,
            pia: come(&links.participant, "Pia Sommer").await,
            jens: come(&links.participant, "Jens Ritter").await,
            malte: come(&links.participant, "Malte Sand").await,
        }
    }

    /// Nora's group with Pia, Carlo's with Jens, who moderates, and Malte.
    async fn form(&self, carlo: SeatId) {
        let (noras, carlos) = (CaseId::from_bytes([1; 16]), self.case_of(carlo).await);
        let forming = |group, case, moderator: &Headless, members: &[SeatId]| {
            let (case, moderator) = (Some(case), Some(moderator.seat()));
            Forming {
                group,
                case,
                moderator,
                members: members.to_vec(),
                place: None,
                places: None,
                why: Default::default(),
            }
        };
        let groups = vec![
            forming(A, noras, &self.pia, &[self.nora.seat(), self.pia.seat()]),
            forming(B, carlos, &self.jens, &[self.jens.seat(), self.malte.seat(), carlo]),
        ];
        self.emre.act(Deed::Propose { groups, seconds: 60 });
        self.emre.act(Deed::FormGroups { number: 1 });
        for (who, group) in [(&self.nora, A), (&self.pia, A), (&self.jens, B), (&self.malte, B)] {
            let sits = |m: &Mirror| m.group().is_some_and(|(id, _)| id == group);
            who.until("their group", sits).await.unwrap();
        }
    }

    async fn case_of(&self, seat: SeatId) -> CaseId {
        let own = |it: &&shared::meeting::Case| it.by == Some(seat);
        let find = |m: &Mirror| m.meeting().cases.iter().find(own).map(|it| it.id);
        self.emre.until_some("the case", find).await.unwrap()
    }

    /// A group consults; then only its closing is left.
    async fn consult(&self, moderator: &Headless, n: u8) -> SessionId {
        let (session, method) = (SessionId::from_bytes([n; 16]), library::methods().swap_remove(0));
        moderator.say(method.guide, |guide| Deed::Begin { session, method: method.method, guide });
        moderator.step(Step::Enter { from: 0, to: CLOSING });
        moderator.settled().await.unwrap();
        session
    }
}

fn seat_of(m: &Mirror, name: &str) -> Option<SeatId> {
    let named = |id: &SeatId| m.person(*id).words().is_some_and(|person| person.name == name);
    m.meeting().seats.keys().copied().find(named)
}

/// Whether nothing on the projected wall can be pressed, and how high its letters are.
async fn wall(renate: &Person) -> (bool, f64) {
    let look = "const wall = document.querySelector('.harvest-wall');
        const said = [...wall.querySelectorAll('.harvest-said, .harvest-stays')];
        const sizes = said.map((it) => parseFloat(getComputedStyle(it).fontSize));
        return [wall.querySelectorAll('button, a, input').length, Math.min(...sizes)]";
    let found = renate.ask(look, vec![]).await;
    (found[0] == json!(0), found[1].as_f64().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn s2_10_the_word_goes_round_and_the_harvest_says_what_stays_in_the_group() {
    let house = House::start().await;
    let driver = Driver::start().await;
    let renate = driver.person(RENATE.name, WALL).await;
    let server: Address = house.url().parse().unwrap();
    let links = open_meeting(&server, "Fachgruppe Digitaler Wandel").await.unwrap();
    let address = |link: &vault::Link| format!("{}/t{}", house.url(), link.to_fragment());
    renate.goto(&address(&links.moderator)).await;
    renate.see("Du lädst ein und moderierst").await;
    sit_down(&renate, RENATE).await;
    renate.see("Noch bist du allein hier").await;
    let carlo = driver.phone(CARLO.name).await;
    join(&carlo, &address(&links.participant), CARLO).await;
    let others = Others::come(&server, &links).await;
    carlo.fill("Dein Anliegen in einem Satz", CARLOS).await;
    carlo.press("Anliegen einbringen").await;
    let case = Case { sentence: NORAS.into(), urgency: Urgency::Soon, help: None, carried: None };
    let id = CaseId::from_bytes([1; 16]);
    others.nora.say(case, |words| Deed::BringCase { case: id, words });
    renate.see(NORAS).await;
    renate.see(CARLOS).await;

    speak(&renate, &carlo).await;

    // Carlo gives his question and nothing else; Nora gives everything.
    let seat = others.emre.until_some("Carlo", |m| seat_of(m, CARLO.name)).await.unwrap();
    others.form(seat).await;
    let noras = others.consult(&others.pia, 8).await;
    others.consult(&others.jens, 7).await;
    carlo.heading("Abschluss").await;
    for stays in ["Die Frage bleibt in der Gruppe", "Ideen bleiben in der Gruppe"] {
        carlo.see(stays).await;
    }
    carlo.press("Schlüsselfrage ins Plenum geben").await;
    let question = "Wie bekomme ich ein zweites Angebot?";
    carlo.fill("So lesen es alle", question).await;
    carlo.press("Ins Plenum geben").await;
    carlo.see("Das lesen jetzt alle im Plenum.").await;
    carlo.long_picture("112-giving").await;
    let given = |m: &Mirror| m.meeting().harvest.sheaves.len() == 1;
    others.nora.until("Carlo's question", given).await.unwrap();
    let all = [
        (Item::Question, vec!["Wo fange ich an?"]),
        (Item::Ideas, vec!["Drei Dinge statt dreißig", "Ein Jahr ohne Neues", "Leitung fragen"]),
        (Item::Step, vec!["Bis 30. April eine Liste mit drei Dingen"]),
    ];
    for (item, texts) in all {
        let words = Harvest { texts: texts.into_iter().map(str::to_owned).collect() };
        let session = noras;
        let step = |words| Deed::Harvest(HarvestStep::Give { session, item, words });
        others.nora.say(words, step);
    }
    others.nora.settled().await.unwrap();
    others.jens.step(Step::End);
    harvest(&renate, &carlo, question).await;
    flash(&renate, &carlo).await;
    for person in [&renate, &carlo] {
        assert_eq!(person.trouble().await, Vec::<String>::new(), "{}", person.name());
    }
}

/// A round in which everybody speaks, then pitches with their clock.
async fn speak(renate: &Person, carlo: &Person) {
    renate.press("Runde im Plenum beginnen").await;
    renate.press("Eröffnungsrunde").await;
    // He is remote and comes first.
    renate.press("Weiter: Carlo Menzel").await;
    carlo.see("Du hast das Wort.").await;
    carlo.picture("110-mine").await;
    renate.see("Carlo Menzel hat das Wort").await;
    renate.picture("110-round").await;
    carlo.press("Fertig, weiter an Renate Vogt").await;
    renate.see("Du hast das Wort.").await;
    carlo.press("Melden").await;
    renate.press("Wer noch kommt").await;
    renate.see("Carlo Menzel · meldet sich").await;
    renate.fill("Jemand ohne Gerät meldet sich", "Bert Kröger").await;
    renate.press("Auf die Liste").await;
    renate.see("Bert Kröger · meldet sich").await;
    renate.picture("110-list").await;
    renate.press("Runde beenden").await;
    renate.press("Wirklich beenden?").await;
    carlo.see_no_more("Renate Vogt hat das Wort").await;

    renate.press("Runde im Plenum beginnen").await;
    renate.press("Fall-Pitches").await;
    renate.press("Weiter: Carlo Menzel").await;
    carlo.see("Du hast das Wort.").await;
    for shown in ["Carlo Menzel hat das Wort", CARLOS, "1:2"] {
        renate.see(shown).await;
    }
    renate.picture("111-pitch").await;
    renate.press("Runde beenden").await;
    renate.press("Wirklich beenden?").await;
}

/// Three minutes for each group, and the wall for all to read.
async fn harvest(renate: &Person, carlo: &Person, question: &str) {
    renate.press("Runde im Plenum beginnen").await;
    renate.press("Ernte").await;
    renate.see_together(&["Gruppe B", question, "Ideen bleiben in der Gruppe"]).await;
    renate.see("Drei Dinge statt dreißig").await;
    renate.press("Weiter: Gruppe A").await;
    renate.press("Groß zeigen").await;
    let (nothing_to_press, letters) = wall(renate).await;
    assert!(nothing_to_press, "the wall has no controls");
    assert!(letters >= 30.0, "letters of {letters} px on a wall of 1080 are not read afar");
    renate.wall_picture("113-wall").await;
    renate.ask("document.querySelector('.harvest-wall').click()", vec![]).await;
    carlo.see("Gruppe A hat das Wort").await;
    carlo.press("Ich spreche für unsere Gruppe").await;
    carlo.see("Du sprichst für eure Gruppe – doch nicht").await;
    carlo.see("Der erste Schritt bleibt in der Gruppe").await;
    carlo.long_picture("113-wall-phone").await;
    renate.press("Runde beenden").await;
    renate.press("Wirklich beenden?").await;
}

/// A word each, and nothing of it afterwards.
async fn flash(renate: &Person, carlo: &Person) {
    renate.press("Runde im Plenum beginnen").await;
    renate.press("Blitzlicht").await;
    carlo.fill("Dein Wort", "Zuversicht").await;
    carlo.press("Sagen").await;
    renate.see("Zuversicht").await;
    carlo.long_picture("114-flash").await;
    renate.press("Runde beenden").await;
    renate.press("Wirklich beenden?").await;
    carlo.see_no_more("Zuversicht").await;
    renate.see_no_more("Zuversicht").await;
}
