//! Walking a folder: every folder in it is visited, several at a time.

use std::io;

use rayon::prelude::*;

use super::OpenFolder;
use crate::fault::Fault;

/// Visits a folder and those in it. `visit` is given each, if it could be opened, with its path, which begins with `path`, and
/// answers with what it made of the folder and with the names of the folders to visit in it.
///
/// # Errors
/// The first fault of a visit.
pub(crate) fn walk<T: Send>(
    folder: io::Result<&OpenFolder>,
    path: &str,
    visit: &(impl Fn(io::Result<&OpenFolder>, &str) -> Result<(T, Vec<String>), Fault> + Sync),
) -> Result<Vec<T>, Fault> {
    let Ok(open) = folder else { return Ok(vec![visit(folder, path)?.0]) };
    let (made, inside) = visit(Ok(open), path)?;
    let inner = |name: &String| {
        let path = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
        match open.folder(name) {
            Ok(inner) => walk(Ok(&inner), &path, visit),
            Err(error) => walk(Err(error), &path, visit),
        }
    };
    let inside: Vec<Vec<T>> = inside.par_iter().map(inner).collect::<Result<_, _>>()?;
    Ok(std::iter::once(made).chain(inside.into_iter().flatten()).collect())
}
