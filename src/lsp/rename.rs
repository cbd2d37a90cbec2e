//! Rename: a figure gets another key, wherever it is named. The paper is read with the new texts first; unless everything is found and
//! printed as before, nothing is renamed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::asked::Asked;
use super::client::Unanswered;
use super::mentions::{self, Mention, MentionRole};
use super::paper::OpenPaper;
use super::things::{FigureName, NamedThing};
use crate::fields::parse_number;
use crate::finding::Severity;
use crate::model::inventory::FileRole;
use crate::model::site::{Site, Story};
use crate::parse::is_key;
use crate::pipeline::Report;
use crate::source::{SourcePath, Span};
use crate::words::{Language, editor};

/// Answers what would be renamed at the cursor.
pub(super) fn prepare(asked: &mut Asked, params: &Value) -> Result<Value, Unanswered> {
    let at = asked.offset(params)?;
    let (figure, span) = figure_at(asked, at)?;
    Ok(json!({"range": asked.range(span), "placeholder": shown_key(asked, &figure, span)}))
}

/// Answers the edits that give the figure at the cursor another key.
pub(super) fn rename(asked: &mut Asked, params: &Value) -> Result<Value, Unanswered> {
    let at = asked.offset(params)?;
    let wanted = params["newName"].as_str().ok_or_else(|| Unanswered::without("newName"))?.trim();
    let (figure, span) = figure_at(asked, at)?;
    let old = figure.key().to_owned();
    // The definition of a part has only the last piece of its key.
    let piece = shown_key(asked, &figure, span);
    let new = if piece == old {
        wanted.to_owned()
    } else {
        format!("{}{wanted}", old.strip_suffix(&piece).unwrap_or_default())
    };
    let language = asked.language;
    if !is_key(&new) || parse_number(&new).is_some() {
        return Err(Unanswered::because(editor::bad_key(&new, language)));
    }
    if new == old {
        return Ok(json!({"changes": {}}));
    }
    refuse_unread(asked.paper, language)?;
    let renaming = Renaming::of(asked.paper, &figure, &new, language)?;
    let edits = renaming.edits(asked.paper, language)?;
    prove(asked.paper, &edits, language)?;
    Ok(json!({"changes": changes(asked, &edits)}))
}

/// The figure at a byte, which must exist.
fn figure_at(asked: &Asked, at: usize) -> Result<(FigureName, Span), Unanswered> {
    let Some((NamedThing::Figure(figure), span)) = asked.thing(at) else {
        return Err(Unanswered::because(editor::only_figures(asked.language)));
    };
    if asked.figure_of(&figure).is_none() {
        return Err(Unanswered::because(editor::no_figure(figure.key(), asked.language)));
    }
    Ok((figure, span))
}

/// The key as it is written at a span.
fn shown_key(asked: &Asked, figure: &FigureName, span: Span) -> String {
    let written = asked.words(span);
    let key = figure.key();
    if key.ends_with(written) { written.to_owned() } else { key.to_owned() }
}

/// A file that cannot be read may name the figure too.
fn refuse_unread(paper: &OpenPaper, language: Language) -> Result<(), Unanswered> {
    let read: BTreeSet<&SourcePath> = paper.stories().map(|draft| &draft.path).collect();
    let site = paper.site();
    let ledgers: BTreeSet<&SourcePath> =
        site.into_iter().flat_map(|site| &site.ledgers).map(|record| &record.ledger.at.path).collect();
    let unread = paper.inventory().texts.keys().find(|path| match FileRole::of(path) {
        FileRole::Story | FileRole::Standing => !read.contains(path),
        FileRole::Ledger => !ledgers.contains(path),
        _ => false,
    });
    unread.map_or(Ok(()), |path| Err(Unanswered::because(editor::unread(path.as_str(), language))))
}

/// The new key of each figure.
struct Renaming {
    keys: BTreeMap<FigureName, String>,
}

impl Renaming {
    /// The renaming of a figure: in every state of its ledger, and with its parts.
    fn of(paper: &OpenPaper, figure: &FigureName, new: &str, language: Language) -> Result<Self, Unanswered> {
        let old = figure.key();
        let mut keys = BTreeMap::new();
        for place in places(paper, figure) {
            let figures = figures_of(paper, &place);
            if !figures.iter().any(|(key, _)| *key == old) {
                continue;
            }
            if figures.iter().any(|(key, _)| *key == new) {
                return Err(Unanswered::because(editor::taken(new, language)));
            }
            if let Some((whole, _)) = figures.iter().find(|(_, parts)| parts.iter().any(|part| part == old))
                && !new.strip_prefix(*whole).is_some_and(|rest| rest.starts_with('.') && rest.len() > 1)
            {
                return Err(Unanswered::because(editor::part_of(old, whole, language)));
            }
            let parts = figures.iter().filter(|(key, _)| *key == old).flat_map(|(_, parts)| parts.iter());
            keys.extend(parts.map(|part| (place.beside(part), format!("{new}{}", &part[old.len()..]))));
            keys.insert(place.beside(old), new.to_owned());
        }
        Ok(Self { keys })
    }

    /// The edits, file by file, from the first to the last.
    fn edits(&self, paper: &OpenPaper, language: Language) -> Result<FileEdits, Unanswered> {
        let mut edits = FileEdits::new();
        for mention in mentions::all(paper, &self.keys.keys().cloned().collect()) {
            if !mention.is_plain {
                return Err(Unanswered::because(editor::written_otherwise(
                    mention.place.path.as_str(),
                    language,
                )));
            }
            let Some(text) = self.text_for(&mention) else { continue };
            edits.entry(mention.place.path).or_default().push((mention.place.span, text));
        }
        Ok(edits)
    }

