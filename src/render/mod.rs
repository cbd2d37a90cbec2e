//! Render: documents → bytes. Each document is made from what its reader tells it, by itself, in parallel.

mod html;
mod press;
mod reader;
mod views;

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use crate::finding::{Finding, Noted};
use crate::model::document::{Content, Document, Rendered, Subject};
use crate::model::paper::PaperLanguage;
use crate::model::site::Site;
use press::Press;
use reader::Reader;
use views::archive::ArchiveView;
use views::chrome::{Chrome, Head};
use views::ledger::{ComparisonView, LedgerView};
use views::list::ListView;
use views::machine::{self, FeedView, SitemapView};
use views::page::{PageView, headline_link};
use views::programmes::ProgrammesView;
use views::story::StoryView;

/// Makes every document, in the order of the plan.
#[must_use]
pub fn render(documents: &[Document], site: &Site) -> Noted<Vec<Rendered>> {
    let reader = Reader::new(site, documents);
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
        let content = match self.content(document) {
            Some(content) => content?,
            None => Content::Bytes(Vec::new()),
        };
        Ok(Rendered { route: document.route.clone(), content })
    }

    fn content(&self, document: &'s Document) -> Option<Result<Content, Box<Finding>>> {
        let (reader, route) = (self.reader, &document.route);
        let bytes = match &document.subject {
            Subject::Front => self.press.print("front.html", &PageView::front(reader, route)?),
            Subject::Page(edition, page) => {
                self.press.print("page.html", &PageView::new(reader, route, *edition, *page))
            }
            Subject::Story(story) => self.press.print("story.html", &StoryView::new(reader, route, *story)),
            Subject::Standing(page) => {
                self.press.print("standing.html", &StoryView::standing(reader, route, *page))
            }
            Subject::Column(column, sheet) => {
                self.press.print("list.html", &ListView::column(reader, route, *column, *sheet))
            }
            Subject::Topic(topic, sheet) => {
                self.press.print("list.html", &ListView::topic(reader, route, *topic, *sheet))
            }
            Subject::Ledger(ledger) => {
                self.press.print("ledger.html", &LedgerView::new(reader, route, *ledger))
            }
            Subject::LedgerCsv(ledger) => Ok(machine::ledger_csv(reader, *ledger)),
            Subject::LedgerJson(ledger) => Ok(machine::ledger_json(reader, *ledger)),
            Subject::FiguresIndex => Ok(machine::figures_index(reader)),
            Subject::Comparison => {
                let view = ComparisonView::new(reader, route, self.word("comparison"));
                self.press.print("comparison.html", &view)
            }
            Subject::Programmes => {
                let view = ProgrammesView::new(reader, route, self.word("programmes"));
                self.press.print("programmes.html", &view)
            }
            Subject::Archive => {
                self.press.print("archive.html", &ArchiveView::new(reader, route, None, self.word("archive")))
            }
            Subject::ArchiveYear(year) => self
                .press
                .print("archive.html", &ArchiveView::new(reader, route, Some(*year), self.word("archive"))),
            Subject::NotFound => self.press.print("not-found.html", &self.not_found(document)),
            Subject::Moved(story, _) => {
                let head =
                    Head::new(reader, reader.route(&Subject::Story(*story))?, "moved", self.word("moved"));
                let head = Head { to_root: route.to_root(), ..head };
                self.press.print("moved.html", &Bare { head, moved_to: Some(headline_link(reader, *story)) })
            }
            Subject::Feed => self.press.print("feed.xml", &FeedView::new(reader, route)),
            Subject::Sitemap => self.press.print("sitemap.xml", &SitemapView::new(reader)),
            Subject::Robots => {
                let sitemap = reader.route(&Subject::Sitemap).and_then(|route| reader.canonical(route));
                self.press.print("robots.txt", &BTreeMap::from([("sitemap", sitemap)]))
            }
            Subject::Asset(name) => Ok(reader.site.theme.assets[name].to_vec()),
            Subject::Carried(file) => {
                return Some(Ok(Content::Copy(reader.site.carried[file.0].path.clone())));
            }
        };
        Some(bytes.map(Content::Bytes))
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
