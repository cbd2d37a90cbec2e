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
pub(crate) use table::Table;
pub(crate) use view::{ExhibitSetting, TextTable};

/// Defines `Shape` and its dispatch, from the word for each kind, as in fences, templates and classes, and the type in
/// its file.
macro_rules! kinds {
    ($($word:literal => $file:ident::$Kind:ident,)*) => {
        /// The built-in kinds.
        pub const KINDS: &[&str] = &[$($word),*];

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
    "board" => board::Board,
    "registry" => registry::Registry,
    "method" => method::Method,
    "loop" => ring::Ring,
    "programme" => programme::ProgrammeCard,
    "training" => training::Training,
    "placement" => placement::Placement,
    "pairs" => pairs::PairList,
    "funnel" => funnel::Funnel,
    "glossary" => glossary::Glossary,
    "documents" => documents::Documents,
    "contest" => contest::Contest,
    "chart" => chart::Chart,
    "exhibit" => shown::KeptExhibit,
}
