//! What must not leave the paper: a secret story is not exported for an account that everybody reads.

use super::exporting::Exporting;
use crate::cache::Cache;
use crate::finding::{Finding, Severity};
use crate::language::secrecy::{is_secret, secrecy_mark};
use crate::pipeline;
use crate::source::Place;
use crate::words::export as words;

impl Exporting<'_> {
    /// Who may read the story, and where that is written.
    pub(super) fn classification(&self) -> Option<&(String, Place)> {
        let of_edition = self.edition().and_then(|edition| edition.classification.as_ref());
        of_edition.or(self.site.paper.classification.as_ref())
    }

    /// The secrecy marks that the story or its edition carries; if there are none, a warning that it is not for everybody.
    pub(super) fn kept_from_the_public(&self, cache: &Cache) -> Vec<Finding> {
        let classification = self.classification();
        let marked = classification.filter(|(text, _)| is_secret(text));
        let marked = marked.map(|(text, place)| Finding::error(place.clone(), words::secret(text)));
        let in_text = pipeline::read_some(self.site, &[self.story], cache, &mut Vec::new());
        let in_text = in_text.iter().flat_map(|story| &story.galley.lines).filter_map(|line| {
            let found = secrecy_mark(&line.text)?;
            let place = Place::new(&line.path, line.place(found.clone()));
            Some(Finding::error(place, words::secret(&line.text[found])))
        });
        let mut findings: Vec<Finding> = marked.into_iter().chain(in_text).collect();
        if let (true, Some((text, place))) = (findings.is_empty(), classification) {
            findings.push(Finding::new(
                Severity::Warning,
                Some(place.clone()),
                words::not_for_everybody(text),
            ));
        }
        findings
    }
}
