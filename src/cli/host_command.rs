//! The output of `lanmu publish` about the command of a host that nobody has confirmed yet.

use serde_json::{Value, json};

use super::terminal::CommandOutput;
use crate::visible::without_secrets;
use crate::words::Language;

/// A command of a host that nobody has confirmed yet.
pub(crate) struct NewCommand<'c> {
    pub command: &'c str,
    /// Whether a person is there to be asked.
    pub can_ask: bool,
}

impl CommandOutput for NewCommand<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let command = format!("    {}", without_secrets(self.command));
        let (first, advice) = match language {
            Language::Chinese => (
                "发布要运行这条命令，它还没有人确认过：",
                "没有运行。请一个人在终端里发布一次，看清命令，答“是”；以后同一条命令不再问（记在 .lanmu/commands.json）",
            ),
            Language::English => (
                "publishing runs this command, which nobody has confirmed yet:",
                "it was not run. Let a person publish once in a terminal, read the command and answer yes; the same command is not asked for again (it is remembered in .lanmu/commands.json)",
            ),
        };
        let advice = (!self.can_ask).then(|| advice.to_owned());
        [first.to_owned(), command].into_iter().chain(advice).collect()
    }

    fn json(&self, language: Language) -> Value {
        json!({"command": without_secrets(self.command), "confirmed": false, "message": self.lines(language).last()})
    }
}

/// Whether a new command may be run.
pub(crate) fn command_question(language: Language) -> &'static str {
    match language {
        Language::Chinese => "以后都可以运行这条命令吗？（是/否）",
        Language::English => "may this command be run, now and later? (y/n)",
    }
}
