//! The templates of the theme: compiled once, filled in with a view.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, Value};

use super::attributes;
use super::escape::set_text;
use super::paired::pair_marks;
use super::template_errors;
use super::variables;
use super::views::chrome::Chrome;
use crate::finding::{Finding, Severity};
use crate::model::theme::Theme;
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

/// The template of the style sheet of an edition.
pub(super) const EDITION_SHEET: &str = "edition.css";

/// Compiled templates, with a context that already contains what every document shows. In addition to Tera's filters they have
/// `set`, which sets plain text as that of a narrative: no line begins with a mark that joins, and long addresses break.
#[derive(Debug)]
pub(crate) struct Templates {
    tera: Tera,
    theme: Arc<Theme>,
    /// The variables that any of them uses.
    variables: BTreeSet<String>,
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
        tera.register_filter("set", |text: &str, _: Kwargs, _: &State| {
            let mut html = String::with_capacity(text.len());
            set_text(text, &mut html);
            pair_marks(&mut html, 0);
            Value::safe_string(&html)
        });
        *tera.global_context() =
            Context::from_serialize(chrome).expect("the chrome is a struct of strings, lists and maps");
        let templates = theme.templates.iter().map(|(name, template)| (name.as_str(), &*template.text));
        if let Err(error) = tera.add_raw_templates(templates.collect::<Vec<_>>()) {
            return Err(template_errors::findings(theme, "", &error));
        }
        let of_grid = theme.grid.is_some().then_some(EDITION_SHEET);
        let missing: Vec<Finding> = NEEDED
            .into_iter()
            .chain(of_grid)
            .filter(|name| !theme.templates.contains_key(*name))
            .map(|name| Finding::new(Severity::Error, None, content::missing_template(name)))
            .collect();
        if !missing.is_empty() {
            return Err(missing);
        }
        let mut warnings = variables::unknown(&tera, theme);
        warnings.extend(attributes::unknown(theme));
        let used = theme.templates.keys().filter_map(|name| tera.get_template_variables(name).ok());
        let variables = used.flatten().map(str::to_owned).collect();
        Ok(Self { theme: Arc::clone(theme), variables, warnings, tera })
    }

    /// Whether any of them uses a variable, so that one that is costly need not be computed for nothing.
    #[must_use]
    pub(crate) fn use_variable(&self, name: &str) -> bool {
        self.variables.contains(name)
    }

    /// Fills in a template.
    ///
    /// # Errors
    /// With a finding at the place in the template that could not be filled in.
    pub(crate) fn print<V: Serialize>(&self, template: &str, view: &V) -> Result<Vec<u8>, Box<Finding>> {
        let context = Context::from_serialize(view).expect("a view is a struct of strings, lists and maps");
        debug_assert!(
            template.starts_with("exhibits/") || variables::are_known(template, view),
            "{template} gets a variable that `shapes` does not list"
        );
        let mut bytes = Vec::with_capacity(16 << 10);
        match self.tera.render_to(template, &context, &mut bytes) {
            Ok(()) => Ok(bytes),
            Err(error) => {
                let mut findings = template_errors::findings(&self.theme, template, &error);
                Err(Box::new(findings.swap_remove(0)))
            }
        }
    }
}
