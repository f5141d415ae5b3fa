//! One afternoon from its opening to its deletion: what each does in turn, and what whoever leads
//! calls up.

use std::sync::Arc;
use std::time::{Duration, Instant};

use fastrand::Rng;
use futures_util::future::{try_join_all, try_join3};
use shared::command::Deed;
use shared::id::SeatId;
use shared::meeting::Round;
use shared::time::Timestamp;
use tokio::time::timeout;

use super::arriving::{Arrived, arrive};
use super::report::{Account, Formed, Times};
use super::someone::{Day, LEAD, OFFICER, Someone};
use super::{Afternoon, compare};
use crate::rehearsal::Progress;
use crate::rehearsal::agreement::Disagreement;
use crate::rehearsal::pace::Pace;
use crate::rehearsal::play::PATIENCE;
use crate::{Links, Stopwatch, open_meeting};

/// An afternoon takes no longer than that, in minutes of a person's time.
const LONGEST_MINUTES: f64 = 360.0;
/// Beyond it, for a machine that does much else: every device counts every ballot on it.
const SLOWEST: Duration = Duration::from_secs(1_800);

/// Holds one; what went wrong stands in the account.
pub async fn hold(
    plan: &Afternoon,
    number: usize,
    tell: &(impl Fn(Progress) + Sync),
) -> (Account, Times) {
    let begun = Instant::now();
    let day = Day {
        server: plan.servers[number % plan.servers.len()].clone(),
        pace: Pace { speed: plan.speed },
        people: plan.people,
        groups: plan.groups,
        method: plan.method.clone(),
        number,
    };
    let stopwatch = Arc::new(Stopwatch::default());
    let mut account = Account::new(number, plan.people, plan.groups);
    let mut times = Times::default();
    let longest = day.pace.minutes(LONGEST_MINUTES) + SLOWEST;
    let playing = play(plan, &day, &stopwatch, (&mut account, &mut times), tell);
    account.failure = match timeout(longest, playing).await {
        Ok(played) => played.err().map(|Disagreement(failure)| failure),
        Err(_) => Some(format!("it was not over after {} s", longest.as_secs())),
    };
    account.seconds = begun.elapsed().as_secs_f64();
    (times.entries, times.updates) = stopwatch.deliveries();
    (times.answers, times.board) = stopwatch.answers_and_board();
    tell(Progress::Ended { meeting: number, failure: account.failure.clone() });
    (account, times)
}

async fn play(
    plan: &Afternoon,
    day: &Day,
    stopwatch: &Arc<Stopwatch>,
    (account, times): (&mut Account, &mut Times),
    tell: &(impl Fn(Progress) + Sync),
) -> Result<(), Disagreement> {
    let mut rng = Rng::with_seed(plan.seed.wrapping_add(day.number as u64));
    let title = format!("Nachmittag {}", day.number + 1);
    let opened = open_meeting(&day.server, &title).await;
    let links: Links = opened.map_err(|error| Disagreement(error.to_string()))?;
    let method = day.method.guide.name.de.clone();
    let page = day.server.page(&links.participant);
    tell(Progress::Opened { meeting: day.number, method, page });
    let patience = day.pace.minutes(LONGEST_MINUTES) + PATIENCE;
    let Arrived { guests, wall, joining, all } = arrive(day, &links, stopwatch, patience).await?;
    (times.joining, account.arrived) = (joining, all.as_secs_f64());

    let mut someone = |place: usize| Someone { guest: &guests[place], rng: rng.fork(), day, place };
    let told = |phase: &str| {
        tell(Progress::Entered { meeting: day.number, phase: phase.to_owned() });
    };
    let (lead, officer) = (someone(LEAD), someone(OFFICER));
    let everybody = try_join_all((0..day.people).map(|place| attend(someone(place))));
    let played =
        try_join3(lead_on(lead, guests[OFFICER].seat(), told), officer.conduct(), everybody).await;
    for guest in guests.iter().chain([&wall]) {
        account.tally += &guest.tally();
    }
    let (formed, elections, _) = played?;
    (account.formed, account.elections) = (Some(formed), elections);
    compare::all(day, &guests, &wall).await?;
    if plan.keep {
        return Ok(());
    }
    // A day that has passed deletes at once.
    guests[LEAD].act(Deed::KeepUntil { at: Timestamp(0) });
    for guest in guests.iter().chain([&wall]) {
        guest.until_sent_away().await?;
    }
    Ok(())
}

/// One person's whole afternoon.
async fn attend(mut someone: Someone<'_>) -> Result<(), Disagreement> {
    let gives = someone.day.givers().contains(&someone.place);
    if gives {
        someone.bring_a_case().await?;
    }
    someone.speak(Round::CheckIn).await?;
    someone.elect().await?;
    if gives {
        someone.speak(Round::Pitches).await?;
    }
    if someone.place != LEAD {
        someone.wish().await?;
        someone.consult().await?;
        someone.give_to_the_harvest().await?;
    }
    someone.say_goodbye().await?;
    Ok(someone.guest.settled().await?)
}

/// The same for the part of somebody that leads.
async fn lead_on(
    mut lead: Someone<'_>,
    officer: SeatId,
    tell: impl Fn(&str),
) -> Result<Formed, Disagreement> {
    tell("check-in");
    lead.await_cases().await?;
    lead.lead_round(Round::CheckIn).await?;
    tell("election");
    lead.call_election(officer).await?;
    tell("pitches");
    lead.lead_round(Round::Pitches).await?;
    tell("forming groups");
    let formed = lead.form_groups().await?;
    tell("groups");
    lead.stand_by().await?;
    tell("harvest");
    lead.lead_harvest().await?;
    Ok(formed)
}
