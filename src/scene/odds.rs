//! Odds of a figure: drawn here in idle moments, or asked of who draws them elsewhere.

#[cfg(feature = "simulation")]
use std::ops::ControlFlow;

#[cfg(feature = "simulation")]
use crate::engine::montecarlo::SimulationRun;
use crate::engine::montecarlo::{Answered, Asked, Simulation, SimulationAnswer};
use crate::scene::drawing::Step;

/// How far they are.
#[derive(Debug, Default)]
enum State {
    /// Not begun.
    #[default]
    Waiting,
    /// Being drawn here.
    #[cfg(feature = "simulation")]
    Running(SimulationRun),
    /// To be drawn elsewhere.
    Asked(Box<Simulation>),
    /// Drawn.
    Drawn(Box<SimulationAnswer>),
    /// The data give none.
    Without,
    /// Nobody could draw them.
    Failed,
}

/// The odds of one figure.
#[derive(Debug, Default)]
pub struct OddsDrawing {
    state: State,
    /// Number of the last question.
    number: u32,
    /// Number of the last question that was handed out.
    handed: u32,
}

impl OddsDrawing {
    /// Data or settings are others: what was drawn or asked counts no longer.
    pub fn renew(&mut self) {
        self.state = State::Waiting;
    }

    /// Draws some of the odds; the first call begins with what `simulation` gives.
    #[cfg(feature = "simulation")]
    pub fn next(&mut self, simulation: impl FnOnce() -> Option<Simulation>) -> Step {
        let run = match std::mem::take(&mut self.state) {
            State::Waiting => match simulation().and_then(|simulation| simulation.checked().ok()) {
                Some(simulation) => SimulationRun::new(simulation),
                None => return self.settle(None),
            },
            State::Running(run) => run,
            done => {
                self.state = done;
                return Step::Done;
            }
        };
        match run.next() {
            ControlFlow::Continue(run) => {
                self.state = State::Running(run);
                Step::More
            }
            ControlFlow::Break(answer) => self.settle(Some(answer)),
        }
    }

    /// Nothing is drawn here: the odds become a [`question`](Self::question), unless there are none.
    #[cfg(not(feature = "simulation"))]
    pub fn next(&mut self, simulation: impl FnOnce() -> Option<Simulation>) -> Step {
        self.ask(simulation)
    }

    /// Begins a question with what `simulation` gives, unless the odds are begun already.
    pub fn ask(&mut self, simulation: impl FnOnce() -> Option<Simulation>) -> Step {
        if !matches!(self.state, State::Waiting) {
            return Step::Done;
        }
        let Some(simulation) = simulation() else { return self.settle(None) };
        self.state = State::Asked(Box::new(simulation));
        self.number = self.number.wrapping_add(1);
        Step::Done
    }

    /// The question, as numbers of [`Asked`], the first time that it is asked for.
    pub fn question(&mut self) -> Option<Vec<f64>> {
        self.question_by(Asked::numbers)
    }

    /// The same as numbers that `write` makes of the question's number and the simulation.
    pub fn question_by(&mut self, write: impl FnOnce(u32, &Simulation) -> Vec<f64>) -> Option<Vec<f64>> {
        let State::Asked(simulation) = &self.state else { return None };
        if self.handed == self.number {
            return None;
        }
        self.handed = self.number;
        Some(write(self.number, simulation))
    }

    /// Takes an answer, as numbers of [`Answered`], unless it is one to an older question; says whether it did. The number of
    /// the question alone says that nobody could draw.
    pub fn take(&mut self, answer: &[f64]) -> bool {
        self.take_by(answer, Answered::of)
    }

    /// The same with an answer in which `read` finds the odds.
    pub fn take_by(
        &mut self,
        answer: &[f64],
        read: impl FnOnce(&[f64], Simulation) -> Option<SimulationAnswer>,
    ) -> bool {
        if !Answered::is_to(self.number, answer) {
            return false;
        }
        match std::mem::take(&mut self.state) {
            State::Asked(_) if answer.len() == 1 => self.state = State::Failed,
            State::Asked(simulation) => {
                self.settle(read(answer, *simulation));
            }
            other => {
                self.state = other;
                return false;
            }
        }
        true
    }

