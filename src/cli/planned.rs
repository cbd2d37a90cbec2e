//! The output of `lanmu publish` before anything is sent: the plan, as an editor reads it.

use serde_json::{Value, json};

use super::target_words::{joined, whole_label};
use super::terminal::CommandOutput;
use crate::model::target::{PublishTarget, TargetKind};
use crate::publish::{BundleFile, InItsPlace, Prepared, Refusal, Vanished};
use crate::words::{Language, publishing};

/// What publishing would do.
pub(crate) struct PlannedRelease<'p> {
    pub target: &'p PublishTarget,
    pub prepared: &'p Prepared<'p>,
    /// How many stories or files of one kind are named.
    pub most: usize,
}

impl CommandOutput for PlannedRelease<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let plan = &self.prepared.plan;
        let place = whole_label(self.target, &self.prepared.place(), language);
        let mut lines = vec![match language {
            Language::Chinese => joined("发布到", &place),
            Language::English => format!("publishing to {place}"),
        }];
        let titles = match language {
            Language::Chinese => ["新稿", "换了网址的稿", "改过的稿", "撤下的稿"],
            Language::English => {
                ["new stories", "stories at a new address", "changed stories", "withdrawn stories"]
            }
        };
        let stories = &plan.stories;
        let stories = [&stories.new, &stories.moved, &stories.corrected, &stories.withdrawn];
        let lists = titles.into_iter().zip(stories);
        lines.extend(lists.flat_map(|(title, stories)| story_list(title, stories, self.most)));
        lines.extend(unsaid_line(plan.stories.unsaid, language));
        let is_refused = plan.refusals.iter().any(|refusal| matches!(refusal, Refusal::Vanished(_)));
        let vanished = plan.stories.vanished.iter();
        lines.extend(vanished.flat_map(|vanished| vanished_lines(vanished, is_refused, language)));
        let [attachments, mended, deleted] = match language {
            Language::Chinese => ["新带出的文件", "那里缺了、变了，要重送的", "要删的"],
            Language::English => ["new files", "missing or changed there, to send again", "to delete"],
        };
        let is_shown = self.prepared.bundle.is_none();
        let deletions: Vec<String> = plan.known_deletions().filter(|_| is_shown).cloned().collect();
        let known = plan.attachments.iter().map(|path| match self.prepared.name_in_content(path) {
            Some(name) if language == Language::Chinese => format!("{name}（{path}）"),
            Some(name) => format!("{name} ({path})"),
            None => path.clone(),
        });
        let known: Vec<String> = known.collect();
        let lists = [(attachments, &*known), (mended, &plan.mended), (deleted, &*deletions)];
        lines.extend(
            lists.into_iter().filter_map(|(title, files)| file_list(title, files, self.most, language)),
        );
        let bundle = self.prepared.bundle.iter().filter(|_| !self.prepared.is_done());
        lines.extend(bundle.map(|bundle| bundle_line(bundle, language)));
        let others = self.prepared.bundle.as_ref().map_or(&[][..], |bundle| &bundle.others);
        if plan.removes_stories() {
            let title = match language {
                Language::Chinese => "以前打的包不回头改，撤下的稿可能还在里面",
                Language::English => "earlier bundles are not changed, and may still have what is withdrawn",
            };
            lines.extend(file_list(title, others, self.most, language));
        }
        lines.push(counts(self.prepared, language));
        if let (TargetKind::Git { branch, .. }, true) = (&self.target.kind, plan.takes_back()) {
            lines.push(format!("  {}", publishing::kept_in_history(branch).said(language).message));
        }
        lines
    }

    fn json(&self, _: Language) -> Value {
        let plan = &self.prepared.plan;
        json!({"plan": {
            "target": self.target.name,
            "place": self.prepared.place(),
            "bundle": self.prepared.bundle.as_ref().map(|bundle| &bundle.name),
            "new": as_json(&plan.stories.new),
            "moved": as_json(&plan.stories.moved),
            "changed": as_json(&plan.stories.corrected),
            "without_note": plan.stories.unsaid,
            "earlier_bundles": self.prepared.bundle.as_ref().map(|bundle| &bundle.others),
            "withdrawn": as_json(&plan.stories.withdrawn),
            "vanished": plan.stories.vanished.iter().map(|vanished| {
                json!({"path": vanished.path, "headline": vanished.headline, "renamed": vanished.renamed})
            }).collect::<Vec<_>>(),
            "attachments": plan.attachments,
            "send": plan.sent().collect::<Vec<_>>(),
            "mend": plan.mended,
            "delete": plan.deletions,
            "unchanged": plan.unchanged,
            "bytes": self.prepared.outgoing().1,
        }})
    }
}

/// Stories as programs read them.
pub(super) fn as_json(stories: &[(String, String)]) -> Vec<Value> {
    stories.iter().map(|(path, headline)| json!({"path": path, "headline": headline})).collect()
}

