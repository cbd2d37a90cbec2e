//! What can be wrong with the approvals (三审三校) of an edition.

use super::{Wording, listed, nearest, wording};

/// An approval as something that the paper does not ask for.
#[must_use]
pub(crate) fn unknown_role<'k>(role: &str, known: impl IntoIterator<Item = &'k str> + Clone) -> Wording {
    let near = nearest(role, known.clone());
    let all = listed(known, "、");
    let (zh, en) = if all.is_empty() {
        (
            "在 `site.yaml` 里写 `approvals: [初审, 复审, 终审]`".to_owned(),
            "set `approvals: [first, second, final]` in `site.yaml`".to_owned(),
        )
    } else {
        (format!("`site.yaml` 的 `approvals` 里有：{all}"), format!("`approvals` in `site.yaml` has: {all}"))
    };
    let unknown = wording(
        "unknown-approval",
        format!("这份报没有 `{role}` 这一道审校"),
        format!("this paper has no approval `{role}`"),
    );
    match near {
        Some(near) => unknown
            .help(format!("是不是想写 `{near}`？{zh}"), format!("did you mean `{near}`? {en}"))
            .meaning(role, near),
        None => unknown.help(zh, en),
    }
}

/// An approval was given as something that the paper does not ask for any more.
#[must_use]
pub(crate) fn signed_as_unknown(role: &str) -> Wording {
    wording(
        "unknown-approval",
        format!("这份报没有 `{role}` 这一道审校"),
        format!("this paper has no approval `{role}`"),
    )
    .help(
        format!("在 `site.yaml` 的 `approvals` 里加上 `{role}`，或删掉这个签字"),
        format!("add `{role}` to `approvals` in `site.yaml`, or remove this approval"),
    )
}

/// One person has approved an edition twice, in different roles.
#[must_use]
pub(crate) fn same_person(by: &str, first: &str, second: &str) -> Wording {
    wording(
        "same-approver",
        format!("{first}和{second}都是 `{by}` 签的"),
        format!("`{by}` has approved this as {first} and as {second}"),
    )
    .help("换一个人签其中一道", "let another person give one of the approvals")
}

/// An approval whose checksum does not fit what it lists.
#[must_use]
pub(crate) fn changed_by_hand(role: &str) -> Wording {
    wording(
        "edited-approval",
        format!("{role}的签字被手改过，不算数"),
        format!("the approval as {role} was edited by hand and does not count"),
    )
    .help(
        format!("删掉这一条，用 `lanmu approve` 重签{role}"),
        format!("remove it, and approve again with `lanmu approve --as {role}`"),
    )
}

/// An edition that lacks an approval.
#[must_use]
pub(crate) fn missing(edition: &str, role: &str) -> Wording {
    wording(
        "unapproved-edition",
        format!("`{edition}` 这一期还没有{role}"),
        format!("the edition `{edition}` is not approved as {role}"),
    )
    .help(
        format!("审过以后，{role}的人运行 `lanmu approve {edition} --as {role}`"),
        format!("after review, let the {role} run `lanmu approve {edition} --as {role}`"),
    )
}

/// How a part of an edition differs from what was approved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ApprovalChange {
    /// It is new.
    Added,
    /// It is different.
    Changed,
    /// It is gone.
    Removed,
}

/// A part of an edition that is not as it was approved.
#[must_use]
pub(crate) fn changed(edition: &str, name: &str, change: ApprovalChange, roles: &[&str]) -> Wording {
    let (zh, en) = match change {
        ApprovalChange::Added => ("是签字以后加的", "was added after the approval"),
        ApprovalChange::Changed => ("在签字以后改过", "was changed after the approval"),
        ApprovalChange::Removed => ("在签字以后没有了", "was removed after the approval"),
    };
    let (all, each) = (roles.join("、"), roles.join(", "));
    let commands = |joint: &str| {
        let commands = roles.iter().map(|role| format!("`lanmu approve {edition} --as {role}`"));
        commands.collect::<Vec<_>>().join(joint)
    };
    wording(
        "changed-since-approval",
        format!("`{edition}` 这一期的 `{name}` {zh}：{all}"),
        format!("`{name}` of the edition `{edition}` {en} as {each}"),
    )
    .help(
        format!("看过改动，重新签：{}", commands("、")),
        format!("review the change and approve again: {}", commands(", ")),
    )
}
