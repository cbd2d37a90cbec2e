//! Tera's errors as findings, each at its place in a template.

use tera::ErrorKind;

use crate::finding::Finding;
use crate::model::theme::Theme;
use crate::source::{Place, SourcePath, Span, line_starts};
use crate::words::libraries;

/// What is wrong with the templates of a theme. An error that names no template belongs to `template`.
#[must_use]
pub(super) fn findings(theme: &Theme, template: &str, error: &tera::Error) -> Vec<Finding> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = report.span().range.clone();
            vec![finding(theme, report.filename(), Span::new(range.start, range.end), report.message())]
        }
        ErrorKind::MissingParent { current, parent } => {
            let reason = format!("Unknown parent template `{parent}`");
            vec![finding(theme, current, quoted(theme, current, parent), &reason)]
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            vec![finding(theme, tpl, Span::default(), &error.to_string())]
        }
        ErrorKind::Msg(reports) if reports.starts_with(REPORT) => {
            reports.split("\n\n").map(|report| reported(theme, template, report)).collect()
        }
        _ => vec![finding(theme, template, Span::default(), &error.to_string())],
    }
}

/// How each of Tera's printed reports begins. Names that do not exist are found in all templates at once, and their
/// reports exist only in print.
const REPORT: &str = "error: ";

/// A printed report: the message, and on the next line the template, line and column.
fn reported(theme: &Theme, template: &str, report: &str) -> Finding {
    let mut lines = report.lines();
    let message = lines.next().unwrap_or_default().trim_start_matches(REPORT);
    let place = lines.next().and_then(|line| line.trim_start().strip_prefix("--> "));
    let mut pieces = place.unwrap_or_default().rsplitn(3, ':');
    let (column, line, name) = (number(pieces.next()), number(pieces.next()), pieces.next());
    let name = name.unwrap_or(template);
    let text = theme.templates.get(name).map_or("", |template| &*template.text);
    let start = line_starts(text.as_bytes()).get(line.saturating_sub(1)).copied().unwrap_or(0);
    let before: usize = text[start..].chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
    finding(theme, name, Span::new(start + before, start + before), message)
}

fn number(piece: Option<&str>) -> usize {
    piece.and_then(|piece| piece.parse().ok()).unwrap_or(1)
}

/// Where a template quotes a name.
fn quoted(theme: &Theme, template: &str, name: &str) -> Span {
    let text = theme.templates.get(template).map_or("", |template| &*template.text);
    text.find(name).map_or_else(Span::default, |at| Span::new(at, at + name.len()))
}

fn finding(theme: &Theme, template: &str, span: Span, reason: &str) -> Finding {
    let path = theme
        .templates
        .get(template)
        .map_or_else(|| SourcePath::new(template), |template| template.path.clone());
    let reason = reason.lines().next().unwrap_or_default();
    let known: Vec<&str> = if reason.starts_with(BLOCK) {
        blocks_above(theme, template)
    } else {
        theme.templates.keys().map(String::as_str).collect()
    };
    Finding::error(Place::new(&path, span), libraries::bad_template(reason, known))
}

/// How Tera begins to say that a template fills in a block that no template above it has.
const BLOCK: &str = "Block `";

/// The blocks of the templates that a template extends.
fn blocks_above<'t>(theme: &'t Theme, template: &str) -> Vec<&'t str> {
    let mut blocks = Vec::new();
    let mut seen = vec![template];
    while let Some(parent) = seen
        .last()
        .and_then(|name| theme.templates.get(*name))
        .and_then(|template| extended(&template.text))
        .filter(|parent| !seen.contains(parent))
    {
        blocks.extend(theme.templates.get(parent).into_iter().flat_map(|template| blocks_in(&template.text)));
        seen.push(parent);
    }
    blocks
}

/// The template that a template extends.
fn extended(text: &str) -> Option<&str> {
    let rest = text.trim_start().strip_prefix("{%")?.trim_start_matches('-').trim_start();
    let rest = rest.strip_prefix("extends")?.trim_start();
    let mark = rest.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    rest[1..].split(mark).next()
}

/// The blocks that stand in a template.
fn blocks_in(text: &str) -> impl Iterator<Item = &str> {
    let tags = text.split("{%").skip(1).map(|tag| tag.trim_start_matches('-').trim_start());
    tags.filter_map(|tag| {
        let name = tag.strip_prefix("block ")?.trim_start();
        name.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next()
    })
}
