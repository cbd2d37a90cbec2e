//! Findings as they are shown: errors first; of many with one code the first few, and how many more there are.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::finding::{Finding, Severity};
use crate::source::SourcePath;
use crate::words::Language;

/// How many errors, warnings and hints of one code are shown.
const SHOWN: [(Severity, usize); 3] = [(Severity::Error, 3), (Severity::Warning, 2), (Severity::Info, 1)];
/// How many files are named for the others.
const NAMED: usize = 4;

/// The findings of one code and severity.
pub(crate) struct FoldedFindings<'f> {
    /// Those to show.
    pub shown: Vec<&'f Finding>,
    /// Those that are only counted.
    rest: Vec<&'f Finding>,
}

/// Groups findings: errors first, each group where its first finding is in reading order. With `all`, every finding is shown.
#[must_use]
pub(crate) fn fold<'f>(findings: impl Iterator<Item = &'f Finding>, all: bool) -> Vec<FoldedFindings<'f>> {
    let mut groups: Vec<FoldedFindings> = Vec::new();
    let mut places: FxHashMap<(Severity, &str), usize> = FxHashMap::default();
    for finding in findings {
        let place = *places.entry((finding.severity, &finding.wording.code)).or_insert(groups.len());
        if place == groups.len() {
            groups.push(FoldedFindings { shown: Vec::new(), rest: Vec::new() });
        }
        groups[place].shown.push(finding);
    }
    groups.sort_by_key(|group| group.shown[0].severity);
    for group in groups.iter_mut().filter(|_| !all) {
        let shown = SHOWN.iter().find(|(severity, _)| *severity == group.shown[0].severity);
        // A line for a single one more would save nothing.
        if let Some((_, shown)) = shown.filter(|(_, shown)| group.shown.len() > shown + 1) {
            group.rest = group.shown.split_off(*shown);
        }
    }
    groups
}

impl FoldedFindings<'_> {
    /// The line about those that are not shown.
    #[must_use]
    pub(crate) fn more(&self, language: Language) -> Option<String> {
        let code = &self.rest.first()?.wording.code;
        let count = self.rest.len();
        let (files, fixed) = (self.files(language), self.fixed(language));
        Some(match language {
            Language::Chinese => format!("[{code}] 又 {count} 处{files}（--all 全部列出{fixed}）"),
            Language::English => format!("[{code}] {count} more{files} (--all lists every one{fixed})"),
        })
    }

    /// How many of the group the program can fix, if it can fix any.
    fn fixed(&self, language: Language) -> String {
        let all = self.shown.iter().chain(&self.rest);
        match (language, all.filter(|finding| finding.fix.is_some()).count()) {
            (_, 0) => String::new(),
            (Language::Chinese, count) => format!("；共 {count} 处 --fix 能改"),
            (Language::English, count) => format!("; --fix can fix {count} in all"),
        }
    }

    /// The files of those that are not shown, with the number of findings in each.
    fn files(&self, language: Language) -> String {
        let mut counts: BTreeMap<&SourcePath, usize> = BTreeMap::new();
        for place in self.rest.iter().filter_map(|finding| finding.place.as_ref()) {
            *counts.entry(&place.path).or_default() += 1;
        }
        let named: Vec<String> =
            counts.iter().take(NAMED).map(|(path, count)| format!("{path} ×{count}")).collect();
        let others = counts.len().saturating_sub(NAMED);
        match (language, named.is_empty(), others) {
            (_, true, _) => String::new(),
            (Language::Chinese, _, 0) => format!("：{}", named.join("、")),
            (Language::Chinese, _, _) => format!("：{} 等 {} 个文件", named.join("、"), counts.len()),
            (Language::English, _, 0) => format!(": {}", named.join(", ")),
            (Language::English, _, _) => format!(": {} and {others} more files", named.join(", ")),
        }
    }
}

/// The line that says what must be settled: the codes of the findings that `must` be, with their numbers.
#[must_use]
pub(crate) fn to_settle(
    findings: &[Finding],
    must: impl Fn(&Finding) -> bool,
    language: Language,
) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| must(finding)) {
        *counts.entry(&finding.wording.code).or_default() += 1;
    }
    let total: usize = counts.values().sum();
    let mut codes: Vec<(&str, usize)> = counts.into_iter().collect();
    codes.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let listed = codes.iter().map(|(code, count)| format!("{code} {count}")).collect::<Vec<_>>();
    (total > 0).then(|| match language {
        Language::Chinese => format!("要先改好这 {total} 处：{}", listed.join("、")),
        Language::English => format!("to be settled first ({total}): {}", listed.join(", ")),
    })
}

/// The line that says how many findings can be fixed by the program.
#[must_use]
pub(crate) fn fixable(findings: &[Finding], language: Language) -> Option<String> {
    let count = findings.iter().filter(|finding| finding.fix.is_some()).count();
    (count > 0).then(|| match language {
        Language::Chinese => format!("其中 {count} 处 `lanmu check --fix` 能改"),
        Language::English => format!("`lanmu check --fix` can fix {count} of them"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Place, Span};
    use crate::words::content;

    fn finding(severity: Severity, file: &str, at: usize) -> Finding {
        let place = Place::new(&SourcePath::new(file), Span::new(at, at));
        Finding::new(severity, Some(place), content::nothing_printed())
    }

    #[test]
    fn many_findings_of_one_code_are_folded_and_errors_come_first() {
        let mut findings: Vec<Finding> =
            (0..12).map(|at| finding(Severity::Warning, &format!("content/{}.md", at / 2), at)).collect();
        findings.push(finding(Severity::Error, "content/z.md", 0));
        let folded = fold(findings.iter(), false);
        assert_eq!(folded.len(), 2);
        assert_eq!(folded[0].shown[0].severity, Severity::Error);
        assert_eq!(folded[1].shown.len(), 2);
        assert_eq!(
            folded[1].more(Language::Chinese).as_deref(),
            Some(
                "[nothing-printed] 又 10 处：content/1.md ×2、content/2.md ×2、content/3.md ×2、content/4.md ×2 等 5 个文件（--all 全部列出）"
            )
        );
        assert!(fold(findings.iter(), true).iter().all(|group| group.rest.is_empty()));
    }

    #[test]
    fn the_last_line_names_what_must_be_settled() {
        let findings = [finding(Severity::Error, "a.md", 0), finding(Severity::Warning, "a.md", 1)];
        let must = |finding: &Finding| finding.severity == Severity::Error;
        let line = to_settle(&findings, must, Language::Chinese);
        assert_eq!(line.as_deref(), Some("要先改好这 1 处：nothing-printed 1"));
        assert_eq!(to_settle(&findings[1..], must, Language::Chinese), None);
    }
}
