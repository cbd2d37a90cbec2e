//! Names: digests that identify what a document shows and are stable between builds. Indexes in the site change with
//! every new story.

use super::answers::Answers;
use crate::digest::Digest;
use crate::model::document::Subject;
use crate::model::ids::{ColumnId, EditionId, LedgerId, SignerId, StoryId, TopicId};

impl Answers<'_> {
    pub(super) fn name_of(&self, index: usize) -> Digest {
        *self.names[index].get_or_init(|| self.name(&self.documents[index].subject))
    }

    /// The digest of a subject's name, memoized if a document shows it.
    #[must_use]
    pub fn known_name(&self, subject: &Subject) -> Digest {
        self.index_of(subject).map_or_else(|| self.name(subject), |index| self.name_of(index))
    }

    /// The digest of a subject's name, which is stable between builds.
    #[must_use]
    pub fn name(&self, subject: &Subject) -> Digest {
        let site = self.site;
        let story = |story: &StoryId| site.story(*story).draft.path.as_str();
        let slug = |slug: &str, sheet: &usize| format!("{slug} {sheet}");
        let edition = |EditionId(index): &EditionId| site.editions[*index].key.to_string();
        let ledger = |LedgerId(index): &LedgerId| site.ledgers[*index].ledger.id.clone();
        let name = match subject {
            Subject::Page(id, page) => format!("{} {page}", edition(id)),
            Subject::Sheet(id) | Subject::Pdf(id) => edition(id),
            Subject::Story(id) | Subject::SharePicture(id) => story(id).to_owned(),
            Subject::ColumnFeed(ColumnId(index)) => site.columns[*index].slug.clone(),
            Subject::Column(ColumnId(index), sheet) => slug(&site.columns[*index].slug, sheet),
            Subject::Topic(TopicId(index), sheet) => slug(&site.topics[*index].slug, sheet),
            Subject::Signer(SignerId(index), sheet) => slug(&site.signers[*index].slug, sheet),
            Subject::Ledger(id) | Subject::LedgerCsv(id) | Subject::LedgerJson(id) => ledger(id),
            Subject::Table(id, number) => format!("{} {number}", story(id)),
            Subject::StandingTable(page, number) => {
                format!("{} {number}", site.standing[page.0].draft.path.as_str())
            }
            Subject::Standing(page) => site.standing[page.0].draft.path.as_str().to_owned(),
            Subject::ArchiveMonth(month) => month.to_string(),
            Subject::Topics(sheet)
            | Subject::Bylines(sheet)
            | Subject::Undated(sheet)
            | Subject::Comparison(sheet)
            | Subject::Programmes(sheet) => sheet.to_string(),
            Subject::SearchFile(file) => {
                let period = &site.search.periods[file.period].name;
                format!("{period} {}{}", file.part.letter(), file.number)
            }
            Subject::SitemapPart(year, number) => format!("{year:?} {number}"),
            Subject::Moved(id, alias) => format!("{} {alias}", story(id)),
            Subject::Asset(name) | Subject::Font(name) | Subject::FontSheet(name) => name.clone(),
            Subject::Carried(file) => site.carried[file.0].path.as_str().to_owned(),
            Subject::Print(file, width) => format!("{} {width}", site.carried[file.0].path.as_str()),
            Subject::Front
            | Subject::Archive
            | Subject::Search
            | Subject::NotFound
            | Subject::Feed
            | Subject::JsonFeed
            | Subject::DataPackage
            | Subject::Icon
            | Subject::Sitemap
            | Subject::Robots
            | Subject::Redirects
            | Subject::FiguresIndex => String::new(),
        };
        Digest::of_value(&(std::mem::discriminant(subject), name))
    }
}
