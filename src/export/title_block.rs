//! The title block of a story on paper: the paper, the edition, the page, the column, and who has approved it.

use super::exporting::Exporting;
use crate::desk::ContentsOf;
use crate::fault::{Action, Fault};
use crate::files::OpenFolder;
use crate::model::approval::Approval;
use crate::model::site::Waiting;
use crate::words::export as words;

/// The lines of a title block; each line is some pieces.
pub(super) type TitleLines = Vec<Vec<String>>;

impl Exporting<'_> {
    /// The lines above the story.
    ///
    /// # Errors
    /// If a picture of the story cannot be read.
    pub(super) fn title_block(&self) -> Result<TitleLines, Fault> {
        let language = self.story.language;
        let mut issue = vec![self.site.paper.name.clone()];
        if let Some(edition) = self.edition() {
            issue.extend(edition.name.clone());
            issue.push(words::edition(edition.number, edition.total, self.language));
            issue.push(language.day(edition.key.date));
        }
        let page = self.story.placed.map(|placed| {
            let name = self.site.edition(placed.edition).pages[placed.page].name.as_deref();
            words::page(placed.page + 1, name, self.language)
        });
        let column = self.story.column.map(|id| words::column(&self.site.columns[id.0].name, self.language));
        let file = words::file(self.story.draft.path.as_str(), self.language);
        let place = page.into_iter().chain(column).chain([file]).collect();
        let waiting = self.story.waiting.map(|waiting| match waiting {
            Waiting::Draft => words::draft(self.language).to_owned(),
            Waiting::Until(day) => words::until(&language.day(day), self.language),
        });
        let state: Vec<String> = waiting.into_iter().chain(self.approvals()?).collect();
        Ok([issue, place, state].into_iter().filter(|line| !line.is_empty()).collect())
    }

    /// Each of the approvals that the paper asks for, and whether it was given to what the story is now.
    fn approvals(&self) -> Result<Vec<String>, Fault> {
        let Some(edition) = self.edition() else { return Ok(Vec::new()) };
        let given = |role: &String| edition.approvals.iter().find(|approval| approval.role == *role);
        let mut said = Vec::new();
        for role in &self.site.paper.approvals {
            said.push(match given(role) {
                None => words::not_approved(role, self.language),
                Some(approval) => {
                    let is_current = self.is_current(approval)?;
                    words::approved(role, &approval.by, &minute(&approval.at), is_current, self.language)
                }
            });
        }
        Ok(said)
    }

    /// Whether the story and its figures are what was approved.
    fn is_current(&self, approval: &Approval) -> Result<bool, Fault> {
        let root = &self.project.root;
        let root = OpenFolder::open(root).map_err(Fault::on(Action::List, root))?;
        let contents = ContentsOf { site: self.site, inventory: self.inventory, root: &root };
        for name in contents.names_of(self.story) {
            if contents.digest(&name)?.as_ref() != approval.contents.get(&name) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// A moment as people write it, to the minute: 2025-11-20 08:30.
fn minute(moment: &str) -> String {
    moment.chars().take("2025-11-20T08:30".len()).collect::<String>().replace('T', " ")
}
