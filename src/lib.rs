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
//! use lanmu::{Audience, Cache, Care, Project, Today, build};
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
//!     care: Care::Integrity,
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
//!                           │                              │
//!                        Galley ──▶ check                audit
//!                                  Findings             Findings
//! ```
//!
//! Verbs are stages, nouns are what travels between them. Stages never use one another; they meet in `pipeline`.
//! The middle is pure: `parse`, `link`, `check`, `makeup`, `plan`, `render` and `audit` take values, return values and cannot fail;
//! only `scan` and `write`, and the `desk` that mends content, touch the world. Wrong content is a [`Finding`], a broken
//! world is a [`Fault`].
//!
//! ```text
//! deferred digest em fault fields files finding isolate memo numerals project source visible words ─▶ exhibits ─▶ model ─▶ {charts galley trace}
//! ─▶ {scan parse link check makeup plan render audit write} ─▶ cache ─▶ pipeline ─▶ desk ─▶ serve ─▶ watch ─▶ cli ─▶ main
//! ```
//!
//! What is often added has its place; tests and the guide come besides, and a test asks for them:
//!
//! - a key of front matter: `parse/front.rs`, `model/story.rs`, `render/views/story.rs`, and a template;
//! - a kind of exhibit: `exhibits/NAME.rs`, its lines in `exhibits/mod.rs`, and a template;
//! - a kind of chart: `charts/NAME.rs`, `charts/mod.rs`, and its word in `exhibits/chart.rs`;
//! - a rule of the proofreader: `check/rules/NAME.rs`, its lines in `check/rules/mod.rs`, and its words in `words/rules/`;
//! - a command: `cli/NAME.rs`, `cli/mod.rs`, `cli/args.rs`.

mod audit;
mod cache;
mod charts;
mod check;
mod cli;
mod deferred;
mod desk;
mod digest;
mod em;
mod exhibits;
mod fault;
mod fields;
mod files;
mod finding;
mod galley;
mod isolate;
mod link;
mod makeup;
mod memo;
mod model;
mod numerals;
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
pub use finding::{Finding, Fix, Severity, Told, ToldPlace, Weight};
pub use pipeline::{
    Built, Instead, Observer, Printed, Proofread, Report, Scope, Stage, StoryRead, build, proofread,
    proofread_instead,
};
pub use project::{Audience, Care, Project, Today};
pub use source::{Place, Source, SourcePath, Span};
pub use words::{Language, Wording};
pub use write::Changes;
