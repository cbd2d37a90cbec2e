//! The plan: from what is live and what is to be live, what must be sent and what must go. It is a pure function, so a dry
//! run shows exactly what a real one does.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::bundle::is_way_in;
use super::compressed::COMPRESSORS;
use super::headers::media_type;
use super::host_settings::is_setting;
use super::manifest::{Encoding, LiveFile, LiveManifest};
use super::order::{WAVES, Wave, wave};
use super::stories::{Refusal, StoryChanges, Vanished, refusals, story_changes};
use crate::plan::{edition_of_sheet, is_document, is_fingerprinted, is_print, is_search_file};

/// How many days a fingerprinted file stays after the last page that uses it has changed.
const OLD_DAYS: u64 = 30;
/// How many days a picture or a list stays that no page leads to any more, for readers with an older page.
const OPEN_PAGE_DAYS: u64 = 1;

/// What is to be done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// The files to send, wave by wave.
    pub waves: Vec<(Wave, Vec<String>)>,
    /// How many files are the same.
    pub unchanged: usize,
    /// Those to send that are the same, but damaged on the target.
    pub mended: Vec<String>,
    /// How many bytes are to be sent.
    pub bytes: u64,
    /// The files to delete after everything was sent.
    pub deletions: Vec<String>,
    /// The stories that change.
    pub stories: StoryChanges,
    /// Files that go out for the first time and are neither documents nor parts of the theme.
    pub attachments: Vec<String>,
    /// Why it may not be carried out, unless that is allowed.
    pub refusals: Vec<Refusal>,
    /// The manifest afterwards.
    pub next: LiveManifest,
}

impl Plan {
    /// The files to send, in their order.
    pub(crate) fn sent(&self) -> impl Iterator<Item = &String> {
        self.waves.iter().flat_map(|(_, paths)| paths)
    }

    /// How many files are to be sent.
    #[must_use]
    pub(crate) fn uploads(&self) -> usize {
        self.sent().count()
    }

    /// The plan that also sends those files again that are the same, but damaged on the target.
    #[must_use]
    pub(crate) fn mending(mut self, damaged: &BTreeSet<String>) -> Self {
        let sent: BTreeSet<&String> = self.sent().collect();
        let is_whole = |path: &&String| self.next.files.contains_key(*path) && !sent.contains(path);
        let mended: Vec<String> = damaged.iter().filter(is_whole).cloned().collect();
        for path in &mended {
            self.send(path.clone(), false);
        }
        self.unchanged -= mended.len();
        Self { mended, ..self }
    }

    /// The files to delete that editors know: not the style sheets, scripts and parts of the search index whose names change with their
    /// contents.
    pub(crate) fn known_deletions(&self) -> impl Iterator<Item = &String> {
        let is_known = |path: &&String| {
            let compressed = Encoding::ALL.iter().find_map(|encoding| path.strip_suffix(encoding.ending()));
            !is_fingerprinted(compressed.unwrap_or(path))
        };
        self.deletions.iter().filter(is_known)
    }

    /// Whether it only sends files again that are live, but damaged.
    #[must_use]
    pub(crate) fn only_mends(&self) -> bool {
        self.uploads() == self.mended.len() && self.deletions.is_empty()
    }

    /// The plan in which stories that have expired are withdrawn: their editors have said when they go.
    #[must_use]
    pub(crate) fn expiring(mut self, expired: &BTreeSet<String>, live: &LiveManifest) -> Self {
        let vanished = std::mem::take(&mut self.stories.vanished).into_iter();
        let (over, vanished): (Vec<Vanished>, Vec<Vanished>) =
            vanished.partition(|story| expired.contains(&story.path));
        self.stories.vanished = vanished;
        self.stories.withdrawn.extend(over.into_iter().map(|story| (story.path, story.headline)));
        self.refusals = refusals(live, &self.next.paper, &self.stories);
        self
    }

