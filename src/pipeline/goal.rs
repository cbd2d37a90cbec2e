//! Goal: how far a run goes, and what of the paper it is about.

use rustc_hash::FxHashSet;

use crate::audit::Audit;
use crate::finding::Finding;
use crate::model::document::{Route, Subject};
use crate::model::ids::EditionId;
use crate::model::site::Site;
use crate::render::Made;
use crate::source::SourcePath;

/// How far a run goes.
#[derive(Clone, Copy, Debug)]
pub enum Goal<'g> {
    /// Pages are laid out: those of the edition with this name, or all.
    LaidOut(Option<&'g str>),
    /// Every document is made.
    Made,
    /// Every document is made, and every story proofread.
    MadeAndRead,
    /// Stories are proofread. In a scope of more than a story every document is made and audited, too.
    Checked(&'g Scope),
}

/// What is to be proofread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The whole paper.
    Paper,
    /// An edition, named as its folder is; it is asked besides what it lacks before it goes to press.
    Edition(String),
    /// A story, by the end of its path.
    Story(String),
}

impl Goal<'_> {
    /// Whether documents are made.
    pub(super) fn makes_documents(&self) -> bool {
        !matches!(self, Self::LaidOut(_) | Self::Checked(Scope::Story(_)))
    }

    /// Whether the documents are audited.
    pub(super) fn audits(&self) -> bool {
        matches!(self, Self::Checked(Scope::Paper | Scope::Edition(_)))
    }

    /// Whether stories are proofread.
    pub(super) fn proofreads(&self) -> bool {
        matches!(self, Self::MadeAndRead | Self::Checked(_))
    }

    /// Whether a page is laid out although no document asks for it.
    pub(super) fn lays_out(&self, site: &Site, edition: EditionId, page: usize) -> bool {
        let edition = site.edition(edition);
        match self {
            Self::LaidOut(name) => name.is_none_or(|name| edition.key.to_string() == name),
            Self::Checked(Scope::Story(name)) => {
                let mut stories = edition.pages[page].stories.iter();
                stories.any(|story| is_named(&site.story(*story).draft.path, name))
            }
            Self::Made | Self::MadeAndRead | Self::Checked(_) => false,
        }
    }

    /// What the audit found in the documents of the scope.
    pub(super) fn audited(&self, audit: &Audit, documents: &[Made], site: &Site) -> Vec<Finding> {
        let Self::Checked(scope) = self else { return Vec::new() };
        let in_scope = documents.iter().filter(|made| scope.concerns(&made.subject, site));
        let wanted: FxHashSet<&Route> = in_scope.map(|made| &made.rendered.route).collect();
        audit.findings(&|route| wanted.contains(route))
    }
}

impl Scope {
    /// Whether a document that shows this is to be proofread.
    fn concerns(&self, subject: &Subject, site: &Site) -> bool {
        let Self::Edition(name) = self else { return *self == Self::Paper };
        let edition = match subject {
            Subject::Page(edition, _) => Some(*edition),
            Subject::Story(story) => site.story(*story).placed.map(|placed| placed.edition),
            _ => None,
        };
        edition.is_some_and(|edition| site.edition(edition).key.to_string() == *name)
    }
}

/// Whether an editor means this file by `name`: by its path or the end of it, with its ending or without.
pub(super) fn is_named(path: &SourcePath, name: &str) -> bool {
    let name = name.trim_end_matches(".md");
    let path = path.as_str().trim_end_matches(".md");
    let is_end = |whole: &str, end: &str| {
        whole.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with('/'))
    };
    is_end(path, name) || is_end(name, path)
}
