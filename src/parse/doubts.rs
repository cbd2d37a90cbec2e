//! Doubts (待核): comments that say what an editor must look at before the story is printed.

/// What begins such a comment, in Chinese and in English.
pub(crate) const MARKS: [&str; 2] = ["待核", "to check"];

/// Whether HTML has such a comment.
#[must_use]
pub(crate) fn are_in(html: &str) -> bool {
    let mut comments = html.split("<!--").skip(1).map(str::trim_start);
    comments.any(|comment| MARKS.iter().any(|mark| comment.starts_with(mark)))
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
}
