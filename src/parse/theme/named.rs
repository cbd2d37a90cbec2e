//! The templates that a template names in its tags, read as text before the template engine compiles it.

/// The templates that a text extends or includes: `broadsheet/story.html`.
pub(super) fn named_templates(text: &str) -> impl Iterator<Item = &str> {
    let is_naming = |words: &&str| words.starts_with("extends") || words.starts_with("include");
    tags(text).filter(is_naming).filter_map(quoted)
}

fn quoted(words: &str) -> Option<&str> {
    let open = words.find(['"', '\''])?;
    let mark = words[open..].chars().next()?;
    words[open + 1..].split(mark).next()
}

/// The words in each `{% … %}`.
fn tags(text: &str) -> impl Iterator<Item = &str> {
    let inside = text.split("{%").skip(1).filter_map(|rest| rest.split("%}").next());
    inside.map(|inside| inside.trim_matches('-').trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_templates_that_a_template_names_are_found_in_its_tags() {
        let text = "{%- extends \"base.html\" -%}{% block a %}\"b.html\"{% include 'c.html' %}{% endblock %}";
        assert_eq!(named_templates(text).collect::<Vec<_>>(), ["base.html", "c.html"]);
    }
}
