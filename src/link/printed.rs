//! Stories by the names in their addresses, for links that name what other programs printed: `/2018/11/lamp/` is `lamp.md` there.

use rustc_hash::FxHashMap;

use crate::model::draft::StoryDraft;

/// Stories by their slug or by the name of their file without a date before it; `None` where several have one name.
#[derive(Debug, Default)]
pub(super) struct PrintedNames<'d>(FxHashMap<&'d str, Option<&'d str>>);

impl<'d> PrintedNames<'d> {
    pub(super) fn of(stories: impl Iterator<Item = &'d StoryDraft>) -> Self {
        let mut names: FxHashMap<&str, Option<&str>> = FxHashMap::default();
        for story in stories {
            let path = story.path.as_str();
            let name = story.slip.slug.as_ref().map_or_else(|| without_date(stem(path)), |(slug, _)| slug);
            names.entry(name).and_modify(|known| *known = None).or_insert(Some(path));
        }
        Self(names)
    }

    /// The story that another program printed at an address, by the last part of its path.
    pub(super) fn story_at(&self, address: &str) -> Option<&'d str> {
        let path = address.split(['?', '#']).next()?.trim_end_matches('/');
        let path = path.strip_suffix("/index.html").unwrap_or(path);
        *self.0.get(stem(path))?
    }
}

/// The last part of a path without its ending. A story in a folder of its own has the folder's name.
fn stem(path: &str) -> &str {
    let path = path.strip_suffix("/index.md").unwrap_or(path);
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").or_else(|| name.strip_suffix(".html")).unwrap_or(name)
}

/// `lamp` of `2018-11-02-lamp`.
fn without_date(name: &str) -> &str {
    let is_digits =
        |text: Option<&str>| text.is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    let is_dated = [0..4, 5..7, 8..10].into_iter().all(|part| is_digits(name.get(part)));
    let fits = is_dated && [4, 7, 10].iter().all(|&at| name.as_bytes().get(at) == Some(&b'-'));
    name.get(11..).filter(|rest| fits && !rest.is_empty()).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_what_other_programs_make_of_a_file() {
        for (path, name) in [
            ("content/2018-11-02-lamp.md", "lamp"),
            ("content/post/lamp/index.md", "lamp"),
            ("content/2018-11-02.md", "2018-11-02"),
            ("content/2018年-11月-灯.md", "2018年-11月-灯"),
        ] {
            assert_eq!(without_date(stem(path)), name);
        }
    }
}
