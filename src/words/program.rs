//! What is said where the program itself is at fault, and not the paper.

use super::{Language, Message, Wording, wording};
use crate::isolate::Task;

/// Where a fault of the program is to be told, if the project has such a place.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// The program failed in a task on the document called `name`; `said` is what its maintainers want to know.
#[must_use]
pub(crate) fn failed(task: Task, name: &str, said: &str) -> Wording {
    let (zh, en) = match task {
        Task::Read => ("读", "reading"),
        Task::Resolve => ("核对", "resolving"),
        Task::MakeUp => ("拼", "making up"),
        Task::Render => ("排", "setting"),
        Task::Proofread => ("校对", "proofreading"),
        Task::Audit => ("检查", "looking at"),
    };
    let (help_zh, help_en) = report();
    wording(
        "program-fault",
        format!("{zh} `{name}` 时程序自己出了毛病：`{said}`"),
        format!("the program failed in {en} `{name}`: `{said}`"),
    )
    .help(
        format!("稿件没有错，要改的是程序：{help_zh}；等不及就先把这个文件移出去"),
        format!(
            "the fault is the program's and not yours: {help_en}; to go on meanwhile, move the file away"
        ),
    )
}

/// The request to tell whoever can mend the program, and what to send.
fn report() -> (String, String) {
    let (to_zh, to_en) = match REPOSITORY {
        "" => ("维护本程序的人", "whoever maintains lanmu"),
        address => (address, address),
    };
    (
        format!("请把这条差错和有关的文件报告给{to_zh}"),
        format!("please report this message, with the files it is about, to {to_en}"),
    )
}

/// The program failed in what belongs to no document of the paper that lies at `root`.
#[must_use]
pub(crate) fn unfinished(root: &str, language: Language) -> Message {
    let (help_zh, help_en) = report();
    match language {
        Language::Chinese => Message {
            message: format!("程序自己出了毛病，没有做完；报纸在 `{root}`"),
            help: Some(format!("稿件没有错，要改的是程序：{help_zh}")),
        },
        Language::English => Message {
            message: format!("the program itself failed and did not finish; the paper lies in `{root}`"),
            help: Some(format!("the fault is the program's and not yours: {help_en}")),
        },
    }
}
