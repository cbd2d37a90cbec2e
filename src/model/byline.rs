//! The byline (署名): the printed forms of the trade, as people, roles and outlets.

use serde::{Deserialize, Serialize};

/// Who signs a story, and in which of the trade's forms.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Byline {
    /// `本报通讯员 某某`, `□本报记者 某某 通讯员 某某`, `新甘肃·甘肃日报记者 某某　某报记者 某某`, `本报记者 某某 摄`.
    Credits {
        /// Whether a □ comes before it.
        boxed: bool,
        /// Who did what.
        credits: Vec<Credit>,
        /// Whether 摄 comes after it: a photographer's credit.
        photo: bool,
    },
    /// `本报讯（记者 某某 通讯员 某某）`, `新华社北京10月21日电（记者 某某）`: runs into the first paragraph.
    Dispatch {
        /// Everything before the parenthesis.
        head: String,
        /// Who did what; may be empty.
        credits: Vec<Credit>,
    },
    /// `（中共双辽市委组织部 某某）`, `（人民网）`, `（伊通县委组织部供稿）`: at the foot, to the right.
    Tail {
        /// The office or outlet.
        unit: String,
        /// The people of it.
        names: Vec<String>,
        /// Whether it supplied the story (供稿).
        supplied: bool,
    },
    /// `来源：每日甘肃网　记者 某某`
    Source {
        /// Where it was taken from.
        outlet: String,
        /// Who did what there.
        credits: Vec<Credit>,
    },
    /// Any other, printed as written.
    AsWritten(String),
}

/// One role and the people in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Credit {
    /// `本报`, `新甘肃·甘肃日报`; empty if the role is given alone.
    pub outlet: String,
    /// 记者, 通讯员, 特约记者 …
    pub role: String,
    /// The people; two-character names without the space that print puts into them.
    pub names: Vec<String>,
}

/// A part of a byline that stays in one line if that has room for it: a role with its people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BylinePart {
    /// The space before it.
    pub before: &'static str,
    /// Its words.
    pub text: String,
}

impl Byline {
    /// Its printed form, full-width.
    #[must_use]
    pub fn printed(&self) -> String {
        match self {
            Self::Credits { .. } => joined(&self.parts()),
            Self::Dispatch { head, credits } if credits.is_empty() => head.clone(),
            Self::Dispatch { head, credits } => format!("{head}（{}）", joined(&parts_of(credits))),
            Self::Tail { unit, names, supplied } => {
                let words: Vec<&str> = std::iter::once(unit).chain(names).map(String::as_str).collect();
                format!("（{}{}）", words.join(" "), if *supplied { "供稿" } else { "" })
            }
            Self::Source { outlet, credits } if credits.is_empty() => format!("来源：{outlet}"),
            Self::Source { outlet, credits } => format!("来源：{outlet}　{}", joined(&parts_of(credits))),
            Self::AsWritten(text) => text.clone(),
        }
    }

    /// Its printed form in parts: those of roles with their people, or a single one.
    #[must_use]
    pub fn parts(&self) -> Vec<BylinePart> {
        let Self::Credits { boxed, credits, photo } = self else {
            return vec![BylinePart { before: "", text: self.printed() }];
        };
        let mut parts = parts_of(credits);
        if let Some(first) = parts.first_mut() {
            first.text.insert_str(0, if *boxed { "□" } else { "" });
        }
        if let Some(last) = parts.last_mut() {
            last.text.push_str(if *photo { " 摄" } else { "" });
        }
        parts
    }

    /// Whether it stands at the foot of the text.
    #[must_use]
    pub fn follows_text(&self) -> bool {
        matches!(self, Self::Tail { .. } | Self::Source { .. } | Self::Credits { photo: true, .. })
    }

    /// The people and offices in it, for machines.
    #[must_use]
    pub fn authors(&self) -> Vec<&str> {
        match self {
            Self::Credits { credits, .. } | Self::Dispatch { credits, .. } | Self::Source { credits, .. } => {
                credits.iter().flat_map(|credit| &credit.names).map(String::as_str).collect()
            }
            Self::Tail { unit, names, .. } if names.is_empty() => unit.split('、').collect(),
            Self::Tail { names, .. } => names.iter().map(String::as_str).collect(),
            Self::AsWritten(text) => names_in(text),
        }
    }

