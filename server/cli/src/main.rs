//! The `reihum` binary: one word on the command line, one file each.

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod fresh;
mod rehearse;
mod serve;
mod signals;
mod verify_election;

/// Reihum leads groups through peer consultations (kollegiale Fallberatung).
#[derive(Parser)]
#[command(name = "reihum", version, args_conflicts_with_subcommands = true)]
struct Line {
    #[command(subcommand)]
    word: Option<Word>,
    // Without a word it serves.
    #[command(flatten)]
    serve: serve::Options,
}

#[derive(Subcommand)]
enum Word {
    /// Keep meetings and show the pages (what happens without a word, too).
    Serve(serve::Options),
    /// Play whole meetings with guests against a server.
    Rehearse(rehearse::Options),
    /// Check the file of an election, without server or network.
    VerifyElection(verify_election::Options),
}

fn main() -> ExitCode {
    let line = Line::parse();
    let done = match line.word {
        None => serve::run(line.serve),
        Some(Word::Serve(options)) => serve::run(options),
        Some(Word::Rehearse(options)) => rehearse::run(options),
        Some(Word::VerifyElection(options)) => verify_election::run(options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            // Where even this cannot be written, the code has to say it.
            let _ = writeln!(std::io::stderr(), "reihum: {sentence}");
            ExitCode::FAILURE
        }
    }
}
