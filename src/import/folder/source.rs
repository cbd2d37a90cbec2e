//! The folder as another program has it: its pages, its pictures, and the names of both in links.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::fault::{Action, Fault};
use crate::files::{EntryKind, OpenFolder, walk};
use crate::import::encoding;

/// The largest page, in bytes.
const LIMIT: u64 = 8 << 20;
/// Folders of programs, not of pages.
const NOT_CONTENT: [&str; 8] =
    ["node_modules", "public", "themes", "layouts", "resources", "_site", "_layouts", "_includes"];

/// A folder that is imported.
pub(super) struct SourceFolder {
    pub root: PathBuf,
    pub pages: Vec<SourcePage>,
    /// Every other file, by its path below the root.
    pub files: BTreeSet<String>,
    /// The folders whose files are addressed from the top: `static/`.
    pub statics: Vec<String>,
    /// What could not be read.
    pub left_out: Vec<String>,
    /// The folders that were not looked into.
    pub skipped: Vec<String>,
}

/// A Markdown file.
pub(super) struct SourcePage {
    /// Its path below the root.
    pub path: String,
    /// The path that its story has, without the ending: a date in its name is gone, `index` is the name of its folder.
    pub place: String,
    /// The date in its name.
    pub date: Option<String>,
    pub text: String,
}

impl SourceFolder {
    pub(super) fn open(root: &Path) -> Result<Self, Fault> {
        let open = OpenFolder::open(root).map_err(Fault::on(Action::List, root))?;
        let listed = walk(Ok(&open), "", &|folder, path| {
            let folder = folder.map_err(Fault::on(Action::List, &root.join(path)))?;
            let entries = folder.entries().map_err(Fault::on(Action::List, &root.join(path)))?;
            let (mut files, mut inside) = (Vec::new(), Vec::new());
            for entry in entries {
                let Ok(name) = entry.name.into_string() else { continue };
                let is_skipped = name.starts_with('.') || NOT_CONTENT.contains(&name.as_str());
                let whole = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
                match entry.kind {
                    EntryKind::Folder if is_skipped => files.push(format!("{whole}/")),
                    EntryKind::Folder => inside.push(name),
                    EntryKind::File if !name.starts_with('.') => files.push(whole),
                    _ => {}
                }
            }
            Ok((files, inside))
        })?;
        let mut paths: Vec<String> = listed.into_iter().flatten().collect();
        paths.sort_unstable();
        let (skipped, paths): (Vec<String>, Vec<String>) =
            paths.into_iter().partition(|path| path.ends_with('/'));
        let top = top(&paths);
        let mut source = Self {
            root: root.to_owned(),
            pages: Vec::new(),
            files: BTreeSet::new(),
            statics: ["static", "source", "assets", "content", "docs", ""].map(str::to_owned).to_vec(),
            left_out: Vec::new(),
            skipped,
        };
        for path in paths {
            match path.strip_prefix(top).filter(|_| is_markdown(&path)) {
                Some(inside) => source.add(&open, &path, inside.trim_start_matches('/')),
                None => {
                    source.files.insert(path);
                }
            }
        }
        Ok(source)
    }

    fn add(&mut self, open: &OpenFolder, path: &str, inside: &str) {
        let bytes = open.read(path, LIMIT).ok();
        match bytes.and_then(|bytes| encoding::decode(&bytes)) {
            Some((text, _)) => {
                let (place, date) = place(inside);
                self.pages.push(SourcePage { path: path.to_owned(), place, date, text });
            }
            None => self.left_out.push(path.to_owned()),
        }
    }
}

/// Whether a file is Markdown, by its name.
pub(in crate::import) fn is_markdown(path: &str) -> bool {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    ["md", "markdown", "mdown"].iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// The folder below which pages are: `content` of Hugo and Zola, `source` of Hexo, the whole of Jekyll.
fn top(paths: &[String]) -> &'static str {
    let has = |start: &str| paths.iter().any(|path| path.starts_with(start) && is_markdown(path));
    match () {
        () if has("content/") => "content/",
        () if has("source/_posts/") => "source/",
        () => "",
    }
}

/// `_posts/2020-01-02-name.md` → `_posts/name`, of 2020-01-02; `post/name/index.md` → `post/name/name`: its pictures stand beside it.
pub(super) fn place(inside: &str) -> (String, Option<String>) {
    let stem = inside.rsplit_once('.').map_or(inside, |(stem, _)| stem);
    let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let is_dated = name.len() > 11
        && name.as_bytes()[..11].iter().enumerate().all(|(index, byte)| match index {
            4 | 7 | 10 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let (date, name) = if is_dated { (Some(name[..10].to_owned()), &name[11..]) } else { (None, name) };
    let parent = folder.rsplit('/').next().unwrap_or_default();
    let name = match name {
        "index" | "_index" if !parent.is_empty() => parent,
        name => name,
    };
    let folder = folder.trim_start_matches("_posts").trim_start_matches('/');
    (if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }, date)
}
