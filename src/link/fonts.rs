//! Fonts: which letters of the paper's fonts its documents need, and what is wrong with a font.
//!
//! Readers get the letters of an edition's headlines in one file, which is some hundred kilobytes and does not change any more when
//! the edition is out. A headline of the next edition with a new character changes the documents of that edition alone.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use crate::digest::Digest;
use crate::finding::{Finding, Noted};
use crate::galley::Galley;
use crate::memo::Memo;
use crate::model::draft::{Carried, Drafts};
use crate::model::edition::Edition;
use crate::model::face::{Faces, FontRole, FontSetting, PaperFace};
use crate::model::passage::Role;
use crate::model::site::Story;
use crate::source::{Place, Span};
use crate::typeface::{Embedding, FontFile, Subset};
use crate::words::fonts as words;
use crate::words::idle::{Idle, without_effect};

/// A font of the paper that can be used.
pub(super) struct UsableFont<'d> {
    pub setting: &'d FontSetting,
    pub file: &'d Carried,
    font: &'d FontFile,
    pub face: usize,
}

/// The fonts of the paper that can be used, and findings on the others.
pub(super) fn usable_fonts(drafts: &Drafts) -> Noted<Vec<UsableFont<'_>>> {
    let (mut fonts, mut findings) = (Vec::new(), Vec::new());
    for setting in &drafts.paper.fonts {
        if let Some(why) = idle(setting, drafts) {
            let wording = without_effect(setting.role.key(), &why);
            findings.push(Finding::warning(setting.key_at.clone(), wording));
        } else {
            fonts.extend(usable(setting, drafts, &mut findings));
        }
    }
    Noted::new(fonts, findings)
}

/// The faces of the paper, and findings on characters that its fonts lack.
pub(super) fn faces(
    (fonts, name): (&[UsableFont], &str),
    editions: &[Edition],
    (stories, standing): (&[Story], &[Story]),
    memo: &Memo<Arc<str>>,
) -> Noted<Faces> {
    let mut findings = Vec::new();
    let loose = stories.iter().filter(|story| story.placed.is_none()).count() + standing.len();
    let mut faces = Faces { by_name: BTreeMap::new(), buckets: Faces::buckets(loose) };
    for font in fonts {
        match font.setting.role {
            FontRole::Nameplate => {
                faces.by_name.insert(Faces::NAMEPLATE.to_owned(), font.cut(name));
                findings.extend(font.lacking(name));
            }
            FontRole::Headline => {
                for (name, headlines) in divided(&faces, editions, stories, standing) {
                    let letters = memo.get_or(digest(&headlines), || letters(&headlines));
                    faces.by_name.insert(name, font.cut(&letters));
                }
                findings.extend(lacking(font, stories.iter().chain(standing)));
            }
        }
    }
    Noted::new(faces, findings)
}

/// Why a font has no effect, if it has none.
fn idle(setting: &FontSetting, drafts: &Drafts) -> Option<Idle> {
    if !drafts.theme.sets_in(setting.role) {
        return Some(Idle::NotPrinted);
    }
    let is_drawn = setting.role == FontRole::Nameplate && drafts.paper.masthead.image.is_some();
    is_drawn.then_some(Idle::Beside("image"))
}

/// The file that a setting names, whichever way its system writes its name.
pub(super) fn font_file<'d>(setting: &FontSetting, drafts: &'d Drafts) -> Option<&'d Carried> {
    drafts.carried.iter().find(|file| file.path.as_str().nfc().eq(setting.file.as_str().chars()))
}

/// The font of a setting, unless it cannot be used, which is a finding.
fn usable<'d>(
    setting: &'d FontSetting,
    drafts: &'d Drafts,
    findings: &mut Vec<Finding>,
) -> Option<UsableFont<'d>> {
    let wrong = |wording| Finding::error(setting.at.clone(), wording);
    let Some(file) = font_file(setting, drafts) else {
        let known = drafts.carried.iter().filter(|file| file.font.is_some());
        let known = known.filter_map(|file| file.path.as_str().strip_prefix("content/"));
        findings.push(wrong(words::no_file(&setting.written, known)));
        return None;
    };
    let Some(font) = file.font.as_deref() else {
        let is_web_font = file.path.has_ending(&["woff", "woff2", "eot"]);
        findings.push(wrong(words::no_font(&setting.written, is_web_font)));
        return None;
    };
    let name = setting.face.as_ref().map(|(name, _)| name.as_str());
    let Some(face) = font.face(name) else {
        let place = setting.face.as_ref().map_or(&setting.at, |(_, place)| place);
        let names = font.faces.iter().filter_map(|face| face.names.first()).map(String::as_str);
        findings.push(Finding::error(place.clone(), words::no_face(&setting.written, name, names)));
        return None;
    };
    let said = &font.faces[face];
    if said.is_variable {
        findings.push(wrong(words::variable(&setting.written)));
        return None;
    }
    match said.embedding {
        Embedding::Allowed => {}
        refused @ (Embedding::Forbidden | Embedding::WholeOnly) => {
            let wording = words::licence(&setting.written, refused == Embedding::WholeOnly);
            findings.push(Finding::warning(setting.at.clone(), wording));
        }
    }
    Some(UsableFont { setting, file, font, face })
}

