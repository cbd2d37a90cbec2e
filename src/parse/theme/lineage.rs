//! The themes that a theme extends: `extends:` in `theme.yaml`.

use std::collections::BTreeSet;

use crate::finding::{Finding, Noted, Notes};
use crate::model::inventory::Inventory;
use crate::parse::yaml;
use crate::source::{Place, SourcePath, Span};
use crate::words::{reading, themes};

/// A theme and those that it extends, the one that extends nothing first. A theme that is not there, and one that extends itself,
/// is a finding where it is named.
pub(super) fn of(inventory: &Inventory, name: &str) -> Noted<Vec<String>> {
    let (mut names, mut findings) = (vec![name.to_owned()], Vec::new());
    while let Some((parent, at)) = names.last().and_then(|last| extended(inventory, last)) {
        let is_known = has_files(inventory, &parent);
        if names.contains(&parent) {
            names.push(parent);
            findings.push(Finding::error(at, themes::circle(&names)));
            names.pop();
            break;
        }
        if !is_known {
            findings
                .push(Finding::error(at, reading::unknown_theme(&parent, known(inventory).iter().copied())));
            break;
        }
        names.push(parent);
    }
    names.reverse();
    Noted::new(names, findings)
}

/// The folder of a theme.
pub(super) fn folder(name: &str) -> String {
    format!("themes/{name}/")
}

/// The names of the themes that are there.
pub(super) fn known(inventory: &Inventory) -> BTreeSet<&str> {
    inventory
        .texts
        .keys()
        .filter_map(|path| path.as_str().strip_prefix("themes/")?.split('/').next())
        .collect()
}

/// Whether a theme is there.
pub(super) fn has_files(inventory: &Inventory, name: &str) -> bool {
    known(inventory).contains(name)
}

/// The theme that a theme extends, and where it says so.
fn extended(inventory: &Inventory, name: &str) -> Option<(String, Place)> {
    let path = SourcePath::new(&format!("{}theme.yaml", folder(name)));
    let bytes = inventory.texts.get(&path)?.bytes.as_deref()?;
    extended_in(std::str::from_utf8(bytes).ok()?, &path)
}

/// The value of `extends` in a `theme.yaml`. What is wrong with the file is reported when its settings are read.
pub(super) fn extended_in(text: &str, path: &SourcePath) -> Option<(String, Place)> {
    if !text.contains("extends") {
        return None;
    }
    let root = yaml::parse(text, Span::new(0, text.len()), &mut Notes::on(path))?;
    let crate::fields::NodeKind::Mapping(entries) = &root.kind else { return None };
    let value = &entries.iter().find(|entry| entry.key == "extends")?.value;
    Some((value.scalar()?.to_owned(), Place::new(path, value.span)))
}
