//! Routes: the only place that constructs addresses.

use crate::digest::{Digest, short_form};
use crate::model::document::{Route, Subject};
use crate::model::edition::EditionKey;
use crate::model::face::PaperFace;
use crate::model::ids::{LedgerId, StoryId};
use crate::model::published::PublishedFile;
use crate::model::search::SearchFileId;
use crate::model::site::Site;
use crate::source::{SourcePath, is_address};

/// The folder of the files of the theme, and that of the style sheets of editions.
const ASSETS: &str = "assets/";
pub(crate) const EDITION_SHEETS: &str = "assets/editions/";
/// The folder of the prints of photographs.
pub(crate) const PRINTS: &str = "assets/pictures/";
/// The folder of the letters of fonts, and of the style sheets that give them to browsers.
pub(crate) const FONTS: &str = "assets/fonts/";
/// The folder of share pictures.
pub(crate) const SHARE_PICTURES: &str = "assets/share/";
/// The folder of the search index.
pub(crate) const SEARCH_FILES: &str = "assets/search/";

/// The address of the document that shows a subject. That of the style sheet of an edition is still without the digest of its
/// contents, which only the renderer knows.
#[must_use]
pub(crate) fn route(subject: &Subject, site: &Site) -> Route {
    Route::new(match subject {
        Subject::Front => "index.html".to_owned(),
        Subject::Page(edition, 0) => format!("{}.html", site.edition(*edition).key),
        Subject::Page(edition, page) => format!("{}-p{}.html", site.edition(*edition).key, page + 1),
        Subject::Sheet(edition) => format!("{EDITION_SHEETS}{}.css", site.edition(*edition).key),
        Subject::Pdf(edition) => format!("{}.pdf", site.edition(*edition).key),
        Subject::Story(story) => story_path(site, *story),
        Subject::Column(column, sheet) => paged("columns", &site.columns[column.0].slug, *sheet),
        Subject::Topic(topic, sheet) => paged("topics", &site.topics[topic.0].slug, *sheet),
        Subject::Topics(sheet) => paged("topics", "index", *sheet),
        Subject::Signer(signer, sheet) => paged("bylines", &site.signers[signer.0].slug, *sheet),
        Subject::Bylines(sheet) => paged("bylines", "index", *sheet),
        Subject::Undated(sheet) => paged("stories", "index", *sheet),
        Subject::Ledger(ledger) => ledger_path(site, *ledger, "html"),
        Subject::LedgerCsv(ledger) => ledger_path(site, *ledger, "csv"),
        Subject::LedgerJson(ledger) => ledger_path(site, *ledger, "json"),
        Subject::Table(story, number) => table(&story_path(site, *story), *number),
        Subject::StandingTable(page, number) => table(&standing(&site.standing[page.0].said.slug), *number),
        Subject::Comparison(sheet) => paged("ledgers", "index", *sheet),
        Subject::Programmes(0) => "programmes.html".to_owned(),
        Subject::Programmes(sheet) => format!("programmes-{}.html", sheet + 1),
        Subject::Standing(page) => standing(&site.standing[page.0].said.slug),
        Subject::Archive => "archive.html".to_owned(),
        Subject::ArchiveMonth(month) => format!("archive/{month}.html"),
        Subject::Search => "search.html".to_owned(),
        Subject::SearchFile(file) => search_file(site, *file),
        Subject::NotFound => "404.html".to_owned(),
        Subject::Feed => "feed.xml".to_owned(),
        Subject::ColumnFeed(column) => format!("columns/{}/feed.xml", site.columns[column.0].slug),
        Subject::JsonFeed => "feed.json".to_owned(),
        Subject::DataPackage => "ledgers/datapackage.json".to_owned(),
        Subject::Icon => "icon.svg".to_owned(),
        Subject::Sitemap => "sitemap.xml".to_owned(),
        Subject::SitemapPart(year, number) => {
            let of = year.map_or_else(|| "more".to_owned(), |year| year.to_string());
            if *number == 0 {
                format!("sitemap-{of}.xml")
            } else {
                format!("sitemap-{of}-{}.xml", number + 1)
            }
        }
        Subject::Robots => "robots.txt".to_owned(),
        Subject::Redirects => "_redirects".to_owned(),
        Subject::FiguresIndex => "figures.json".to_owned(),
        Subject::Moved(_, alias) => alias.clone(),
        Subject::Asset(name) => asset_path(name, &site.theme.assets[name]),
        Subject::Carried(file) => return carried(&site.carried[file.0].path),
        Subject::Print(file, width) => print(&site.carried[file.0], *width),
        Subject::SharePicture(story) => {
            let digest = site.share_pictures[story].digest().short();
            let story = story_path(site, *story);
            format!("{SHARE_PICTURES}{}.{digest}.png", story.trim_end_matches(".html"))
        }
        Subject::Font(name) => font(name, &site.faces.by_name[name], "woff2"),
        Subject::FontSheet(name) => font(name, &site.faces.by_name[name], "css"),
    })
}

