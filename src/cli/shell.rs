//! `lanmu completions`, `lanmu man`: the command line itself, for shells and readers of manuals.

use std::path::Path;

use clap_complete::Shell;
use clap_mangen::Man;

use super::terminal::Terminal;
use super::{GOOD, help};
use crate::fault::{Action, Fault};

/// Prints the completions for a shell.
pub(crate) fn completions(shell: Shell, terminal: &Terminal) -> u8 {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut help::command(), "lanmu", &mut text);
    terminal.print(&String::from_utf8_lossy(&text));
    GOOD
}

/// Prints the manual page.
pub(crate) fn manual(root: &Path, terminal: &Terminal) -> Result<u8, Fault> {
    let mut text = Vec::new();
    Man::new(help::command()).render(&mut text).map_err(Fault::on(Action::Finish, root))?;
    terminal.print(&String::from_utf8_lossy(&text));
    Ok(GOOD)
}
