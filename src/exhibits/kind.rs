//! What differs between kinds of exhibit.

use serde_json::Value;

use super::counted::ResolvedExhibit;
use super::diagram::Diagram;
use super::sketch::SketchPart;
use super::view::{ExhibitSetting, TextTable};
use crate::finding::Notes;

/// What differs between kinds of exhibit.
pub(crate) trait ExhibitKind {
    /// Reports each rule of the kind that the exhibit breaks, at the entry that breaks it.
    fn prove(&self, exhibit: ResolvedExhibit, notes: &mut Notes);

    /// Its contents from top to bottom, from which its height is computed.
    fn sketch<'e>(&self, exhibit: ResolvedExhibit<'e>) -> Vec<SketchPart<'e>>;

    /// The data that its template gets as `body`.
    fn view(&self, setting: &ExhibitSetting) -> Value;

    /// Its drawing, if it has one.
    fn diagram<'e>(&self, _exhibit: ResolvedExhibit<'e>) -> Option<Diagram<'e>> {
        None
    }

    /// Its data as a table, if the body is not one already.
    fn table(&self, _exhibit: ResolvedExhibit) -> TextTable {
        TextTable::default()
    }

    /// All that it says as a table, for programs that know nothing of its kind.
    fn sheet(&self, exhibit: ResolvedExhibit) -> TextTable {
        self.table(exhibit)
    }
}