    /// Everybody under whose name readers may look for it: its people, and the office or outlet that it is from.
    #[must_use]
    pub fn signers(&self) -> Vec<&str> {
        let office = match self {
            Self::Tail { unit, names, .. } if !names.is_empty() => Some(unit.as_str()),
            Self::Source { outlet, .. } => Some(outlet.as_str()),
            _ => None,
        };
        office.into_iter().chain(self.authors()).collect()
    }
}

/// Who is named in the credit of a picture: `本报记者 某某、某某 摄` → `某某`, `某某`. What only says where the picture is from
/// (资料图, 网络截图) names nobody.
#[must_use]
pub(crate) fn photographers(credit: &str) -> Vec<&str> {
    const BEFORE: [&str; 9] =
        ["摄影：", "摄影/", "摄/", "供图：", "图：", "图/", "Photograph by ", "Photo by ", "Photo: "];
    const AFTER: [&str; 8] = ["摄影报道", "摄影", "摄", "供图", "提供", "绘制", "绘图", "制图"];
    // These end names, too, so they count only after a space or a slash.
    const DRAWN: [&str; 2] = ["绘", "图"];
    const NOBODY: [&str; 6] = ["资料", "网络", "截图", "视频", "AI", "来源"];
    const ROLES: [&str; 3] = ["记者", "通讯员", "特约摄影"];
    let credit = credit.trim();
    if NOBODY.iter().any(|word| credit.contains(word)) {
        return Vec::new();
    }
    let named = BEFORE.iter().find_map(|words| credit.strip_prefix(words)).unwrap_or(credit);
    let named = AFTER.iter().find_map(|words| named.strip_suffix(words)).unwrap_or(named);
    let is_apart = |rest: &&str| rest.ends_with([' ', '\u{3000}', '/']);
    let drawn = DRAWN.iter().find_map(|words| named.strip_suffix(words).filter(is_apart));
    let named = drawn.unwrap_or(named).trim_matches([' ', '\u{3000}', '/']);
    let after_role = ROLES.iter().filter_map(|role| Some(named.rfind(role)? + role.len())).max();
    let names = named[after_role.unwrap_or(0)..].split(['、', '/']);
    names.map(str::trim).filter(|name| !name.is_empty()).collect()
}

/// The names in a byline of no known form: `By Ann Lee and Tom Roe`.
fn names_in(text: &str) -> Vec<&str> {
    let Some(named) = text.strip_prefix("By ") else {
        // 记者：张三、李四
        let names = text.rsplit_once(['：', ':']).map_or(text, |(_, names)| names);
        return names.split('、').map(str::trim).filter(|name| !name.is_empty()).collect();
    };
    named
        .split(", ")
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect()
}

/// Roles with their people.
fn parts_of(credits: &[Credit]) -> Vec<BylinePart> {
    let mut parts: Vec<BylinePart> = credits.iter().map(Credit::printed).collect();
    if let Some(first) = parts.first_mut() {
        first.before = "";
    }
    parts
}

fn joined(parts: &[BylinePart]) -> String {
    parts.iter().flat_map(|part| [part.before, &part.text]).collect()
}

impl Credit {
    /// Its printed form after another one: a wide space before a role with an outlet of its own, otherwise a narrow one.
    fn printed(&self) -> BylinePart {
        let words =
            std::iter::once(format!("{}{}", self.outlet, self.role)).chain(self.names.iter().cloned());
        let before = if self.outlet.is_empty() { " " } else { "　" };
        BylinePart { before, text: words.collect::<Vec<_>>().join(" ") }
    }
}

#[cfg(test)]
mod tests {
    use super::photographers;

    #[test]
    fn a_credit_names_people_and_offices_and_not_what_they_did() {
        for (credit, names) in [
            ("韩梅梅 摄", &["韩梅梅"][..]),
            ("韩梅梅摄", &["韩梅梅"]),
            ("本报记者 张影、李光 摄", &["张影", "李光"]),
            ("通讯员 王景 摄影报道", &["王景"]),
            ("摄影/张影", &["张影"]),
            ("晨光周报绘制", &["晨光周报"]),
            ("吕宏图", &["吕宏图"]),
            ("吕宏图 图", &["吕宏图"]),
            ("县融媒体中心供图", &["县融媒体中心"]),
            ("Photo by Ann Lee", &["Ann Lee"]),
            ("资料图", &[]),
            ("网络图", &[]),
            ("视频截图", &[]),
        ] {
            assert_eq!(photographers(credit), names, "{credit}");
        }
    }
}
