//! Mending: the fixes that findings offer, put into their files.
//!
//! A file is written beside itself and renamed, so that whoever pulls the plug finds the old one or the new one; and only if it
//! still says what was proofread, byte for byte.

#![allow(clippy::disallowed_methods, reason = "the desk writes content")]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;

use crate::fault::{Action, Fault};
use crate::finding::{Finding, Fix};
use crate::source::{Source, SourcePath};

/// The files that were mended, and how many fixes were put into each.
pub type Mended = BTreeMap<SourcePath, usize>;

/// Puts the fixes of `findings` into the files below `root`, and adds them to what is `mended`; says whether there were any. `sources`
/// are what was proofread; a file that has changed since is left.
///
/// # Errors
/// When a file cannot be read or written.
pub fn mend(
    root: &Path,
    findings: &[Finding],
    sources: &BTreeMap<SourcePath, Source>,
    mended: &mut Mended,
) -> Result<bool, Fault> {
    let mut by_file: BTreeMap<&SourcePath, Vec<&Fix>> = BTreeMap::new();
    for finding in findings {
        if let (Some(place), Some(fix)) = (&finding.place, &finding.fix) {
            by_file.entry(&place.path).or_default().push(fix);
        }
    }
    let mut is_any = false;
    for (path, fixes) in by_file {
        let Some(text) = sources.get(path).map(Source::text) else { continue };
        let (better, fixes) = with_fixes(text, fixes);
        if better != text && put(&root.join(path.as_str()), text, &better)? {
            *mended.entry(path.clone()).or_default() += fixes;
            is_any = true;
        }
    }
    Ok(is_any)
}

/// The text with its fixes, from front to back; of two that overlap, the first. Also how many there are.
fn with_fixes(text: &str, mut fixes: Vec<&Fix>) -> (String, usize) {
    fixes.sort_by_key(|fix| fix.span);
    let (mut better, mut done, mut many) = (String::with_capacity(text.len()), 0, 0);
    for fix in fixes {
        if fix.span.start >= done
            && text.is_char_boundary(fix.span.start)
            && text.is_char_boundary(fix.span.end)
        {
            better.push_str(&text[done..fix.span.start]);
            better.push_str(&fix.text);
            done = fix.span.end;
            many += 1;
        }
    }
    better.push_str(&text[done..]);
    (better, many)
}

/// Puts `better` in the place of a file that says `text`; says whether it did.
fn put(path: &Path, text: &str, better: &str) -> Result<bool, Fault> {
    let bytes = fs::read(path).map_err(Fault::on(Action::Read, path))?;
    let Some(manner) = Manner::of(&bytes).filter(|manner| manner.spell(text) == bytes) else {
        return Ok(false);
    };
    let failed = |error| Fault::new(Action::Write, path, error);
    let folder = path.parent().unwrap_or(path);
    let mut file = tempfile::Builder::new().prefix(".lanmu-").tempfile_in(folder).map_err(failed)?;
    file.write_all(&manner.spell(better)).map_err(failed)?;
    let permissions = fs::metadata(path).map_err(failed)?.permissions();
    file.as_file().set_permissions(permissions).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    if fs::read(path).map_err(Fault::on(Action::Read, path))? != bytes {
        return Ok(false); // The editor has saved it meanwhile.
    }
    file.persist(path).map_err(|error| Fault::new(Action::Exchange, path, error.error))?;
    Ok(true)
}

/// How a file is spelled besides its words.
struct Manner {
    has_mark: bool,
    has_returns: bool,
}

impl Manner {
    /// The manner of some bytes, if they are UTF-8.
    fn of(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        Some(Self { has_mark: text.starts_with('\u{FEFF}'), has_returns: text.contains("\r\n") })
    }

    fn spell(&self, text: &str) -> Vec<u8> {
        let mark = if self.has_mark { "\u{FEFF}" } else { "" };
        let text = if self.has_returns { text.replace('\n', "\r\n") } else { text.to_owned() };
        format!("{mark}{text}").into_bytes()
    }
}
