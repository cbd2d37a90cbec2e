//! How firmly two neighbouring words of a head hold together, which decides where its lines end.

use super::words::{HeadWord, HeadWordKind as Kind};

/// How firmly, from not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bond {
    /// A mark or a space is between them.
    None,
    /// They belong to different phrases: a subject and what it does.
    Phrase,
    /// 的 joins them: a line may end after it, if it must.
    Modifier,
    /// A verb and its object.
    Object,
    /// They form a compound, or a row of verbs.
    Compound,
    /// One describes or counts the other.
    Close,
    /// No line ends here.
    Fast,
}

impl Bond {
    /// What it costs to end a line there; one that is uneven by two characters costs as much as the step from the second to the third.
    pub(super) fn cost(self) -> usize {
        match self {
            Self::None | Self::Phrase => 0,
            Self::Modifier => 8,
            Self::Object => 12,
            Self::Compound => 18,
            Self::Close | Self::Fast => 40,
        }
    }
}

/// The bond between a word and the next.
pub(super) fn bond(before: &HeadWord, after: &HeadWord) -> Bond {
    marks(before.kind, after.kind)
        .or_else(|| of_function_words(before, after))
        .unwrap_or_else(|| of_words(before, after))
}

/// The bond at a mark, where the mark decides it.
fn marks(before: Kind, after: Kind) -> Option<Bond> {
    match (before, after) {
        (Kind::Space, Kind::Space) => Some(Bond::Fast),
        (Kind::Space, _) => Some(Bond::None),
        (_, Kind::Space | Kind::Stop | Kind::Comma | Kind::Closing | Kind::LabelEnd) | (Kind::Opening, _) => {
            Some(Bond::Fast)
        }
        (Kind::Stop | Kind::Dash | Kind::LabelEnd, _) | (_, Kind::Dash) => Some(Bond::None),
        (Kind::Comma, _) | (Kind::Closing, Kind::Opening) => Some(Bond::Phrase),
        (Kind::Mark, _) | (_, Kind::Mark) => Some(Bond::Fast),
        _ => None,
    }
}

/// The bond at a word that has no meaning of its own.
fn of_function_words(before: &HeadWord, after: &HeadWord) -> Option<Bond> {
    let is_after_verb = matches!(before.kind, Kind::Verb | Kind::VerbalNoun);
    match (before.kind, after.kind) {
        (_, Kind::Of | Kind::Particle | Kind::AndOthers | Kind::Within)
        | (Kind::Linking | Kind::LinkingOrComplement | Kind::Within, _)
        | (Kind::Numeral, Kind::Measure | Kind::Numeral | Kind::Counted) => Some(Bond::Fast),
        (_, Kind::Complement | Kind::LinkingOrComplement) if is_after_verb => Some(Bond::Fast),
        (_, Kind::Position) => Some(if after.single { Bond::Fast } else { Bond::Close }),
        (Kind::Adverb | Kind::Pronoun, _) if before.single => Some(Bond::Fast),
        (Kind::Numeral, _) if after.single => Some(Bond::Fast),
        (Kind::Counted | Kind::Measure, Kind::Adverb | Kind::Linking) => Some(Bond::Phrase),
        (Kind::Adverb | Kind::Numeral | Kind::Counted | Kind::Measure | Kind::AndOthers, _) => {
            Some(Bond::Close)
        }
        (_, Kind::Linking | Kind::LinkingOrComplement) => Some(Bond::Phrase),
        (Kind::Of, _) => Some(Bond::Modifier),
        (Kind::Particle, _) => Some(Bond::Compound),
        _ => None,
    }
}

/// The bond between two words by their parts of speech.
fn of_words(before: &HeadWord, after: &HeadWord) -> Bond {
    if after.kind == Kind::PartOfName {
        return Bond::Close;
    }
    // A verb of one character leans on its object: 谋振兴. Any other single character leans on its neighbours.
    let leans = |word: &HeadWord| word.single && !matches!(word.kind, Kind::Closing | Kind::Opening);
    let begins = matches!(after.kind, Kind::Verb | Kind::Adjective | Kind::Adverb | Kind::Pronoun);
    if before.single && before.kind == Kind::Adjective {
        return Bond::Fast;
    }
    if leans(before) || leans(after) && !begins {
        return Bond::Close;
    }
    let thing = |kind: Kind| {
        let is_thing =
            matches!(kind, Kind::Noun | Kind::Name | Kind::PartOfName | Kind::Opening | Kind::Closing);
        if is_thing { Kind::Noun } else { kind }
    };
    match (before.kind, thing(after.kind)) {
        (Kind::Position | Kind::Complement, _) => Bond::Phrase,
        (Kind::Time, _) | (_, Kind::Time) | (Kind::Name | Kind::PartOfName, Kind::Noun) => Bond::Modifier,
        (Kind::Adjective, _) => Bond::Close,
        (Kind::Verb, Kind::Noun | Kind::VerbalNoun | Kind::Counted | Kind::Numeral | Kind::Adjective) => {
            Bond::Object
        }
        (Kind::Name | Kind::PartOfName, Kind::Verb | Kind::VerbalNoun | Kind::Idiom | Kind::Adverb) => {
            Bond::Phrase
        }
        (_, Kind::Adverb | Kind::Verb) if thing(before.kind) == Kind::Noun => Bond::Phrase,
        (Kind::VerbalNoun, Kind::Verb) => Bond::Phrase,
        (Kind::Idiom, _) | (_, Kind::Idiom | Kind::Pronoun | Kind::Counted | Kind::Numeral) => Bond::Modifier,
        _ => Bond::Compound,
    }
}
