//! The `lanmu` command.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A build makes and drops millions of small texts, which this allocator does a fifth faster than the system's.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    lanmu::run()
}
