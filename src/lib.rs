//! Lanmu (栏目): a newspaper from YAML ledgers and Markdown stories, in which every number comes from a ledger and is checked.
//!
//! # For programs that embed it
//!
//! A [`Project`] names the paper. [`build`] writes it, [`proofread`] checks it. Both return a [`Report`] of [`Finding`]s, each with
//! its place and what to do about it. A [`Fault`] is not about content: a disk is full, or a folder is not Lanmu's own.
//!
//! ```
//! use chrono::NaiveDate;
//! use lanmu::{Audience, Cache, Project, Strictness, Today, build};
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
//! assert_eq!(built.printed.expect("nothing prevents printing").counts.stories, 1);
//! assert!(project.out.join("index.html").is_file());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # For contributors
//!
//! ```text
//!  content/ themes/                                                            public/
//!        │                                                                        ▲
//!      scan ──▶ parse ──▶ link ──▶ makeup ──▶ search ──▶ plan ──▶ render ────▶ write
//!      disk     Drafts    Site     Layout     Index      Document  Made        disk
//!                           │                                         │
//!                         check ◀──────────────────────────────── audit
//!                        Findings                                Findings
//! ```
//!
//! Verbs are stages, nouns are the data passed between them. Stages never use one another. A command that is about the paper scans
//! the folder; then `pipeline::run` calls the stages from `parse` on in this order, as far as the command's goal needs them, and
//! audits and checks; `build` writes. The middle is pure: `parse`, `link`, `check`, `makeup`, `search`, `plan`, `render` and `audit`
//! take values, return values and cannot fail. Of the stages only `scan` and `write` use the disk. Wrong content is a [`Finding`],
//! a broken world is a [`Fault`].
//!
//! Above the stages, the `cache` keeps results on disk, the `desk` fixes content, `import` brings it in, `export` takes a story out,
//! and `fetch` and `publish` alone reach other machines. Below them, `derived` makes the files that are computed from others, such
//! as photographs at the theme's widths, and keeps them.
//!
//! A stage asks a `Memo` for each value that is worth keeping: the `Memo` returns the value of equal inputs from an earlier run,
//! or computes it. A document sees the site only through a `trace::Reader`, which records the facts that it hands out; a document
//! is rendered again if one of its facts has changed. The [`Cache`] holds all of this between two runs.
//!
//! Each place may use those before it. The ground is every module that is not named here; `tests/tidy.rs` holds the rest to it.
//!
//! ```text
//! ground ─▶ exhibits ─▶ model ─▶ {charts galley trace} ─▶ the stages ─▶ cache ─▶ pipeline ─▶ desk ─▶ schema ─▶ start
//!        ─▶ import ─▶ export ─▶ fetch ─▶ publish ─▶ pdf ─▶ serve ─▶ watch ─▶ lsp ─▶ doctor ─▶ cli ─▶ main
//! ```
//!
//! # What an addition changes
//!
//! A key of front matter:
//! - always `parse/front.rs`, which asks for it; `model/story.rs`, which has it; its purpose in `words/keys/`;
//! - if it is printed: `render/views/story.rs`, its shape in `render/shapes.rs`, and a template (`article.html`);
//! - if its words are proofread: a role in `model/passage.rs`; if figures may stand in them: `parse/story_parts.rs`;
//! - if it goes elsewhere too: `search/entry.rs`, `export/docx/`, `export/wechat/`; from other programs, `import/folder/front.rs`.
//!
//! A key of any other file: its reader, which gives it a shape for the schemas by the way it asks, and its purpose in `words/keys/`.
//!
//! A field that a template shows:
//! - its view in `render/views/` (what many views share is in `card.rs`), its shape in `render/shapes.rs`, and the template, which
//!   `circular` and `bulletin` may have too; words beside it are in the `theme.yaml` of `broadsheet`, in each language;
//! - if the reader does not hand it out yet: `trace/reader.rs`, and the digest of its fact in `trace/answers.rs`.
//!
//! A rule of the proofreader: `check/rules/NAME.rs`, its `mod` and its entry in `check/rules/mod.rs`, and its words in `words/rules/`.
//!
//! A command: `cli/NAME.rs`, with the examples of its help; its name and options in `cli/command.rs` and `cli/args.rs`; the call in
//! `cli/mod.rs`; and, for work on the paper that nothing does yet, a file in `pipeline/`.
//!
//! A kind of exhibit: `exhibits/NAME.rs`, its `mod` and its entry in `exhibits/mod.rs`, a template `exhibits/NAME.html`, the shape
//! of what the template gets in `render/body_shapes.rs`, and what an editor's program says of it in `words/editor.rs`.
//!
//! A kind of chart: `charts/NAME.rs`, `charts/mod.rs`, its word in `exhibits/diagram.rs`, and its classes in the theme's style sheet;
//! if it proves something or has a legend, also `exhibits/chart.rs`.
//!
//! A kind of syntax that is not read: `parse/leftover/NAME.rs`, its entry in `parse/leftover/mod.rs`, its words in `words/leftover.rs`.
//!
//! A phrase that is wrong wherever it stands: a line of a table in `language/phrases/`. A word that the dictionary lacks:
//! `language/dictionary/newer.txt`.
//!
//! A language: `language/mod.rs` and what each file in `language/` says for it, its words in `themes/broadsheet/theme.yaml`, its
//! faces in the style sheet, and the rules that read it (`check/rule.rs`).
//!
//! Messages about content are in `words/`; what a command says of its own work is in its file. Tests ask for the guide's entry of
//! a key, a kind of exhibit, a rule and a command, for shapes on the page for the authors of themes (`content/pages/themes.md`), and
//! for README's list of commands and its number of rules.
//!
//! # Words
//!
//! | | |
//! | --- | --- |
//! | edition 期, page 版, column 栏目, story 稿件 | as in any newspaper; a column is a series of stories, in make-up also one of lines |
//! | standing document | a Markdown page that belongs to no edition: 关于, 版权 |
//! | ledger 台账 | a file of figures, from which stories print |
//! | figure, reference | a number with its unit and source; `{{key}}` in a text |
//! | manuscript 来稿 | a file of another program, as it was read to be imported |
//! | draft, slip 稿签 | a file as it is read; where and when its story is to appear |
//! | make-up 拼版, area, share | pages divided among stories; the rectangle of one; how much of it is shown |
//! | copy, copyfit | a story as it is measured for make-up |
//! | galley 长条校样 | a story passage by passage, as the proofreader reads it |
//! | proof 校样 | a galley printed with its findings |
//! | exhibit 图表件 | a chart, board or table that is drawn from figures |
//! | finding, waiver | something wrong in the content; the editor's decision to accept it |
//! | survey | the keys of a file and the shapes of their values, as its reader asks for them |
//! | trace, fact | the list of what a document depends on; one entry of it |
//! | desk | the editors' side: fixes (`desk`), and the pages that `serve` shows them |
//! | shelf | the documents that `watch` serves from memory |
//! | spot, mention | what the cursor is on in an editor's program (`lsp`); a place that names a figure |
//! | index, period 检索 | what a browser searches; the stories of a month, a quarter or a year, whose files change with them alone |
//! | print, subset | a photograph at one of the widths that the theme uses; the letters of a font that are used |
//! | face, workshop | a font in one of its uses, such as the headlines of an edition; where prints, subsets and share pictures are made and kept |
//! | target, carrier | where the paper is published; the code that makes a release live there |
//! | approval 审签 | who has approved which contents of an edition, so that it may be published |
//! | release, manifest | the files that are to be live; the list of those that are |

mod archive;
mod audit;
mod cache;
mod charts;
mod check;
mod cli;
mod deferred;
mod derived;
mod desk;
mod digest;
mod doctor;
mod em;
mod exhibits;
mod export;
mod fault;
mod fetch;
mod fields;
mod files;
mod finding;
mod galley;
mod import;
mod isolate;
mod joints;
mod language;
mod link;
mod lsp;
mod makeup;
mod memo;
mod misnamed;
mod model;
mod numerals;
mod parse;
mod pdf;
mod photograph;
mod pipeline;
mod plan;
mod project;
mod publish;
mod render;
mod scan;
mod schema;
mod search;
mod serve;
mod share_picture;
mod source;
mod squeezed;
mod start;
mod trace;
mod typeface;
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
pub use language::TextLanguage;
pub use pipeline::{
    Built, Observer, Printed, Proofread, Report, Scope, Stage, StoryRead, TextOverrides, build, proofread,
    proofread_with,
};
pub use project::{Audience, Project, Strictness, Today};
pub use source::{Place, Source, SourcePath, Span};
pub use words::{Language, Wording};
pub use write::Changes;
