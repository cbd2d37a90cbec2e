//! `lanmu publish --rollback`: shows what going back would change, asks, and does it.

use std::io::IsTerminal;

use serde_json::{Value, json};

use super::args::Publish;
use super::planned::{as_json, file_list, story_list};
use super::summary::listed;
use super::target_words::{joined, label, whole_label};
use super::terminal::{CommandOutput, Terminal};
use super::{FINDINGS, GOOD, clock};
use crate::fault::Fault;
use crate::model::paper::Paper;
use crate::model::target::{PublishTarget, TargetKind};
use crate::project::Project;
use crate::publish::{self, NoRollback, PreparedRollback};
use crate::words::Language;

/// Makes the release before the live one live again. Today's content is not looked at: it may have errors.
pub(super) fn run(
    project: &Project,
    (paper, target): (&Paper, &PublishTarget),
    said: &Publish,
    terminal: &Terminal,
) -> Result<u8, Fault> {
    let now = clock();
    let today = project.today.in_zone(paper.timezone);
    let prepared = match publish::prepare_rollback(project, (paper, target), (now, today))? {
        Ok(prepared) => prepared,
        Err(why) => {
            terminal.say(&NotRolledBack { target, why });
            return Ok(FINDINGS);
        }
    };
    terminal.say(&PlannedRollback { target, prepared: &prepared, most: terminal.most_named() });
    if said.dry_run {
        return Ok(GOOD);
    }
    let asks = !said.yes && std::io::stdin().is_terminal();
    if asks && !terminal.ask(question) {
        return Ok(FINDINGS);
    }
    prepared.carry_out()?;
    terminal.say(&RolledBack { target, generation: prepared.to.generation });
    Ok(GOOD)
}

fn question(language: Language) -> &'static str {
    match language {
        Language::Chinese => "退回吗？（是/否）",
        Language::English => "go back? (y/n)",
    }
}

/// What going back would change.
struct PlannedRollback<'p> {
    target: &'p PublishTarget,
    prepared: &'p PreparedRollback<'p>,
    /// How many stories or files of one kind are named.
    most: usize,
}

impl PlannedRollback<'_> {
    /// Stories that are live now and would not be: path and headline.
    fn gone(&self) -> Vec<(String, String)> {
        let gone = self.prepared.plan.stories.vanished.iter();
        gone.map(|story| (story.path.clone(), story.headline.clone())).collect()
    }
}

impl CommandOutput for PlannedRollback<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let (plan, generation) = (&self.prepared.plan, self.prepared.to.generation);
        let place = whole_label(self.target, &self.prepared.place(), language);
        let first = match language {
            Language::Chinese => format!("要退回到第 {generation} 次发布：{place}"),
            Language::English => format!("{place} would go back to release no. {generation}"),
        };
        let titles = match language {
            Language::Chinese => ["恢复原样的稿", "又不在线的稿", "又在线的稿"],
            Language::English => {
                ["stories as they were before", "stories no longer live", "stories live again"]
            }
        };
        let again = [&*plan.stories.moved, &plan.stories.new].concat();
        let stories = [&plan.stories.corrected, &self.gone(), &again];
        let lists = titles
            .into_iter()
            .zip(stories)
            .flat_map(|(title, stories)| story_list(title, stories, self.most));
        let (change, delete) = (plan.uploads(), plan.deletions.len());
        let (title, counts) = match language {
            Language::Chinese => ("不再在线的文件", format!("  要换 {change} 个文件，要去掉 {delete} 个")),
            Language::English => {
                ("files no longer live", format!("  to change: {change}, to remove: {delete}"))
            }
        };
        let deleted: Vec<String> = plan.known_deletions().cloned().collect();
        let deleted = file_list(title, &deleted, self.most, language);
        std::iter::once(first).chain(lists).chain(deleted).chain([counts]).collect()
    }

    fn json(&self, _: Language) -> Value {
        let plan = &self.prepared.plan;
        json!({"rollback": {
            "target": self.target.name,
            "to": self.prepared.to.generation,
            "restored": as_json(&plan.stories.corrected),
            "gone": as_json(&self.gone()),
            "again": as_json(&[&*plan.stories.moved, &plan.stories.new].concat()),
            "change": plan.sent().collect::<Vec<_>>(),
            "delete": plan.deletions,
        }})
    }
}

/// The earlier release is live again.
struct RolledBack<'t> {
    target: &'t PublishTarget,
    generation: u64,
}

impl CommandOutput for RolledBack<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let (name, generation) = (label(self.target, language), self.generation);
        vec![match language {
            Language::Chinese => {
                joined(name, &format!("退回到第 {generation} 次发布；稿件没有动，再发布一次又是现在的"))
            }
            Language::English => {
                format!(
                    "{name} is back at release no. {generation}; the content is unchanged, and publishing again sends it"
                )
            }
        }]
    }

    fn json(&self, _: Language) -> Value {
        json!({"target": self.target.name, "rolled_back_to": self.generation})
    }
}

/// There is nothing to go back to.
struct NotRolledBack<'t> {
    target: &'t PublishTarget,
    why: NoRollback,
}

impl CommandOutput for NotRolledBack<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        use TargetKind::{Folder, Git, Rsync, Sftp};
        let name = label(self.target, language);
        let keeps = matches!(self.target.kind, Folder { .. } | Git { .. } | Rsync(_) | Sftp(_));
        let (zh, en) = match &self.why {
            NoRollback::NotKept if !keeps => (
                "没有留着以前的，退不了；把稿件改回去再发布一次",
                "keeps no earlier releases; restore the content and publish again",
            ),
            NoRollback::NotKept => (
                "没有留着可退的上一次：只发过一次、一个个换的、撤过稿的，都没有；把稿件改回去再发布一次",
                "keeps no earlier release: there is none after the first run, where files are replaced one by one, and after a withdrawal; restore the content and publish again",
            ),
            NoRollback::ShowsWithdrawn => (
                "上一次里有后来撤下的稿，不能退回去；把稿件改回去再发布一次",
                "cannot go back: the earlier release shows a story that was withdrawn since; restore the content and publish again",
            ),
            NoRollback::ForeignFiles => (
                "有别人后来放的文件，退回去会把它们一起带走；移走它们再退，或把稿件改回去再发布一次",
                "cannot go back: files of others were added since and would go too; move them away, or restore the content and publish again",
            ),
            NoRollback::Damaged(files) => {
                let names = listed(
                    files,
                    match language {
                        Language::Chinese => "、",
                        Language::English => ", ",
                    },
                );
                let (zh, en) = (
                    format!(
                        "上一次留着的那一份里，有 {} 个文件被人改过、删过，没有退回：{names}；把稿件改回去再发布一次",
                        files.len()
                    ),
                    format!(
                        "cannot go back: in the earlier release, {} files are not as they were published: {names}; restore the content and publish again",
                        files.len()
                    ),
                );
                return vec![match language {
                    Language::Chinese => joined(name, &zh),
                    Language::English => format!("{name}: {en}"),
                }];
            }
        };
        vec![match language {
            Language::Chinese => joined(name, zh),
            Language::English => format!("{name}: {en}"),
        }]
    }

    fn json(&self, language: Language) -> Value {
        json!({"target": self.target.name, "rolled_back_to": null, "message": self.lines(language).concat()})
    }
}
