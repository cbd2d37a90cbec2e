//! Render: documents → bytes. Each document is made from what its reader tells it, by itself, in parallel.

mod escape;
mod exhibits;
mod html;
mod press;
mod reader;
mod views;

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use crate::finding::{Finding, Noted};
use crate::model::document::{Content, Document, Rendered, Subject};
use crate::model::layout::MadeUp;
use crate::model::paper::PaperLanguage;
use crate::model::site::{EditionId, Site};
use press::Press;
use reader::Reader;
use views::archive::ArchiveView;
use views::chrome::{Chrome, Head};
use views::comparison::ComparisonView;
use views::ledger::LedgerView;
use views::list::ListView;
use views::machine::{self, FeedView, SitemapView};
use views::page::{PageView, headline_link};
use views::programmes::ProgrammesView;
use views::sheet::{self, SheetView};
use views::story::StoryView;

/// Makes every document, in the order of the plan; `made_up` answers how a page is made up.
#[must_use]
pub fn render(documents: &[Document], site: &Site, made_up: &MadeUp) -> Noted<Vec<Rendered>> {
    let reader = Reader::new(site, documents, made_up);
    let none = BTreeMap::new();
    let words = words(site).unwrap_or(&none);
    let chrome = Chrome::new(&reader, words);
    let press = match Press::new(&site.theme, &chrome) {
        Ok(press) => press,
        Err(findings) => return Noted::new(Vec::new(), findings),
    };
    let room = Room { reader: &reader, press: &press, words };
    let made: Vec<Result<Rendered, Box<Finding>>> =
        documents.par_iter().map(|document| room.make(document)).collect();
    let (mut rendered, mut findings) = (Vec::with_capacity(made.len()), Vec::new());
    for one in made {
        match one {
            Ok(document) => rendered.push(document),
            Err(finding) => findings.push(*finding),
        }
    }
    findings.sort_by(|a, b| a.place.cmp(&b.place));
    findings.dedup();
    Noted::new(rendered, findings)
}

/// The theme's words in the paper's language, or in any it has.
fn words(site: &Site) -> Option<&BTreeMap<String, String>> {
    let words = &site.theme.words;
    words
        .get(site.paper.language.tag())
        .or_else(|| words.get(PaperLanguage::Chinese.tag()))
        .or_else(|| words.values().next())
}

/// Where documents are made.
struct Room<'s> {
    reader: &'s Reader<'s>,
    press: &'s Press<'s>,
    words: &'s BTreeMap<String, String>,
}

/// A document that says nothing but what it is: 404, an address that has moved.
#[derive(Serialize)]
struct Bare<'s> {
    head: Head,
    moved_to: Option<views::chrome::LinkView<'s>>,
}

impl<'s> Room<'s> {
    fn make(&self, document: &'s Document) -> Result<Rendered, Box<Finding>> {
        Ok(Rendered { route: document.route.clone(), content: self.content(document)? })
    }

    fn content(&self, document: &'s Document) -> Result<Content, Box<Finding>> {
        let (reader, route) = (self.reader, &document.route);
        let press = self.press;
        let bytes = match &document.subject {
            Subject::Front => {
                let newest = EditionId(reader.site.editions.len() - 1); // The plan has no front without an edition.
                PageView::front(press, reader, route, newest)
                    .and_then(|view| press.print("front.html", &view))
            }
            Subject::Page(edition, page) => PageView::new(press, reader, route, *edition, *page)
                .and_then(|view| press.print("page.html", &view)),
            Subject::Sheet(edition) => press.print(sheet::TEMPLATE, &SheetView::new(reader, *edition)),
            Subject::Story(story) => {
                StoryView::new(press, reader, route, *story).and_then(|view| press.print("story.html", &view))
            }
            Subject::Standing(page) => StoryView::standing(press, reader, route, *page)
                .and_then(|view| press.print("standing.html", &view)),
            Subject::Column(column, sheet) => {
                press.print("list.html", &ListView::column(reader, route, *column, *sheet))
            }
            Subject::Topic(topic, sheet) => {
                press.print("list.html", &ListView::topic(reader, route, *topic, *sheet))
            }
            Subject::Ledger(ledger) => press.print("ledger.html", &LedgerView::new(reader, route, *ledger)),
            Subject::LedgerCsv(ledger) => Ok(machine::ledger_csv(reader, *ledger)),
            Subject::LedgerJson(ledger) => Ok(machine::ledger_json(reader, *ledger)),
            Subject::FiguresIndex => Ok(machine::figures_index(reader)),
            Subject::Comparison => {
                let view = ComparisonView::new(reader, route, self.word("comparison"));
                press.print("comparison.html", &view)
            }
            Subject::Programmes => {
                let view = ProgrammesView::new(reader, route, self.word("programmes"));
                press.print("programmes.html", &view)
            }
            Subject::Archive => {
                press.print("archive.html", &ArchiveView::new(reader, route, None, self.word("archive")))
            }
            Subject::ArchiveYear(year) => self
                .press
                .print("archive.html", &ArchiveView::new(reader, route, Some(*year), self.word("archive"))),
            Subject::NotFound => press.print("not-found.html", &self.not_found(document)),
            Subject::Moved(story, _) => {
                let there = reader.route(&Subject::Story(*story)).unwrap_or(route);
                let head = Head::new(reader, there, "moved", self.word("moved"));
                let head = Head { to_root: route.to_root(), ..head };
                press.print("moved.html", &Bare { head, moved_to: Some(headline_link(reader, *story)) })
            }
            Subject::Feed => press.print("feed.xml", &FeedView::new(reader, route)),
            Subject::Sitemap => press.print("sitemap.xml", &SitemapView::new(reader)),
            Subject::Robots => {
                let sitemap = reader.route(&Subject::Sitemap).and_then(|route| reader.canonical(route));
                press.print("robots.txt", &BTreeMap::from([("sitemap", sitemap)]))
            }
            Subject::Asset(name) => Ok(reader.site.theme.assets[name].to_vec()),
            Subject::Carried(file) => {
                return Ok(Content::Copy(reader.site.carried[file.0].path.clone()));
            }
        };
        bytes.map(Content::Bytes)
    }

    /// 404 is served at any depth, so it alone is addressed from the server's root, where the paper says where that is.
    fn not_found(&self, document: &Document) -> Bare<'s> {
        let mut head = Head::new(self.reader, &document.route, "not-found", self.word("not_found"));
        head.canonical = None;
        if let Some(url) = &self.reader.site.paper.url {
            url.path().clone_into(&mut head.to_root);
        }
        Bare { head, moved_to: None }
    }

    /// A word of the interface; the key itself, where the theme has none.
    fn word<'w>(&'w self, key: &'w str) -> &'w str {
        self.words.get(key).map_or(key, String::as_str)
    }
}
