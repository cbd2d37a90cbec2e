//! `lanmu publish` and `lanmu verify`

use std::io::IsTerminal;
use std::mem::ManuallyDrop;
use std::time::Instant;

use url::Url;

use super::args::{Publish, Verify};
use super::build::Progress;
use super::host_command::NewCommand;
use super::planned::PlannedRelease;
use super::published::{ReleasePublished, Sent};
use super::refused::{ChooseTarget, Declined, Refused};
use super::rollback;
use super::summary::Summary;
use super::terminal::Terminal;
use super::verified::{LiveState, NothingLive, OnlineState};
use super::{FINDINGS, GOOD, clock};
use crate::cache::Cache;
use crate::fault::{Action, Fault};
use crate::finding::{Finding, Noted, Severity};
use crate::model::paper::Paper;
use crate::model::site::Site;
use crate::model::target::{PublishTarget, TargetKind};
use crate::pipeline::{self, Report, Scope};
use crate::project::Project;
use crate::publish::{self, Allowed, Difference, Prepared};

/// The examples that its help shows.
pub(super) const EXAMPLES: &str = "\
例 · Examples:
  lanmu publish --dry-run        看要变什么 · show what would change
  lanmu publish web --yes        发到名叫 web 的目标，不问 · to the target `web`, without asking
  lanmu publish --proof          打送审稿 · make a proof for approval
  lanmu publish web --rollback   退回上一次 · go back to the previous release
  lanmu publish web --repair     那里缺了、变了的重送 · send again what is missing or changed there";

/// Those of `verify`.
pub(super) const VERIFY_EXAMPLES: &str = "\
例 · Examples:
  lanmu verify web               核对在线的 · compare what is live";

/// Builds the paper, shows what would change on the target, and publishes it once that is confirmed.
pub(crate) fn run(project: &Project, said: &Publish, terminal: &mut Terminal) -> Result<u8, Fault> {
    let Noted { value: paper, findings } = pipeline::settings(project);
    let name = said.target.as_deref();
    if said.rollback {
        let Some(target) = chosen(&paper, name, terminal) else { return Ok(FINDINGS) };
        return rollback::run(project, (&paper, target), said, terminal);
    }
    let proof = publish::proof_target(&paper.targets, name, said.proof)?;
    // Ask for the target before the build, which takes time. The build reports what is wrong with the settings.
    let can_choose = !paper.targets.is_empty() && !findings.iter().any(Finding::blocks_printing);
    if proof.is_none() && can_choose && chosen(&paper, name, terminal).is_none() {
        return Ok(FINDINGS);
    }
    // A proof is built in a folder of its own, and leaves the cache as it is.
    let (project, cache) = match &proof {
        Some(_) => (publish::for_approvers(project), Cache::to_read(&project.root)),
        None => (project.clone(), Cache::of(&project.root)),
    };
    let mut cache = ManuallyDrop::new(cache);
    let Some(site) = built(&project, &mut cache, terminal)? else { return Ok(FINDINGS) };
    let chosen = proof.as_ref().or_else(|| chosen(&site.paper, name, terminal));
    let Some(target) = chosen else { return Ok(FINDINGS) };
    let today = project.today.in_zone(site.paper.timezone);
    let prepared = publish::prepare(&project, &cache, &site, target, (clock(), today), said.repair)?;
    terminal.say(&PlannedRelease { target, prepared: &prepared, most: terminal.most_named() });
    let may_go = is_ready(&project, &mut cache, (&site, said), &prepared, terminal)?;
    if said.dry_run || !may_go {
        return Ok(if may_go { GOOD } else { FINDINGS });
    }
    if prepared.is_done() {
        return Ok(GOOD);
    }
    if !may_run(&project, target, terminal)? || !is_confirmed(said, terminal) {
        terminal.say(&Declined);
        return Ok(FINDINGS);
    }
    carry_out(&prepared, (target, publish::reader_address(target, &site.paper)), terminal)
}

/// Compares what is live with its manifest.
pub(crate) fn verify(project: &Project, said: &Verify, terminal: &mut Terminal) -> Result<u8, Fault> {
    let paper = pipeline::settings(project).value;
    let Some(target) = chosen(&paper, said.target.as_deref(), terminal) else { return Ok(FINDINGS) };
    let Some(verified) = publish::verify_live(project, (&paper, target), clock())? else {
        terminal.say(&NothingLive { target });
        return Ok(FINDINGS);
    };
    let url = publish::reader_address(target, &paper);
    let most = terminal.most_named();
    terminal.say(&LiveState { target, verified: &verified, has_url: url.is_some(), most });
    let mut differences = verified.differences;
    if let Some(url) = url {
        let online = publish::verify_online(url, &verified.manifest, target)?;
        terminal.say(&OnlineState { url, differences: &online, most });
        differences.extend(online);
    }
    Ok(if differences.iter().any(Difference::is_wrong) { FINDINGS } else { GOOD })
}

