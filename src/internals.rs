//! Items that the tests and benchmarks of this crate use. They are not part of the public interface.

#![allow(missing_docs, reason = "each is documented where it stands")]

pub mod cache {
    pub use crate::cache::Cache;
}

pub mod check {
    pub use crate::check::RULES;
    use crate::check::check;
    use crate::finding::Finding;
    use crate::link::LinkMemos;
    use crate::memo::Memo;
    use crate::model::inventory::Inventory;
    use crate::model::site::Story;
    use crate::project::{Audience, Today};
    use crate::{link, parse};

    /// Proofreads a paper that is in memory, without laying it out or rendering it.
    #[must_use]
    pub fn found(inventory: &Inventory, today: Today, audience: Audience) -> Vec<Finding> {
        let mut findings = Vec::new();
        let drafts = super::parse::parsed(inventory).note_into(&mut findings);
        let site = link::link(&drafts, today, audience, &LinkMemos::default()).note_into(&mut findings);
        let style = parse::style(inventory).note_into(&mut findings);
        let stories: Vec<&Story> = site.stories_and_standing().collect();
        check(&site, &style, &stories, findings, &Memo::default()).findings
    }
}

pub mod desk {
    pub use crate::desk::{Mendings, mend};
}

pub mod digest {
    pub use crate::digest::Digest;
}

pub mod exhibits {
    pub use crate::exhibits::KINDS;
}

pub mod fetch {
    pub use crate::fetch::{FetchOutcome, Hosts, Network, NetworkLimits, fetch};
    pub use crate::words::links::NotFetched;
}

pub mod finding {
    pub use crate::finding::{Finding, Noted, Notes, Severity};
}

pub mod import {
    /// The stories of a file, and what is in none of them.
    #[must_use]
    pub fn texts_of(bytes: &[u8]) -> Option<(Vec<String>, Vec<String>)> {
        crate::import::texts_of(bytes)
    }
}

pub mod keys {
    use crate::parse::{KeyedFile, describe};
    use crate::words::Language;

    /// What a key is for: of `site`, `edition`, `story`, `ledger`, `style` or a kind of exhibit, by the way to it.
    #[must_use]
    pub fn purpose(file: &str, path: &[&str], language: Language) -> Option<&'static str> {
        describe(KeyedFile::named(file)?, path).map(|purpose| purpose.said(language))
    }
}

pub mod language {
    use std::ops::Range;

    /// The bytes of each word of a text, as the dictionary divides it.
    #[must_use]
    pub fn words(text: &str) -> Vec<Range<usize>> {
        crate::language::segment::words(text).into_iter().map(|word| word.range).collect()
    }
}

pub mod link {
    pub use crate::link::{LinkMemos, link};
}

pub mod makeup {
    pub use crate::makeup::{
        CopyExhibit, CopyHead, CopyPicture, CopyPiece, CopyText, LayoutMemos, Layouts, Paragraph,
        PicturePlacement, StoryCopy, TextFace, TextRun, held, make_up, spill,
    };
}

pub mod memo {
    pub use crate::memo::Memo;
}

pub mod model {
    pub mod body {
        pub use crate::model::body::{Block, BlockKind, Body, Image, Inline, visit_leaves};
    }

    pub mod byline {
        pub use crate::model::byline::Byline;
    }

    pub mod document {
        pub use crate::model::document::{Content, Document, Rendered, Route};
    }

    pub mod draft {
        pub use crate::model::draft::{Drafts, StoryDraft};
    }

    pub mod edition {
        pub use crate::model::edition::EditionKey;
    }

    pub mod figure {
        pub use crate::model::figure::{About, Figure, Number, PartialDate, Unit, Value};
    }

    pub mod inventory {
        pub use crate::model::inventory::{Inventory, LeftOut, Text};
    }

    pub mod layout {
        pub use crate::model::layout::{ExhibitPlacement, Layout, MadeUp, RuleLine, Shown};
    }

    pub mod markup {
        pub use crate::model::markup::{GroupKind, Mark, Script};
    }

    pub mod passage {
        pub use crate::model::passage::{Passage, Role};
    }

    pub mod phrase {
        pub use crate::model::phrase::{Phrase, Piece};
    }

    pub mod search {
        pub use crate::model::search::{Indexed, SearchFileId};
    }

    pub mod site {
        pub use crate::model::ids::EditionId;
        pub use crate::model::site::{Said, Site, Waiting};
    }

    pub mod theme {
        pub use crate::model::theme::{Advances, EM, Grid};
    }

    pub mod written {
        pub use crate::model::written::{WordPiece, Words, WrittenAt};
    }
}

pub mod parse {
    pub use crate::fields::{KeyValue, Node, NodeKind};
    use std::sync::Arc;

    use crate::finding::Noted;
    use crate::model::draft::Drafts;
    use crate::model::inventory::Inventory;
    use crate::parse::{Fetch, ParseMemos, parse};
    pub use crate::parse::{emphasis, style, text, yaml};
    use crate::source::SourcePath;

    /// A paper that is in memory, as the program reads it.
    #[must_use]
    pub fn parsed(inventory: &Inventory) -> Noted<Drafts> {
        let fetch: Arc<Fetch> = Arc::new(|_: &SourcePath| None);
        parse(inventory, &ParseMemos::default(), &fetch)
    }
}

pub mod pipeline {
    pub use crate::pipeline::{
        Computed, Goal, Observer, Outcome, Proofread, Scope, TextOverrides, build, proofread, proofread_with,
        run, scan_folder,
    };
}

pub mod plan {
    pub use crate::plan::plan;
}

pub mod project {
    pub use crate::project::{Audience, FOLDERS, Project, Strictness, Today};
}

pub mod render {
    use std::sync::Arc;

    use crate::finding::Noted;
    use crate::memo::Memo;
    use crate::model::document::Document;
    use crate::model::theme::Theme;
    pub use crate::render::Made;
    pub use crate::render::body_shapes::{BODY_SHAPES, OF_BODIES};
    pub use crate::render::shapes::{OF_EVERY_TEMPLATE, OF_TEMPLATES, SHAPES};
    use crate::render::{Before, DocumentCache, Renderer};
    use crate::trace::Answers;

    /// Documents, rendered without any cache.
    #[must_use]
    pub fn rendered(answers: &Answers, theme: &Arc<Theme>, documents: &[Document]) -> Noted<Vec<Made>> {
        let (known, templates) = (DocumentCache::default(), Memo::default());
        let before = Before { documents: &known, templates: &templates, printed: None };
        match Renderer::open(answers, theme, before) {
            Ok(renderer) => renderer.make(documents),
            Err(findings) => Noted::new(Vec::new(), findings),
        }
    }
}

pub mod scan {
    pub use crate::scan::scan;
}

pub mod source {
    pub use crate::source::{Place, SourcePath, Span};
}

pub mod trace {
    pub use crate::trace::{Answers, Fact, Reason};
}

pub mod words {
    pub use crate::words::Language;
}

pub mod write {
    pub use crate::write::{Output, PrintedFiles};
}
