//! The generated newspaper in Hugo's format.

use std::io;
use std::path::Path;

use super::story::Story;
use super::{COLUMNS, copy, put, write_stories};

/// Writes the site.
pub fn write(stories: usize, folder: &Path) -> io::Result<()> {
    copy("hugo", folder)?;
    let content = folder.join("content");
    for (name, slug) in COLUMNS {
        put(&content.join(slug).join("_index.md"), &format!("---\ntitle: {name}\n---\n"))?;
    }
    let place = |story: &Story| format!("{}/{}", story.column.1, story.file_name());
    write_stories(stories, &content, place, text)
}

fn text(story: &Story) -> String {
    let Story { date, kicker, headline, byline, .. } = story;
    let (topics, figures) = (story.topic_list(), story.figure_lines());
    let body = story.body.replace("{{ ", "{{< fig \"").replace(" }}", "\" >}}");
    format!(
        "---\ntitle: {headline}\nkicker: {kicker}\ndate: {date}\nbyline: {byline}\ntags: {topics}\n\
         editions: [\"{date}\"]\nfigures:\n{figures}---\n\n{body}"
    )
}
