//! Things: what the word at the cursor names. Completion, hover, definitions, references and renaming all ask here.

use super::asked::{Asked, value_of};
use super::lexicon::Lexicon;
use super::references::{ReferencePart, WrittenReference, is_of_name, name_parts};
use super::spot::{Spot, YamlDocument};
use super::yaml_word::{YamlSide, YamlStep, YamlWord};
use crate::fields::{KeyShape, NameKind};
use crate::model::draft::StoryDraft;
use crate::parse::keys;
use crate::source::{SourcePath, Span};

/// What a word of YAML is for, if that is more than its own meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordRole {
    /// The name of something.
    Name(NameKind),
    /// A relation between figures.
    Relation,
    /// The key under which a figure is kept.
    FigureKey,
    /// The key under which a figure has a part.
    PartKey,
    /// A file beside the story.
    File,
    /// A person or an organisation of the house.
    Person,
    About,
    Indicator,
}

/// What a word names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NamedThing {
    Figure(FigureName),
    Column(String),
    Topic(String),
    Ledger(String),
    /// A file of the paper, and a heading in it.
    File(SourcePath, Option<String>),
    /// An exhibit that a ledger keeps.
    Kept(String, String),
    /// A key of YAML, with the keys above it.
    Key(YamlDocument, Vec<YamlStep>, String),
    /// A kind of exhibit.
    ExhibitKind(String),
}

/// A figure by its name. It need not exist.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FigureName {
    /// Of a ledger.
    Row { ledger: String, key: String },
    /// Of a story's own.
    Own { story: SourcePath, key: String },
}

impl FigureName {
    pub(super) fn key(&self) -> &str {
        let (Self::Row { key, .. } | Self::Own { key, .. }) = self;
        key
    }

    /// The figure with another key in the same place.
    pub(super) fn beside(&self, other: &str) -> Self {
        let mut beside = self.clone();
        let (Self::Row { key, .. } | Self::Own { key, .. }) = &mut beside;
        other.clone_into(key);
        beside
    }
}

/// Who knows what the names in a file refer to.
#[derive(Clone, Copy)]
pub(super) struct Namer<'n> {
    pub lexicon: &'n Lexicon,
    pub path: &'n SourcePath,
    /// The story in the file, if it is one.
    pub draft: Option<&'n StoryDraft>,
    /// The ledger that needs no name.
    pub home: Option<&'n str>,
}

impl Namer<'_> {
    /// The figure of a name: of the ledger that it names, of the story's own, or of its home.
    pub(super) fn figure(&self, ledger: Option<&str>, key: &str) -> FigureName {
        let is_own = || self.draft.is_some_and(|draft| draft.figures().contains_key(key));
        match ledger.or(self.home) {
            Some(id) if ledger.is_some() || !is_own() => {
                FigureName::Row { ledger: id.to_owned(), key: key.to_owned() }
            }
            _ => FigureName::Own { story: self.path.clone(), key: key.to_owned() },
        }
    }

    /// The figure that a filter names, from the same place as the figure that it is applied to.
    pub(super) fn beside(&self, figure: &FigureName, key: &str) -> FigureName {
        let is_in = |id: &str| self.lexicon.ledger(id).is_some_and(|ledger| ledger.figures.contains_key(key));
        let is_own = || self.draft.is_some_and(|draft| draft.figures().contains_key(key));
        match figure {
            FigureName::Row { ledger, .. } if !is_in(ledger) && is_own() => {
                FigureName::Own { story: self.path.clone(), key: key.to_owned() }
            }
            _ => figure.beside(key),
        }
    }
}