    fn settle(&mut self, answer: Option<SimulationAnswer>) -> Step {
        self.state = answer.map_or(State::Without, |answer| State::Drawn(Box::new(answer)));
        Step::Last
    }

    /// The odds, once drawn.
    #[must_use]
    pub fn drawn(&self) -> Option<&SimulationAnswer> {
        match &self.state {
            State::Drawn(answer) => Some(answer),
            _ => None,
        }
    }

    /// Whether they are neither there nor coming, though the data give some.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        matches!(self.state, State::Failed)
    }

    /// Whether it is settled that there are none.
    #[must_use]
    pub fn is_without(&self) -> bool {
        matches!(self.state, State::Without)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn simulation(seed: u64) -> Simulation {
        Simulation { paths: 64, seed, ..Simulation::new(100.0, 0.5, 1.0, [None, None]) }
    }

    /// The answer of who draws to a question.
    fn drawn(question: &[f64]) -> Vec<f64> {
        let asked = Asked::of(question).unwrap();
        Answered::numbers(asked.number, Some(&asked.simulation.run()))
    }

    fn asked(odds: &mut OddsDrawing, seed: u64) -> Vec<f64> {
        assert_eq!(odds.ask(|| Some(simulation(seed))), Step::Done);
        odds.question().unwrap()
    }

    #[test]
    fn odds_drawn_elsewhere_are_those_drawn_here() {
        let (mut here, mut elsewhere) = (OddsDrawing::default(), OddsDrawing::default());
        while here.next(|| Some(simulation(7))) != Step::Done {}
        let question = asked(&mut elsewhere, 7);
        assert!(elsewhere.take(&drawn(&question)));
        assert!(here.drawn().is_some());
        assert_eq!(elsewhere.drawn(), here.drawn());
    }

    #[test]
    fn a_question_is_handed_out_once() {
        let mut odds = OddsDrawing::default();
        asked(&mut odds, 1);
        assert_eq!(odds.ask(|| Some(simulation(2))), Step::Done);
        assert_eq!(odds.question(), None);
    }

    #[test]
    fn an_answer_to_older_data_is_not_taken() {
        let mut odds = OddsDrawing::default();
        let old = drawn(&asked(&mut odds, 1));
        odds.renew();
        assert!(!odds.take(&old), "nothing is asked");
        let new = drawn(&asked(&mut odds, 2));
        assert!(!odds.take(&old) && odds.drawn().is_none(), "something else is asked");
        assert!(odds.take(&new));
        assert_eq!(odds.drawn().map(|answer| answer.simulation.seed), Some(2));
        assert!(!odds.take(&new), "it is there");
    }

    #[test]
    fn odds_that_nobody_could_draw_are_asked_for_again_with_other_data_only() {
        let mut odds = OddsDrawing::default();
        let old = drawn(&asked(&mut odds, 1));
        assert!(odds.take(&old[..1]) && odds.has_failed());
        assert_eq!(odds.ask(|| Some(simulation(1))), Step::Done);
        assert!(odds.question().is_none() && !odds.take(&old) && !odds.take(&old[..1]));
        odds.renew();
        let new = drawn(&asked(&mut odds, 1));
        assert!(odds.take(&new) && !odds.has_failed());
    }

    #[test]
    fn where_nothing_can_be_drawn_that_is_settled() {
        let mut odds = OddsDrawing::default();
        assert_eq!(odds.ask(|| None), Step::Last);
        assert!(odds.is_without() && odds.question().is_none());
        let mut refused = OddsDrawing::default();
        asked(&mut refused, 1);
        assert!(refused.take(&Answered::numbers(1, None)));
        assert!(refused.is_without());
    }
}
