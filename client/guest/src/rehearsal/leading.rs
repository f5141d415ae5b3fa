//! Leading: what the moderator does in a phase, and going on when everybody is done.

use shared::command::{Deed, Step};
use shared::id::{CaseId, SessionId};
use shared::library;
use shared::method::{Kind, Method, Phase, Role, names};
use shared::pad::Sheet;
use tokio::time::{Instant, sleep, sleep_until};
use vault::words::Question;

use super::parts::{HIDDEN_CARDS, ORDER, Player};
use crate::Waited;

/// What a moderator adds when the cards come late.
const ADDED: u8 = 3;

impl Player<'_> {
    /// Begins the case session when everybody is here and has brought a case.
    pub async fn begin(&mut self, method: &Method) -> Result<(), Waited> {
        let people = self.people;
        let all_here = |mirror: &mirror::Mirror| {
            let cases = mirror.group().map_or(0, |(_, group)| group.cases.len());
            mirror.meeting().seats.len() >= people && cases + 1 >= people
        };
        self.guest.until("everybody with their case", all_here).await?;
        let session = SessionId::from_bytes(self.rng.u128(..).to_be_bytes());
        self.guest.act(Deed::Begin { session, method: method.clone() });
        self.guest.settled().await
    }

    /// Leads through a phase and, when it is over, into the next or to the end.
    pub async fn lead(&mut self, index: u8, method: &Method) -> Result<(), Waited> {
        let phase = &method.phases[usize::from(index)];
        let begun = Instant::now();
        let mut minutes = f64::from(phase.minutes);
        for kind in ORDER.into_iter().filter(|kind| phase.has(*kind)) {
            match kind {
                Kind::Vote => self.count_the_dots().await?,
                Kind::Roles => self.cast_the_roles().await?,
                Kind::Pad => self.hold_the_clock().await,
                Kind::Question => self.fix_the_question().await?,
                Kind::Method => self.choose_a_module(),
                Kind::Cards => {
                    self.collect_and_reveal(phase).await?;
                    minutes += f64::from(ADDED);
                }
                Kind::Commit | Kind::None => {}
            }
            if matches!(kind, Kind::Pad | Kind::Cards | Kind::Commit) {
                self.work(kind, index, phase).await?;
            }
        }
        self.guest.settled().await?;
        let others = self.people - 1;
        self.until_session("everybody to be done", |session| session.ready.len() >= others).await?;
        sleep_until(begun + self.pace.minutes(minutes)).await;
        if phase.has(Kind::Method) && index > 0 {
            // Back for a look at the question, and on again: nothing is lost by it.
            self.guest.step(Step::Enter { from: index, to: index - 1 });
            self.guest.step(Step::Enter { from: index - 1, to: index });
        }
        let next = index + 1;
        if usize::from(next) < method.phases.len() {
            self.guest.step(Step::Enter { from: index, to: next });
        } else {
            self.guest.step(Step::End);
        }
        self.guest.settled().await
    }

    async fn count_the_dots(&mut self) -> Result<(), Waited> {
        let own: Vec<CaseId> = Vec::new();
        self.guest.step(Step::PlaceDots { cases: own });
        let people = self.people;
        self.until_session("everybody's dots", |session| session.dots.len() >= people).await?;
        self.guest.step(Step::ShowDots);
        self.guest.settled().await
    }

    async fn cast_the_roles(&mut self) -> Result<(), Waited> {
        let me = self.guest.seat();
        let chosen = self.guest.see(|mirror| {
            let (_, group) = mirror.group()?;
            let dots = mirror.session()?.tally.clone().unwrap_or_default();
            let dots_of = |case: CaseId| dots.iter().find(|(id, _)| *id == case).map(|(_, n)| *n);
            let cases = group.cases.iter().filter(|case| case.by != me && !case.withdrawn);
            // Of several with as many dots the one that was brought first.
            let chosen = cases.rev().max_by_key(|case| dots_of(case.id).unwrap_or(0))?;
            Some(chosen.id)
        });
        let Some(case) = chosen else { return Ok(()) };
        self.guest.step(Step::ChooseCase { case });
        let scribe = self.guest.see(|mirror| {
            let (id, group) = mirror.group()?;
            let mut members = mirror.meeting().members(id).into_iter();
            members.find(|seat| group.cast.roles(*seat) == [Role::Consultant])
        });
        if scribe.is_some() {
            self.guest.step(Step::Cast { role: Role::Scribe, seat: scribe });
        }
        self.guest.settled().await
    }

    /// Somebody is at the door: the clock stands for a moment.
    async fn hold_the_clock(&mut self) {
        self.guest.step(Step::Pause);
        sleep(self.pace.minutes(0.3)).await;
        self.guest.step(Step::Resume);
    }

    async fn fix_the_question(&mut self) -> Result<(), Waited> {
        let Some(pad) = self.guest.pad(Sheet::Question) else { return Ok(()) };
        self.guest.open_pad(pad);
        self.guest.until_pad(pad, "a whole question", |text| text.ends_with('?')).await?;
        let text = self.guest.pad_text(pad).unwrap_or_default();
        self.guest.say_step(Question { text }, |words| Step::FixQuestion { words });
        Ok(())
    }

    fn choose_a_module(&mut self) {
        let mut modules = library::modules();
        let module = modules.swap_remove(self.rng.usize(..modules.len()));
        self.guest.step(Step::ChooseModule { module });
    }

    async fn collect_and_reveal(&mut self, phase: &Phase) -> Result<(), Waited> {
        self.guest.step(Step::Collect);
        self.guest.step(Step::AddMinutes { minutes: ADDED });
        let writers = self.guest.see(|mirror| {
            let Some((id, group)) = mirror.group() else { return 0 };
            let me = mirror.me();
            let others = mirror.meeting().members(id).into_iter();
            let others = others.filter(|seat| Some(*seat) != me);
            others.filter(|seat| names(&phase.write, group.cast.roles(*seat))).count()
        });
        let hidden = writers * HIDDEN_CARDS;
        self.until_session("all hidden cards", |session| session.cards.len() >= hidden).await?;
        self.guest.step(Step::Reveal);
        self.guest.settled().await
    }
}