/// What a word of YAML is for, by the keys above it: as the reader of the file says, or, where a text has a grammar of its own, here.
pub(super) fn role_of(document: &YamlDocument, word: &YamlWord) -> Option<WordRole> {
    let path = keys_above(&word.path);
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let has_figures = matches!(document, YamlDocument::Ledger | YamlDocument::FrontMatter);
    if word.side == YamlSide::Key {
        return match (document, path.as_slice()) {
            (_, ["figures"]) if has_figures => Some(WordRole::FigureKey),
            (_, ["figures", _, "parts"]) if has_figures => Some(WordRole::PartKey),
            (YamlDocument::Edition, ["pages", "makeup"]) => Some(WordRole::Name(NameKind::Story)),
            _ => None,
        };
    }
    let by_hand = match (document, path.as_slice()) {
        (YamlDocument::Ledger, ["relations"]) => Some(WordRole::Relation),
        (_, ["figures", .., "about"]) if has_figures => Some(WordRole::About),
        (_, ["figures", .., "indicator"]) if has_figures => Some(WordRole::Indicator),
        (YamlDocument::FrontMatter, ["translation_of" | "files"] | ["images", "src"]) => Some(WordRole::File),
        (YamlDocument::FrontMatter, ["byline"]) | (_, ["editors", _]) => Some(WordRole::Person),
        (YamlDocument::Site, ["columns", "name"]) => Some(WordRole::Name(NameKind::Column)),
        _ => None,
    };
    by_hand.or_else(|| {
        let known = keys(document.keyed()?, &[]);
        known.values_at(&path).into_iter().find_map(|shape| match shape {
            KeyShape::Name(kind) => Some(WordRole::Name(*kind)),
            _ => None,
        })
    })
}

/// The keys of some steps, without those to items of lists.
pub(super) fn keys_above(steps: &[YamlStep]) -> Vec<String> {
    let key = |step: &YamlStep| match step {
        YamlStep::Key(key) => Some(key.clone()),
        YamlStep::Item => None,
    };
    steps.iter().filter_map(key).collect()
}