impl UsableFont<'_> {
    /// The letters of it that are in `text`.
    fn cut(&self, text: &str) -> PaperFace {
        let characters = text.chars().filter(|letter| self.font.has(self.face, *letter));
        let subset = Subset {
            source: self.file.path.clone(),
            contents: self.file.version,
            face: self.face,
            characters: each_once(characters).into(),
        };
        PaperFace { role: self.setting.role, subset }
    }

    /// The finding on the characters that it lacks of words of the paper itself.
    pub(super) fn lacking(&self, words: &str) -> Option<Finding> {
        let lacking = each_once(words.chars().filter(|letter| self.lacks(*letter)));
        let finding =
            || Finding::warning(self.setting.at.clone(), words::missing(&self.setting.written, &lacking));
        (!lacking.is_empty()).then(finding)
    }

    /// Whether a character that is seen is not in the font.
    pub(super) fn lacks(&self, letter: char) -> bool {
        // A variation selector chooses a form of the character before it.
        let is_seen = !letter.is_whitespace()
            && !matches!(letter.general_category(), GeneralCategory::Format | GeneralCategory::Control)
            && !matches!(letter, '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}');
        is_seen && !self.font.has(self.face, letter)
    }
}

/// The stories whose headlines share a face, by the name of the face.
fn divided<'s>(
    faces: &Faces,
    editions: &[Edition],
    stories: &'s [Story],
    standing: &'s [Story],
) -> BTreeMap<String, Vec<&'s Story>> {
    let mut divided: BTreeMap<String, Vec<&Story>> = BTreeMap::new();
    for story in stories.iter().chain(standing) {
        let edition = story.placed.map(|placed| &editions[placed.edition.0].key);
        divided.entry(faces.of_headline(edition, &story.draft.path)).or_default().push(story);
    }
    divided
}

fn digest(headlines: &[&Story]) -> Digest {
    Digest::of_value(&headlines.iter().map(|story| story.said.headline).collect::<Vec<_>>())
}

/// The characters of headlines, in order and each once. What joins their lines is a space.
fn letters(headlines: &[&Story]) -> Arc<str> {
    let titles: Vec<String> = headlines.iter().map(|story| story.headline(" ")).collect();
    each_once(titles.iter().flat_map(|title| title.chars())).into()
}

fn each_once(characters: impl Iterator<Item = char>) -> String {
    characters.collect::<BTreeSet<char>>().into_iter().collect()
}

/// Findings on characters that a font lacks, each at the first headline in which it stands.
fn lacking<'s>(font: &UsableFont, stories: impl Iterator<Item = &'s Story>) -> Vec<Finding> {
    let (mut known, mut findings) = (BTreeSet::new(), Vec::new());
    for story in stories {
        let title = story.headline("");
        let lacking: Vec<char> =
            title.chars().filter(|letter| font.lacks(*letter) && known.insert(*letter)).collect();
        if let Some(first) = lacking.first() {
            let place = Place::new(&story.draft.path, place_of(*first, story));
            let lacking: String = lacking.iter().collect();
            findings.push(Finding::warning(place, words::missing(&font.setting.written, &lacking)));
        }
    }
    findings
}

/// Where a character stands in the headline of a story.
fn place_of(letter: char, story: &Story) -> Span {
    let galley = Galley::of(story);
    // A heading at the top of a text may be the headline.
    let mut headline = galley.lines.iter().filter(|line| matches!(line.role, Role::Headline | Role::Subhead));
    let found = headline.find_map(|line| {
        let at = line.text.find(letter)?;
        Some(line.place(at..at + letter.len_utf8()))
    });
    found.unwrap_or_default()
}
