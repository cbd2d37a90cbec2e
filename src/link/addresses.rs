//! Addresses: the component of a URL that names a story, a column or a topic. It is ASCII, and valid on every file system.

use super::blame::blame;
use crate::digest::short_form;
use crate::finding::Finding;
use crate::model::draft::StoryDraft;
use crate::source::{SourcePath, is_address};
use crate::words::content;

/// The slug of a story or standing document. An invalid one that the editor wrote is a finding.
pub(crate) fn slug(draft: &StoryDraft, findings: &mut Vec<Finding>) -> String {
    match &draft.slip.slug {
        Some((slug, span)) if !is_address(slug) => {
            blame(draft, *span, content::bad_slug(slug), findings);
            address_of(draft.path.stem())
        }
        Some((slug, _)) => slug.clone(),
        None => address_of(draft.path.stem()),
    }
}

/// The old addresses of a story: full paths below the root, ending in `.html`; others are findings.
pub(crate) fn aliases(draft: &StoryDraft, findings: &mut Vec<Finding>) -> Vec<String> {
    let mut fit = Vec::new();
    for (alias, span) in &draft.slip.aliases {
        if SourcePath::new(alias).has_ending(&["html"]) && alias.split('/').all(is_address) {
            fit.push(alias.clone());
        } else {
            blame(draft, *span, content::bad_alias(alias), findings);
        }
    }
    fit
}

/// The address of a name: the name itself if possible, otherwise a short stable form.
#[must_use]
pub(crate) fn address_of(name: &str) -> String {
    if is_address(name) { name.to_owned() } else { short_form(name) }
}

/// The same in a folder whose `index.html` is something else: whichever letters follow, it never takes that name.
#[must_use]
pub(super) fn address_beside_index(name: &str) -> String {
    if name.starts_with("index") { short_form(name) } else { address_of(name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_fit_for_every_file_system() {
        assert!(is_address("four-dimensions"));
        for name in ["", "四维", "con", "NUL.html", "com1", "a/b", "..", "-a", "a.", "a b"] {
            assert!(!is_address(name), "{name}");
            assert!(is_address(&short_form(name)));
        }
    }

    #[test]
    fn a_chinese_name_gets_the_same_short_form_every_time() {
        assert_eq!(address_of("四维"), address_of("四维"));
        assert_ne!(address_of("四维"), address_of("五维"));
    }
}