/// The address of a story's proof.
#[must_use]
pub(crate) fn proof(path: &SourcePath) -> Route {
    let inside = path.as_str().strip_prefix("content/").unwrap_or(path.as_str());
    let inside = inside.strip_prefix("editions/").unwrap_or(inside);
    Route::new(format!("stories/{}.html", ascii(inside.strip_suffix(".md").unwrap_or(inside))))
}

/// The address of the list of proofs.
#[must_use]
pub(crate) fn proofs() -> Route {
    Route::new("index.html".to_owned())
}

/// The address of one of the stories.
pub(crate) fn story_path(site: &Site, id: StoryId) -> String {
    let story = site.story(id);
    self::story(story.placed.map(|placed| &site.edition(placed.edition).key), &story.said.slug)
}

/// The address of a story, in an edition or in none.
pub(crate) fn story(edition: Option<&EditionKey>, slug: &str) -> String {
    edition.map_or_else(|| format!("stories/{slug}.html"), |key| format!("{key}/{slug}.html"))
}

/// The address of a file of the search index. The script of the search page replaces the last two parts by those of other files.
fn search_file(site: &Site, file: SearchFileId) -> String {
    let (period, letter) = (&site.search.periods[file.period].name, file.part.letter());
    let digest = site.search.digest(file).short();
    format!("{SEARCH_FILES}{period}-{letter}{}.{digest}.js", file.number)
}

/// The address of a print: that of its photograph, with the width and a digest of what it is made from.
fn print(file: &PublishedFile, width: u32) -> String {
    let of_file = carried(&file.path);
    let stem = of_file.as_str().rsplit_once('.').map_or(of_file.as_str(), |(stem, _)| stem);
    let ending = file.photograph.map_or("jpg", |photograph| photograph.format.ending());
    format!("{PRINTS}{stem}-{width}.{}.{ending}", file.print(width).fingerprint())
}

/// The address of the letters of a face, or of their style sheet, with a digest of what the letters are made from.
fn font(name: &str, face: &PaperFace, ending: &str) -> String {
    format!("{FONTS}{name}.{}.{ending}", face.subset.digest().short())
}

/// Whether a file is a print of a photograph.
#[must_use]
pub(crate) fn is_print(path: &str) -> bool {
    path.starts_with(PRINTS)
}

/// The address of a standing document.
pub(crate) fn standing(slug: &str) -> String {
    format!("{slug}.html")
}

fn paged(folder: &str, slug: &str, sheet: usize) -> String {
    if sheet == 0 { format!("{folder}/{slug}.html") } else { format!("{folder}/{slug}-{}.html", sheet + 1) }
}

fn ledger_path(site: &Site, id: LedgerId, ending: &str) -> String {
    format!("ledgers/{}.{ending}", ascii(&site.ledgers[id.0].ledger.id))
}

/// The address of a table of figures, from that of the document that shows it.
fn table(document: &str, number: usize) -> String {
    format!("tables/{}-{}.csv", document.trim_end_matches(".html"), number + 1)
}

/// The name of a style sheet or script contains the digest of its contents, so that a browser may cache it forever.
/// Fonts and pictures that style sheets refer to keep their names.
fn asset_path(name: &str, content: &[u8]) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending @ ("css" | "js"))) => {
            ascii(&format!("assets/{stem}.{}.{ending}", Digest::of(content).short()))
        }
        _ => ascii(&format!("assets/{name}")),
    }
}

