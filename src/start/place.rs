//! Places files where none is, and schemas over earlier ones.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::fault::{Action, Fault};
use crate::files::{OpenFolder, is_absent};
use crate::model::inventory::TEXT_LIMIT;
use crate::schema;

/// Where the schemas of a paper are, to which its settings for editors' programs point.
pub(crate) const SCHEMAS: &str = ".lanmu/schema";

/// A file to be made: its path below the root, and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StarterFile {
    pub path: String,
    pub text: String,
}

/// Makes one file below the root, and the folders that it needs.
///
/// # Errors
/// If it exists, or cannot be written.
pub(super) fn make(root: &OpenFolder, file: &StarterFile) -> Result<(), Fault> {
    let StarterFile { path, text } = file;
    if let Some((folder, _)) = path.rsplit_once('/') {
        root.folder_or_new(folder).map_err(Fault::on(Action::CreateFolder, &root.path_of(folder)))?;
    }
    let placed = root.create_with(path, |new| {
        new.write_all(text.as_bytes())?;
        new.sync_all()
    });
    if placed.map_err(Fault::on(Action::Write, &root.path_of(path)))? {
        Ok(())
    } else {
        Err(Fault::refused(Action::MakeAgain, root.path_of(path)))
    }
}

/// Writes schemas into a folder, each as `NAME.json`. Returns their paths.
///
/// # Errors
/// If a file of that name is something else, or it cannot be written.
pub(crate) fn write_schemas(folder: &Path, schemas: &[(&str, Value)]) -> Result<Vec<PathBuf>, Fault> {
    let open = OpenFolder::open_or_create(folder).map_err(Fault::on(Action::CreateFolder, folder))?;
    let paths: Vec<String> = schemas.iter().map(|(name, _)| format!("{name}.json")).collect();
    for path in &paths {
        match open.read(path, TEXT_LIMIT) {
            Ok(bytes) if !schema::is_own(&bytes) => {
                return Err(Fault::refused(Action::MakeAgain, open.path_of(path)));
            }
            Err(error) if !is_absent(&error) => {
                return Err(Fault::new(Action::Read, open.path_of(path), error));
            }
            _ => {}
        }
    }
    for (path, (_, schema)) in paths.iter().zip(schemas) {
        let text = schema::text(schema);
        open.replace_with(path, text.as_bytes()).map_err(Fault::on(Action::Write, &open.path_of(path)))?;
    }
    Ok(paths.iter().map(|path| open.path_of(path)).collect())
}
