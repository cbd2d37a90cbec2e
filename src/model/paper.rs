//! The paper (报): the settings of the whole site, from `content/site.yaml`.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use url::Url;

use super::edition::Distribution;
use super::face::FontSetting;
use super::story::Form;
use super::target::PublishTarget;
use super::waiver::Waiver;
use crate::digest::Digest;
use crate::language::TextLanguage;
use crate::source::{Place, SourcePath};

/// The whole site's settings.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Paper {
    /// The name on the masthead.
    pub name: String,
    /// What kind of publication it is.
    pub kind: PaperKind,
    /// Its address on the web; without it there are no canonical links, no feed and no sitemap.
    pub url: Option<Url>,
    /// The language of the pages.
    pub language: TextLanguage,
    /// The time zone that determines the day.
    pub timezone: Tz,
    /// The theme's name.
    pub theme: String,
    /// Settings of the theme, by name.
    pub theme_options: BTreeMap<String, (String, Place)>,
    /// The publisher's details: pairs of a key and the printed text, in the documented order.
    pub publisher: BTreeMap<String, String>,
    /// The settings of its masthead.
    pub masthead: Masthead,
    /// The columns in running order.
    pub columns: Vec<ColumnSetting>,
    /// Whether meta tags for government sites are written.
    pub government_tags: bool,
    /// Whether the paper can be searched; `None` if its size decides.
    pub search: Option<bool>,
    /// Whether feeds have the whole text of their stories.
    pub full_feed: bool,
    /// The picture that is the sign of the paper in browsers: a file below `content/`.
    pub icon: Option<SourcePath>,
    /// The fonts in which it sets its name and its headlines.
    pub fonts: Vec<FontSetting>,
    /// Of which stories share pictures are drawn, and where that is said.
    pub shared: Option<(SharedStories, Place)>,
    /// The copyright line.
    pub copyright: Option<String>,
    /// The settings that not every theme prints.
    pub for_themes: Vec<ThemeSetting>,
    /// Files that are published although no story names them.
    pub files: Vec<FilesSetting>,
    /// Where the paper is published.
    pub targets: Vec<PublishTarget>,
    /// Who gets each edition, unless the edition says otherwise.
    pub distribution: Distribution,
    /// Who may read the paper, unless an edition says otherwise: 内部资料, 秘密★1年.
    pub classification: Option<(String, Place)>,
    /// As what each edition must be approved before it is published: 初审, 复审, 终审.
    pub approvals: Vec<String>,
    /// The findings that are waived in the whole paper.
    pub waivers: Vec<Waiver>,
    /// Whether its pages are marked as a proof for approval (送审稿).
    pub is_proof: bool,
    /// The digest of the contents of `site.yaml`.
    pub digest: Digest,
}

impl Paper {
    /// The paper as a proof for approval: its pages are marked, and none of them says that it is published anywhere, so that there is
    /// no feed, no sitemap and no canonical link.
    #[must_use]
    pub(crate) fn as_proof(&self) -> Self {
        let digest = Digest::of_value(&(self.digest, "proof"));
        Self { is_proof: true, url: None, digest, ..self.clone() }
    }
}

/// The masthead's contents besides the name.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Masthead {
    /// The number of the first edition.
    pub number_from: u32,
    /// The line under the name.
    pub slogan: Option<String>,
    /// The picture of the name that stands for it, if its file is carried.
    pub image: Option<SourcePath>,
    /// The name in Latin letters, printed below it.
    pub pinyin: Option<String>,
    /// What stands beside the name (报眼) in an edition that has no notice.
    pub ear: Option<String>,
}

impl Default for Masthead {
    fn default() -> Self {
        Self { number_from: 1, slogan: None, image: None, pinyin: None, ear: None }
    }
}

/// A column as the paper declares it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ColumnSetting {
    /// Its name.
    pub name: String,
    /// Its address.
    pub slug: Option<String>,
    /// Its description.
    pub about: Option<String>,
    /// The default form of its stories.
    pub form: Option<Form>,
    /// Where it is written.
    pub at: Place,
}

/// A setting that a theme may print or not.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ThemeSetting {
    /// The key.
    pub key: String,
    /// The variable by which a template prints it.
    pub variable: String,
    /// Where it is written.
    pub at: Place,
}

/// Files to publish: a file name, a folder, or a pattern, relative to `content/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FilesSetting {
    /// The key that names them.
    pub key: String,
    /// As written: `downloads/form.html`, `downloads/`, `data/*.csv`.
    pub pattern: String,
    /// Where it is written.
    pub at: Place,
}

impl FilesSetting {
    /// The setting as a path below `content/`.
    #[must_use]
    pub(crate) fn path(&self) -> SourcePath {
        below_content(&self.pattern)
    }
}

/// The path of a file that is written relative to `content/`.
#[must_use]
pub(crate) fn below_content(written: &str) -> SourcePath {
    let written = written.trim().replace('\\', "/");
    let below = written.trim_start_matches("./");
    let below: String = below.strip_prefix("content/").unwrap_or(below).nfc().collect();
    SourcePath::new(&format!("content/{below}"))
}

/// Of which stories share pictures are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SharedStories {
    /// Of the leading story of each edition, which stands for the edition too.
    #[default]
    Leading,
    All,
    None,
}

/// What kind of publication a paper is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PaperKind {
    /// 报纸
    #[default]
    Newspaper,
    /// 内部资料
    Internal,
    /// 简报
    Circular,
    /// 网站
    Web,
}

impl PaperKind {
    /// The theme of a paper of this kind that names none.
    #[must_use]
    pub(crate) fn theme(self) -> &'static str {
        match self {
            Self::Newspaper | Self::Internal => "broadsheet",
            Self::Circular => "circular",
            Self::Web => "bulletin",
        }
    }
}
