//! Whole meetings, played by guests through real sockets against a server in this process.

#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use guest::Address;
use guest::rehearsal::{People, Plan, Report, rehearse};
use server::clock::Clock;
use server::log::Log;
use server::log::memory::Memory;
use server::log::sqlite::Sqlite;
use server::settings::Settings;
use server::site::Site;
use server::{Options, Server};
use shared::library;
use shared::method::guide::Described;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::sleep;

/// An hour becomes six seconds: everybody still waits for everybody, and nobody is too fast for the
/// server, however quick the machine is.
const SPEED: f64 = 600.0;
/// Two hours become two minutes.
const STEADY: f64 = 60.0;

/// A server in this process.
struct House {
    address: Address,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<()>,
}

impl House {
    async fn open(log: Arc<dyn Log>) -> Self {
        Self::open_with(log, Settings::default()).await
    }

    async fn open_with(log: Arc<dyn Log>, settings: Settings) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap()).parse().unwrap();
        let server =
            Server::new(Options { settings, log, clock: Clock::system(), site: Site::default() });
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = tokio::spawn(server.listen(listener, async { drop(stopped.await) }));
        Self { address, stop, serving }
    }

    async fn close(self) {
        self.stop.send(()).unwrap();
        self.serving.await.unwrap();
    }
}

fn plan(address: &Address, method: Described, people: People) -> Plan {
    let (servers, methods) = (vec![address.clone()], vec![method]);
    Plan { servers, methods, meetings: 1, people, speed: SPEED, seed: 7, keep: false }
}

#[track_caller]
fn went_well(report: &Report) {
    all_agree(report);
    assert_eq!(report.tally.reconnects, 0, "{report}");
}

#[track_caller]
fn all_agree(report: &Report) {
    assert!(report.is_good(), "{report}");
    assert_eq!((report.tally.refused_in_all(), report.tally.damaged), (0, 0), "{report}");
    assert!(report.entry_latency.count > 0, "{report}");
}

/// Two meetings by the first method.
async fn play(log: Arc<dyn Log>, people: People) -> Report {
    let house = House::open(log).await;
    let method = library::methods().swap_remove(0);
    let report = rehearse(Plan { meetings: 2, ..plan(&house.address, method, people) }, |_| {});
    let report = report.await;
    house.close().await;
    // Everybody heard everybody: a stroke in a pad reaches the others.
    assert!(report.update_latency.count > 0, "{report}");
    report
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn seven_people_play_a_whole_meeting_kept_in_memory() {
    went_well(&play(Arc::new(Memory::default()), People::Number(7)).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn seven_people_play_a_whole_meeting_kept_in_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let log = Arc::new(Sqlite::open(folder.path()).unwrap());
    went_well(&play(log, People::Number(7)).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_fewest_people_a_rehearsal_can_do_with_play_it_as_well() {
    let fewest = People::Number(People::FEWEST);
    went_well(&play(Arc::new(Memory::default()), fewest).await);
}

/// What is done in a rehearsal of the whole library; what is not among it, no method asks for.
const DEEDS: [&str; 42] = [
    "AddMinutes",
    "AskWordings",
    "Begin",
    "BringCase",
    "Cast",
    "ChooseCase",
    "ChooseModule",
    "Collect",
    "End",
    "Enter",
    "FillSheet",
    "FixQuestion",
    "GoOn",
    "KnowPeople",
    "LeaveOut",
    "MarkCard",
    "NameDeputy",
    "NameStep",
    "Park",
    "Pause",
    "PlaceCardDots",
    "PlaceDots",
    "Plan",
    "Ready",
    "Release",
    "RemoveCard",
    "ReopenQuestion",
    "Report",
    "Resume",
    "Reveal",
    "RewordCard",
    "RewordCase",
    "SetEnd",
    "ShowDots",
    "ShowStars",
    "Star",
    "Stop",
    "Turn",
    "TurnCards",
    "Unpark",
    "WriteCard",
    "WriteReverse",
];

/// By as many people as a method takes, as many as it is best with, and as few as it can do with:
/// those that take longest begin first.
const SIZES: [People; 3] = [People::Max, People::Ideal, People::Min];
/// Between one meeting's beginning and the next one's: seven hundred people do not come through one
/// door at once.
const APART: Duration = Duration::from_millis(400);

/// Twenty-five methods, three sizes, some seven hundred people: all their meetings go on at the same
/// time, for at this pace nearly everybody waits. It takes as long as the longest of them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_method_is_played_by_its_fewest_by_its_ideal_and_by_its_most_people() {
    // Whatever else this machine does meanwhile may make it slow, and nobody leaves for that.
    let patient = Duration::from_secs(600);
    let settings = Settings { hello_patience: patient, dead_after: patient, ..Settings::default() };
    let house = House::open_with(Arc::new(Memory::default()), settings).await;
    let mut playing = JoinSet::new();
    for people in SIZES {
        for (seed, method) in (0..).step_by(2).zip(library::methods()) {
            let most = method.method.size.max;
            let plan = Plan { seed, speed: STEADY, ..plan(&house.address, method, people) };
            let begin = APART * u32::try_from(playing.len()).unwrap();
            playing.spawn(async move {
                sleep(begin).await;
                (people, most, rehearse(plan, |_| {}).await)
            });
        }
    }
    let reports = playing.join_all().await;
    house.close().await;
    for people in SIZES {
        let reports = reports.iter().filter(|(size, ..)| *size == people);
        let reports: Vec<_> = reports.map(|(_, most, report)| (most, report)).collect();
        assert_eq!(reports.len(), library::methods().len());
        for (most, report) in &reports {
            all_agree(report);
            let there = report.meetings[0].people;
            assert!(people != People::Max || there == usize::from(**most), "{report}");
        }
        let done = reports.iter().flat_map(|(_, report)| report.tally.deeds.keys());
        let done: BTreeSet<_> = done.map(String::as_str).collect();
        assert_eq!(done, BTreeSet::from(DEEDS), "{people:?}");
    }
}
