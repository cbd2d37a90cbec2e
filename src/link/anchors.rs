//! Anchors: the headings and named places of a text, by the names that a link may use.

use rustc_hash::FxHashMap;

use crate::model::body::{BlockKind, Body, Inline, plain_text, visit_leaves};

/// The ids of a text's named places by id, and of its headings also by words and as GitHub and Typora name them; of several,
/// the first.
pub(crate) fn of_text(body: &Body) -> FxHashMap<String, &str> {
    let (mut ids, mut texts, mut slugs) = (FxHashMap::default(), Vec::new(), Slugs::default());
    body.visit(&mut |block, _| {
        for content in block.texts() {
            visit_leaves(content, &mut |leaf| {
                if let Inline::Anchor(id) = leaf {
                    ids.entry(id.to_string()).or_insert(&**id);
                }
            });
        }
        let BlockKind::Heading { id, content, .. } = &block.kind else { return };
        let mut words = String::new();
        plain_text(content, &mut |_, _| {}, &mut words);
        ids.entry(id.clone()).or_insert(id.as_str());
        texts.push((slugs.next(&words), words, id.as_str()));
    });
    for (_, words, id) in &texts {
        ids.entry(words.clone()).or_insert(*id);
    }
    for (slug, _, id) in texts {
        ids.entry(slug).or_insert(id);
    }
    ids
}

/// The heading that `anchor` names among `headings`. GitHub and Typora write it in lower case, whatever the heading.
pub(crate) fn find<'h>(headings: &FxHashMap<String, &'h str>, anchor: &str) -> Option<&'h str> {
    headings.get(anchor).or_else(|| headings.get(&slug(anchor))).copied()
}

/// The slugs that are taken, with how often each was wanted.
#[derive(Default)]
struct Slugs(FxHashMap<String, usize>);

impl Slugs {
    /// The slug of the next heading, numbered if it is taken.
    fn next(&mut self, words: &str) -> String {
        let wanted = slug(words);
        let mut slug = wanted.clone();
        while self.0.contains_key(&slug) {
            let times = self.0.entry(wanted.clone()).or_default();
            *times += 1;
            slug = format!("{wanted}-{times}");
        }
        self.0.insert(slug.clone(), 0);
        slug
    }
}

/// The words of a heading in lower case, without marks, with hyphens for spaces.
fn slug(words: &str) -> String {
    let kept = |character: &char| character.is_alphanumeric() || matches!(character, ' ' | '-' | '_');
    let slug = words.trim().chars().flat_map(char::to_lowercase).filter(kept);
    slug.map(|character| if character == ' ' { '-' } else { character }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_named_as_github_names_them() {
        assert_eq!(slug("一、总体要求"), "一总体要求");
        assert_eq!(slug("（二）Getting  Started: v2.0"), "二getting--started-v20");
        let mut slugs = Slugs::default();
        let all: Vec<String> = ["概况", "概况", "概况-1", "概况"].map(|words| slugs.next(words)).into();
        assert_eq!(all, ["概况", "概况-1", "概况-1-1", "概况-2"]);
    }
}
