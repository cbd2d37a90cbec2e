//! Shortcodes and tags of templates: what another program replaces. They print as they are written, and are listed.

use std::sync::LazyLock;

use regex::Regex;

/// `{{< figure >}}`, `{{% note %}}`, `{% raw %}`, `{{ site.url }}`
static SHORTCODE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\{\{[<%][^\n]*?[%>]\}\}|\{%[^\n]*?%\}|\{\{[^{}\n]*\}\}").expect("a constant")
});
/// What is only for other programs: the end of a summary, the options of a table of contents.
static SILENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?im)^[ \t]*(?:<!--\s*(?:more|toc|truncate)\s*-->|\[toc\]|\{%\s*(?:raw|endraw)\s*%\}|\{:\s*toc\s*\})[ \t]*$").expect("a constant")
});
/// The beginning and the end of fenced code.
static FENCE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\s{0,3}(`{3,}|~{3,})").expect("a constant"));

/// The text in which shortcodes print as they are written, and what they are.
#[must_use]
pub(super) fn neutralised(text: &str) -> (String, Vec<String>) {
    let text = SILENT.replace_all(text, "");
    let (mut written, mut found, mut fence) = (String::with_capacity(text.len()), Vec::new(), None::<String>);
    for line in text.split_inclusive('\n') {
        let mark = FENCE.captures(line).map(|mark| mark[1].to_owned());
        match (&fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if mark.starts_with(open.as_str()) => fence = None,
            _ => {}
        }
        if fence.is_some() || FENCE.is_match(line) {
            written.push_str(line);
            continue;
        }
        let mut done = 0;
        for code in SHORTCODE.find_iter(line) {
            written.push_str(&line[done..code.start()]);
            let is_in_code = line[..code.start()].matches('`').count() % 2 == 1;
            if is_in_code {
                written.push_str(code.as_str());
            } else {
                found.push(code.as_str().to_owned());
                written.extend(["`` ", code.as_str(), " ``"]);
            }
            done = code.end();
        }
        written.push_str(&line[done..]);
    }
    (written, found)
}