    /// Adds a file to its wave.
    fn send(&mut self, path: String, is_new: bool) {
        let Some(file) = self.next.files.get(&path) else { return };
        let original = file.encoding.map_or(path.as_str(), |encoding| encoding.original(&path));
        let is_story = self.next.files.get(original).is_some_and(|file| file.story.is_some());
        let wave = wave(original, is_new, is_story);
        self.bytes += file.size;
        if let Some((_, paths)) = self.waves.iter_mut().find(|(known, _)| *known == wave) {
            paths.push(path);
        }
    }

    /// The manifest while the plan is carried out: what was live, and what may have been sent. If the run is interrupted, nobody knows
    /// which of these files are there as they were, so the next run sends them again.
    #[must_use]
    pub(crate) fn meanwhile(&self, live: &LiveManifest) -> LiveManifest {
        let pending = self.sent().chain(&live.pending).cloned().collect();
        LiveManifest { paper: self.next.paper.clone(), pending, ..live.clone() }
    }

    /// Whether the text of a story that is live goes.
    #[must_use]
    pub(crate) fn removes_stories(&self) -> bool {
        !self.stories.withdrawn.is_empty() || !self.stories.vanished.is_empty()
    }

    /// Whether something goes that others should not see any more: a story or an attachment.
    #[must_use]
    pub(crate) fn takes_back(&self) -> bool {
        let is_attachment = |path: &String| is_print(path) || !is_document(path) && !is_fingerprinted(path);
        self.removes_stories() || self.deletions.iter().any(is_attachment)
    }

    /// Whether nothing is to be done.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.uploads() == 0 && self.deletions.is_empty()
    }
}

/// What must be done so that a target on which `live` is live has `files`, on this day.
#[must_use]
pub(crate) fn plan(
    live: &LiveManifest,
    paper: &str,
    files: &BTreeMap<String, LiveFile>,
    today: NaiveDate,
) -> Plan {
    let has_compressed = files.values().any(|file| file.encoding.is_some());
    let next = LiveManifest {
        paper: paper.to_owned(),
        generation: live.generation + 1,
        files: files.clone(),
        compressors: if has_compressed { COMPRESSORS } else { 0 },
        ..LiveManifest::default()
    };
    let mut plan = Plan { waves: WAVES.map(|wave| (wave, Vec::new())).into(), next, ..Plan::default() };
    for (path, file) in files {
        let before = live.files.get(path);
        let is_certain = !live.pending.contains(path);
        if is_certain && before.is_some_and(|before| before.digest == file.digest) {
            plan.unchanged += 1;
            continue;
        }
        plan.send(path.clone(), before.is_none());
        let original = file.encoding.map_or(path.as_str(), |encoding| encoding.original(path));
        if before.is_none() && !is_document(original) && !is_made_for_target(path) {
            plan.attachments.push(path.clone());
        }
    }
    plan.stories = story_changes(live, files);
    let old = old_files(live, files, today, &plan);
    plan.deletions = gone(live, files).into_iter().filter(|path| !old.contains_key(*path)).cloned().collect();
    plan.next.old = old;
    plan.refusals = refusals(live, paper, &plan.stories);
    plan
}

/// Whether no build makes a file: hosts read it, or those who open a bundle.
fn is_made_for_target(path: &str) -> bool {
    is_setting(path) || is_way_in(path)
}

/// The files on the target that the release does not have: live ones, those kept for older pages, and those of a run that did
/// not finish.
fn gone<'l>(live: &'l LiveManifest, files: &BTreeMap<String, LiveFile>) -> BTreeSet<&'l String> {
    let ours = live.files.keys().chain(live.old.keys()).chain(&live.pending);
    ours.filter(|path| !files.contains_key(*path)).collect()
}

