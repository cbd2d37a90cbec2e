//! Mending: applies the fixes of findings to texts, and writes these to their files.
//!
//! A fix never changes the wording: letters, digits and 汉字, the spaces between them and the line breaks stay the
//! same, whatever a rule offers.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::original::{self, Kept};
use crate::fault::Fault;
use crate::fields::narrow;
use crate::files::OpenFolder;
use crate::finding::{Finding, Fix};
use crate::language::lookalikes::proper;
use crate::source::{Source, SourcePath};

/// A text with fixes applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mending {
    /// The contents of its file.
    pub before: String,
    /// The contents with the fixes.
    pub after: String,
    /// The fixes that were applied.
    pub fixes: Vec<AppliedFix>,
}

/// What a fix changed in a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AppliedFix {
    /// What was there.
    pub from: String,
    /// What is there now.
    pub to: String,
}

/// Texts with fixes applied, by file.
pub type Mendings = BTreeMap<SourcePath, Mending>;

/// The result of writing mended texts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Mended {
    /// The files that were written.
    pub files: Vec<SourcePath>,
    /// The files that were left unchanged, and why.
    pub kept: Vec<(SourcePath, Kept)>,
}

/// Applies the fixes of `findings` to the `sources` that were proofread, and adds the results to `mendings`; returns
/// whether there were any.
pub fn mend(findings: &[Finding], sources: &BTreeMap<SourcePath, Source>, mendings: &mut Mendings) -> bool {
    let mut by_file: BTreeMap<&SourcePath, Vec<&Fix>> = BTreeMap::new();
    for finding in findings {
        if let (Some(place), Some(fix)) = (&finding.place, &finding.fix) {
            by_file.entry(&place.path).or_default().push(fix);
        }
    }
    let mut is_any = false;
    for (path, fixes) in by_file {
        let Some(text) = sources.get(path).map(Source::text) else { continue };
        let (better, fixes) = with_fixes(text, fixes);
        if better != text && has_same_wording(text, &better) {
            let unmended = || Mending { before: text.to_owned(), after: String::new(), fixes: Vec::new() };
            let mending = mendings.entry(path.clone()).or_insert_with(unmended);
            mending.after = better;
            mending.fixes.extend(fixes);
            is_any = true;
        }
    }
    is_any
}

/// Writes mended texts to their files below `root`, and records the result of each in `mended`. A file that has
/// changed since it was proofread is left unchanged.
///
/// # Errors
/// If a file cannot be read or written.
pub(crate) fn put(root: &OpenFolder, mendings: &Mendings, mended: &mut Mended) -> Result<(), Fault> {
    for (path, mending) in mendings {
        match original::open(root, path, &mending.before)? {
            Err(kept) => mended.kept.push((path.clone(), kept)),
            Ok(original) => match original.replace(&mending.after)? {
                Some(kept) => mended.kept.push((path.clone(), kept)),
                None => mended.files.push(path.clone()),
            },
        }
    }
    Ok(())
}

/// What `put` would do now.
///
/// # Errors
/// If a file cannot be read.
pub(crate) fn would_put(root: &OpenFolder, mendings: &Mendings) -> Result<Mended, Fault> {
    let mut mended = Mended::default();
    for (path, mending) in mendings {
        match original::open(root, path, &mending.before)? {
            Err(kept) => mended.kept.push((path.clone(), kept)),
            Ok(_) => mended.files.push(path.clone()),
        }
    }
    Ok(mended)
}

/// The text with its fixes, applied in order; of two that overlap, the first. Also returns those that were applied.
fn with_fixes(text: &str, mut fixes: Vec<&Fix>) -> (String, Vec<AppliedFix>) {
    fixes.sort_by_key(|fix| fix.span);
    let (mut better, mut done, mut applied) = (String::with_capacity(text.len()), 0, Vec::new());
    for fix in fixes {
        if fix.span.start >= done
            && text.is_char_boundary(fix.span.start)
            && text.is_char_boundary(fix.span.end)
        {
            better.push_str(&text[done..fix.span.start]);
            better.push_str(&fix.text);
            done = fix.span.end;
            applied.push(AppliedFix { from: text[fix.span.range()].to_owned(), to: fix.text.clone() });
        }
    }
    better.push_str(&text[done..]);
    (better, applied)
}

/// Whether two texts have the same words in the same lines, with spaces between the same words.
fn has_same_wording(text: &str, other: &str) -> bool {
    text.lines().count() == other.lines().count()
        && text.lines().zip(other.lines()).all(|(line, other)| {
            let (line, other) = (without_place(line), without_place(other));
            let (line, other) = (proper(&line), proper(&other));
            words(&line).eq(words(&other))
        })
}

/// A line without the tags that say where it is set: they are no words.
fn without_place(line: &str) -> Cow<'_, str> {
    static PLACE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"</?p(?: align="(?:right|center)")?>"#).expect("a valid pattern"));
    PLACE.replace_all(line, "")
}

/// The letters, digits and 汉字 of a line, each with whether only white space separates it from the one before. The
/// indent of a line, the width and code of its characters and the circle around a number do not count.
fn words(line: &str) -> impl Iterator<Item = (char, bool)> {
    let (mut has_space, mut has_mark) = (false, true);
    line.chars().map(narrow).flat_map(without_circle).filter_map(move |character| {
        if character.is_alphanumeric() {
            let is_parted = has_space && !has_mark;
            (has_space, has_mark) = (false, false);
            return Some((character, is_parted));
        }
        let mark = if character.is_whitespace() { &mut has_space } else { &mut has_mark };
        *mark = true;
        None
    })
}

/// A character, or the digits of a number in a circle.
fn without_circle(character: char) -> impl Iterator<Item = char> {
    let is_circled = matches!(character, '①'..='⑳');
    let digits = is_circled.then(|| character.nfkc()).into_iter().flatten();
    digits.chain((!is_circled).then_some(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wording_depends_on_words_lines_and_spaces_but_not_on_punctuation() {
        for (text, other, expected) in [
            ("入冬以来,东岭县", "入冬以来，东岭县", true),
            ("降温， 供热", "降温，供热", true),
            ("第十二条 各单位", "第十二条各单位", false),
            ("第 5 条", "第 5条", false),
            ("甲。\n乙", "甲。乙", false),
            ("县水务局", "<p align=\"right\">县水务局</p>", true),
            ("县水务局", "<p class=\"right\">县水务局</p>", false),
            ("5G，专网", "6G，专网", false),
            ("甲 。乙", "甲。 乙", true),
            ("　　＃＃ 第１条", "## 第1条", true),
            ("⼯作二○二五年", "工作二〇二五年", true),
            ("⼯作二○二五年", "工作二〇二六年", false),
            ("甲⑫。", "甲[^12]。", true),
            ("⑫甲", "[^12]: 甲", true),
            ("甲⑫。", "甲[^11]。", false),
        ] {
            assert_eq!(has_same_wording(text, other), expected, "{text} | {other}");
        }
    }
}
