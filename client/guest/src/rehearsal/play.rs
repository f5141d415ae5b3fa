//! One meeting of a rehearsal, from its opening to its deletion.

use std::sync::Arc;
use std::time::{Duration, Instant};

use fastrand::Rng;
use futures_util::future::{try_join, try_join_all};
use shared::command::Deed;
use shared::limits::CASES_PER_MEETING;
use shared::meeting::Presence;
use shared::method::guide::Described;
use shared::method::{Flag, Method, Turn};
use shared::time::Timestamp;
use tokio::time::sleep;

use super::agreement::{self, Disagreement};
use super::pace::Pace;
use super::player::Player;
use super::report::{Deliveries, MeetingReport};
use super::size::turns;
use super::{Plan, Progress, phrases};
use crate::{Address, Guest, Links, Person, Stopwatch, Tally, Waited, open_meeting};

/// How long guests wait for each other beyond what the phases take: a machine that does much else
/// at the same time makes a rehearsal slow, not wrong.
pub const PATIENCE: Duration = Duration::from_secs(300);
/// Every third person is not in the room.
const REMOTE: usize = 3;

/// Plays one meeting; what went wrong stands in the report.
pub async fn play(
    plan: &Plan,
    described: &Described,
    number: usize,
    tell: &(impl Fn(Progress) + Sync),
) -> (MeetingReport, Deliveries) {
    let begun = Instant::now();
    let stopwatch = Arc::new(Stopwatch::default());
    let mut tally = Tally::default();
    let people = plan.people.of(&described.method);
    let described = taken_in(described, people);
    let mut meeting = Meeting { plan, described: &described, number, people, tally: &mut tally };
    let played = meeting.rehearse(&stopwatch, tell).await;
    let (entries, updates) = stopwatch.deliveries();
    let report = MeetingReport {
        number,
        method: described.method.id.clone(),
        people,
        seconds: begun.elapsed().as_secs_f64(),
        tally,
        failure: played.err().map(|Disagreement(failure)| failure),
    };
    tell(Progress::Ended { meeting: number, failure: report.failure.clone() });
    (report, Deliveries { entries, updates })
}

/// The method as so many people play it: what is for a crowd is taken in by more than it is best
/// with.
fn taken_in(described: &Described, people: usize) -> Described {
    let mut described = described.clone();
    if people > described.method.size.ideal.1.into() {
        for phase in &mut described.method.phases {
            phase.flags.retain(|flag| *flag != Flag::Optional);
        }
    }
    described
}

/// A meeting that is played.
struct Meeting<'p> {
    plan: &'p Plan,
    described: &'p Described,
    number: usize,
    people: usize,
    tally: &'p mut Tally,
}