/// The files that stay although no page of the release leads to them, and since when none does. If stories are removed, what
/// may be theirs goes at once.
fn old_files(
    live: &LiveManifest,
    files: &BTreeMap<String, LiveFile>,
    today: NaiveDate,
    plan: &Plan,
) -> BTreeMap<String, NaiveDate> {
    let removes_stories = plan.removes_stories();
    let changes_words = removes_stories || !plan.stories.corrected.is_empty();
    let since = |path: &String| live.old.get(path).copied().unwrap_or(today);
    let editions: BTreeSet<&str> = files.keys().filter_map(|path| edition_of_sheet(path)).collect();
    let may_stay = |path: &str| match edition_of_sheet(path) {
        // It may contain words that no story has any more.
        None if is_search_file(path) => !changes_words,
        Some(edition) => !removes_stories || editions.contains(edition),
        None => !removes_stories || is_fingerprinted(path) && !is_print(path),
    };
    let stays = |path: &str, since: NaiveDate| {
        let path = live.original(path);
        let days = if may_stay(path) { days_kept(path) } else { 0 };
        days > 0 && since.checked_add_days(Days::new(days)).is_none_or(|end| end >= today)
    };
    let gone = gone(live, files).into_iter().map(|path| (path.clone(), since(path)));
    gone.filter(|(path, since)| stays(path, *since)).collect()
}

