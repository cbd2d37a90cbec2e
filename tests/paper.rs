//! What the paper does, told in sentences. Each module is a chapter.

#![allow(unreachable_pub, reason = "nothing of a test is public")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "tests may fail, and make their own files"
)]
#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    clippy::cast_precision_loss,
    clippy::case_sensitive_file_extension_comparisons
)]

mod announcements;
mod approvals;
mod bylines;
mod calendar;
mod check;
mod classification;
mod contract;
mod corrected;
mod determinism;
mod doctor;
mod emphasis;
mod every_key;
mod exhibits;
mod exporting;
mod feeds;
mod fetch;
mod files_named;
mod fixes;
mod font_file;
mod fonts;
mod foreign;
mod galley;
mod html;
mod importing;
mod importing_folders;
mod importing_sheets;
mod importing_word;
mod importing_word_looks;
mod killed;
mod languages;
mod leftover;
mod limits;
mod long_lists;
mod lsp;
mod machines;
mod makeup;
mod masks;
mod masthead;
mod messages;
mod missing;
mod mutants;
mod navigation;
mod old_browsers;
mod output;
mod overrides;
#[cfg(unix)]
mod pages;
mod pdfs;
mod periods;
mod photographs;
mod pictures;
mod proofreading;
mod properties;
mod published;
mod publishing;
mod publishing_again;
mod publishing_bundles;
mod publishing_online;
mod publishing_story;
mod qr;
mod readme;
mod rebuild;
mod remembered;
mod replay;
mod results;
mod rollback;
mod sample;
mod schemas;
mod search;
#[cfg(unix)]
mod served;
mod share_pictures;
#[cfg(unix)]
mod shares;
mod sheet_blocks;
mod sheet_shapes;
mod sites;
#[cfg(target_os = "linux")]
mod slopes;
#[cfg(unix)]
mod ssh;
mod starting;
mod stores;
mod sturdy;
mod support;
mod surroundings;
mod tables;
mod themes;
mod tidy;
mod tutorial;
mod unbroken;
mod undated;
mod unmade;
mod values;
#[cfg(unix)]
mod verified;
mod wide;
mod withdrawal;
mod writing;
