//! A theme: templates, assets, options, and the words of the interface in each language.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::source::SourcePath;

/// A theme, with the paper's own overrides laid over it.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// Templates by name: `story.html`, and where each is written.
    pub templates: BTreeMap<String, Template>,
    /// What goes into `assets/`, by name.
    pub assets: BTreeMap<String, Arc<[u8]>>,
    /// Settings and their defaults.
    pub options: BTreeMap<String, String>,
    /// Words of the interface: by language, by key.
    pub words: BTreeMap<String, BTreeMap<String, String>>,
    /// The kinds of exhibit it adds.
    pub exhibits: Vec<String>,
    /// How many stories a paged list shows on each document.
    pub stories_per_list: usize,
    /// How many editions an archive shows before it is divided by year.
    pub editions_per_archive: usize,
}

/// One template's text and where it comes from.
#[derive(Clone, Debug)]
pub struct Template {
    /// The file, or the place inside the program.
    pub path: SourcePath,
    /// The text.
    pub text: Arc<str>,
}
