//! `exhibit`: an exhibit from a ledger, `show: ledger:NAME`. It is drawn and checked like any other.

use super::prelude::*;
use crate::fields::{KeyShape, NameKind};
use crate::words::exhibits::bad_show;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct KeptExhibit {
    pub ledger: String,
    pub name: String,
}

impl KeptExhibit {
    pub(crate) fn ask(fields: &Fields, reading: &mut ExhibitReading) -> Option<Self> {
        fields.declare("show", || KeyShape::Name(NameKind::Exhibit));
        let node = reading.needed(fields, "show")?;
        let text = fields.text("show", reading.notes)?;
        let Some((ledger, name)) = text.split_once(':') else {
            reading.notes.error(node.span, bad_show());
            return None;
        };
        Some(Self { ledger: ledger.trim().to_owned(), name: name.trim().to_owned() })
    }
}

impl ExhibitKind for KeptExhibit {
    fn prove(&self, _: ResolvedExhibit, _: &mut Notes) {}

    fn sketch<'e>(&self, _: ResolvedExhibit<'e>) -> Vec<SketchPart<'e>> {
        Vec::new()
    }

    fn view(&self, _: &ExhibitSetting) -> Value {
        Value::Null
    }
}
