//! Other papers than the sample: a technical weekly with code and addresses, a county's daily, one in English, and the papers of the
//! folders that `LANMU_PAPERS` names, with `:` between them.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::Value;

use super::measured_in;
use super::support::{Paper, repository};

/// The day for which they are built: after all of their editions.
const DAY: &str = "2030-01-01";
/// Of a long paper, so many documents of each kind.
const MOST: usize = 60;

/// A paper, and its documents that are looked at.
pub struct Other {
    pub name: String,
    pub paper: Paper,
    /// The pages of its newest editions.
    pub pages: Vec<String>,
    /// The stories of these.
    pub stories: Vec<String>,
}

impl Other {
    fn new(folder: &Path) -> Self {
        let paper = Paper::copy_of(folder);
        let run = paper.run(&["build", "--as-of", DAY]);
        assert_eq!(run.code, 0, "{}: {}", folder.display(), run.said);
        let dated = regex::Regex::new(r"^\d{4}-\d\d-\d\d[^/]*(/[^/]+)?\.html$").unwrap();
        let documents = paper.public().into_keys().rev().filter(|path| dated.is_match(path));
        let (stories, pages): (Vec<String>, Vec<String>) = documents.partition(|path| path.contains('/'));
        let newest = |documents: Vec<String>| documents.into_iter().take(MOST).collect();
        Self { name: folder.display().to_string(), paper, pages: newest(pages), stories: newest(stories) }
    }

    /// Measures some of its documents.
    pub fn measured(&self, documents: &[String], widths: &[u32], measure: &str) -> Vec<(String, u32, Value)> {
        let documents: Vec<&str> = documents.iter().map(String::as_str).collect();
        let found = measured_in(&self.paper, &documents, widths, measure, &[]);
        found
            .into_iter()
            .map(|(path, width, result)| (format!("{}: {path}", self.name), width, result))
            .collect()
    }
}

pub static OTHERS: LazyLock<Vec<Other>> = LazyLock::new(|| {
    let ours = ["tests/browser/papers/weekly", "tests/browser/papers/daily", "tests/sites/english/in"];
    let named = std::env::var("LANMU_PAPERS").unwrap_or_default();
    let named = named.split(':').filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let folders = ours.iter().map(|folder| repository().join(folder)).chain(named);
    folders.map(|folder| Other::new(&folder)).collect()
});
