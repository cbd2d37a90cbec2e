//! What a kind of exhibit has of its own.

use serde_json::Value;

use super::counted::ResolvedExhibit;
use super::diagram::Diagram;
use super::sketch::SketchPart;
use super::view::{ExhibitSetting, TextTable};
use crate::finding::Notes;

/// What is particular to a kind of exhibit.
pub(crate) trait ExhibitKind {
    /// Notes what is not as it must be, at the entry that shows it.
    fn prove(&self, exhibit: ResolvedExhibit, notes: &mut Notes);

    /// What stands in it from top to foot, so that its height can be measured.
    fn sketch<'e>(&self, exhibit: ResolvedExhibit<'e>) -> Vec<SketchPart<'e>>;

    /// What its template sees as `body`.
    fn view(&self, setting: &ExhibitSetting) -> Value;

    /// What is drawn.
    fn diagram<'e>(&self, _exhibit: ResolvedExhibit<'e>) -> Option<Diagram<'e>> {
        None
    }

    /// Its data, where the body is no table of them.
    fn table(&self, _exhibit: ResolvedExhibit) -> TextTable {
        TextTable::default()
    }
}
