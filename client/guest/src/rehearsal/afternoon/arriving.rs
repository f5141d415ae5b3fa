//! Arriving: all press »join« in the same second, and the wall is opened on a second device of
//! whoever leads.

use std::sync::Arc;
use std::time::{Duration, Instant};

use futures_util::future::try_join_all;

use super::someone::{Day, LEAD};
use crate::rehearsal::play::person;
use crate::stopwatch::Delivery;
use crate::{Guest, Links, Stopwatch, Waited};

/// Everybody who came, and how long it took.
pub struct Arrived {
    /// In the order of their places.
    pub guests: Vec<Guest>,
    /// What is projected: it shows what whoever leads may see, and does nothing.
    pub wall: Guest,
    /// From pressing »join« until one sits, for each.
    pub joining: Delivery,
    /// From the first press until all sit.
    pub all: Duration,
}

/// Whoever leads comes first; all others come at once.
pub async fn arrive(
    day: &Day,
    links: &Links,
    stopwatch: &Arc<Stopwatch>,
    patience: Duration,
) -> Result<Arrived, Waited> {
    let come = async |place: usize| {
        let link = if place == LEAD { &links.moderator } else { &links.participant };
        let begun = Instant::now();
        let mut guest = Guest::join(&day.server, link.clone(), person(place)).await?;
        guest.set_patience(patience);
        guest.time_with(stopwatch.clone());
        Ok::<_, Waited>((guest, begun.elapsed()))
    };
    let (lead, _) = come(LEAD).await?;
    let ticket = lead.see(|mirror| mirror.ticket().clone());
    let mut wall = Guest::come_back(&day.server, ticket).await?;
    wall.set_patience(patience);
    wall.time_with(stopwatch.clone());
    lead.watch_board();
    wall.watch_board();
    let begun = Instant::now();
    let others = try_join_all((LEAD + 1..day.people).map(come)).await?;
    let all = begun.elapsed();
    let mut joining = Delivery::default();
    let mut guests = vec![lead];
    for (guest, took) in others {
        joining.record(took);
        guests.push(guest);
    }
    Ok(Arrived { guests, wall, joining, all })
}
