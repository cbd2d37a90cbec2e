//! The output of `lanmu verify`: what is live and online, compared with what was published.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use url::Url;

use super::target_words::{command_for, joined, label};
use super::terminal::CommandOutput;
use crate::model::target::{PublishTarget, TargetKind};
use crate::publish::{Difference, Verified};
use crate::words::{Language, publishing};

/// Nothing of this paper is live.
pub(crate) struct NothingLive<'t> {
    pub target: &'t PublishTarget,
}

impl CommandOutput for NothingLive<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let name = label(self.target, language);
        vec![match (language, &self.target.kind) {
            (Language::Chinese, TargetKind::Zip { .. }) => joined(name, "里没有这份报打好的、完好的包"),
            (Language::English, TargetKind::Zip { .. }) => {
                format!("there is no whole bundle of this paper at {name}")
            }
            (Language::Chinese, _) => joined(name, "上还没有这份报"),
            (Language::English, _) => format!("nothing of this paper is live at {name}"),
        }]
    }

    fn json(&self, _: Language) -> Value {
        json!({"target": self.target.name, "files": 0})
    }
}

/// What is on a target, compared with its manifest.
pub(crate) struct LiveState<'t> {
    pub target: &'t PublishTarget,
    pub verified: &'t Verified,
    /// Whether what readers get is compared too.
    pub has_url: bool,
    /// How many files with the same difference are named.
    pub most: usize,
}

impl CommandOutput for LiveState<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let files = self.verified.manifest.files.len();
        // A bundle is a file, which is known by its own name.
        let name = match self.target.kind {
            TargetKind::Zip { .. } => &self.verified.place,
            _ => label(self.target, language),
        };
        let mut lines = different(&self.verified.differences, self.most, language);
        let repair = command_for(self.target, "publish", "--repair");
        let is_handed_over = matches!(self.target.kind, TargetKind::Pages { .. });
        lines.push(match (language, wrong(&self.verified.differences)) {
            (Language::Chinese, 0) if is_handed_over => {
                joined(name, &format!("：交出去的那一份，{files} 个文件都对"))
            }
            (Language::English, 0) if is_handed_over => {
                format!("{name}: all {files} files of the copy that was handed over are as published")
            }
            (Language::Chinese, 0) => joined(name, &format!("上 {files} 个文件都对")),
            (Language::Chinese, wrong) => {
                joined(name, &format!("上 {files} 个文件，{wrong} 处不对；要重送这些：{repair}"))
            }
            (Language::English, 0) => format!("{name}: all {files} files are as published"),
            (Language::English, wrong) => {
                format!("{name}: differences in {files} files: {wrong}; to send these again: {repair}")
            }
        });
        let is_unseen = matches!(self.target.kind, TargetKind::Pages { .. }) && !self.has_url;
        lines.extend(is_unseen.then(|| publishing::only_the_copy().said(language).message.clone()));
        lines
    }

    fn json(&self, language: Language) -> Value {
        let (files, differences) = (self.verified.manifest.files.len(), &self.verified.differences);
        json!({"target": self.target.name, "files": files, "differences": as_json(differences, language)})
    }
}

/// What readers get, compared with the manifest.
pub(crate) struct OnlineState<'t> {
    pub url: &'t Url,
    pub differences: &'t [Difference],
    /// How many files with the same difference are named.
    pub most: usize,
}

impl CommandOutput for OnlineState<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let mut lines = different(self.differences, self.most, language);
        let url = self.url;
        lines.push(match (language, wrong(self.differences)) {
            (Language::Chinese, 0) => format!("{url} 读者看到的都对"),
            (Language::Chinese, wrong) => format!("{url} 读者看到的有 {wrong} 处不对"),
            (Language::English, 0) => format!("{url}: readers get all of it as published"),
            (Language::English, wrong) => format!("{url}: {wrong} differences in what readers get"),
        });
        lines.extend(advice(self.differences).map(|(zh, en)| match language {
            Language::Chinese => format!("  {zh}"),
            Language::English => format!("  {en}"),
        }));
        lines
    }

    fn json(&self, language: Language) -> Value {
        json!({"url": self.url.as_str(), "differences": as_json(self.differences, language)})
    }
}

