//! A theme of the paper's own: the built-in one, whole, to be changed.

use super::name::file_name;
use super::place::StarterFile;
use super::staged::{StagedFolder, make_files};
use crate::fault::{Action, Fault};
use crate::files::OpenFolder;
use crate::scan;

/// The theme that is copied, and the name of the copy if none is given: it then takes the place of the built-in one.
pub(crate) const BUILT_IN: &str = "broadsheet";

/// Copies the built-in theme into `themes/`. Returns its name.
///
/// # Errors
/// If a theme of that name is there, the name has no letter or digit, or something cannot be written; then nothing is left.
pub(crate) fn theme(root: &OpenFolder, name: Option<&str>) -> Result<String, Fault> {
    let typed = name.unwrap_or(BUILT_IN);
    let Some(name) = file_name(typed) else { return Err(Fault::refused(Action::Write, root.path_of(typed))) };
    let folder = root.path_of(format!("themes/{name}"));
    if root.kind_of(format!("themes/{name}")).map_err(Fault::on(Action::List, &folder))?.is_some() {
        return Err(Fault::refused(Action::MakeAgain, folder));
    }
    let text = |contents: &[u8]| String::from_utf8_lossy(contents).into_owned();
    let carried = scan::carried_theme(BUILT_IN).into_iter();
    let files: Vec<StarterFile> =
        carried.map(|(path, contents)| StarterFile { path, text: text(contents) }).collect();
    StagedFolder::open(&folder, &files)?.finish(|stage| make_files(stage, &files))?;
    Ok(name)
}
