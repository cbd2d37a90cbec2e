//! A PDF as the browser printed it: it is whole, its dates are those of the edition, and its sheets are counted.

use chrono::NaiveDate;
use memchr::memmem;

/// The digits of the date in a PDF: year to second.
const DIGITS: usize = 14;

/// A PDF that is printed.
pub(super) struct PrintedPdf {
    pub bytes: Vec<u8>,
    /// How many sheets it has.
    pub sheets: usize,
}

/// Whether these are a whole PDF. A browser reports success whatever it did.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-") && bytes.trim_ascii_end().ends_with(b"%%EOF")
}

impl PrintedPdf {
    /// A whole PDF, which says that it was made on this day: the same pages give the same bytes.
    pub(super) fn dated(mut bytes: Vec<u8>, day: NaiveDate) -> Self {
        let date = format!("{}000000", day.format("%Y%m%d"));
        for key in ["/CreationDate (D:", "/ModDate (D:"] {
            let places: Vec<usize> = memmem::find_iter(&bytes, key).map(|at| at + key.len()).collect();
            for at in places {
                let digits =
                    bytes.get_mut(at..at + DIGITS).filter(|digits| digits.iter().all(u8::is_ascii_digit));
                if let Some(digits) = digits.filter(|digits| digits.len() == date.len()) {
                    digits.copy_from_slice(date.as_bytes());
                }
            }
        }
        let key = b"/Type /Page";
        let is_sheet = |at: &usize| bytes.get(at + key.len()).is_some_and(|next| !next.is_ascii_alphabetic());
        let sheets = memmem::find_iter(&bytes, key).filter(is_sheet).count();
        Self { bytes, sheets }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pdf_gets_the_day_of_its_edition_and_its_sheets_are_counted() {
        let pdf =
            b"%PDF-1.4\n<</CreationDate (D:20261130055031+00'00')\n/ModDate (D:20261130055031+00'00')>>\n\
            <</Type /Pages>> <</Type /Page\n/x>> <</Type /Page>>\n%%EOF\n";
        assert!(is_whole(pdf) && !is_whole(&pdf[..pdf.len() - 3]) && !is_whole(b"<html>"));
        let printed = PrintedPdf::dated(pdf.to_vec(), "2025-11-20".parse().unwrap());
        let text = String::from_utf8(printed.bytes).unwrap();
        assert_eq!(text.matches("(D:20251120000000+00'00')").count(), 2, "{text}");
        assert_eq!(printed.sheets, 2);
    }
}
