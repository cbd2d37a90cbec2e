//! Resolve: a story's text with its figures and exhibits. It depends only on the draft and the ledgers, so it can be cached.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::figures::{LedgerIndex, Ledgers};
use super::{addresses, directions, doubled, exhibits, heads, summary, suspects, verify};
use crate::digest::Digest;
use crate::exhibits::Shape;
use crate::finding::Noted;
use crate::language::TextLanguage;
use crate::memo::Memo;
use crate::model::draft::StoryDraft;
use crate::model::exhibit::Exhibit;
use crate::model::figured::{Figured, PrintedFigure, ResolveFigures};
use crate::model::phrase::Piece;
use crate::model::site::{self, Said};
use crate::source::SourcePath;

/// A draft, resolved.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Resolved {
    /// The ledgers that it asked for, with their digests.
    asked: Arc<BTreeMap<Box<str>, Option<Digest>>>,
    /// The digest of all ledgers.
    ledgers: Digest,
    /// The resolved story.
    pub(crate) said: Arc<Noted<Arc<Said>>>,
}

/// Resolves drafts.
pub(crate) struct Resolver<'m> {
    pub ledgers: Arc<LedgerIndex>,
    digest: Digest,
    memo: &'m Memo<Resolved>,
}

impl<'m> Resolver<'m> {
    /// A resolver with the ledgers of a paper.
    pub(crate) fn new(ledgers: LedgerIndex, memo: &'m Memo<Resolved>) -> Self {
        Self { digest: ledgers.digest(), ledgers: Arc::new(ledgers), memo }
    }

    /// The resolved story of a draft, with the values of its figures and exhibits.
    pub(crate) fn resolve(&self, draft: &StoryDraft) -> (Arc<Noted<Arc<Said>>>, Figured) {
        let ledgers: Arc<dyn ResolveFigures> = Arc::<LedgerIndex>::clone(&self.ledgers);
        let figured = Figured::by(ledgers);
        let key = Digest::of_value(&(&draft.path, draft.digest, self.ledgers.language));
        let is_current = |known: &Resolved| self.is_current(known);
        let resolved = self.memo.get_if_or(key, is_current, || self.resolve_now(draft, &figured));
        (resolved.said, figured)
    }

    /// Whether the ledgers that a draft asked for have not changed. A finding may also suggest names in others.
    fn is_current(&self, known: &Resolved) -> bool {
        // Nor is a ledger reported that could not be read, so one that is missing may be reported now.
        let has_all = known.said.findings.is_empty() && known.asked.values().all(Option::is_some);
        (has_all || known.ledgers == self.digest)
            && known.asked.iter().all(|(asked, known)| self.ledgers.answer(asked) == *known)
    }

    fn resolve_now(&self, draft: &StoryDraft, figured: &Figured) -> Resolved {
        let ledgers = Ledgers::of(&self.ledgers);
        let mut findings = Vec::new();
        let slug = addresses::slug(draft, &mut findings);
        let aliases = addresses::aliases(draft, &mut findings);
        let printed = ledgers.print(draft).note_into(&mut findings);
        if !draft.is_withdrawn() {
            findings.extend(directions::check(draft, &ledgers));
            findings.extend(doubled::check(draft, &ledgers, &printed));
            findings.extend(suspects::check(draft, &ledgers));
        }
        let exhibits = exhibits::resolve(draft, &ledgers).note_into(&mut findings);
        if !draft.is_withdrawn() {
            verify::verify_own(draft, &mut findings);
        }
        let language = ledgers.language_of(draft);
        let asked = ledgers.asked();
        let digest_of = |path: &SourcePath| {
            let asked = asked.keys().filter_map(|id| self.ledgers.get(id));
            asked.filter(|ledger| ledger.at.path == *path).map(|ledger| ledger.digest).next()
        };
        let drawn = exhibits.iter().map(|exhibit| {
            let Exhibit { draft, figures, table, made, source, as_of, language } = exhibit;
            (digest_of(&draft.at.path), figures, table, made, source, as_of, language)
        });
        let drawn: Vec<_> = drawn.collect();
        let digest = Digest::of_value(&(&draft.path, draft.digest, language, &printed, drawn));
        let (front, summary) = (draft.front(), summary::of(draft, language, &printed));
        let said = Said {
            slug: slug.into(),
            aliases: aliases.into(),
            rows: Ledgers::rows(&printed, &exhibits),
            pictures: front.pictures.iter().map(|picture| picture.link).collect(),
            explains: exhibits.iter().any(|exhibit| matches!(exhibit.draft.shape, Shape::Glossary(_))),
            tables: if draft.is_withdrawn() {
                0
            } else {
                exhibits.iter().filter(|exhibit| exhibit.is_figure_table()).count()
            },
            digest,
            card: card(draft, language, &printed, &summary),
            headline: Digest::of_value(&(
                language,
                site::headline(front, &|reference| &printed[reference].text, "\n"),
            )),
            heads: heads::digest(draft, language, &printed),
        };
        figured.fill(printed, exhibits, summary);
        let said = Arc::new(Noted::new(Arc::new(said), findings));
        Resolved { asked: Arc::new(asked), ledgers: self.digest, said }
    }
}

impl ResolveFigures for LedgerIndex {
    fn printed(&self, draft: &StoryDraft) -> Vec<PrintedFigure> {
        Ledgers::of(self).print(draft).value
    }

    fn exhibits(&self, draft: &StoryDraft) -> Vec<Exhibit> {
        exhibits::resolve(draft, &Ledgers::of(self)).value
    }

    fn summary(&self, draft: &StoryDraft, printed: &[PrintedFigure]) -> String {
        summary::of(draft, draft.slip.language.unwrap_or(self.language), printed)
    }
}

/// The digest of everything above a story's text, and of its summary.
fn card(draft: &StoryDraft, language: TextLanguage, printed: &[PrintedFigure], summary: &str) -> Digest {
    let pieces = draft.front().phrases().flat_map(|phrase| &phrase.0);
    let figure = |piece: &Piece| match piece {
        Piece::Text(_) => None,
        Piece::Figure(reference, _) => Some(printed[*reference].clone()),
    };
    let figures: Vec<_> = pieces.filter_map(figure).collect();
    Digest::of_value(&(
        &draft.slip.schedule.withdrawn,
        draft.slip.schedule.from,
        language,
        draft.front(),
        summary,
        figures,
    ))
}
