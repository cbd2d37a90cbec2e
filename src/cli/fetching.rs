//! `lanmu check --fetch`: its progress and its result.

use std::time::Instant;

use serde_json::{Value, json};

use super::mending;
use super::terminal::{CommandOutput, Terminal};
use crate::cache::Cache;
use crate::desk::Mendings;
use crate::fault::Fault;
use crate::fetch::{FetchOutcome, Network, fetch};
use crate::project::Project;
use crate::words::Language;

/// Brings the pictures of other sites, and says what came.
pub(crate) fn run(project: &Project, cache: &mut Cache, terminal: &mut Terminal) -> Result<(), Fault> {
    let started = Instant::now();
    let mut progress = |done: usize, of: usize| {
        terminal.progress(started.elapsed(), |language| match language {
            Language::Chinese => format!("取图：{done} / {of}"),
            Language::English => format!("fetching pictures: {done} of {of}"),
        });
    };
    let outcome = fetch(project, cache, &Network::default(), &mut progress);
    terminal.end_progress();
    let outcome = outcome?;
    terminal.say(&FetchSummary(&outcome));
    mending::report(&Mendings::new(), &outcome.kept, terminal);
    Ok(())
}

/// What came, and what did not and why.
struct FetchSummary<'f>(&'f FetchOutcome);

impl CommandOutput for FetchSummary<'_> {
    fn lines(&self, language: Language) -> Vec<String> {
        let FetchOutcome { brought, known, rewritten, failed, .. } = self.0;
        let rewritten = rewritten.len();
        let first = match language {
            Language::Chinese => {
                format!("取来 {brought} 张图，原来取过 {known} 张；改好 {rewritten} 篇稿里的地址")
            }
            Language::English => {
                format!(
                    "pictures brought: {brought}, brought before: {known}; stories rewritten: {rewritten}"
                )
            }
        };
        let failed = failed.iter().map(|(why, (count, place, address))| {
            let (why, path) = (why.said(language), &place.path);
            match language {
                Language::Chinese => format!("{count} 张没有取到：{why}；首处 {address}（{path}）"),
                Language::English => format!("not brought: {count}; {why}; the first is {address} ({path})"),
            }
        });
        std::iter::once(first).chain(failed).collect()
    }

    fn json(&self, language: Language) -> Value {
        let FetchOutcome { brought, known, rewritten, failed, .. } = self.0;
        let failed = failed.iter().map(|(why, (count, place, address))| {
            json!({"reason": why.said(language), "count": count, "first": address, "file": place.path.as_str()})
        });
        json!({
            "fetched": brought,
            "known": known,
            "rewritten": rewritten.iter().map(|path| path.as_str()).collect::<Vec<_>>(),
            "not_fetched": failed.collect::<Vec<_>>(),
        })
    }
}
