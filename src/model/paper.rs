//! The paper (报): what `content/site.yaml` says of the whole site.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use url::Url;

use super::story::Form;
use super::waiver::Waiver;
use crate::digest::Digest;
use crate::source::Place;

/// The whole site's settings.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Paper {
    /// The name on the masthead.
    pub name: String,
    /// What kind of publication it is.
    pub kind: PaperKind,
    /// Where it is published; without it no canonical link, feed or sitemap.
    pub url: Option<Url>,
    /// The language of the pages.
    pub language: PaperLanguage,
    /// Which day a moment belongs to.
    pub timezone: Tz,
    /// The theme's name.
    pub theme: String,
    /// Settings of the theme, by name.
    pub theme_options: BTreeMap<String, (String, Place)>,
    /// Who publishes it: pairs of a key and what is printed, in the order of the contract.
    pub publisher: BTreeMap<String, String>,
    /// What it says of its masthead.
    pub masthead: Masthead,
    /// The columns in running order.
    pub columns: Vec<ColumnSetting>,
    /// Whether the government's meta tags are written.
    pub government_tags: bool,
    /// The copyright line.
    pub copyright: Option<String>,
    /// The files that go out though no story names them.
    pub files: Vec<FilesSetting>,
    /// What the proofreader lets stand in the whole paper.
    pub waivers: Vec<Waiver>,
    /// The digest of what `site.yaml` says.
    pub digest: Digest,
}

/// What the masthead shows besides the name.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Masthead {
    /// The number of the first edition.
    pub number_from: u32,
    /// The line under the name.
    pub slogan: Option<String>,
}

impl Default for Masthead {
    fn default() -> Self {
        Self { number_from: 1, slogan: None }
    }
}

/// A standing heading as the paper declares it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ColumnSetting {
    /// Its name.
    pub name: String,
    /// Its address.
    pub slug: Option<String>,
    /// What it is for.
    pub about: Option<String>,
    /// The form of its stories, where they do not say.
    pub form: Option<Form>,
    /// Where it is written.
    pub at: Place,
}

/// Files that go out: the name of one, a folder, or a pattern; below `content/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FilesSetting {
    /// As written: `downloads/form.html`, `downloads/`, `data/*.csv`.
    pub pattern: String,
    /// Where it is written.
    pub at: Place,
}

/// What kind of publication a paper is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

/// The language a paper's pages are in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PaperLanguage {
    /// Simplified Chinese.
    #[default]
    Chinese,
    /// English.
    English,
}

impl PaperLanguage {
    /// As `lang` wants it.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-Hans",
            Self::English => "en",
        }
    }
}
