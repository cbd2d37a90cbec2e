//! The document that is printed: the pages of an edition one after another, each on a sheet of its own.

use serde_json::Value;
use url::Url;

use crate::fault::{Action, Fault};
use crate::files::OpenFolder;
use crate::model::document::Subject;
use crate::model::edition::Page;
use crate::model::ids::EditionId;
use crate::model::site::Site;
use crate::plan::routes;

/// The largest page that is read, in bytes.
const LIMIT: u64 = 64 << 20;

/// What the pages need besides their own style: each begins a sheet, and the heading that only programs see can be found by the
/// browser, which makes the bookmarks of headings that are printed.
const STYLE: &str = "<style>.printed-page + .printed-page { break-before: page; }
h1.hidden { position: static; width: auto; height: 0; overflow: visible; clip-path: none; font: 1pt/1 serif; color: transparent; }</style>";

/// What is done to the pages in the browser. No other script runs.
const SCRIPT: &str = include_str!("sheets.js");

/// The document with the pages of an edition, which stand in the output folder.
pub(super) fn sheets(out: &std::path::Path, site: &Site, edition: EditionId) -> Result<String, Fault> {
    let folder = OpenFolder::open(out).map_err(Fault::on(Action::List, out))?;
    let of = site.edition(edition);
    let (mut head, mut opening, mut bodies) = (String::new(), String::new(), String::new());
    for page in 0..of.pages.len() {
        let route = routes::route(&Subject::Page(edition, page), site);
        let bytes = folder.read(route.as_str(), LIMIT);
        let bytes = bytes.map_err(Fault::on(Action::Read, &folder.path_of(route.as_str())))?;
        let text = String::from_utf8_lossy(&bytes);
        let parts = PageParts::of(&text);
        if page == 0 {
            (head, opening) = (parts.head.to_owned(), parts.body_tag.to_owned());
        }
        bodies.extend(["<div class=\"printed-page\">", parts.body, "</div>\n"]);
    }
    let paper = &site.paper;
    let title = format!("{} {}", paper.name, paper.language.day(of.key.date));
    let names =
        of.pages.iter().enumerate().map(|(index, page)| name(page, index + 1, paper.language.is_chinese()));
    let known = [
        ("title", Value::from(title)),
        ("names", names.collect()),
        ("site", paper.url.as_ref().map(Url::as_str).into()),
    ];
    let known = known.map(|(name, value)| format!("const {name} = {};\n", in_script(&value))).concat();
    let base = std::path::absolute(out).ok().and_then(|out| Url::from_directory_path(out).ok());
    let base = base.map(|base| format!("<base href=\"{base}\">")).unwrap_or_default();
    let language = paper.language.tag();
    Ok(format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'nonce-sheets'\">\n\
         {base}{head}{STYLE}</head>\n{opening}\n{bodies}<script nonce=\"sheets\">\n{known}{SCRIPT}</script>\n</body>\n</html>\n"
    ))
}

/// The bookmark of a page.
fn name(page: &Page, number: usize, in_chinese: bool) -> String {
    let called = page.name.as_deref().unwrap_or_default();
    let name =
        if in_chinese { format!("第{number}版 {called}") } else { format!("Page {number} {called}") };
    name.trim_end().to_owned()
}

/// A value as a script can hold it inside a document.
fn in_script(value: &Value) -> String {
    value.to_string().replace('<', "\\u003c")
}

/// What stands in a document.
struct PageParts<'p> {
    /// Inside `head`.
    head: &'p str,
    /// The tag that opens `body`.
    body_tag: &'p str,
    /// Inside `body`.
    body: &'p str,
}

impl<'p> PageParts<'p> {
    /// The parts of a document; one without tags of its own is all body.
    fn of(text: &'p str) -> Self {
        let parts = || {
            let (head, rest) = text.split_once("<head>")?.1.split_once("</head>")?;
            let rest = &rest[rest.find("<body")?..];
            let (body_tag, body) = rest.split_at(rest.find('>')? + 1);
            Some(Self { head, body_tag, body: body.rsplit_once("</body>")?.0 })
        };
        parts().unwrap_or(Self { head: "", body_tag: "<body>", body: text })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_taken_apart_at_its_head_and_its_body() {
        let parts = PageParts::of("<!doctype html><html><head>甲</head><body class=\"a\">乙</body></html>");
        assert_eq!((parts.head, parts.body_tag, parts.body), ("甲", "<body class=\"a\">", "乙"));
        assert_eq!(PageParts::of("丙").body, "丙");
    }

    #[test]
    fn nothing_of_the_paper_ends_the_script() {
        assert_eq!(in_script(&Value::from("</script>")), "\"\\u003c/script>\"");
    }
}
