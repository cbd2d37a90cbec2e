//! Doubts (待核): comments that say what an editor must look at before it is printed, in stories and in ledgers.

use crate::source::Span;

/// What begins such a comment, in Chinese and in English.
pub(crate) const MARKS: [&str; 2] = ["待核", "to check"];

/// Whether HTML has such a comment.
#[must_use]
pub(crate) fn are_in(html: &str) -> bool {
    let mut comments = html.split("<!--").skip(1).map(str::trim_start);
    comments.any(|comment| MARKS.iter().any(|mark| comment.starts_with(mark)))
}

/// The figures of a ledger that have such a comment, and its place. `figures` are their keys and where these stand. A comment is about
/// the figure in whose entry it is; one that stands above an entry is about that.
#[must_use]
pub(super) fn of_figures(text: &str, figures: &[(&str, Span)]) -> Vec<(String, Span)> {
    let mut figures = figures.to_vec();
    figures.sort_by_key(|(_, at)| at.start);
    let figure_of = |comment: Span| {
        let next = figures.partition_point(|(_, at)| at.start < comment.start);
        let is_above = figures.get(next).is_some_and(|(_, at)| {
            let mut between = text[comment.end..at.start].lines().map(str::trim_start);
            between.all(|line| line.is_empty() || line.starts_with('#'))
                && column(text, comment.start) <= column(text, at.start)
        });
        let (key, _) = figures.get(if is_above { next } else { next.checked_sub(1)? })?;
        Some(((*key).to_owned(), comment))
    };
    comments(text).filter_map(figure_of).collect()
}

/// The comments of YAML that begin with a mark.
fn comments(text: &str) -> impl Iterator<Item = Span> {
    text.match_indices('#').filter_map(|(at, sign)| {
        let comment = text[at..].lines().next().unwrap_or_default().trim_end();
        let is_comment = text[..at].chars().next_back().is_none_or(char::is_whitespace);
        let says = comment[sign.len()..].trim_start();
        let is_doubt = is_comment && MARKS.iter().any(|mark| says.starts_with(mark));
        is_doubt.then(|| Span::new(at, at + comment.len()))
    })
}

/// How far from the start of its line a byte is.
fn column(text: &str, at: usize) -> usize {
    at - text[..at].rfind('\n').map_or(0, |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubt_is_a_comment_that_begins_with_its_mark() {
        for (html, expected) in [
            ("<!-- 待核：引题是按次序定的 -->", true),
            ("<!--to check: the picture-->", true),
            ("<!-- 已核 --> <!-- 待核 -->", true),
            ("<!-- 照排: bare-number 待核 -->", false),
            ("待核", false),
        ] {
            assert_eq!(are_in(html), expected, "{html}");
        }
    }

    #[test]
    fn in_a_ledger_it_is_about_the_figure_that_it_stands_in_or_above() {
        let text = "figures:\n  # 待核：单位\n  a: {value: 1}\n  b:\n    value: 2 # to check\n    # 待核：年份\n  c:\n    # 已核\n    value: 3\n";
        let at = |key: &str| text.find(&format!("  {key}:")).map(|at| Span::new(at + 2, at + 3)).unwrap();
        let figures = ["c", "a", "b"].map(|key| (key, at(key)));
        let found = of_figures(text, &figures).into_iter();
        let found: Vec<(String, &str)> = found.map(|(key, at)| (key, &text[at.range()])).collect();
        let expected = [("a", "# 待核：单位"), ("b", "# to check"), ("b", "# 待核：年份")];
        assert_eq!(found, expected.map(|(key, comment)| (key.to_owned(), comment)));
    }
}
