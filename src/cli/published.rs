//! The output of `lanmu publish` and `lanmu verify`: the plan as an editor reads it, refusals, the result.

use serde_json::{Value, json};

use super::terminal::CommandOutput;
use super::verified::different;
use crate::model::target::{PublishTarget, TargetKind};
use crate::publish::{Plan, Prepared, Published, Refusal, Vanished};
use crate::words::{Language, publishing};

/// How many stories of one kind are named.
const NAMED: usize = 10;

/// What publishing would do.
pub(crate) struct PlannedRelease<'p> {
    pub target: &'p PublishTarget,
    pub prepared: &'p Prepared<'p>,
}

impl CommandOutput for PlannedRelease<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let (plan, kind) = (&self.prepared.plan, self.target.kind.word());
        let name = &self.target.name;
        let mut lines = vec![match language {
            Language::Chinese => format!("发布到 {name}（{kind}）"),
            Language::English => format!("publishing to {name} ({kind})"),
        }];
        let titles = match language {
            Language::Chinese => ["新稿", "改过的稿", "撤下的稿"],
            Language::English => ["new stories", "changed stories", "withdrawn stories"],
        };
        let stories = [&plan.stories.new, &plan.stories.corrected, &plan.stories.withdrawn];
        for (title, stories) in titles.into_iter().zip(stories).filter(|(_, stories)| !stories.is_empty()) {
            lines.push(format!("  {title} {}", stories.len()));
            let named = stories.iter().take(NAMED);
            lines.extend(named.map(|(path, headline)| format!("    {headline}  {path}")));
            lines.extend((stories.len() > NAMED).then(|| "    …".to_owned()));
        }
        lines.extend(plan.stories.vanished.iter().flat_map(|vanished| vanished_lines(vanished, language)));
        lines.extend(attachments(plan, language));
        lines.push(counts(plan, self.prepared.is_whole(), language));
        lines
    }

    fn json(&self, _: Language) -> Value {
        let plan = &self.prepared.plan;
        let paths = |stories: &[(String, String)]| {
            stories
                .iter()
                .map(|(path, headline)| json!({"path": path, "headline": headline}))
                .collect::<Vec<_>>()
        };
        json!({"plan": {
            "target": self.target.name,
            "new": paths(&plan.stories.new),
            "changed": paths(&plan.stories.corrected),
            "withdrawn": paths(&plan.stories.withdrawn),
            "vanished": plan.stories.vanished.iter().map(|vanished| {
                json!({"path": vanished.path, "headline": vanished.headline, "renamed": vanished.renamed})
            }).collect::<Vec<_>>(),
            "attachments": plan.attachments,
            "send": plan.waves.iter().flat_map(|(_, paths)| paths).collect::<Vec<_>>(),
            "delete": plan.deletions,
            "unchanged": plan.unchanged,
            "bytes": plan.bytes,
        }})
    }
}

fn vanished_lines(vanished: &Vanished, language: Language) -> Vec<String> {
    let Vanished { path, headline, renamed } = vanished;
    match (language, renamed) {
        (Language::Chinese, Some(now)) => vec![
            format!("  不见了：{headline}  {path}"),
            format!("    多半是改了名，现在是 {now}：在稿头写 aliases: [{path}]，旧网址就转到那里"),
        ],
        (Language::Chinese, None) => vec![
            format!("  不见了：{headline}  {path}"),
            "    要撤回，就留着稿件，在稿头写 withdrawn: 缘由；确实不留，加 --allow-withdraw".to_owned(),
        ],
        (Language::English, Some(now)) => vec![
            format!("  gone: {headline}  {path}"),
            format!("    probably renamed to {now}: add aliases: [{path}] to its front matter"),
        ],
        (Language::English, None) => vec![
            format!("  gone: {headline}  {path}"),
            "    to withdraw it, keep the story and add withdrawn: REASON; to drop it, use --allow-withdraw"
                .to_owned(),
        ],
    }
}

fn attachments(plan: &Plan, language: Language) -> Option<String> {
    let count = plan.attachments.len();
    let named = plan.attachments.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>();
    let more = if count > NAMED { " …" } else { "" };
    (count > 0).then(|| match language {
        Language::Chinese => format!("  新带出的文件 {count}：{}{more}", named.join("、")),
        Language::English => format!("  new files {count}: {}{more}", named.join(", ")),
    })
}

fn counts(plan: &Plan, is_whole: bool, language: Language) -> String {
    let (send, delete, same) = (plan.uploads(), plan.deletions.len(), plan.unchanged);
    let size = size(plan.bytes);
    match (language, is_whole) {
        (Language::Chinese, true) => format!("  打包 {send} 个文件（{size}）"),
        (Language::English, true) => format!("  files to pack: {send} ({size})"),
        (Language::Chinese, false) if plan.is_empty() => format!("  在线的和这里一样（{same} 个文件）"),
        (Language::English, false) if plan.is_empty() => {
            format!("  what is live is up to date ({same} files)")
        }
        (Language::Chinese, false) => {
            format!("  要送 {send} 个文件（{size}），要删 {delete} 个，未变 {same} 个")
        }
        (Language::English, false) => {
            format!("  to send: {send} ({size}), to delete: {delete}, unchanged: {same}")
        }
    }
}

/// Bytes as people say them.
#[allow(clippy::cast_precision_loss, reason = "one decimal place is shown")]
fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{:.1} kB", bytes as f64 / 1024.0),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}

