//! The templates of the theme: compiled once, filled in with a view.

use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use super::variables;
use super::views::chrome::Chrome;
use crate::finding::{Finding, Severity};
use crate::model::theme::Theme;
use crate::source::{Place, SourcePath, Span};
use crate::words::content;

/// The templates that a theme must have; a theme that lays out pages also needs the style sheet of an edition.
const NEEDED: [&str; 14] = [
    "front.html",
    "page.html",
    "story.html",
    "list.html",
    "ledger.html",
    "comparison.html",
    "programmes.html",
    "standing.html",
    "archive.html",
    "not-found.html",
    "moved.html",
    "feed.xml",
    "sitemap.xml",
    "robots.txt",
];

/// Compiled templates, with a context that already contains what every document shows.
#[derive(Debug)]
pub(crate) struct Templates {
    tera: Tera,
    theme: Arc<Theme>,
    /// What is wrong with them, and does not prevent printing.
    pub warnings: Vec<Finding>,
}

impl Templates {
    /// Compiles the templates of the theme; each one that cannot be read or is missing is a finding.
    ///
    /// # Errors
    /// With the findings, when any template is wrong.
    pub(crate) fn new(theme: &Arc<Theme>, chrome: &Chrome) -> Result<Self, Vec<Finding>> {
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".html", ".xml"]);
        *tera.global_context() =
            Context::from_serialize(chrome).expect("the chrome is a struct of strings, lists and maps");
        let templates = theme.templates.iter().map(|(name, template)| (name.as_str(), &*template.text));
        if let Err(error) = tera.add_raw_templates(templates.collect::<Vec<_>>()) {
            return Err(vec![finding(theme, "", &error)]);
        }
        let of_grid = theme.grid.is_some().then_some(super::views::sheet::TEMPLATE);
        let missing: Vec<Finding> = NEEDED
            .into_iter()
            .chain(of_grid)
            .filter(|name| !theme.templates.contains_key(*name))
            .map(|name| Finding::new(Severity::Error, None, content::missing_template(name)))
            .collect();
        if !missing.is_empty() {
            return Err(missing);
        }
        let warnings = variables::unknown(&tera, theme);
        Ok(Self { tera, theme: Arc::clone(theme), warnings })
    }

    /// Fills in a template.
    ///
    /// # Errors
    /// With a finding at the place in the template that could not be filled in.
    pub(crate) fn print<V: Serialize>(&self, template: &str, view: &V) -> Result<Vec<u8>, Box<Finding>> {
        let context = Context::from_serialize(view).expect("a view is a struct of strings, lists and maps");
        debug_assert!(
            template.starts_with("exhibits/") || variables::are_known(view),
            "{template} has a variable that `variables` does not list"
        );
        let mut bytes = Vec::with_capacity(16 << 10);
        match self.tera.render_to(template, &context, &mut bytes) {
            Ok(()) => Ok(bytes),
            Err(error) => Err(Box::new(finding(&self.theme, template, &error))),
        }
    }
}

/// Tera's error, at its place if Tera names one.
fn finding(theme: &Theme, template: &str, error: &tera::Error) -> Finding {
    let (name, span, reason) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = report.span().range.clone();
            (report.filename().to_owned(), Span::new(range.start, range.end), report.message().to_owned())
        }
        _ => (
            template.to_owned(),
            Span::default(),
            error.to_string().lines().next().unwrap_or_default().to_owned(),
        ),
    };
    let path =
        theme.templates.get(&name).map_or_else(|| SourcePath::new(&name), |template| template.path.clone());
    Finding::error(Place::new(&path, span), content::bad_template(&reason))
}
