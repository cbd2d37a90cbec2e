//! Lists that are saved beside what is shown.

use std::io::Write;
use std::path::Path;

use crate::fault::{Action, Fault};
use crate::files::OpenFolder;

/// Writes a list into a file that does not exist yet.
///
/// # Errors
/// If there is such a file, or it cannot be written.
pub(super) fn save(path: &Path, text: &str) -> Result<(), Fault> {
    let name = path.file_name().ok_or_else(|| Fault::refused(Action::Write, path))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let folder = OpenFolder::open(folder).map_err(Fault::on(Action::Write, path))?;
    let written = folder.create_with(Path::new(name), |file| file.write_all(text.as_bytes()));
    if written.map_err(Fault::on(Action::Write, path))? {
        Ok(())
    } else {
        Err(Fault::refused(Action::Write, path))
    }
}
