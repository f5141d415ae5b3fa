//! The second scenario in one go: an afternoon of twenty-three people with an election and four
//! groups, from the case box to the protocol of the election. Eleven people have browsers, the
//! others no screens.

mod before;
mod groups;
mod vote;

use guest::{Address, Links, open_meeting};
use tests::browser::{Driver, Person};
use tests::fachgruppe::{CASES, PEOPLE, RENATE};
use tests::house::House;
use tests::story::{self, Guest};
use tests::voter::Voter;

const EMRE: Guest = Guest { name: "Emre Demir", house: RENATE.house, on_site: true };

/// The people of the afternoon.
struct Afternoon {
    house: House,
    driver: Driver,
    links: Links,
    /// Who leads, and who conducts the election and helps where a group calls.
    renate: Person,
    emre: Person,
    /// The first four, who give the cases, and the four who moderate, once formed in their order.
    givers: Vec<Person>,
    moderators: Vec<Person>,
    /// All others but the last, who comes late.
    others: Vec<Voter>,
}

impl Afternoon {
    /// Renate and Emre open the house.
    async fn begin() -> Self {
        let house = House::start().await;
        let server: Address = house.url().parse().expect("a house has an address");
        let links = open_meeting(&server, "Fachgruppe Digitaler Wandel").await;
        let links = links.expect("it is opened");
        let driver = Driver::start().await;
        let (renate, emre) = tokio::join!(driver.desktop(RENATE.name), driver.desktop(EMRE.name));
        let address = format!("{}/t{}", house.url(), links.moderator.to_fragment());
        for (person, who) in [(&renate, RENATE), (&emre, EMRE)] {
            person.goto(&address).await;
            person.see("Du lädst ein und moderierst").await;
            story::sit_down(person, who).await;
            person.see("Wie es weitergeht").await;
        }
        let (givers, moderators, others) = (vec![], vec![], vec![]);
        Self { house, driver, links, renate, emre, givers, moderators, others }
    }

    /// The invitation, as it stands in a mail.
    fn invitation(&self) -> String {
        format!("{}/t{}", self.house.url(), self.links.participant.to_fragment())
    }

    /// Somebody of the list comes in on a phone.
    async fn phone(&self, place: usize) -> Person {
        let (name, house) = PEOPLE[place];
        let person = self.driver.phone(name).await;
        story::join(&person, &self.invitation(), Guest { name, house, on_site: true }).await;
        person
    }

    /// Somebody of the list without a screen of their own.
    fn other(&self, name: &str) -> &Voter {
        self.others.iter().find(|it| it.guest.name() == name).expect("they are here")
    }

    /// Everybody in front of a screen.
    fn screens(&self) -> impl Iterator<Item = &Person> {
        [&self.renate, &self.emre].into_iter().chain(&self.givers).chain(&self.moderators)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn s2_an_afternoon_from_the_case_box_to_the_protocol_of_the_election() {
    let mut afternoon = Afternoon::begin().await;
    before::the_cases_come(&mut afternoon).await;
    before::all_arrive(&mut afternoon).await;
    let run_off = vote::until_the_tie(&afternoon).await;
    let ole = groups::somebody_comes_late(&afternoon).await;
    ole.see("du stehst nicht darin").await;
    vote::the_run_off(&afternoon, run_off).await;
    groups::are_formed(&afternoon).await;
    groups::in_their_order(&mut afternoon);
    groups::consult(&afternoon).await;
    groups::bring_their_harvest(&afternoon).await;
    vote::the_protocol_is_exported(&afternoon).await;
    for person in afternoon.screens().chain([&ole]) {
        assert_eq!(person.trouble().await, Vec::<String>::new(), "{}", person.name());
    }
}