/// How many days a file stays on the target that no page leads to any more. Attachments go at once: they may have been removed
/// because of what is in them.
fn days_kept(path: &str) -> u64 {
    let is_front = wave(path, false, false) == Wave::Fronts;
    match media_type(path) {
        _ if is_fingerprinted(path) && !is_print(path) => OLD_DAYS,
        kind if kind.starts_with("image/") => OPEN_PAGE_DAYS,
        kind if kind.starts_with("text/html") && is_front => OPEN_PAGE_DAYS,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;
    use crate::publish::manifest::LiveStory;

    fn file(contents: &str) -> LiveFile {
        LiveFile {
            digest: Digest::of(contents.as_bytes()),
            size: contents.len() as u64,
            story: None,
            encoding: None,
        }
    }

    fn story(headline: &str, text: &str) -> LiveFile {
        let (headline, text_digest) = (headline.to_owned(), Digest::of(text.as_bytes()));
        let story = LiveStory { headline, text: text_digest, withdrawn: false, corrected: false };
        LiveFile { story: Some(story), ..file(text) }
    }

    fn files(files: &[(&str, LiveFile)]) -> BTreeMap<String, LiveFile> {
        files.iter().map(|(path, file)| ((*path).to_owned(), file.clone())).collect()
    }

    fn live(all: &[(&str, LiveFile)]) -> LiveManifest {
        LiveManifest { paper: "报".to_owned(), generation: 4, files: files(all), ..LiveManifest::default() }
    }

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 11, day).unwrap_or_default()
    }

    #[test]
    fn only_what_differs_is_sent_and_what_is_gone_is_deleted() {
        let live = live(&[("index.html", file("a")), ("a.jpg", file("b")), ("b.pdf", file("c"))]);
        let wanted = files(&[("index.html", file("new")), ("a.jpg", file("b")), ("c.pdf", file("d"))]);
        let plan = plan(&live, "报", &wanted, day(1));
        assert_eq!((plan.unchanged, plan.uploads(), plan.bytes), (1, 2, 4));
        assert_eq!(plan.waves[0], (Wave::Files, vec!["c.pdf".to_owned()]));
        assert_eq!(plan.deletions, ["b.pdf"]);
        assert_eq!(plan.attachments, ["c.pdf"]);
        assert_eq!(plan.next.generation, 5);
    }

    #[test]
    fn what_is_damaged_on_the_target_is_sent_again_though_it_is_the_same() {
        let all = [("a.html", story("甲", "文")), ("b.pdf", file("b")), ("index.html", file("c"))];
        let damaged = ["a.html", "gone.html", "index.html"].map(str::to_owned).into();
        let wanted =
            files(&[("index.html", file("new")), ("a.html", story("甲", "文")), ("b.pdf", file("b"))]);
        let plan = plan(&live(&all), "报", &wanted, day(1)).mending(&damaged);
        assert_eq!((plan.uploads(), plan.unchanged, &*plan.mended), (2, 1, &["a.html".to_owned()][..]));
        assert_eq!(plan.waves[2], (Wave::Documents, vec!["a.html".to_owned()]));
        assert!(plan.stories.corrected.is_empty(), "its text is the same");
        assert!(!plan.only_mends(), "the front is new");
    }

    #[test]
    fn a_story_that_is_gone_without_a_notice_is_refused_and_its_new_name_recognised() {
        let live =
            live(&[("2025-11-20/a.html", story("甲", "文")), ("2025-11-20/b.html", story("乙", "文"))]);
        let wanted =
            files(&[("2025-11-20/c.html", story("甲", "文")), ("2025-11-20/b.html", story("乙", "改"))]);
        let plan = plan(&live, "报", &wanted, day(1));
        assert_eq!(plan.stories.vanished[0].renamed.as_deref(), Some("2025-11-20/c.html"));
        assert_eq!(plan.stories.corrected, [("2025-11-20/b.html".to_owned(), "乙".to_owned())]);
        assert_eq!(plan.refusals, [Refusal::Vanished(1)]);
    }

    #[test]
    fn a_story_whose_old_address_leads_to_the_new_one_is_neither_new_nor_gone() {
        let live = live(&[("2025-11-20/a.html", story("甲", "文"))]);
        let wanted = files(&[
            ("2025-11-20/a.html", file("moved")),
            ("2025-11-20/b.html", story("甲", "文")),
            ("2025-11-20/c.html", story("乙", "新")),
        ]);
        let plan = plan(&live, "报", &wanted, day(1));
        assert_eq!(plan.stories.moved, [("2025-11-20/b.html".to_owned(), "甲".to_owned())]);
        assert_eq!(plan.stories.new, [("2025-11-20/c.html".to_owned(), "乙".to_owned())]);
        assert!(plan.stories.vanished.is_empty() && plan.refusals.is_empty());
    }

    #[test]
    fn many_stories_at_once_are_refused_by_themselves() {
        let stories: Vec<(String, LiveFile)> =
            (0..10).map(|n| ([format!("s/{n}"), ".html".to_owned()].concat(), story("题", "文"))).collect();
        let all: Vec<(&str, LiveFile)> =
            stories.iter().map(|(path, file)| (path.as_str(), file.clone())).collect();
        let refusals = plan(&live(&all), "报", &files(&all[3..]), day(1)).refusals;
        assert_eq!(refusals, [Refusal::Vanished(3), Refusal::Many(3, 10)]);
    }

    #[test]
    fn fingerprinted_files_stay_for_thirty_days() {
        let sheet = "assets/a.5d58fc977e.css";
        let first = plan(&live(&[(sheet, file("a"))]), "报", &files(&[]), day(1));
        assert_eq!((first.deletions.len(), first.next.old[sheet]), (0, day(1)));
        assert!(plan(&first.next, "报", &files(&[]), day(30)).deletions.is_empty());
        let after =
            plan(&first.next, "报", &files(&[]), NaiveDate::from_ymd_opt(2025, 12, 2).unwrap_or_default());
        assert_eq!(after.deletions, [sheet]);
        let again = plan(&first.next, "报", &files(&[(sheet, file("a"))]), day(2));
        assert!(again.next.old.is_empty() && again.deletions.is_empty());
    }

    #[test]
    fn the_style_sheet_of_an_edition_goes_with_the_edition() {
        let sheet = |day: u32, digest: &str| format!("assets/editions/2025-11-{day}.{digest}.css");
        let (gone, old, new) = (sheet(20, "5d58fc977e"), sheet(13, "5d58fc977e"), sheet(13, "0000fc977e"));
        let story = ("2025-11-20/a.html", story("甲", "文"));
        let all = [(gone.as_str(), file("a")), (old.as_str(), file("b")), story];
        let plan = plan(&live(&all), "报", &files(&[(&new, file("c"))]), day(1));
        assert_eq!(plan.deletions, ["2025-11-20/a.html", &gone]);
        assert_eq!(plan.next.old.keys().collect::<Vec<_>>(), [&old]);
    }

    #[test]
    fn what_search_found_in_a_story_goes_when_the_story_changes() {
        let all = [("assets/search/2025-x0.5d58fc977e.js", file("旧")), ("a.html", story("甲", "旧"))];
        let wanted = [("assets/search/2025-x0.0000fc977e.js", file("新")), ("a.html", story("甲", "新"))];
        assert_eq!(plan(&live(&all), "报", &files(&wanted), day(1)).deletions, [all[0].0]);
        let added = [all[1].clone(), ("b.html", story("乙", "文"))];
        assert!(
            plan(&live(&all), "报", &files(&added), day(1)).deletions.is_empty(),
            "nothing was taken back"
        );
    }

    #[test]
    fn pictures_and_lists_stay_for_a_day_unless_a_story_is_withdrawn() {
        let print = "assets/pictures/a-480.5d58fc977e.jpg";
        let live_ones = live(&[(print, file("b")), ("2025-11-20-p2.html", file("c")), ("d.pdf", file("d"))]);
        let first = plan(&live_ones, "报", &files(&[]), day(1));
        assert_eq!((first.deletions, first.next.old.len()), (vec!["d.pdf".to_owned()], 2));
        let later = plan(&first.next, "报", &files(&[]), day(3));
        assert_eq!(later.deletions, ["2025-11-20-p2.html", print]);
        let mut withdrawn = story("甲", "文");
        withdrawn.story.as_mut().unwrap().withdrawn = true;
        let live = LiveManifest { files: files(&[("a.html", story("甲", "文"))]), ..first.next };
        let withdrawal = plan(&live, "报", &files(&[("a.html", withdrawn)]), day(1));
        assert_eq!(withdrawal.deletions, ["2025-11-20-p2.html", print]);
    }

    #[test]
    fn what_an_unfinished_run_has_sent_is_sent_again_or_deleted() {
        let live = live(&[("index.html", file("a"))]);
        let first = plan(&live, "报", &files(&[("index.html", file("b")), ("a.html", file("c"))]), day(1));
        let meanwhile = first.meanwhile(&live);
        assert_eq!(meanwhile.files, live.files);
        let other = plan(&meanwhile, "报", &files(&[("index.html", file("b"))]), day(1));
        assert_eq!(other.deletions, ["a.html"]);
        assert!(other.next.pending.is_empty());
        // The edit is taken back: nobody knows whether the file had been replaced.
        let taken_back = plan(&meanwhile, "报", &files(&[("index.html", file("a"))]), day(1));
        assert_eq!(taken_back.sent().collect::<Vec<_>>(), ["index.html"]);
    }

    #[test]
    fn an_expired_story_is_withdrawn_and_needs_nobodys_leave() {
        let live = live(&[("2025-11-20/a.html", story("甲", "文")), ("b.html", story("乙", "文"))]);
        let expired = BTreeSet::from(["2025-11-20/a.html".to_owned()]);
        let plan = plan(&live, "报", &files(&[]), day(1)).expiring(&expired, &live);
        assert_eq!(plan.stories.withdrawn, [("2025-11-20/a.html".to_owned(), "甲".to_owned())]);
        assert_eq!(plan.refusals, [Refusal::Vanished(1)], "the other is gone without a word");
    }

    #[test]
    fn the_target_of_another_paper_is_refused() {
        let plan = plan(&live(&[]), "另一份报", &files(&[]), day(1));
        assert_eq!(plan.refusals, [Refusal::OtherPaper("报".to_owned())]);
    }
}