impl Meeting<'_> {
    async fn rehearse(
        &mut self,
        stopwatch: &Arc<Stopwatch>,
        tell: &(impl Fn(Progress) + Sync),
    ) -> Result<(), Disagreement> {
        let Self { plan, described, number, people, .. } = *self;
        let pace = Pace { speed: plan.speed };
        let mut rng = Rng::with_seed(plan.seed.wrapping_add(number as u64));
        // No two meetings do the same thing at the same time.
        sleep(pace.minutes(rng.f64())).await;
        let server = &plan.servers[number % plan.servers.len()];
        let title = format!("Probe {}", number + 1);
        let links = open_meeting(server, &title).await.map_err(|e| Disagreement(e.to_string()))?;
        let method = described.guide.name.de.clone();
        let page = server.page(&links.participant);
        tell(Progress::Opened { meeting: number, method, page });
        let guests = self.gather(server, &links, stopwatch).await?;

        let turns = turns(&described.method, people);
        let every_other = plan.seed.wrapping_add(number as u64).is_multiple_of(2);
        let mut play =
            |guest| Player { guest, rng: rng.fork(), pace, people, every_other, number: 0 };
        let leader = play(&guests[0]);
        let told =
            |phase: &str| tell(Progress::Entered { meeting: number, phase: phase.to_owned() });
        // Whoever leads gives no case where that is for two people.
        let first = usize::from(described.method.lead().is_some());
        let cases = (people - first).min(CASES_PER_MEETING);
        let playing = guests.iter().enumerate().map(|(i, guest)| {
            let brings = (first..first + cases).contains(&i);
            sit_through(play(guest), turns, brings)
        });
        let playing = try_join_all(playing);
        let played = try_join(lead(leader, described, turns, cases, told), playing).await;
        let agreed = match played {
            Ok(_) => self.compare(server, &guests).await,
            Err(waited) => Err(waited.into()),
        };
        for guest in &guests {
            *self.tally += &guest.tally();
        }
        agreed?;
        if plan.keep {
            return Ok(());
        }
        // A day that has passed deletes at once.
        guests[0].act(Deed::KeepUntil { at: Timestamp(0) });
        for guest in &guests {
            guest.until_sent_away().await?;
        }
        Ok(())
    }

    /// Everybody comes and sits down, whoever leads first.
    async fn gather(
        &self,
        server: &Address,
        links: &Links,
        stopwatch: &Arc<Stopwatch>,
    ) -> Result<Vec<Guest>, Waited> {
        let longest = self.described.method.phases.iter().map(|phase| phase.minutes).max();
        let longest = f64::from(longest.unwrap_or(0));
        let patience = Pace { speed: self.plan.speed }.minutes(longest * 2.0) + PATIENCE;
        let come = async |i: usize| {
            let link = if i == 0 { &links.moderator } else { &links.participant };
            let mut guest = Guest::join(server, link.clone(), person(i)).await?;
            guest.set_patience(patience);
            guest.time_with(stopwatch.clone());
            Ok::<_, Waited>(guest)
        };
        let mut guests = vec![come(0).await?];
        guests.extend(try_join_all((1..self.people).map(come)).await?);
        Ok(guests)
    }

    /// Compares what everybody knows, and what the last case giver finds on another device of
    /// theirs, which has nothing but what the server kept.
    async fn compare(&mut self, server: &Address, guests: &[Guest]) -> Result<(), Disagreement> {
        let giver = guests[0].see(|mirror| mirror.session()?.cast.case_giver);
        let giver = guests.iter().find(|guest| Some(guest.seat()) == giver).unwrap_or(&guests[0]);
        let ticket = giver.see(|mirror| mirror.ticket().clone());
        let fresh = Guest::come_back(server, ticket).await?;
        for pad in agreement::sheets(giver) {
            let reads = giver.see(|mirror| mirror.may_read(pad).is_ok());
            if reads && giver.pad_text(pad).is_some() {
                fresh.open_pad(pad);
            }
        }
        let all: Vec<_> = guests.iter().chain([&fresh]).collect();
        let agreed = agreement::check(&all).await;
        *self.tally += &fresh.tally();
        agreed
    }
}

/// Who comes in this place.
pub fn person(i: usize) -> Person {
    let (name, again) = (phrases::NAMES[i % phrases::NAMES.len()], i / phrases::NAMES.len());
    Person {
        name: if again == 0 { name.to_owned() } else { format!("{name} {}", again + 1) },
        house: phrases::HOUSES[i % phrases::HOUSES.len()].to_owned(),
        presence: if i % REMOTE == REMOTE - 1 { Presence::Remote } else { Presence::OnSite },
    }
}

/// One person's whole sitting.
async fn sit_through(mut player: Player<'_>, turns: u8, brings: bool) -> Result<(), Waited> {
    if brings {
        player.bring_a_case().await;
    }
    for number in 0..usize::from(turns) {
        player.number = number;
        player.attend().await?;
        player.release().await;
    }
    player.report().await;
    player.guest.settled().await
}

/// The same for the part of somebody that leads.
async fn lead(
    mut leader: Player<'_>,
    described: &Described,
    turns: u8,
    cases: usize,
    tell: impl Fn(&str),
) -> Result<(), Waited> {
    let Described { method, guide } = described;
    leader.welcome(cases, Method::minutes_of(method, turns)).await?;
    for number in 1..=turns {
        let (method, guide) = method.turn(guide, Turn { number, of: turns });
        leader.number = usize::from(number) - 1;
        leader.begin(method, guide).await?;
        leader.lead(&tell).await?;
    }
    Ok(())
}
