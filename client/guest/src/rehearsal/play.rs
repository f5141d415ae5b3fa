//! One meeting of a rehearsal, from its opening to its deletion.

use std::sync::Arc;
use std::time::{Duration, Instant};

use fastrand::Rng;
use futures_util::future::try_join_all;
use shared::command::{Deed, Step};
use shared::id::CaseId;
use shared::meeting::Presence;
use shared::method::Method;
use shared::time::Timestamp;
use tokio::time::sleep;
use vault::words::{Case, Urgency};

use super::agreement::{self, Disagreement};
use super::pace::Pace;
use super::parts::Player;
use super::report::{Deliveries, MeetingReport};
use super::{Plan, Progress, phrases};
use crate::{Address, Guest, Links, Person, Stopwatch, Tally, Waited, open_meeting};

/// How long guests wait for each other beyond what the phases take.
const PATIENCE: Duration = Duration::from_secs(30);
/// Every third person is not in the room.
const REMOTE: usize = 3;

/// Plays one meeting; what went wrong stands in the report.
pub async fn play(
    plan: &Plan,
    method: &Method,
    number: usize,
    tell: &(impl Fn(Progress) + Sync),
) -> (MeetingReport, Deliveries) {
    let begun = Instant::now();
    let stopwatch = Arc::new(Stopwatch::default());
    let mut tally = Tally::default();
    let played = rehearse(plan, method, number, &stopwatch, &mut tally, tell).await;
    let (entries, updates) = stopwatch.deliveries();
    let report = MeetingReport {
        number,
        seconds: begun.elapsed().as_secs_f64(),
        tally,
        failure: played.err().map(|Disagreement(failure)| failure),
    };
    tell(Progress::Ended { meeting: number, failure: report.failure.clone() });
    (report, Deliveries { entries, updates })
}

async fn rehearse(
    plan: &Plan,
    method: &Method,
    number: usize,
    stopwatch: &Arc<Stopwatch>,
    tally: &mut Tally,
    tell: &(impl Fn(Progress) + Sync),
) -> Result<(), Disagreement> {
    let pace = Pace { speed: plan.speed };
    let mut rng = Rng::with_seed(plan.seed.wrapping_add(number as u64));
    // No two meetings do the same thing at the same time.
    sleep(pace.minutes(rng.f64())).await;
    let server = &plan.servers[number % plan.servers.len()];
    let title = format!("Probe {}", number + 1);
    let links = open_meeting(server, &title).await.map_err(|e| Disagreement(e.to_string()))?;
    tell(Progress::Opened { meeting: number, page: server.page(&links.participant) });
    let guests = gather(plan, method, server, &links, stopwatch).await?;

    let mut players: Vec<_> = guests
        .iter()
        .map(|guest| Player { guest, rng: rng.fork(), pace, people: plan.people })
        .collect();
    let told = |phase: &str| tell(Progress::Entered { meeting: number, phase: phase.to_owned() });
    let playing = players.iter_mut().enumerate().map(|(i, player)| {
        let told = (i == 0).then_some(&told);
        attend(player, method, told)
    });
    let played = try_join_all(playing).await;
    let agreed = match played {
        Ok(_) => compare(server, &guests, tally).await,
        Err(waited) => Err(waited.into()),
    };
    for guest in &guests {
        *tally += &guest.tally();
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

/// Everybody comes and sits down, the moderator first.
async fn gather(
    plan: &Plan,
    method: &Method,
    server: &Address,
    links: &Links,
    stopwatch: &Arc<Stopwatch>,
) -> Result<Vec<Guest>, Waited> {
    let longest = method.phases.iter().map(|phase| phase.minutes).max().unwrap_or(0);
    let patience = Pace { speed: plan.speed }.minutes(f64::from(longest) * 2.0) + PATIENCE;
    let come = async |i: usize| {
        let link = if i == 0 { &links.moderator } else { &links.participant };
        let mut guest = Guest::join(server, link.clone(), person(i)).await?;
        guest.set_patience(patience);
        guest.time_with(stopwatch.clone());
        Ok::<_, Waited>(guest)
    };
    let mut guests = vec![come(0).await?];
    guests.extend(try_join_all((1..plan.people).map(come)).await?);
    Ok(guests)
}

fn person(i: usize) -> Person {
    let (name, again) = (phrases::NAMES[i % phrases::NAMES.len()], i / phrases::NAMES.len());
    Person {
        name: if again == 0 { name.to_owned() } else { format!("{name} {}", again + 1) },
        house: phrases::HOUSES[i % phrases::HOUSES.len()].to_owned(),
        presence: if i % REMOTE == REMOTE - 1 { Presence::Remote } else { Presence::OnSite },
    }
}

/// One person's whole meeting. The moderator tells which phase begins.
async fn attend(
    player: &mut Player<'_>,
    method: &Method,
    leads: Option<&impl Fn(&str)>,
) -> Result<(), Waited> {
    match leads {
        Some(_) => player.begin(method).await?,
        None => bring_a_case(player).await,
    }
    for (index, phase) in (0..).zip(&method.phases) {
        player.until_session(&phase.name.de, |session| session.furthest >= index).await?;
        match leads {
            Some(tell) => {
                tell(&phase.name.de);
                player.lead(index, method).await?;
            }
            None => {
                player.take_part(index, phase).await?;
                player.guest.step(Step::Ready { ready: true });
            }
        }
    }
    player.until_session("the end", |session| session.ended.is_some()).await?;
    player.guest.settled().await
}

async fn bring_a_case(player: &mut Player<'_>) {
    player.pace.think(&mut player.rng, 1, 0.0, 1.0).await;
    let case = CaseId::from_bytes(player.rng.u128(..).to_be_bytes());
    let sentence = (*player.pick(phrases::CASES)).to_owned();
    let urgency = *player.pick(&[Urgency::Calm, Urgency::Soon, Urgency::Urgent]);
    player.guest.say(Case { sentence, urgency }, |words| Deed::BringCase { case, words });
}

/// Compares what everybody knows, and what the case giver finds on another device of theirs, which
/// has nothing but what the server kept.
async fn compare(
    server: &Address,
    guests: &[Guest],
    tally: &mut Tally,
) -> Result<(), Disagreement> {
    let giver = guests[0].see(|mirror| mirror.session()?.cast.case_giver);
    let giver = guests.iter().find(|guest| Some(guest.seat()) == giver).unwrap_or(&guests[0]);
    let ticket = giver.see(|mirror| mirror.ticket().clone());
    let fresh = Guest::come_back(server, ticket).await?;
    for pad in agreement::sheets(giver).into_iter().filter(|pad| giver.pad_text(*pad).is_some()) {
        fresh.open_pad(pad);
    }
    let all: Vec<_> = guests.iter().chain([&fresh]).collect();
    let agreed = agreement::check(&all).await;
    *tally += &fresh.tally();
    agreed
}
