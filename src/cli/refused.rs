//! The output of `lanmu publish` if nothing is sent: what holds the release back, and which targets there are.

use serde_json::{Value, json};

use super::summary::listed;
use super::terminal::CommandOutput;
use crate::model::target::PublishTarget;
use crate::publish::Refusal;
use crate::words::Language;

/// Why the plan is not carried out.
pub(crate) struct Refused<'r> {
    /// How many findings in stories hold it back.
    pub findings: usize,
    /// How many findings about approvals do.
    pub unapproved: usize,
    /// Whether stories are to be withdrawn.
    pub is_urgent: bool,
    /// Whether it was said that what is not approved may go with a withdrawal.
    pub allows_unapproved: bool,
    /// Whether the newest edition is not ready for press.
    pub is_unready: bool,
    pub refusals: &'r [&'r Refusal],
}

impl Refused<'_> {
    /// Whether anything holds the release back.
    pub(super) fn is_refused(&self) -> bool {
        self.findings > 0 || self.unapproved > 0 || self.is_unready || !self.refusals.is_empty()
    }
}

impl CommandOutput for Refused<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let Self { findings: stories, unapproved: approvals, .. } = *self;
        let held = (stories > 0).then(|| match language {
            Language::Chinese => format!("没有发布：有 {stories} 处要先改好，见上"),
            Language::English => format!("not published: {stories} findings to settle first, see above"),
        });
        let unapproved = (approvals > 0).then(|| match language {
            Language::Chinese => format!("没有发布：审签有 {approvals} 处不齐，见上"),
            Language::English => format!("not published: {approvals} findings about approvals, see above"),
        });
        let urgent = (approvals > 0 && self.is_urgent).then(|| match language {
            Language::Chinese => {
                "  急着撤稿：先把上面没有签的改回签过的样子，撤了再改；来不及，加 --allow-unapproved，没有签的一起发出去，记进日志"
                    .to_owned()
            }
            Language::English => {
                "  if the withdrawal cannot wait: restore what was approved and publish; or use --allow-unapproved, which also publishes what is not approved, and logs it"
                    .to_owned()
            }
        });
        let unheeded = (approvals > 0 && self.allows_unapproved).then(|| match language {
            Language::Chinese => "  --allow-unapproved 只在撤稿时有用，这一次没有撤稿".to_owned(),
            Language::English => {
                "  --allow-unapproved counts only with a withdrawal, and nothing is withdrawn".to_owned()
            }
        });
        let unready = self.is_unready.then(|| match language {
            Language::Chinese => {
                "没有发布：新的一期付印前检查还没有过；确实要发，加 --allow-unready".to_owned()
            }
            Language::English => {
                "not published: the new edition is not ready for press; use --allow-unready to publish anyway"
                    .to_owned()
            }
        });
        let refusals = self.refusals.iter().map(|refusal| refused(refusal, language));
        held.into_iter()
            .chain(unapproved)
            .chain(urgent)
            .chain(unheeded)
            .chain(unready)
            .chain(refusals)
            .collect()
    }

    fn json(&self, language: Language) -> Value {
        json!({"refused": self.lines(language)})
    }
}