/// Whether a file's name contains the digest of its contents, so that it never changes: `assets/print.5d58fc977e.css`.
#[must_use]
pub(crate) fn is_fingerprinted(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let mut pieces = name.rsplit('.');
    let (_, digest) = (pieces.next(), pieces.next());
    let is_digest = |digest: &str| {
        digest.len() == 10 && digest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    };
    path.starts_with(ASSETS) && pieces.next().is_some() && digest.is_some_and(is_digest)
}

/// Whether a file belongs to the search index.
#[must_use]
pub(crate) fn is_search_file(path: &str) -> bool {
    path.starts_with(SEARCH_FILES)
}

/// The edition whose style sheet a file is.
#[must_use]
pub(crate) fn edition_of_sheet(path: &str) -> Option<&str> {
    path.strip_prefix(EDITION_SHEETS)?.split('.').next()
}

/// The address of a carried file: files beside stories are placed beside their documents, and those of `content/`
/// itself at the top.
#[must_use]
pub(crate) fn carried(path: &SourcePath) -> Route {
    let inside = path.as_str().strip_prefix("content/").unwrap_or(path.as_str());
    let inside = inside.strip_prefix("editions/").or_else(|| inside.strip_prefix("pages/")).unwrap_or(inside);
    Route::new(ascii(inside))
}

/// Whether an address has the form of the program's own documents, which carried files mostly do not have.
#[must_use]
pub(crate) fn is_document(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_at_top = !path.contains('/');
    match ending {
        "html" => true,
        "pdf" => is_at_top && EditionKey::parse(path.trim_end_matches(".pdf")).is_some(),
        "css" | "xml" => is_at_top || path.starts_with(ASSETS) || path.ends_with("/feed.xml"),
        "csv" | "json" => {
            path.starts_with("ledgers/")
                || path.starts_with("tables/")
                || ["figures.json", "feed.json"].contains(&path)
        }
        _ => path.starts_with(ASSETS) || ["robots.txt", "icon.svg"].contains(&path),
    }
}

/// Whether a document leads to others: the front, pages of editions, archives, lists of columns and topics.
#[must_use]
pub(crate) fn leads_to_others(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let is_dated = name.len() > 10 && name.as_bytes()[4] == b'-' && name.as_bytes()[7] == b'-';
    let is_list = ["columns", "topics", "bylines", "archive"].contains(&folder);
    is_list || name == "index.html" || name.starts_with("archive") || folder.is_empty() && is_dated
}

/// A path in ASCII: each component is kept if it can be an address, and otherwise replaced by a short stable form
/// with its ending.
fn ascii(path: &str) -> String {
    let piece = |piece: &str| {
        if is_address(piece) || KEPT.contains(&piece) {
            return piece.to_owned();
        }
        match piece.rsplit_once('.').filter(|(_, ending)| is_address(ending)) {
            Some((_, ending)) => format!("{}.{ending}", short_form(piece)),
            None => short_form(piece),
        }
    };
    path.split('/').map(piece).collect::<Vec<_>>().join("/")
}

/// Names with a leading dot that web hosts look for.
const KEPT: [&str; 4] = [".nojekyll", ".well-known", ".htaccess", ".user.ini"];

#[cfg(test)]
mod tests {
    use super::{edition_of_sheet, is_fingerprinted, leads_to_others};

    #[test]
    fn a_fingerprint_is_ten_hexadecimal_digits_before_the_ending() {
        assert!(is_fingerprinted("assets/broadsheet.5d58fc977e.css"));
        assert!(is_fingerprinted("assets/editions/2025-11-20.5d58fc977e.css"));
        for other in ["assets/broadsheet.css", "2025-11-20/a.html", "2025-11-20/tel.5551234567.jpg"] {
            assert!(!is_fingerprinted(other), "{other}");
        }
        assert_eq!(edition_of_sheet("assets/editions/2025-11-20-x.5d58fc977e.css"), Some("2025-11-20-x"));
        assert_eq!(edition_of_sheet("assets/print.5d58fc977e.css"), None);
    }

    #[test]
    fn fronts_pages_and_lists_lead_to_other_documents() {
        let lists =
            ["index.html", "2025-11-20.html", "2025-11-20-p2.html", "archive-2024.html", "columns/a-2.html"];
        assert!(lists.into_iter().all(leads_to_others));
        assert!(!["2025-11-20/a.html", "about.html", "ledgers/a.html"].into_iter().any(leads_to_others));
    }
}
