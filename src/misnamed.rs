//! The right names of files that are misnamed: Windows hides endings, and adds `.txt`.

use unicode_normalization::UnicodeNormalization;

/// The correct name of a story or a YAML file with a misspelled ending: `a.markdown`, `a.md.txt`, `a．md`.
#[must_use]
pub(crate) fn right_name(file_name: &str) -> Option<String> {
    let name: String = file_name.nfkc().map(|mark| if mark == '。' { '.' } else { mark }).collect();
    let name = name.trim().trim_end_matches('.');
    let lower = name.to_lowercase();
    let text = lower.strip_suffix(".txt").unwrap_or(&lower);
    let (stem, ending) = text.rsplit_once('.').filter(|(stem, _)| !stem.is_empty())?;
    let right = match ending {
        "markdown" | "mdown" | "mkdn" | "mkd" | "mdwn" | "mdtext" | "md" => "md",
        "yaml" | "yml" => ending,
        _ => return None,
    };
    Some(format!("{}.{right}", &name[..stem.len()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misnamed_source_gets_its_right_name() {
        for (name, is) in [
            ("d.markdown", "d.md"),
            ("b.md.txt", "b.md"),
            ("稿．md", "稿.md"),
            ("稿。ＭＤ", "稿.md"),
            ("a.MarkDown", "a.md"),
            ("a.md ", "a.md"),
            ("site.yaml.txt", "site.yaml"),
            ("edition.yml.txt", "edition.yml"),
        ] {
            assert_eq!(right_name(name).as_deref(), Some(is), "{name}");
        }
        for name in ["a.txt", "a.docx", "markdown", ".md", "a.pdf"] {
            assert_eq!(right_name(name), None, "{name}");
        }
    }
}