impl Asked<'_> {
    /// What the word at a byte names, and where the word is.
    pub(super) fn thing(&self, at: usize) -> Option<(NamedThing, Span)> {
        match self.spot(at)? {
            Spot::Reference(reference) => {
                let (figure, span) = self.figure_in(&reference, at)?;
                Some((NamedThing::Figure(figure), span))
            }
            Spot::FenceWord(word) => Some((NamedThing::ExhibitKind(self.words(word).to_owned()), word)),
            Spot::Link(address) => {
                let (path, anchor) = self.path.follow(self.words(address));
                Some((NamedThing::File(path?, anchor), address))
            }
            Spot::Yaml(document, word) => self.thing_in_yaml(&document, &word, at),
        }
    }

    /// The figure that the cursor is on in a reference.
    fn figure_in(&self, reference: &WrittenReference, at: usize) -> Option<(FigureName, Span)> {
        let figure = self.figure(reference.ledger, reference.key);
        match reference.part_at(&self.text.text, at) {
            ReferencePart::Name(_) => Some((figure, reference.key)),
            ReferencePart::Whole(key) => {
                Some((self.namer(self.home()).beside(&figure, self.words(key)), key))
            }
            ReferencePart::Filter(_) | ReferencePart::Period(_) | ReferencePart::OwnPeriod(_) => None,
        }
    }

    /// The figure of a name in the text of a story.
    fn figure(&self, ledger: Option<Span>, key: Span) -> FigureName {
        let ledger = ledger.map(|ledger| self.words(ledger));
        self.namer(self.home()).figure(ledger, self.words(key))
    }

    /// Who knows what names in this document refer to.
    fn namer<'a>(&'a self, home: Option<&'a str>) -> Namer<'a> {
        let draft = self.draft().map(|draft| &**draft);
        Namer { lexicon: self.lexicon(), path: &self.path, draft, home }
    }

    fn thing_in_yaml(
        &self,
        document: &YamlDocument,
        word: &YamlWord,
        at: usize,
    ) -> Option<(NamedThing, Span)> {
        let words = self.words(word.span);
        let role = role_of(document, word);
        if words.is_empty() {
            return None;
        }
        let thing = match role {
            Some(WordRole::Name(NameKind::Figure)) => {
                let (ledger, key) = name_parts(&self.text.text, word.span);
                let ledger = ledger.map(|ledger| self.words(ledger));
                let home = self.home_in(document, &word.path);
                let name = self.namer(home.as_deref()).figure(ledger, self.words(key));
                return Some((NamedThing::Figure(name), key));
            }
            Some(WordRole::Relation) => {
                let key = name_around(&self.text.text, word.span, at);
                return Some((NamedThing::Figure(self.defined(self.words(key).to_owned())?), key));
            }
            Some(WordRole::FigureKey) => NamedThing::Figure(self.defined(words.to_owned())?),
            Some(WordRole::PartKey) => {
                let whole = keys_above(&word.path).into_iter().nth(1)?;
                NamedThing::Figure(self.defined(format!("{whole}.{words}"))?)
            }
            Some(WordRole::Name(NameKind::Column)) => NamedThing::Column(words.to_owned()),
            Some(WordRole::Name(NameKind::Topic)) => NamedThing::Topic(words.to_owned()),
            Some(WordRole::Name(NameKind::Ledger)) => NamedThing::Ledger(words.to_owned()),
            Some(WordRole::Name(NameKind::Story)) => {
                NamedThing::File(self.path.join(&format!("{}.md", words.trim_end_matches(".md")))?, None)
            }
            Some(WordRole::Name(NameKind::Exhibit)) => {
                let (ledger, name) = words.split_once(':')?;
                NamedThing::Kept(ledger.trim().to_owned(), name.trim().to_owned())
            }
            Some(WordRole::File) => {
                let (path, anchor) = self.path.follow(words);
                NamedThing::File(path?, anchor)
            }
            _ if word.side == YamlSide::Key => {
                NamedThing::Key(document.clone(), word.path.clone(), words.to_owned())
            }
            _ => return None,
        };
        Some((thing, word.span))
    }

    /// The ledger that is this document.
    pub(super) fn defined_here(&self) -> Option<&str> {
        let ledger = self.lexicon().ledgers().find(|ledger| ledger.at.path == self.path);
        ledger.map(|ledger| ledger.id.as_str())
    }

    /// A figure that is defined in this document.
    fn defined(&self, key: String) -> Option<FigureName> {
        match self.defined_here() {
            Some(id) => Some(FigureName::Row { ledger: id.to_owned(), key }),
            None if self.path.has_ending(&["md"]) => Some(FigureName::Own { story: self.path.clone(), key }),
            None => None,
        }
    }

    /// The ledger that keys without a ledger refer to at a place in some YAML.
    pub(super) fn home_in(&self, document: &YamlDocument, path: &[YamlStep]) -> Option<String> {
        match document {
            YamlDocument::Exhibit(_, inside) => {
                value_of("ledger", self.words(*inside)).or_else(|| self.home()).map(str::to_owned)
            }
            YamlDocument::Ledger => {
                let ledger = self.lexicon().ledgers().find(|ledger| ledger.at.path == self.path)?;
                let exhibit = match path {
                    [YamlStep::Key(exhibits), YamlStep::Key(name), ..] if exhibits == "exhibits" => {
                        ledger.exhibits.get(name)
                    }
                    _ => None,
                };
                let other = exhibit.and_then(|exhibit| Some(exhibit.ledger.as_ref()?.0.clone()));
                other.or_else(|| Some(ledger.id.clone()))
            }
            _ => self.home().map(str::to_owned),
        }
    }
}

/// The name around a byte of a relation.
fn name_around(text: &str, within: Span, at: usize) -> Span {
    let is_key = |character: char| is_of_name(character) && !matches!(character, '-' | '/' | ':' | '@');
    let (before, after) =
        (&text[within.start..at.clamp(within.start, within.end)], &text[at.min(within.end)..within.end]);
    let start = before
        .rfind(|character| !is_key(character))
        .map_or(0, |end| end + before[end..].chars().next().map_or(1, char::len_utf8));
    let end = after.find(|character| !is_key(character)).unwrap_or(after.len());
    Span::new(within.start + start, at + end)
}