fn refused(refusal: &Refusal, language: Language) -> String {
    match (language, refusal) {
        (Language::Chinese, Refusal::Vanished(count)) => {
            format!("没有发布：{count} 篇见过报的稿会不见，见上；确实要这样，加 --allow-withdraw")
        }
        (Language::Chinese, Refusal::Many(count, all)) => {
            format!(
                "没有发布：{all} 篇里一下子要少 {count} 篇，是不是文件夹放错了？确实要这样，加 --allow-many"
            )
        }
        (Language::Chinese, Refusal::Early(day)) => {
            format!(
                "没有发布：这是照以后的 {day} 排的，没到时候的稿会先见报；只想看看，用 lanmu --as-of {day} --out 预览；确实要先发，加 --allow-early"
            )
        }
        (Language::Chinese, Refusal::Emptied(runs)) => {
            format!(
                "没有发布：以前往这里发布过 {runs} 次，现在那里是空的：共享盘挂上了没有，地址改了没有？确实要从头发，加 --allow-empty"
            )
        }
        (Language::Chinese, Refusal::OtherPaper(name)) => {
            format!("没有发布：那里是另一份报《{name}》；确实要换掉，加 --allow-other")
        }
        (Language::Chinese, Refusal::ForeignFiles(replaced)) if replaced.is_empty() => {
            "没有发布：那里有不是这份报的文件；确实要放在一起，加 --allow-other".to_owned()
        }
        (Language::Chinese, Refusal::LeftBehind(files)) => {
            let (count, names) = (files.len(), listed(files, "、"));
            format!(
                "没有发布：那里有 {count} 个不是这份报的文件：{names}；新的一份换上去，它们就不在线上了；要留的先移走，不要了，加 --allow-other"
            )
        }
        (Language::Chinese, Refusal::ForeignFiles(replaced)) => {
            let (count, names) = (replaced.len(), listed(replaced, "、"));
            format!(
                "没有发布：那里有不是这份报的文件，其中 {count} 个会被盖掉、找不回来：{names}；要留的先移走，确实可以盖掉，加 --allow-other"
            )
        }
        (Language::Chinese, Refusal::OtherFile(name)) => {
            format!("没有发布：那里的 {name} 不是这份报打的包，或者坏了；确实要换掉，加 --allow-other")
        }
        (Language::English, Refusal::Vanished(count)) => {
            format!(
                "not published: {count} live stories would be gone, see above; use --allow-withdraw if that is meant"
            )
        }
        (Language::English, Refusal::Many(count, all)) => {
            format!(
                "not published: {count} of {all} live stories would be gone; is the folder the right one? use --allow-many if that is meant"
            )
        }
        (Language::English, Refusal::Early(day)) => {
            format!(
                "not published: this is the paper of {day}, a later day, and stories that are not due yet would go out; to look at it, use lanmu --as-of {day} --out preview; use --allow-early if that is meant"
            )
        }
        (Language::English, Refusal::Emptied(runs)) => {
            format!(
                "not published: {runs} runs have published to this target, and now it is empty; is the share mounted, is the address right? use --allow-empty to publish all of it anew"
            )
        }
        (Language::English, Refusal::OtherPaper(name)) => {
            format!("not published: another paper, {name}, is live there; use --allow-other to replace it")
        }
        (Language::English, Refusal::ForeignFiles(replaced)) if replaced.is_empty() => {
            "not published: there are files of others; use --allow-other to publish among them".to_owned()
        }
        (Language::English, Refusal::LeftBehind(files)) => {
            let (count, names) = (files.len(), listed(files, ", "));
            format!(
                "not published: {count} files there are not this paper's: {names}; the new release takes the place of the old one, and they will not be in it; move away what is to stay, or use --allow-other"
            )
        }
        (Language::English, Refusal::ForeignFiles(replaced)) => {
            let (count, names) = (replaced.len(), listed(replaced, ", "));
            format!(
                "not published: there are files of others, and {count} would be replaced for good: {names}; move away what is to stay, or use --allow-other"
            )
        }
        (Language::English, Refusal::OtherFile(name)) => {
            format!(
                "not published: {name}, which is there, is no bundle of this paper, or damaged; use --allow-other to replace it"
            )
        }
    }
}

/// A person has said no.
pub(crate) struct Declined;

impl CommandOutput for Declined {
    fn lines(&self, language: Language) -> Vec<String> {
        let said = match language {
            Language::Chinese => "没有发布",
            Language::English => "not published",
        };
        vec![said.to_owned()]
    }

    fn json(&self, language: Language) -> Value {
        json!({"refused": self.lines(language)})
    }
}

/// No target was named, or an unknown one.
pub(crate) struct ChooseTarget<'t> {
    pub targets: &'t [PublishTarget],
    pub name: Option<&'t str>,
}

impl CommandOutput for ChooseTarget<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let known = self.targets.iter().map(|target| target.name.as_str()).collect::<Vec<_>>();
        vec![match (language, self.name, known.is_empty()) {
            (Language::Chinese, _, true) => {
                "还没有写发布到哪里：在 content/site.yaml 里写 publish: {kind: folder, path: ../site}"
                    .to_owned()
            }
            (Language::Chinese, None, false) => format!("发布到哪里？写明一个：{}", known.join("、")),
            (Language::Chinese, Some(name), false) => {
                format!("没有发布目标 `{name}`；有的是：{}", known.join("、"))
            }
            (Language::English, _, true) => {
                "no target yet: add publish: {kind: folder, path: ../site} to content/site.yaml".to_owned()
            }
            (Language::English, None, false) => format!("which target? name one: {}", known.join(", ")),
            (Language::English, Some(name), false) => {
                format!("there is no target `{name}`; known: {}", known.join(", "))
            }
        }]
    }

    fn json(&self, language: Language) -> Value {
        json!({"refused": self.lines(language)})
    }
}
