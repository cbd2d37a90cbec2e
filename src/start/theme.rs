//! A theme of the paper's own: the built-in one, whole, to be changed; or one that extends it and holds only what differs.

use super::fill::filled;
use super::name::file_name;
use super::place::StarterFile;
use super::staged::{StagedFolder, make_files};
use crate::fault::{Action, Fault};
use crate::files::OpenFolder;
use crate::scan;
use crate::words::Language;

/// The theme that is copied or extended, and the name of the copy if none is given: it then takes the place of the built-in one.
pub(crate) const BUILT_IN: &str = "broadsheet";
/// The name of a theme that extends it, if none is given.
const OWN: &str = "own";

/// The files of a theme that extends the built-in one.
const CHINESE: [(&str, &str); 3] = [
    ("theme.yaml", include_str!("texts/theme.zh/theme.yaml")),
    ("assets/paper.css", include_str!("texts/theme.zh/assets/paper.css")),
    ("README.md", include_str!("texts/theme.zh/README.md")),
];
const ENGLISH: [(&str, &str); 3] = [
    ("theme.yaml", include_str!("texts/theme.en/theme.yaml")),
    ("assets/paper.css", include_str!("texts/theme.en/assets/paper.css")),
    ("README.md", include_str!("texts/theme.en/README.md")),
];

/// Copies the built-in theme of this name into `themes/`, or the broadsheet if there is none. Returns its name.
///
/// # Errors
/// If a theme of that name is there, the name has no letter or digit, or something cannot be written; then nothing is left.
pub(crate) fn theme(root: &OpenFolder, name: Option<&str>) -> Result<String, Fault> {
    let name = name.unwrap_or(BUILT_IN);
    let carried = if scan::carried_theme(name).is_empty() { BUILT_IN } else { name };
    make_theme(root, name, |_| {
        let text = |contents: &[u8]| String::from_utf8_lossy(contents).into_owned();
        let carried = scan::carried_theme(carried).into_iter();
        carried.map(|(path, contents)| StarterFile { path, text: text(contents) }).collect()
    })
}

/// Starts a theme in `themes/` that extends the built-in one. Returns its name.
///
/// # Errors
/// As [`theme`], and if it has the name of the built-in one.
pub(crate) fn extending_theme(
    root: &OpenFolder,
    name: Option<&str>,
    language: Language,
) -> Result<String, Fault> {
    let name = name.unwrap_or(OWN);
    if name == BUILT_IN {
        return Err(Fault::refused(Action::ExtendItself, root.path_of(format!("themes/{name}"))));
    }
    let files = match language {
        Language::Chinese => CHINESE,
        Language::English => ENGLISH,
    };
    make_theme(root, name, |name| {
        let values = [("NAME", name.to_owned())];
        let file =
            |(path, text): (&str, &str)| StarterFile { path: path.to_owned(), text: filled(text, &values) };
        files.into_iter().map(file).collect()
    })
}

/// Makes the folder of a theme, whose files depend on its name. Returns its name.
fn make_theme(
    root: &OpenFolder,
    typed: &str,
    files: impl FnOnce(&str) -> Vec<StarterFile>,
) -> Result<String, Fault> {
    let Some(name) = file_name(typed) else { return Err(Fault::refused(Action::Write, root.path_of(typed))) };
    let folder = root.path_of(format!("themes/{name}"));
    if root.kind_of(format!("themes/{name}")).map_err(Fault::on(Action::List, &folder))?.is_some() {
        return Err(Fault::refused(Action::MakeAgain, folder));
    }
    let files = files(&name);
    StagedFolder::open(&folder, &files)?.finish(|stage| make_files(stage, &files))?;
    Ok(name)
}
