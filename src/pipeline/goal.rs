//! Goal: how far a run goes, and which part of the paper it needs.

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
    /// Names are resolved.
    Linked,
    /// Names are resolved, and every story is proofread; nothing is laid out or rendered. This is for an editor who is writing.
    Read,
    /// Pages are laid out: those of the edition with this name, or all.
    LaidOut(Option<&'g str>),
    /// Every document is rendered.
    Made,
    /// Every document is rendered, and every story proofread.
    MadeAndRead,
    /// Stories are proofread. If the scope is more than one story, every document is also rendered and audited.
    Checked(&'g Scope),
}

/// What is to be proofread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The whole paper.
    Paper,
    /// An edition, by the name of its folder. It is also checked for what it lacks before going to press.
    Edition(String),
    /// A story, by the end of its path.
    Story(String),
}

impl Goal<'_> {
    /// Whether documents are rendered.
    pub(super) fn makes_documents(&self) -> bool {
        !matches!(self, Self::Linked | Self::LaidOut(_) | Self::Read | Self::Checked(Scope::Story(_)))
    }

    /// Whether the documents are audited.
    pub(super) fn audits(&self) -> bool {
        matches!(self, Self::Checked(Scope::Paper | Scope::Edition(_)))
    }

    /// Whether stories are proofread.
    pub(super) fn proofreads(&self) -> bool {
        matches!(self, Self::MadeAndRead | Self::Read | Self::Checked(_))
    }

    /// Whether a page is laid out even if no document shows it.
    pub(super) fn lays_out(&self, site: &Site, edition: EditionId, page: usize) -> bool {
        let edition = site.edition(edition);
        match self {
            Self::LaidOut(name) => name.is_none_or(|name| edition.key.to_string() == name),
            Self::Checked(Scope::Story(name)) => {
                let mut stories = edition.pages[page].stories.iter();
                stories.any(|story| is_named(&site.story(*story).draft.path, name))
            }
            Self::Linked | Self::Made | Self::MadeAndRead | Self::Read | Self::Checked(_) => false,
        }
    }

    /// The findings of the audit in the documents of the scope.
    pub(super) fn audited(&self, audit: &Audit, documents: &[Made], site: &Site) -> Vec<Finding> {
        let Self::Checked(scope) = self else { return Vec::new() };
        let in_scope = documents.iter().filter(|made| scope.concerns(&made.subject, site));
        let wanted: FxHashSet<&Route> = in_scope.map(|made| &made.rendered.route).collect();
        audit.findings(&|route| wanted.contains(route))
    }
}

impl Scope {
    /// Whether a document that shows this subject is in the scope.
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

/// Whether `name` refers to this file: it is its path or the end of it, with or without the ending.
pub(crate) fn is_named(path: &SourcePath, name: &str) -> bool {
    let name = name.trim_end_matches(".md");
    let path = path.as_str().trim_end_matches(".md");
    let is_end = |whole: &str, end: &str| {
        whole.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with('/'))
    };
    is_end(path, name) || is_end(name, path)
}
