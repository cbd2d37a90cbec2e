//! The story that somebody names: by its path, its file name, its address or its headline.

use crate::finding::{Finding, Severity};
use crate::model::site::{Site, Story};
use crate::pipeline::is_named;
use crate::words::{content, export as words};

/// The story of a name.
///
/// # Errors
/// With a finding if there is none, or more than one.
pub(super) fn find<'s>(site: &'s Site, name: &str) -> Result<&'s Story, Box<Finding>> {
    let all = || site.stories_and_standing();
    let path = name.replace('\\', "/");
    let path = path.trim_start_matches("./");
    let title = squeezed(name);
    let ways: [&dyn Fn(&Story) -> bool; 4] = [
        &|story| story.draft.path.as_str() == path,
        &|story| is_named(&story.draft.path, path),
        &|story| *story.said.slug == *name,
        &|story| squeezed(&story.headline("")) == title,
    ];
    for is_it in ways {
        match all().filter(|story| is_it(story)).collect::<Vec<_>>()[..] {
            [] => {}
            [only] => return Ok(only),
            ref several => return Err(Box::new(ambiguous(name, several))),
        }
    }
    Err(Box::new(unknown(name, &all().collect::<Vec<_>>())))
}

fn ambiguous(name: &str, stories: &[&Story]) -> Finding {
    let paths: Vec<&str> = stories.iter().map(|story| story.draft.path.as_str()).collect();
    Finding::new(Severity::Error, None, words::several_stories(name, &paths))
}

fn unknown(name: &str, stories: &[&Story]) -> Finding {
    let titles: Vec<String> = stories.iter().map(|story| story.headline("")).collect();
    let stems = stories.iter().map(|story| story.draft.path.stem());
    let known = stems.zip(&titles).flat_map(|(stem, title)| [stem, title]);
    Finding::new(Severity::Error, None, content::no_such_story(name, known))
}

/// A headline without its spaces: people type it in one line.
fn squeezed(headline: &str) -> String {
    headline.chars().filter(|character| !character.is_whitespace()).collect()
}
