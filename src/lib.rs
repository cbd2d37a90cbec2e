//! Lanmu (栏目): a newspaper from YAML ledgers and Markdown stories, in which every number comes from a ledger and is checked.
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
//! Verbs are stages, nouns are what travels between them. Stages never use one another; they meet in [`pipeline`].
//! The middle is pure: `parse`, `link`, `check`, `makeup`, `plan`, `render` and `audit` take values, return values and cannot fail;
//! only `scan` and `write`, and the `desk` that mends content, touch the world. Wrong content is a [`finding::Finding`], a broken
//! world is a [`fault::Fault`].
//!
//! ```text
//! digest fault files finding isolate project source visible words ─▶ model ─▶ {charts galley trace}
//! ─▶ {scan parse link check makeup plan render audit write} ─▶ memory ─▶ pipeline ─▶ desk ─▶ serve ─▶ watch ─▶ cli ─▶ main
//! ```

pub mod deferred;
pub mod digest;
pub mod fault;
pub mod files;
pub mod finding;
pub mod isolate;
pub mod project;
pub mod source;
pub mod visible;
pub mod words;

pub mod model;

pub mod charts;

pub mod galley;

pub mod trace;

pub mod scan;

pub mod parse;

pub mod link;

pub mod check;

pub mod makeup;

pub mod plan;

pub mod render;

pub mod audit;

pub mod write;

pub mod memory;

pub mod pipeline;

pub mod desk;

pub mod serve;

pub mod watch;

pub mod cli;
