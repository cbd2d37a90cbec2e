//! Definition: where a name is given its meaning.

use serde_json::{Value, json};

use super::asked::Asked;
use super::client::Unanswered;
use super::things::{FigureName, NamedThing};
use crate::model::body::BlockKind;
use crate::model::figure::Figure;
use crate::source::{Place, SourcePath, Span};

/// Answers where the name at the cursor is defined.
pub(super) fn define(asked: &mut Asked, params: &Value) -> Result<Value, Unanswered> {
    let at = asked.offset(params)?;
    let Some((thing, _)) = asked.thing(at) else { return Ok(Value::Null) };
    Ok(asked
        .defined_at(&thing)
        .and_then(|place| asked.location(&place).or_else(|| whole(asked, &place)))
        .into())
}

/// A file that is no text.
fn whole(asked: &Asked, place: &Place) -> Option<Value> {
    let start = json!({"line": 0, "character": 0});
    let is_carried = asked.paper.inventory().carried.contains_key(&place.path);
    is_carried
        .then(|| json!({"uri": asked.paper.address(&place.path), "range": {"start": start, "end": start}}))
}

impl Asked<'_> {
    /// The figure of a name.
    pub(super) fn figure_of(&self, name: &FigureName) -> Option<&Figure> {
        match name {
            FigureName::Row { ledger, key } => self.lexicon().ledger(ledger)?.figures.get(key),
            FigureName::Own { key, .. } => self.draft()?.figures().get(key),
        }
    }

    /// Where a name is defined.
    pub(super) fn defined_at(&self, thing: &NamedThing) -> Option<Place> {
        match thing {
            NamedThing::Figure(name) => self.figure_of(name).map(|figure| figure.at.clone()),
            NamedThing::Column(name) => {
                self.lexicon().columns.iter().find(|column| column.name == *name)?.at.clone()
            }
            NamedThing::Ledger(id) => self.lexicon().ledger(id).map(|ledger| ledger.at.clone()),
            NamedThing::Kept(ledger, name) => {
                Some(self.lexicon().ledger(ledger)?.exhibits.get(name)?.at.clone())
            }
            NamedThing::File(path, anchor) => Some(self.heading(path, anchor.as_deref())),
            NamedThing::Topic(_) | NamedThing::Key(..) | NamedThing::ExhibitKind(_) => None,
        }
    }

    /// A file, or the heading in it that an anchor names.
    fn heading(&self, path: &SourcePath, anchor: Option<&str>) -> Place {
        let draft = anchor.and_then(|_| self.paper.stories().find(|draft| draft.path == *path));
        let mut span = Span::default();
        if let Some(draft) = draft {
            draft.body().visit(&mut |block, _| {
                if let BlockKind::Heading { id, .. } = &block.kind
                    && Some(id.as_str()) == anchor
                {
                    span = block.span;
                }
            });
        }
        Place::new(path, span)
    }
}
