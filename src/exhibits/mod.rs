//! The kinds of exhibit (图表件), each in a file of its own: its keys, its rules, its height, and the data for its
//! template.
//!
//! Four stages deal with exhibits, and none may use another. So what they need to know about a kind is in this lower
//! layer: `parse` reads its keys, `link` checks its rules, `makeup` measures it, `render` shows it, all of them through
//! `Shape` and `ExhibitKind`. A new kind is a file here, a line in the list below, and a template `exhibits/WORD.html`.

mod added;
mod board;
mod chart;
mod contest;
mod counted;
mod declared;
mod diagram;
mod documents;
pub(crate) mod figure_table;
mod funnel;
mod glossary;
mod kind;
mod method;
mod pairs;
mod placement;
mod prelude;
mod programme;
mod reading;
mod registry;
mod ring;
mod shown;
pub(crate) mod sketch;
mod table;
mod training;
mod view;

use serde::{Deserialize, Serialize};

use crate::fields::Fields;
pub(crate) use added::Added;
pub(crate) use chart::ChartData;
pub(crate) use counted::{Counted, Entry, FigureOrigin, Quantity, ResolvedExhibit};
pub(crate) use diagram::{ChartKind, Diagram, FunnelStage};
pub(crate) use kind::ExhibitKind;
pub(crate) use reading::ExhibitReading;
pub(crate) use shown::KeptExhibit;
pub(crate) use table::{Table, TableNumber};
pub(crate) use view::{ExhibitSetting, TextTable};

/// Defines `Shape` and its dispatch, from the word for each kind, as in fences, templates and classes, its Chinese names,
/// and the type in its file.
macro_rules! kinds {
    ($($word:literal $names:tt => $file:ident::$Kind:ident,)*) => {
        /// The built-in kinds.
        pub const KINDS: &[&str] = &[$($word),*];

        /// The Chinese names of each kind, and its word.
        pub(crate) const CHINESE_NAMES: &[(&[&str], &str)] = &[$((&$names, $word)),*];

        /// The contents of an exhibit.
        #[derive(Clone, Debug, Serialize, Deserialize)]
        pub(crate) enum Shape {
            $(#[doc = $word] $Kind($file::$Kind),)*
            /// Of a kind that the theme adds.
            Added(Added),
        }

        impl Shape {
            /// Reads the keys of an exhibit of the kind `word`.
            pub(crate) fn ask(word: &str, fields: &Fields, reading: &mut ExhibitReading) -> Option<Self> {
                match word {
                    // Reading most kinds always succeeds; reading a chart can fail.
                    $($word => Option::from($file::$Kind::ask(fields, reading)).map(Self::$Kind),)*
                    _ => None,
                }
            }

            /// What the mapping of an exhibit of the kind `word` is called in `words::keys`.
            #[must_use]
            pub(crate) fn mapping_name(word: &str) -> &'static str {
                match word {
                    $($word => concat!("exhibit ", $word),)*
                    _ => "exhibit",
                }
            }

            /// The word for its kind.
            #[must_use]
            pub(crate) fn word(&self) -> &str {
                match self {
                    $(Self::$Kind(_) => $word,)*
                    Self::Added(added) => &added.word,
                }
            }

            /// The behaviour of its kind.
            #[must_use]
            pub(crate) fn kind(&self) -> &dyn ExhibitKind {
                match self {
                    $(Self::$Kind(kind) => kind,)*
                    Self::Added(added) => added,
                }
            }
        }
    };
}

kinds! {
    "board" ["看板"] => board::Board,
    "registry" ["名册"] => registry::Registry,
    "method" ["办法"] => method::Method,
    "loop" ["闭环"] => ring::Ring,
    "programme" ["机制", "机制卡片"] => programme::ProgrammeCard,
    "training" ["培训"] => training::Training,
    "placement" ["分派"] => placement::Placement,
    "pairs" ["对应"] => pairs::PairList,
    "funnel" ["漏斗"] => funnel::Funnel,
    "glossary" ["词语", "词语解释"] => glossary::Glossary,
    "documents" ["文件", "文件目录"] => documents::Documents,
    "contest" ["比赛"] => contest::Contest,
    "table" ["表", "表格"] => figure_table::FigureTable,
    "chart" ["图表", "图"] => chart::Chart,
    "exhibit" ["图表件"] => shown::KeptExhibit,
}

/// The built-in kind that a word names, in either language.
#[must_use]
pub(crate) fn kind_named(word: &str) -> Option<&'static str> {
    let english = KINDS.iter().copied().find(|kind| *kind == word);
    let chinese = || CHINESE_NAMES.iter().find(|(names, _)| names.contains(&word)).map(|(_, kind)| *kind);
    english.or_else(chinese)
}
