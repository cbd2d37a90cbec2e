//! What lies in a paper's folder, read but not understood.

use std::collections::BTreeMap;

use super::draft::Carried;
use crate::source::SourcePath;

/// The largest text that is read, in bytes.
pub const TEXT_LIMIT: u64 = 8 << 20;

/// What lies in a paper's folder.
#[derive(Debug, Default)]
pub struct Inventory {
    /// Every Markdown and YAML file of `content/`, and every file of the themes, as bytes.
    pub texts: BTreeMap<SourcePath, Vec<u8>>,
    /// Files of `content/` that are carried over.
    pub carried: Vec<Carried>,
    /// What was not taken, and why.
    pub left_out: Vec<(SourcePath, LeftOut)>,
}

/// Why a file was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// A link: it might lead out of the paper.
    Link,
    /// A device or pipe.
    Special,
    /// A name that is not text.
    Name,
    /// Larger than a text may be.
    TooLarge,
}

/// What a file is, by where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// `content/site.yaml`
    Site,
    /// `content/editions/DATE/edition.yaml`, and the folder's name.
    Edition(String),
    /// Any other Markdown file.
    Story,
    /// `content/pages/*.md`
    Standing,
    /// `content/ledgers/**/*.yaml`
    Ledger,
    /// A file of a theme, or one that the paper lays over it.
    Theme,
    /// House style: `content/style/`.
    Style,
    /// YAML that stands where none is read.
    Stray,
    /// Everything else: carried over as it is.
    Carried,
}

impl Role {
    /// The role of a file.
    #[must_use]
    pub fn of(path: &SourcePath) -> Self {
        let Some(inside) = path.as_str().strip_prefix("content/") else { return Self::Theme };
        let (top, rest) = inside.split_once('/').unwrap_or(("", inside));
        let is_yaml = path.has_ending(&["yaml", "yml"]);
        match top {
            "theme" => Self::Theme,
            "style" => Self::Style,
            "ledgers" if is_yaml => Self::Ledger,
            "pages" if path.has_ending(&["md"]) => Self::Standing,
            _ if path.has_ending(&["md"]) => Self::Story,
            "" if matches!(rest, "site.yaml" | "site.yml") => Self::Site,
            "editions" if is_yaml => match rest.split_once('/') {
                Some((folder, "edition.yaml" | "edition.yml")) => Self::Edition(folder.to_owned()),
                _ => Self::Stray,
            },
            _ if is_yaml => Self::Stray,
            _ => Self::Carried,
        }
    }

    /// Whether the file is read, rather than carried over.
    #[must_use]
    pub fn is_read(&self) -> bool {
        !matches!(self, Self::Carried)
    }
}