    /// What is written at a mention; `None` if it stays as it is.
    fn text_for(&self, mention: &Mention) -> Option<String> {
        let new = self.keys.get(&mention.figure)?;
        match &mention.role {
            MentionRole::Definition | MentionRole::Reference => Some(new.clone()),
            MentionRole::PartDefinition(whole) => {
                let whole = self.keys.get(&mention.figure.beside(whole)).unwrap_or(whole);
                let piece = new.strip_prefix(whole.as_str())?.strip_prefix('.')?;
                (!mention.figure.key().ends_with(&format!(".{piece}"))).then(|| piece.to_owned())
            }
        }
    }
}

type FileEdits = BTreeMap<SourcePath, Vec<(Span, String)>>;

/// A figure's name in its ledger and in every dated state of this; of a story's own figure, only there.
fn places(paper: &OpenPaper, figure: &FigureName) -> Vec<FigureName> {
    let FigureName::Row { ledger, key } = figure else { return vec![figure.clone()] };
    let base = |id: &str| id.split('@').next().unwrap_or_default().to_owned();
    let family = paper.lexicon.ids().filter(|id| base(id) == base(ledger));
    family.map(|id| FigureName::Row { ledger: id.to_owned(), key: key.clone() }).collect()
}

/// The figures beside a figure: the key of each, and those of its parts.
fn figures_of<'p>(paper: &'p OpenPaper, place: &FigureName) -> Vec<(&'p str, &'p [String])> {
    let figures = match place {
        FigureName::Row { ledger, .. } => paper.lexicon.ledger(ledger).map(|ledger| &ledger.figures),
        FigureName::Own { story, .. } => {
            paper.stories().find(|draft| draft.path == *story).map(|draft| draft.figures())
        }
    };
    let figures = figures.into_iter().flat_map(|figures| figures.values());
    figures.map(|figure| (figure.key.as_str(), figure.parts.as_slice())).collect()
}

/// Reads the paper with the edits: it must have the same findings, and print the same.
fn prove(paper: &mut OpenPaper, edits: &FileEdits, language: Language) -> Result<(), Unanswered> {
    let mut texts = BTreeMap::new();
    for (path, edits) in edits {
        let text =
            paper.text(path).ok_or_else(|| Unanswered::because(editor::unread(path.as_str(), language)))?;
        texts.insert(path.clone(), edited(&text.text, edits));
    }
    let failed = |fault: crate::fault::Fault| Unanswered::because(fault.localized(language).join("\n"));
    let (report, site) = paper.tried(&BTreeMap::new()).map_err(failed)?;
    let before = (kinds(&report), printed(&site, edits));
    let (report, site) = paper.tried(&texts).map_err(failed)?;
    let after = (kinds(&report), printed(&site, edits));
    if before == after {
        return Ok(());
    }
    let new = report.findings.iter().find(|finding| {
        let place = finding.place.as_ref().map(|place| place.path.clone());
        !before.0.contains_key(&(place, finding.wording.code.to_string(), finding.severity))
    });
    let why = new.map(|finding| finding.wording.said(language).message.clone());
    Err(Unanswered::because(editor::would_change(why.as_deref(), language)))
}

/// A text with some edits.
pub(super) fn edited(text: &str, edits: &[(Span, String)]) -> String {
    let (mut new, mut done) = (String::with_capacity(text.len()), 0);
    for (span, replacement) in edits {
        new.push_str(&text[done..span.start]);
        new.push_str(replacement);
        done = span.end;
    }
    new.push_str(&text[done..]);
    new
}

type FindingKinds = BTreeMap<(Option<SourcePath>, String, Severity), usize>;

/// How many findings of each kind there are in each file.
fn kinds(report: &Report) -> FindingKinds {
    let mut kinds = FindingKinds::new();
    for finding in &report.findings {
        let path = finding.place.as_ref().map(|place| place.path.clone());
        *kinds.entry((path, finding.wording.code.to_string(), finding.severity)).or_default() += 1;
    }
    kinds
}

/// What the edited stories print, in their texts and their exhibits.
fn printed(site: &Site, edits: &FileEdits) -> BTreeMap<SourcePath, Vec<String>> {
    let stories = site.stories_and_standing();
    let edited = stories.filter(|story| edits.contains_key(&story.draft.path));
    let texts = |story: &Story| {
        let in_exhibits = story.exhibits().iter().flat_map(|exhibit| &exhibit.figures);
        let in_exhibits = in_exhibits.map(|figure| figure.text.clone());
        story.printed().iter().map(|figure| figure.text.clone()).chain(in_exhibits).collect()
    };
    edited.map(|story| (story.draft.path.clone(), texts(story))).collect()
}

/// The edits as the protocol says them.
fn changes(asked: &Asked, edits: &FileEdits) -> Value {
    let mut changes = serde_json::Map::new();
    for (path, edits) in edits {
        let Some(text) = asked.paper.text(path) else { continue };
        let edits =
            edits.iter().map(|(span, new)| json!({"range": text.range(*span, asked.unit), "newText": new}));
        changes.insert(asked.paper.address(path), edits.collect());
    }
    changes.into()
}