/// Builds the paper. `None` if it was not printed.
fn built(project: &Project, cache: &mut Cache, terminal: &mut Terminal) -> Result<Option<Site>, Fault> {
    let start = Instant::now();
    let built = pipeline::build_with_site(project, cache, &mut Progress { terminal, start });
    terminal.end_progress();
    let (built, site) = built?;
    terminal.speak(built.report.language);
    terminal.findings(&built.report);
    let summary = Summary {
        built: &built,
        out: &project.out,
        elapsed: start.elapsed(),
        must: Finding::blocks_printing,
    };
    terminal.remark(&summary);
    Ok(site)
}

/// The target that was asked for.
fn chosen<'p>(paper: &'p Paper, name: Option<&str>, terminal: &mut Terminal) -> Option<&'p PublishTarget> {
    terminal.speak(paper.language);
    let targets = &paper.targets;
    let target = publish::choose(targets, name);
    if target.is_none() {
        terminal.remark(&ChooseTarget { targets, name });
    }
    target
}

/// Whether nothing holds the release back. Says what does.
fn is_ready(
    project: &Project,
    cache: &mut Cache,
    (site, said): (&Site, &Publish),
    prepared: &Prepared,
    terminal: &Terminal,
) -> Result<bool, Fault> {
    let gate = &prepared.gate;
    let held = pipeline::report_of(gate.findings(), site, &cache.inventory, project);
    terminal.findings(&held);
    let unready = if said.allow_unready { None } else { unready(project, cache, prepared)? };
    if let Some(report) = &unready {
        terminal.findings(report);
    }
    let allowed = Allowed {
        withdraw: said.allow_withdraw,
        many: said.allow_many,
        other: said.allow_other,
        early: said.allow_early,
        empty: said.allow_empty,
    };
    let refusals = prepared.refused(allowed);
    let is_urgent = prepared.plan.removes_stories();
    let unapproved = if is_urgent && said.allow_unapproved { 0 } else { gate.approvals.len() };
    let refused = Refused {
        findings: gate.stories.len(),
        unapproved,
        is_urgent,
        allows_unapproved: said.allow_unapproved,
        is_unready: unready.is_some(),
        refusals: &refusals,
    };
    if refused.is_refused() {
        terminal.say(&refused);
    }
    Ok(!refused.is_refused())
}

/// What the pre-press check of the newest edition finds, if that edition is not live yet.
fn unready(project: &Project, cache: &mut Cache, prepared: &Prepared) -> Result<Option<Report>, Fault> {
    let Some(edition) = prepared.new_edition() else { return Ok(None) };
    let read = pipeline::proofread(project, cache, &Scope::Edition(edition.to_owned()))?;
    let is_of_gate =
        |finding: &Finding| finding.severity == Severity::Error && pipeline::is_pre_press(finding);
    let findings: Vec<Finding> =
        read.report.findings.iter().filter(|finding| is_of_gate(finding)).cloned().collect();
    let Report { language, sources, .. } = read.report;
    Ok((!findings.is_empty()).then_some(Report { findings, language, sources }))
}

/// Whether the command of the target, if it has one, may be run. A new wording needs a person who has seen it.
fn may_run(project: &Project, target: &PublishTarget, terminal: &Terminal) -> Result<bool, Fault> {
    let TargetKind::Pages { command } = &target.kind else { return Ok(true) };
    if publish::is_command_confirmed(&project.root, command)? {
        return Ok(true);
    }
    let can_ask = std::io::stdin().is_terminal();
    terminal.remark(&NewCommand { command, can_ask });
    if !can_ask || !terminal.ask(super::host_command::command_question) {
        return Ok(false);
    }
    publish::confirm_command(&project.root, command, clock()).map(|()| true)
}

/// Whether a person agrees, if one is there. Without a terminal it goes on: everything that needs a decision was refused.
fn is_confirmed(said: &Publish, terminal: &Terminal) -> bool {
    if said.yes || !std::io::stdin().is_terminal() {
        return true;
    }
    terminal.ask(super::published::question)
}

fn carry_out(
    prepared: &Prepared,
    (target, url): (&PublishTarget, Option<&Url>),
    terminal: &Terminal,
) -> Result<u8, Fault> {
    let published = prepared.carry_out(&|sent, all| terminal.count(&Sent { sent, all }));
    terminal.end_count();
    let published = published?;
    terminal.say(&ReleasePublished {
        target,
        published: &published,
        prepared,
        url,
        most: terminal.most_named(),
    });
    if published.differences.is_empty() {
        return Ok(GOOD);
    }
    Err(Fault::refused(Action::FindAsSent, &published.carried.place))
}
