//! What an Excel file holds beside the cells that are seen: hidden rows and columns, and comments on cells.

use std::collections::BTreeMap;

use crate::import::package::Package;
use crate::import::xml::XmlElement;

/// The part that lists the sheets.
const WORKBOOK: &str = "xl/workbook.xml";

/// What is not seen in a sheet at first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct UnseenParts {
    /// The numbers of hidden rows.
    pub rows: Vec<String>,
    /// The letters of hidden columns.
    pub columns: Vec<String>,
    /// Comments: `B3`, and what it says.
    pub comments: Vec<(String, String)>,
}

/// The unseen parts of each sheet of a workbook, by its name.
#[must_use]
pub(super) fn of_workbook(bytes: &[u8]) -> BTreeMap<String, UnseenParts> {
    let Some(mut package) = Package::open(bytes) else { return BTreeMap::new() };
    let Ok(workbook) = package.xml(WORKBOOK) else { return BTreeMap::new() };
    let links = package.links(WORKBOOK).unwrap_or_default();
    let mut found = BTreeMap::new();
    for sheet in workbook.all("sheet") {
        let link = sheet.attribute("r:id").and_then(|id| links.iter().find(|link| link.id == id));
        if let (Some(name), Some(link)) = (sheet.attribute("name"), link) {
            found.insert(name.to_owned(), of_sheet(&mut package, &link.part(WORKBOOK)));
        }
    }
    found
}

fn of_sheet(package: &mut Package, part: &str) -> UnseenParts {
    let mut unseen = UnseenParts::default();
    let is_hidden = |element: &XmlElement| matches!(element.attribute("hidden"), Some("1" | "true"));
    let sheet = package.part(part).unwrap_or_default();
    for hidden in XmlElement::tags(&sheet, &["row", "col"], &is_hidden) {
        let number = |name| hidden.attribute(name).and_then(|number| number.parse::<u32>().ok());
        match (number("r"), number("min").zip(number("max"))) {
            (Some(row), _) => unseen.rows.push(row.to_string()),
            (None, Some((first, last))) if first == last => unseen.columns.push(letters(first)),
            (None, Some((first, last))) => {
                unseen.columns.push(format!("{}—{}", letters(first), letters(last)));
            }
            (None, None) => {}
        }
    }
    let links = package.links(part).unwrap_or_default();
    for link in links.iter().filter(|link| link.kind.ends_with("/comments")) {
        let Ok(comments) = package.xml(&link.part(part)) else { continue };
        for comment in comments.all("comment") {
            let cell = comment.attribute("ref").unwrap_or_default().to_owned();
            unseen.comments.push((cell, comment.text_of("t").trim().to_owned()));
        }
    }
    unseen
}

/// The letters of a column: 1 → A, 27 → AA.
fn letters(column: u32) -> String {
    let (mut left, mut letters) = (column, String::new());
    while left > 0 {
        let letter = u8::try_from((left - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + letter));
        left = (left - 1) / 26;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        assert_eq!((letters(1), letters(26), letters(27)), ("A".to_owned(), "Z".to_owned(), "AA".to_owned()));
    }
}