/// Where to look: what readers get is old, or the server is not told what it needs to know.
fn advice(differences: &[Difference]) -> impl Iterator<Item = (&'static str, &'static str)> {
    let is_of_files =
        |difference: &Difference| matches!(difference, Difference::Missing(_) | Difference::Changed(_));
    let is_forbidden = |difference: &Difference| {
        matches!(difference, Difference::WrongStatus { status: 401 | 403, wanted: 200, .. })
    };
    let forbidden = differences.iter().any(is_forbidden).then_some((
        "答 401、403 的：那里不让读者看；存储桶要设成公共读，服务器上要有读的权限",
        "answered 401 or 403: readers are not allowed; make the bucket public to read, or grant the web server the right to read",
    ));
    let differences =
        || differences.iter().filter(|difference| difference.is_wrong() && !is_forbidden(difference));
    let files = differences().any(is_of_files);
    let settings = differences().any(|difference| !is_of_files(difference));
    let files = files.then_some((
        "缺的、不一样的：刚发布的，等几分钟或刷新 CDN 再核对；一直这样，看网站的根是不是指到发布的地方",
        "missing or different: if it was published just now, wait some minutes or purge the CDN; otherwise check that the site's root is where the paper is published",
    ));
    let settings = settings.then_some((
        "类型、缓存、安全头、状态：由网页服务器、存储桶或 CDN 的设置定，照 headers: true 带出的设置改；nginx 的设置是新带出的、改过的，要 reload；CDN 上还是旧的，刷新它",
        "types, caching, security headers, statuses: these come from the settings of the web server, the bucket or the CDN; set them as the files of headers: true say, reload nginx if its settings are new, and purge the CDN if it still has old ones",
    ));
    forbidden.into_iter().chain(files).chain(settings)
}

fn wrong(differences: &[Difference]) -> usize {
    differences.iter().filter(|difference| difference.is_wrong()).count()
}

/// A line for each kind of difference, with at most so many of the files that have it.
pub(crate) fn different(differences: &[Difference], most: usize, language: Language) -> Vec<String> {
    let mut kinds: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for difference in differences {
        let (kind, path) = described(difference, language);
        kinds.entry(kind).or_default().push(path);
    }
    let line = |(kind, paths): (String, Vec<&str>)| {
        let named = &paths[..paths.len().min(most)];
        match (language, paths.len() > most) {
            (Language::Chinese, false) => format!("  {kind}：{}", named.join("、")),
            (Language::Chinese, true) => format!("  {kind}：{} 等 {} 个", named.join("、"), paths.len()),
            (Language::English, false) => format!("  {kind}: {}", named.join(", ")),
            (Language::English, true) => format!("  {kind}: {} … ({} in all)", named.join(", "), paths.len()),
        }
    };
    kinds.into_iter().map(line).collect()
}

/// What differs, and in which file.
fn described(difference: &Difference, language: Language) -> (String, &str) {
    let said = |zh: &str, en: &str| match language {
        Language::Chinese => zh.to_owned(),
        Language::English => en.to_owned(),
    };
    match difference {
        Difference::Missing(path) => (said("缺", "missing"), path),
        Difference::Changed(path) => (said("不一样", "different"), path),
        Difference::Foreign(path) => (said("别人的文件，没有动", "not ours, left alone"), path),
        Difference::NotCompressed(path) => {
            (said("压缩好的没有用上，要在服务器上设", "not served compressed: the server must be told"), path)
        }
        Difference::WrongStatus { path, status, wanted } => (
            said(&format!("该答 {wanted}，答了 {status}"), &format!("answered {status}, not {wanted}")),
            path,
        ),
        Difference::WrongHeader(wrong) => {
            let (name, nothing) = (wrong.name, said("没有", "none"));
            let found = wrong.found.as_deref().unwrap_or(&nothing);
            let wanted = wrong.wanted.as_deref().unwrap_or(&nothing);
            (
                said(
                    &format!("{name} 是“{found}”，该是“{wanted}”"),
                    &format!("{name} is `{found}`, should be `{wanted}`"),
                ),
                &wrong.path,
            )
        }
    }
}

fn as_json(differences: &[Difference], language: Language) -> Vec<Value> {
    let one = |difference: &Difference| match difference {
        Difference::Missing(path) => json!({"missing": path}),
        Difference::Changed(path) => json!({"different": path}),
        Difference::Foreign(path) => json!({"foreign": path}),
        other => {
            let (what, path) = described(other, language);
            json!({"path": path, "wrong": what})
        }
    };
    differences.iter().map(one).collect()
}