/// Why the plan is not carried out.
pub(crate) struct Refused<'r> {
    /// How many findings hold it back.
    pub held: usize,
    /// Whether the newest edition is not ready for press.
    pub unready: bool,
    pub refusals: &'r [&'r Refusal],
}

impl CommandOutput for Refused<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let held = (self.held > 0).then(|| match language {
            Language::Chinese => format!("没有发布：还没见报的稿里有 {} 处要先改好", self.held),
            Language::English => {
                format!("not published: {} findings in stories that are not live yet", self.held)
            }
        });
        let unready = self.unready.then(|| match language {
            Language::Chinese => {
                "没有发布：新的一期付印前检查还没有过；确实要发，加 --allow-unready".to_owned()
            }
            Language::English => {
                "not published: the new edition is not ready for press; use --allow-unready to publish anyway"
                    .to_owned()
            }
        });
        let refusals = self.refusals.iter().map(|refusal| refused(refusal, language));
        held.into_iter().chain(unready).chain(refusals).collect()
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
        (Language::Chinese, Refusal::OtherPaper(name)) => {
            format!("没有发布：那里是另一份报《{name}》；确实要换掉，加 --allow-other")
        }
        (Language::Chinese, Refusal::ForeignFiles) => {
            "没有发布：那里有不是这份报的文件；确实要放在一起，加 --allow-other".to_owned()
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
        (Language::English, Refusal::OtherPaper(name)) => {
            format!("not published: another paper, {name}, is live there; use --allow-other to replace it")
        }
        (Language::English, Refusal::ForeignFiles) => {
            "not published: there are files of others; use --allow-other to publish among them".to_owned()
        }
    }
}

/// The question before anything is sent.
#[must_use]
pub(crate) fn question(language: Language) -> &'static str {
    match language {
        Language::Chinese => "发布吗？（y/n）",
        Language::English => "publish? (y/n)",
    }
}

/// How many files were sent.
pub(crate) struct Sent {
    pub sent: usize,
    pub all: usize,
}

impl CommandOutput for Sent {
    fn lines(&self, language: Language) -> Vec<String> {
        let Self { sent, all } = self;
        vec![match language {
            Language::Chinese => format!("已送 {sent}/{all}"),
            Language::English => format!("sent {sent}/{all}"),
        }]
    }

    /// None: progress is for people.
    fn json(&self, _: Language) -> Value {
        Value::Null
    }
}

/// The result.
pub(crate) struct ReleasePublished<'p> {
    pub target: &'p PublishTarget,
    pub published: &'p Published,
    pub plan: &'p Plan,
}

impl CommandOutput for ReleasePublished<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let carried = &self.published.carried;
        let (place, generation) = (&carried.place, self.plan.next.generation);
        let url = self.target.url.as_ref();
        let (url_zh, url_en) = url.map(|url| (format!("，{url}"), format!(", {url}"))).unwrap_or_default();
        let (number_zh, number_en) = match self.target.kind {
            TargetKind::Zip { .. } => (String::new(), String::new()),
            _ => (format!("（第 {generation} 次）"), format!(" (no. {generation})")),
        };
        let mut lines = vec![match language {
            Language::Chinese => format!("发布好了：{place}{number_zh}{url_zh}"),
            Language::English => format!("published: {place}{number_en}{url_en}"),
        }];
        let differences = &self.published.differences;
        lines.extend(different(differences, language));
        let one_by_one = carried.file_by_file.then(publishing::one_by_one);
        let remarks = one_by_one.iter().chain(&carried.remarks);
        lines.extend(remarks.map(|remark| remark.said(language).message.clone()));
        lines.extend(carried.keeps_releases.then(|| {
            let command = format!("lanmu publish {} --rollback", self.target.name);
            match language {
                Language::Chinese => format!("要退回上一次：{command}"),
                Language::English => format!("to go back to the previous release: {command}"),
            }
        }));
        lines
    }

    fn json(&self, language: Language) -> Value {
        json!({"published": {
            "target": self.target.name,
            "place": self.published.carried.place,
            "generation": self.plan.next.generation,
            "sent": self.plan.uploads(),
            "deleted": self.plan.deletions.len(),
            "bytes": self.plan.bytes,
            "file_by_file": self.published.carried.file_by_file,
            "remarks": self.published.carried.remarks.iter().map(|remark| &remark.said(language).message).collect::<Vec<_>>(),
            "different": self.published.differences.len(),
        }})
    }
}

/// The previous release is live again.
pub(crate) struct RolledBack<'t> {
    pub target: &'t PublishTarget,
    /// Its generation; `None` if there is none to go back to.
    pub generation: Option<u64>,
}

impl CommandOutput for RolledBack<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let name = &self.target.name;
        vec![match (language, self.generation) {
            (Language::Chinese, Some(generation)) => format!("{name} 退回到第 {generation} 次发布"),
            (Language::Chinese, None) => {
                format!("{name} 没有留着可退的上一次；把稿件改回去再发布一次")
            }
            (Language::English, Some(generation)) => format!("{name} is back at release no. {generation}"),
            (Language::English, None) => {
                format!("{name} keeps no earlier release; restore the content and publish again")
            }
        }]
    }

    fn json(&self, _: Language) -> Value {
        json!({"target": self.target.name, "rolled_back_to": self.generation})
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
