//! Walking a folder: visits every folder in it, several at a time.

use std::io;

use rayon::prelude::*;

use super::OpenFolder;
use crate::fault::Fault;

/// Visits a folder and all folders below it. `visit` takes each folder, or the error of opening it, with its path,
/// which begins with `path`. It returns a result for the folder and the names of the subfolders to visit.
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
