//! Bylines: the printed forms of the trade, half- or full-width, read into people, roles and outlets.

use crate::language::may_be_name;
use crate::model::byline::{Byline, Credit};

/// The roles that a byline names, the longer before the shorter that ends it.
const ROLES: [&str; 9] =
    ["特约通讯员", "特约记者", "实习记者", "首席记者", "评论员", "通讯员", "摄影", "记者", "编辑"];

/// Reads a byline; one in no known form is kept as written.
#[must_use]
pub(crate) fn parse(written: &str) -> Byline {
    let text = full_width(written.trim());
    source(&text)
        .or_else(|| tail(&text))
        .or_else(|| dispatch(&text))
        .or_else(|| credits_line(&text))
        .unwrap_or_else(|| Byline::AsWritten(written.trim().to_owned()))
}

/// Parentheses and colons in the width that print has.
fn full_width(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '(' => '（',
            ')' => '）',
            ':' => '：',
            other => other,
        })
        .collect()
}

/// `来源：每日甘肃网　记者 某某`
fn source(text: &str) -> Option<Byline> {
    let rest = text.strip_prefix("来源：")?.trim();
    let (outlet, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let credits = if rest.trim().is_empty() { Vec::new() } else { credits(rest)? };
    (!outlet.is_empty()).then(|| Byline::Source { outlet: outlet.to_owned(), credits })
}

/// `（中共双辽市委组织部 某某）`, `（人民网）`, `（伊通县委组织部供稿）`
fn tail(text: &str) -> Option<Byline> {
    let inside = text.strip_prefix('（')?.strip_suffix('）')?.trim();
    let supplied = inside.ends_with("供稿");
    let inside = inside.strip_suffix("供稿").unwrap_or(inside);
    let (unit, names) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    let unit = unit.to_owned();
    if ROLES.iter().any(|role| unit.ends_with(role)) || inside.contains(['（', '）']) {
        return None;
    }
    Some(Byline::Tail { unit, names: joined_names(&words(names).collect::<Vec<_>>()), supplied })
}

/// `本报讯（记者 某某 通讯员 某某）`, `新华社北京10月21日电（记者 某某）`, `本报讯`
fn dispatch(text: &str) -> Option<Byline> {
    let (head, inside) = match text.split_once('（') {
        Some((head, rest)) => (head.trim(), rest.strip_suffix('）')?),
        None => (text, ""),
    };
    if !(head.ends_with('讯') || head.ends_with('电')) || head.contains(char::is_whitespace) {
        return None;
    }
    let credits = if inside.trim().is_empty() { Vec::new() } else { credits(inside)? };
    Some(Byline::Dispatch { head: head.to_owned(), credits })
}

/// `□本报记者 某某 通讯员 某某`, `本报通讯员 某某`, `本报记者 某某 摄`
fn credits_line(text: &str) -> Option<Byline> {
    let boxed = text.starts_with('□');
    let text = text.trim_start_matches('□').trim();
    let (text, photo) = match text.strip_suffix('摄') {
        Some(rest) if rest.ends_with(char::is_whitespace) => (rest.trim_end(), true),
        _ => (text, false),
    };
    Some(Byline::Credits { boxed, credits: credits(text)?, photo })
}

/// What separates names; print separates them by spaces.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_between = |character: char| character.is_whitespace() || "、，,；;/".contains(character);
    text.split(is_between).filter(|word| !word.is_empty()).flat_map(|word| {
        // 本报记者张三
        let glued = ROLES.iter().find_map(|role| {
            let (before, name) = word.split_once(role)?;
            may_be_name(name).then(|| [&word[..before.len() + role.len()], name])
        });
        glued.unwrap_or([word, ""]).into_iter().filter(|word| !word.is_empty())
    })
}

/// Roles with their people; `None` unless every word belongs to one.
fn credits(text: &str) -> Option<Vec<Credit>> {
    let mut found: Vec<(Credit, Vec<&str>)> = Vec::new();
    for word in words(text) {
        match ROLES.iter().find(|role| word.ends_with(**role)) {
            Some(role) => {
                let outlet = word.strip_suffix(role).unwrap_or_default().to_owned();
                found.push((Credit { outlet, role: (*role).to_owned(), names: Vec::new() }, Vec::new()));
            }
            None => found.last_mut()?.1.push(word),
        }
    }
    if found.is_empty() || found.iter().any(|(_, names)| names.is_empty()) {
        return None;
    }
    Some(found.into_iter().map(|(credit, words)| Credit { names: joined_names(&words), ..credit }).collect())
}

/// People's names, a name of two characters that print had spaced (`薛 砚`) put together again.
fn joined_names(words: &[&str]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut half_open = false;
    for word in words {
        let single = word.chars().count() == 1;
        match names.last_mut() {
            Some(last) if half_open && single => {
                last.push_str(word);
                half_open = false;
            }
            _ => {
                names.push((*word).to_owned());
                half_open = single;
            }
        }
    }
    names
}