/// At most so many stories below their title; nothing if there are none.
pub(super) fn story_list(title: &str, stories: &[(String, String)], most: usize) -> Vec<String> {
    if stories.is_empty() {
        return Vec::new();
    }
    let named = stories.iter().take(most).map(|(path, headline)| format!("    {headline}  {path}"));
    let more = (stories.len() > most).then(|| "    …".to_owned());
    std::iter::once(format!("  {title} {}", stories.len())).chain(named).chain(more).collect()
}

/// At most so many files in a line; nothing if there are none.
pub(super) fn file_list(title: &str, files: &[String], most: usize, language: Language) -> Option<String> {
    let count = files.len();
    let named = files.iter().take(most).map(String::as_str).collect::<Vec<_>>();
    let more = if count > most { " …" } else { "" };
    (count > 0).then(|| match language {
        Language::Chinese => format!("  {title} {count}：{}{more}", named.join("、")),
        Language::English => format!("  {title} {count}: {}{more}", named.join(", ")),
    })
}

/// What is to be thought of if stories change that were printed, and do not say so.
fn unsaid_line(stories: usize, language: Language) -> Option<String> {
    (stories > 0).then(|| match language {
        Language::Chinese => format!(
            "  改过的稿里有 {stories} 篇没有说明：见报以后改了数字、事实的，在稿头写 corrected；多处要改，lanmu figures --erratum 起草更正"
        ),
        Language::English => format!(
            "  changed without a note: {stories}; if figures or facts changed after they were printed, add corrected to the front matter, or let lanmu figures --erratum draft a notice"
        ),
    })
}

/// A story that is gone; and what to do about it, if that holds the release back.
fn vanished_lines(vanished: &Vanished, is_refused: bool, language: Language) -> Vec<String> {
    let Vanished { path, headline, renamed } = vanished;
    let mut lines = match (language, renamed) {
        (Language::Chinese, Some(now)) => vec![
            format!("  不见了：{headline}  {path}"),
            format!(
                "    多半是改了名，现在是 {now}：在稿头写 aliases: [{path}]，旧网址就转到那里；edition.yaml 里点到旧名的也改"
            ),
        ],
        (Language::Chinese, None) => vec![
            format!("  不见了：{headline}  {path}"),
            "    要撤回，就留着稿件，在稿头写 withdrawn: 缘由；确实不留，加 --allow-withdraw".to_owned(),
        ],
        (Language::English, Some(now)) => vec![
            format!("  gone: {headline}  {path}"),
            format!(
                "    probably renamed to {now}: add aliases: [{path}] to its front matter, and use the new name in edition.yaml too"
            ),
        ],
        (Language::English, None) => vec![
            format!("  gone: {headline}  {path}"),
            "    to withdraw it, keep the story and add withdrawn: REASON; to drop it, use --allow-withdraw"
                .to_owned(),
        ],
    };
    lines.truncate(if is_refused { 2 } else { 1 });
    lines
}

/// The file that a bundle becomes.
fn bundle_line(bundle: &BundleFile, language: Language) -> String {
    let name = &bundle.name;
    match (language, bundle.now) {
        (Language::Chinese, InItsPlace::Nothing) => format!("  新的包：{name}"),
        (Language::Chinese, InItsPlace::Ours) => format!("  换掉以前打的包：{name}"),
        (Language::Chinese, InItsPlace::Other) => format!("  换掉那里的文件：{name}"),
        (Language::English, InItsPlace::Nothing) => format!("  new bundle: {name}"),
        (Language::English, InItsPlace::Ours) => format!("  replaces the earlier bundle: {name}"),
        (Language::English, InItsPlace::Other) => format!("  replaces the file that is there: {name}"),
    }
}

fn counts(prepared: &Prepared, language: Language) -> String {
    let (plan, (send, bytes)) = (&prepared.plan, prepared.outgoing());
    let (delete, same, size) = (plan.deletions.len(), plan.unchanged, size(bytes));
    match (language, prepared.is_done(), prepared.bundle.is_some()) {
        (Language::Chinese, true, true) => format!("  包里的和这里一样（{same} 个文件），不用再打"),
        (Language::English, true, true) => format!("  the bundle is up to date ({same} files)"),
        (Language::Chinese, true, false) => format!("  在线的和这里一样（{same} 个文件）"),
        (Language::English, true, false) => format!("  what is live is up to date ({same} files)"),
        (Language::Chinese, false, true) => format!("  打包 {send} 个文件（{size}）"),
        (Language::English, false, true) => format!("  files to pack: {send} ({size})"),
        (Language::Chinese, false, false) => {
            format!("  要送 {send} 个文件（{size}），要删 {delete} 个，未变 {same} 个")
        }
        (Language::English, false, false) => {
            format!("  to send: {send} ({size}), to delete: {delete}, unchanged: {same}")
        }
    }
}

/// A number of bytes, for people.
#[allow(clippy::cast_precision_loss, reason = "one decimal place is shown")]
fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{:.1} kB", bytes as f64 / 1024.0),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}
