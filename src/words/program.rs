//! Messages about failures of the program itself.

use super::{Language, Message, Wording, wording};

/// What is done to a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Task {
    /// A file is read.
    Read,
    /// The names and figures of a story or a ledger are resolved.
    Resolve,
    /// A page is laid out.
    MakeUp,
    /// A document is rendered.
    Render,
    /// A story is proofread, or all stories are by one rule.
    Proofread,
    /// A finished page is audited.
    Audit,
}

/// Where to report a bug, if the project has such an address.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// The program failed in a task on the document called `name`; `said` is the message for its maintainers.
#[must_use]
pub(crate) fn failed(task: Task, name: &str, said: &str) -> Wording {
    let (zh, en) = match task {
        Task::Read => ("读", "reading"),
        Task::Resolve => ("核对", "resolving"),
        Task::MakeUp => ("拼", "laying out"),
        Task::Render => ("排", "rendering"),
        Task::Proofread => ("校对", "proofreading"),
        Task::Audit => ("检查", "auditing"),
    };
    let (help_zh, help_en) = report();
    wording(
        "program-fault",
        format!("{zh} `{name}` 时程序自己出了毛病：`{said}`"),
        format!("the program failed while {en} `{name}`: `{said}`"),
    )
    .help(
        format!("稿件没有错，要改的是程序：{help_zh}；等不及就先把这个文件移出去"),
        format!(
            "this is a bug in the program, not in your content: {help_en}; as a workaround, move the file away"
        ),
    )
}

/// The request to report the bug, and what to send.
fn report() -> (String, String) {
    let (to_zh, to_en) = match REPOSITORY {
        "" => ("维护本程序的人", "the maintainers of lanmu"),
        address => (address, address),
    };
    (
        format!("请把这条差错和有关的文件报告给{to_zh}"),
        format!("please report this message, with the files it mentions, to {to_en}"),
    )
}

/// The program failed in work that belongs to no document of the paper at `root`.
#[must_use]
pub(crate) fn unfinished(root: &str, language: Language) -> Message {
    let (help_zh, help_en) = report();
    match language {
        Language::Chinese => Message {
            message: format!("程序自己出了毛病，没有做完；报纸在 `{root}`"),
            help: Some(format!("稿件没有错，要改的是程序：{help_zh}")),
        },
        Language::English => Message {
            message: format!("the program failed and did not finish; the paper is in `{root}`"),
            help: Some(format!("this is a bug in the program, not in your content: {help_en}")),
        },
    }
}
