//! The names in the text of a template: the paths that it prints, and the names that it gives to values.

/// Every `a.b.c` in the tags of a template, and where it begins; not in quotes.
pub(super) fn paths(text: &str) -> Vec<(&str, usize)> {
    let mut found = Vec::new();
    for (inside, from) in tags(text) {
        let (mut quote, mut start): (Option<char>, Option<usize>) = (None, None);
        for (at, character) in inside.char_indices().chain([(inside.len(), ' ')]) {
            let is_part = character.is_ascii_alphanumeric() || matches!(character, '_' | '.');
            if let Some(mark) = quote {
                quote = Some(mark).filter(|mark| *mark != character);
            } else if is_part {
                start = start.or(Some(at));
            } else {
                found.extend(start.take().map(|begin| (&inside[begin..at], from + begin)));
                quote = matches!(character, '"' | '\'').then_some(character);
            }
        }
    }
    found
        .retain(|(path, _)| path.contains('.') && path.starts_with(|first: char| first.is_ascii_lowercase()));
    found
}

/// The names that loops give to items, and the paths of their lists; `None` where a loop names keys too.
pub(super) fn loops(text: &str) -> Vec<(&str, Option<&str>)> {
    let mut found = Vec::new();
    for (inside, _) in tags(text) {
        let Some(rest) = inside.trim_matches('-').trim().strip_prefix("for ") else { continue };
        let Some((names, list)) = rest.split_once(" in ") else { continue };
        let list = list.trim();
        let is_path =
            list.chars().all(|character| character.is_ascii_alphanumeric() || matches!(character, '_' | '.'));
        let is_pair = names.contains(',');
        found.extend(names.split(',').map(|name| (name.trim(), Some(list).filter(|_| is_path && !is_pair))));
    }
    found
}

/// The names that a template gives to values and to the parameters of its components.
pub(super) fn given(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (inside, _) in tags(text) {
        let words = inside.trim_matches('-').trim();
        let set = words.strip_prefix("set_global ").or_else(|| words.strip_prefix("set "));
        found.extend(set.and_then(|rest| rest.split('=').next()).map(str::trim));
        let component = words.strip_prefix("component ").and_then(|rest| rest.split_once('('));
        let parameters = component.map(|(_, rest)| rest.split(')').next().unwrap_or(rest));
        found.extend(
            parameters
                .into_iter()
                .flat_map(|list| list.split(','))
                .map(|name| name.split([':', '=']).next().unwrap_or(name).trim()),
        );
    }
    found
}

/// What is inside `{{ … }}` and `{% … %}`, and where it begins.
fn tags(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.match_indices(['{']).filter_map(|(open, _)| {
        let inside = text[open + 1..].strip_prefix(['{', '%'])?;
        let end = if text[open + 1..].starts_with('{') { "}}" } else { "%}" };
        Some((&inside[..inside.find(end)?], open + 2))
    })
}
