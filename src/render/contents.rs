//! What each document contains: the view of its subject in a template, or bytes that need none.

use bytes::Bytes;
use serde::Serialize;

use super::Renderer;
use super::views::archive::ArchiveView;
use super::views::bylines::BylinesView;
use super::views::chrome::{HeadView, LinkView};
use super::views::comparison::ComparisonView;
use super::views::feed::FeedView;
use super::views::font_sheet::font_sheet;
use super::views::ledger::LedgerView;
use super::views::list::ListView;
use super::views::machine::{self, SitemapView};
use super::views::page::{PageView, headline_link};
use super::views::programmes::ProgrammesView;
use super::views::search::SearchView;
use super::views::sheet::sheet;
use super::views::story::StoryView;
use super::views::topics::TopicsView;
use crate::derived::DerivedFile;
use crate::finding::Finding;
use crate::model::document::{Content, Document, Route, Subject};
use crate::model::edition::EditionPdf;
use crate::model::ids::StoryId;
use crate::trace::Reader;

/// A document without content of its own: 404, an address that has moved.
#[derive(Serialize)]
struct Bare<'s> {
    head: HeadView,
    moved_to: Option<LinkView<'s>>,
}

/// The icon of a paper that has none of its own.
#[derive(Serialize)]
struct Icon {
    /// The first letter of its name.
    initial: Option<char>,
}

/// What programs that read the whole web are told.
#[derive(Serialize)]
struct Robots {
    sitemap: Option<String>,
}

