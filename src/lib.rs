//! Lanmu (栏目): a newspaper from YAML ledgers and Markdown stories, in which every number comes from a ledger and is checked.
//!
//! ```text
//!  content/ themes/                                                            public/
//!        │                                                                        ▲
//!      scan ──▶ parse ──▶ link ──▶ makeup ──▶ plan ──▶ render ───────────────▶ write
//!      disk     Drafts    Site     Layout     Document  Rendered                disk
//! ```
//!
//! Verbs are stages, nouns are what travels between them. Stages never use one another; they meet in [`pipeline`].
//! The middle is pure: `parse`, `link`, `makeup`, `plan` and `render` take values, return values and cannot fail; only
//! `scan` and `write` touch the world. Wrong content is a [`finding::Finding`], a broken world is a [`fault::Fault`].
//!
//! ```text
//! digest fault source finding project words ─▶ model ─▶ {charts trace} ─▶ {scan parse link makeup plan render write} ─▶ memory
//! ─▶ pipeline ─▶ serve ─▶ watch ─▶ cli ─▶ main
//! ```

pub mod deferred;
pub mod digest;
pub mod fault;
pub mod finding;
pub mod project;
pub mod source;
pub mod words;

pub mod model;

pub mod charts;

pub mod looks;

pub mod trace;

pub mod scan;

pub mod parse;

pub mod link;

pub mod makeup;

pub mod plan;

pub mod render;

pub mod write;

pub mod memory;

pub mod pipeline;

pub mod serve;

pub mod watch;

pub mod cli;
