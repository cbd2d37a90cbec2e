//! The generated newspaper in Lanmu's format, with one more ledger, a figure of which every fiftieth story prints.

use std::io;
use std::path::Path;

use super::story::Story;
use super::{ADDRESS, COLUMNS, NAME, copy, put, write_stories};

/// The interval between stories that print the ledger's figure.
const PRINTS_THE_LEDGER: usize = 50;
/// A single figure, so that a change to it affects many places.
const LEDGER: &str = "\
title: 河湾镇台账
owner: 河湾镇
figures:
  people: {label: 常住人口, value: 48210, unit: 人}
";

/// Writes the paper, with its own `bare` theme or with one that is built into the program.
pub fn write(stories: usize, theme: &str, folder: &Path) -> io::Result<()> {
    let content = folder.join("content");
    put(&content.join("site.yaml"), &settings(theme))?;
    put(&content.join("ledgers/town.yaml"), LEDGER)?;
    copy("themes", &folder.join("themes"))?;
    let place = |story: &Story| format!("{}/{}", story.date, story.file_name());
    write_stories(stories, &content.join("editions"), place, text)
}

fn settings(theme: &str) -> String {
    let columns = COLUMNS.map(|(name, slug)| format!("  - {{name: {name}, slug: {slug}}}\n")).concat();
    format!("name: {NAME}\nurl: {ADDRESS}\nlanguage: zh-Hans\ntheme: {theme}\ncolumns:\n{columns}")
}

fn text(story: &Story) -> String {
    let Story { column: (column, _), kicker, headline, byline, body, .. } = story;
    let (topics, figures) = (story.topic_list(), story.figure_lines());
    let of_the_ledger = match story.number % PRINTS_THE_LEDGER {
        0 => "\n全镇常住人口{{ town:people }}。\n",
        _ => "",
    };
    format!(
        "---\ncolumn: {column}\ntopics: {topics}\nkicker: {kicker}\nheadline: {headline}\nbyline: {byline}\n\
         figures:\n{figures}---\n\n{body}{of_the_ledger}"
    )
}
