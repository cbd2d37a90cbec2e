//! The `lanmu` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    lanmu::cli::run()
}
