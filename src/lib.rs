//! Lanmu (栏目): a newspaper from YAML ledgers and Markdown stories, in which every number comes from a ledger and is checked.
//!
//! # For a program that embeds it
//!
//! A [`Project`] says which paper is meant. [`build`] writes it, [`proofread`] checks it; both answer with a [`Report`] of
//! [`Finding`]s, each with its place and what to do about it. A [`Fault`] is no content, but a world that refuses: a disk that is
//! full, a folder that is not ours.
//!
//! ```
//! use chrono::NaiveDate;
//! use lanmu::{Audience, Cache, Strictness, Project, Today, build};
//!
//! # let folder = tempfile::tempdir()?;
//! # let root = folder.path().to_owned();
//! std::fs::create_dir_all(root.join("content"))?;
//! std::fs::write(root.join("content/hello.md"), "---\ndate: 2025-11-20\n---\n# 你好\n\n第一篇稿件。\n")?;
//!
//! let project = Project {
//!     out: root.join("public"),
//!     today: Today::Given(NaiveDate::from_ymd_opt(2025, 12, 1).expect("a date")),
//!     audience: Audience::Readers,
//!     strictness: Strictness::Integrity,
//!     root,
//! };
//! let built = build(&project, &mut Cache::of(&project.root), &mut ())?;
//! assert!(built.report.findings.iter().all(|finding| !finding.blocks_printing()));
//! assert_eq!(built.printed.expect("nothing forbids it").counts.stories, 1);
//! assert!(project.out.join("index.html").is_file());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # For who works on it
//!
//! ```text
//!  content/ themes/                                                            public/
//!        │                                                                        ▲
//!      scan ──▶ parse ──▶ link ──▶ makeup ──▶ plan ──▶ render ───────────────▶ write
//!      disk     Drafts    Site     Layout     Document  Rendered                disk
//!                 │         │                              │
//!               Prose ──▶ check                          audit
//!                        Findings                       Findings
//! ```
//!
//! Verbs are stages, nouns are what travels between them. Stages never use one another; they meet in `pipeline`.
//! The middle is pure: `parse`, `link`, `check`, `makeup`, `plan`, `render` and `audit` take values, return values and cannot fail;
//! only `scan` and `write`, and the `desk` that mends content, touch the world. Wrong content is a [`Finding`], a broken
//! world is a [`Fault`].
//!
//! ```text
//! deferred digest fault files finding isolate memo project source visible words ─▶ model ─▶ {charts galley trace}
//! ─▶ {scan parse link check makeup plan render audit write} ─▶ cache ─▶ pipeline ─▶ desk ─▶ serve ─▶ watch ─▶ cli ─▶ main
//! ```

mod audit;
mod cache;
mod charts;
mod check;
mod cli;
mod deferred;
mod desk;
mod digest;
mod fault;
mod files;
mod finding;
mod galley;
mod isolate;
mod link;
mod makeup;
mod memo;
mod model;
mod parse;
mod pipeline;
mod plan;
mod project;
mod render;
mod scan;
mod serve;
mod source;
mod trace;
mod visible;
mod watch;
mod words;
mod write;

#[doc(hidden)]
pub mod internals;

pub use cache::Cache;
pub use cli::run;
pub use fault::{Action, Fault};
pub use finding::{Finding, Fix, LocalizedFinding, LocalizedPlace, Severity, Weight};
pub use pipeline::{
    Built, Observer, Printed, Proofread, Report, Scope, Stage, StoryRead, TextOverrides, build, proofread,
    proofread_with,
};
pub use project::{Audience, Project, Strictness, Today};
pub use source::{Place, Source, SourcePath, Span};
pub use words::{Language, Wording};
pub use write::Changes;