impl Renderer<'_> {
    /// The content of a document.
    ///
    /// # Errors
    /// With a finding if a template cannot be filled in.
    pub(super) fn content(&self, document: &Document, reader: &Reader) -> Result<Content, Box<Finding>> {
        let (route, templates) = (&document.route, &*self.templates);
        let bytes = match &document.subject {
            Subject::Front => self.front(reader, route),
            Subject::Page(edition, page) => PageView::new(templates, reader, route, *edition, *page)
                .and_then(|view| templates.print("page.html", &view)),
            Subject::Sheet(edition) => return sheet(templates, reader, *edition).map(Content::Bytes),
            Subject::Pdf(edition) => {
                let EditionPdf { path, version } =
                    reader.pdf(*edition).expect("only PDFs that exist are planned");
                return Ok(Content::Copy(path.clone(), *version));
            }
            Subject::Story(story) => StoryView::new(templates, reader, route, *story)
                .and_then(|view| templates.print("story.html", &view)),
            Subject::Standing(page) => StoryView::standing(templates, reader, route, *page)
                .and_then(|view| templates.print("standing.html", &view)),
            Subject::Column(column, sheet) => {
                templates.print("list.html", &ListView::column(reader, route, *column, *sheet))
            }
            Subject::Topic(topic, sheet) => {
                templates.print("list.html", &ListView::topic(reader, route, *topic, *sheet))
            }
            Subject::Topics(sheet) => {
                let view = TopicsView::new(reader, route, *sheet, self.word("topics"));
                templates.print("topics.html", &view)
            }
            Subject::Signer(signer, sheet) => {
                let view = ListView::signer(reader, route, *signer, *sheet, self.word("bylines"));
                templates.print("list.html", &view)
            }
            Subject::Bylines(sheet) => {
                let view = BylinesView::new(reader, route, *sheet, self.word("bylines"));
                templates.print("bylines.html", &view)
            }
            Subject::Undated(sheet) => {
                templates.print("list.html", &ListView::undated(reader, route, &reader.undated(), *sheet))
            }
            Subject::Ledger(ledger) => {
                templates.print("ledger.html", &LedgerView::new(reader, route, *ledger))
            }
            Subject::LedgerCsv(ledger) => Ok(machine::ledger_csv(reader, *ledger)),
            Subject::LedgerJson(ledger) => Ok(machine::ledger_json(reader, *ledger)),
            Subject::Table(story, number) => Ok(machine::table_csv(reader.story(*story), *number)),
            Subject::StandingTable(page, number) => Ok(machine::table_csv(reader.standing(*page), *number)),
            Subject::FiguresIndex => Ok(machine::figures_index(reader)),
            Subject::Comparison(sheet) => {
                let view = ComparisonView::new(reader, route, *sheet, self.word("comparison"));
                templates.print("comparison.html", &view)
            }
            Subject::Programmes(sheet) => {
                let view = ProgrammesView::new(reader, route, *sheet, self.word("programmes"));
                templates.print("programmes.html", &view)
            }
            Subject::Archive => {
                templates.print("archive.html", &ArchiveView::new(reader, route, self.word("archive")))
            }
            Subject::ArchiveMonth(month) => {
                let view = ArchiveView::month(reader, route, *month, self.word("archive"));
                templates.print("archive.html", &view)
            }
            Subject::Search => {
                templates.print("search.html", &SearchView::new(reader, route, self.word("search")))
            }
            Subject::SearchFile(file) => return Ok(Content::Bytes(reader.search_file(*file))),
            Subject::NotFound => templates.print("not-found.html", &self.not_found(document, reader)),
            Subject::Moved(story, _) => templates.print("moved.html", &self.moved(reader, route, *story)),
            Subject::Feed => {
                FeedView::new(templates, reader, route).and_then(|view| templates.print("feed.xml", &view))
            }
            Subject::ColumnFeed(column) => FeedView::column(templates, reader, route, *column)
                .and_then(|view| templates.print("feed.xml", &view)),
            Subject::JsonFeed => FeedView::new(templates, reader, route).map(|view| view.as_json(reader)),
            Subject::DataPackage => Ok(machine::data_package(reader)),
            Subject::Icon => self.icon(reader),
            Subject::Sitemap => templates.print("sitemap.xml", &SitemapView::new(reader)),
            Subject::SitemapPart(year, number) => {
                templates.print("sitemap.xml", &SitemapView::part(reader, *year, *number))
            }
            Subject::Robots => self.robots(reader),
            Subject::Redirects => Ok(machine::redirects(reader)),
            Subject::Asset(name) => return Ok(Content::Bytes(Bytes::from_owner(reader.asset(name)))),
            Subject::Carried(file) => {
                let file = reader.carried(*file);
                return Ok(Content::Copy(file.path.clone(), file.version));
            }
            Subject::Print(file, width) => {
                return Ok(Content::Derived(DerivedFile::Print(reader.carried(*file).print(*width))));
            }
            Subject::SharePicture(story) => {
                let picture = reader.drawn_picture(*story).expect("only pictures that exist are planned");
                return Ok(Content::Derived(DerivedFile::SharePicture(picture.clone())));
            }
            Subject::Font(name) => {
                let face = reader.face(name).expect("only faces that exist are planned");
                return Ok(Content::Derived(DerivedFile::Subset(face.subset.clone())));
            }
            Subject::FontSheet(name) => Ok(font_sheet(reader, name)),
        };
        bytes.map(|bytes| Content::Bytes(bytes.into()))
    }

    fn icon(&self, reader: &Reader) -> Result<Vec<u8>, Box<Finding>> {
        let initial = reader.paper().name.chars().find(|character| character.is_alphanumeric());
        self.templates.print("icon.svg", &Icon { initial })
    }

    fn robots(&self, reader: &Reader) -> Result<Vec<u8>, Box<Finding>> {
        let sitemap = reader.route(&Subject::Sitemap).and_then(|route| reader.canonical(route));
        self.templates.print("robots.txt", &Robots { sitemap })
    }

    /// The document at an old address of a story.
    fn moved<'v>(&self, reader: &'v Reader<'v>, route: &Route, story: StoryId) -> Bare<'v> {
        let there = reader.route(&Subject::Story(story)).unwrap_or(route);
        let head = HeadView::new(reader, there, "moved", self.word("moved"));
        Bare {
            head: HeadView { to_root: route.to_root(), ..head },
            moved_to: Some(headline_link(reader, story)),
        }
    }

    /// The first page of the newest edition; in a paper without editions its only story, or the list of its stories.
    fn front(&self, reader: &Reader, route: &Route) -> Result<Vec<u8>, Box<Finding>> {
        let templates = &*self.templates;
        if let Some((newest, _)) = reader.editions().last() {
            let view = PageView::front(templates, reader, route, *newest)?;
            return templates.print("front.html", &view);
        }
        match *reader.undated() {
            [only] => templates.print("story.html", &StoryView::front(templates, reader, route, only)?),
            ref stories => templates.print("list.html", &ListView::undated(reader, route, stories, 0)),
        }
    }

    /// 404 is served at any depth, so it alone is addressed from the server's root, if the paper states its address.
    fn not_found(&self, document: &Document, reader: &Reader) -> Bare<'static> {
        let mut head = HeadView::new(reader, &document.route, "not-found", self.word("not_found"));
        head.canonical = None;
        if let Some(url) = &reader.paper().url {
            url.path().clone_into(&mut head.to_root);
        }
        Bare { head, moved_to: None }
    }

    /// A word of the interface; the key itself if the theme has no such word.
    fn word<'w>(&'w self, key: &'w str) -> &'w str {
        self.words.get(key).map_or(key, String::as_str)
    }
}
