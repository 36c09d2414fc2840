//! Build steps of the project, called as `cargo xtask NAME`.

mod bindings;
mod market;
mod snip;
mod sweep;
mod words;

use std::env;
use std::error::Error;
use std::process::ExitCode;

/// What a step returns: nothing, or the reason why it stopped.
type Outcome = Result<(), Box<dyn Error>>;

/// One build step.
struct Step {
    /// Word after `cargo xtask`.
    name: &'static str,
    /// What follows the word, and what the step does.
    usage: &'static str,
    /// Runs the step with the words after its name.
    run: fn(&[String]) -> Outcome,
}

const STEPS: &[Step] = &[
    Step {
        name: "bindings",
        usage: "[WASM|PROFILE [FOLDER [whole]]]  write the JavaScript side of the compiled crate",
        run: bindings::run,
    },
    Step { name: "generate", usage: market::USAGE, run: market::run },
    Step { name: "words", usage: words::USAGE, run: words::run },
];

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[String]) -> Outcome {
    let step = words.split_first().and_then(|(name, rest)| Some((STEPS.iter().find(|step| step.name == name)?, rest)));
    match step {
        Some((step, rest)) => (step.run)(rest),
        None => Err(usage().into()),
    }
}

fn usage() -> String {
    let lines: Vec<String> = STEPS.iter().map(|step| format!("  cargo xtask {} {}", step.name, step.usage)).collect();
    format!("which step?\n{}", lines.join("\n"))
}
