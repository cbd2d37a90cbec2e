//! Heads: where the lines of headline groups and sub-heads may end, by the words of the language and the names of the paper.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use aho_corasick::{AhoCorasick, MatchKind};

use crate::digest::Digest;
use crate::finding::Finding;
use crate::isolate::{Task, alone};
use crate::language::{HeadText, TextLanguage, segment};
use crate::memo::Memo;
use crate::model::body::{BlockKind, Inline, heading_lines, visit_leaves};
use crate::model::draft::{Drafts, StoryDraft};
use crate::model::figured::PrintedFigure;
use crate::model::heads::{HeadBreaks, LineBreaks};
use crate::model::phrase::{Phrase, Piece};
use crate::model::site::{ExplainedTerm, Story};

/// The shortest name that is looked for, in characters: a shorter one is often a part of another word.
const SHORTEST: usize = 3;

/// Loads the dictionary on another thread if a paper that was never linked has headlines whose words it will be asked for.
pub(super) fn prepare(drafts: &Drafts, memo: &Memo<Arc<HeadBreaks>>) {
    let is_long = |line: &Phrase| drafts.paper.language.has_long_head(&line.text());
    let has_long = |story: &Arc<StoryDraft>| story.front().headline_group.headline.iter().any(is_long);
    if memo.is_empty() && drafts.stories.iter().any(has_long) {
        rayon::spawn(segment::load);
    }
}

/// The names that the paper has listed: they stay on one line.
pub(super) struct ListedNames<'d> {
    /// In order.
    names: Vec<&'d str>,
    digest: Digest,
    searcher: OnceLock<AhoCorasick>,
}

impl<'d> ListedNames<'d> {
    /// The names of the paper, its columns and programmes, those who keep its ledgers, the house's people, organisations and fixed
    /// wordings, and the terms that it explains.
    pub(super) fn of(drafts: &'d Drafts, terms: &'d [ExplainedTerm]) -> Self {
        let paper = &drafts.paper;
        let of_paper = std::iter::once(&paper.name).chain(paper.columns.iter().map(|column| &column.name));
        let of_ledgers = drafts.ledgers.iter().flat_map(|ledger| {
            let programmes = ledger.programmes.iter();
            programmes
                .flat_map(|programme| [Some(&programme.name), programme.owner.as_ref()])
                .chain([ledger.owner.as_ref()])
        });
        let all = of_paper
            .chain(of_ledgers.flatten())
            .chain(drafts.house_names.iter())
            .chain(terms.iter().map(|term| &term.term));
        let bare = all.map(|name| name.trim_matches(|letter: char| !letter.is_alphanumeric()));
        let mut names: Vec<&str> = bare.filter(|name| name.chars().nth(SHORTEST - 1).is_some()).collect();
        names.sort_unstable();
        names.dedup();
        Self { digest: Digest::of_value(&names), names, searcher: OnceLock::new() }
    }

    /// The bytes of a text that are names.
    fn in_text(&self, text: &str) -> Vec<Range<usize>> {
        let searcher = self.searcher.get_or_init(|| {
            let builder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&self.names);
            builder.expect("a list of names is small")
        });
        searcher.find_iter(text).map(|found| found.range()).collect()
    }
}

/// Sets where the lines of a story's heads may end.
///
/// # Errors
/// The finding to report, if the work on them panics.
pub(super) fn set_breaks(
    story: &mut Story,
    names: &ListedNames,
    memo: &Memo<Arc<HeadBreaks>>,
) -> Result<(), Box<Finding>> {
    if story.language.is_chinese() {
        let key = Digest::of_value(&(story.said.heads, names.digest));
        let find = || Arc::new(breaks(story, names));
        let path = &story.draft.path;
        story.breaks = alone(Task::Resolve, path.as_str(), Some(path), || memo.get_or(key, find))?;
    }
    Ok(())
}

fn breaks(story: &Story, names: &ListedNames) -> HeadBreaks {
    let heads = PrintedHeads::of(&story.draft, story.printed());
    let line = |line: &HeadLineText| -> LineBreaks {
        let HeadLineText { text, figures, is_plain } = line;
        let names = names.in_text(text);
        story.language.head_breaks(HeadText { text, figures, names: &names }).filter(|_| *is_plain)
    };
    let lines = |lines: &[HeadLineText]| lines.iter().map(line).collect();
    HeadBreaks {
        kicker: lines(&heads.kicker),
        headline: lines(&heads.headline),
        deck: heads.deck.as_ref().and_then(line),
        sub_heads: heads.sub_heads.iter().map(|(id, head)| ((*id).into(), lines(head))).collect(),
    }
}

/// The digest of the lines of a story's heads.
#[must_use]
pub(super) fn digest(draft: &StoryDraft, language: TextLanguage, printed: &[PrintedFigure]) -> Digest {
    Digest::of_value(&(language, PrintedHeads::of(draft, printed)))
}

/// The lines of a story's heads as they are printed.
#[derive(Hash)]
struct PrintedHeads<'d> {
    kicker: Vec<HeadLineText>,
    headline: Vec<HeadLineText>,
    deck: Option<HeadLineText>,
    /// Each with its address.
    sub_heads: Vec<(&'d str, Vec<HeadLineText>)>,
}

/// One of them.
#[derive(Default, Hash)]
struct HeadLineText {
    text: String,
    /// The bytes of its figures that stay whole.
    figures: Vec<Range<usize>>,
    /// Whether it has nothing but words and figures.
    is_plain: bool,
}

impl<'d> PrintedHeads<'d> {
    fn of(draft: &'d StoryDraft, printed: &[PrintedFigure]) -> Self {
        let group = &draft.front().headline_group;
        let lines =
            |lines: &[Phrase]| lines.iter().map(|line| HeadLineText::of_phrase(line, printed)).collect();
        let mut sub_heads = Vec::new();
        draft.body().visit(&mut |block, _| {
            if let BlockKind::Heading { id, content, .. } = &block.kind {
                let lines = heading_lines(content);
                sub_heads.push((
                    id.as_str(),
                    lines.iter().map(|line| HeadLineText::of_inlines(line, printed)).collect(),
                ));
            }
        });
        Self {
            kicker: lines(&group.kicker),
            headline: lines(&group.headline),
            deck: group.deck.as_ref().map(|deck| HeadLineText::of_phrase(&deck.text, printed)),
            sub_heads,
        }
    }
}

impl HeadLineText {
    fn of_phrase(phrase: &Phrase, printed: &[PrintedFigure]) -> Self {
        let mut line = Self { is_plain: true, ..Self::default() };
        for piece in &phrase.0 {
            match piece {
                Piece::Text(words) => line.text.push_str(words),
                Piece::Figure(reference, _) => line.add(&printed[*reference]),
            }
        }
        line
    }

    fn of_inlines(inlines: &[Inline], printed: &[PrintedFigure]) -> Self {
        let mut line = Self { is_plain: true, ..Self::default() };
        visit_leaves(inlines, &mut |leaf| match leaf {
            Inline::Text(words) | Inline::Markup(words) => line.text.push_str(words),
            Inline::Turn(_) => line.text.push(' '),
            Inline::Figure(reference, _) => line.add(&printed[*reference]),
            _ => line.is_plain = false,
        });
        line
    }

    fn add(&mut self, figure: &PrintedFigure) {
        let start = self.text.len();
        self.text.push_str(&figure.text);
        self.figures.extend(figure.is_whole().then_some(start..self.text.len()));
    }
}
