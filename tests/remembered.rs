//! What a build caches is read back exactly as it was written.

use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, NaiveDate};
use lanmu::internals::cache::Cache;
use lanmu::internals::digest::Digest;
use lanmu::internals::finding::Noted;
use lanmu::internals::link::{self, LinkMemos};
use lanmu::internals::model::document::Route;
use lanmu::internals::model::draft::Drafts;
use lanmu::internals::model::edition::EditionKey;
use lanmu::internals::model::figure::{About, Figure, Number, PartialDate, Unit, Value};
use lanmu::internals::model::inventory::LeftOut;
use lanmu::internals::model::site::{Site, Waiting};
use lanmu::internals::parse;
use lanmu::internals::pipeline::{self, Goal};
use lanmu::internals::project::{Audience, Project};
use lanmu::internals::source::{Place, SourcePath, Span};
use lanmu::internals::trace::Fact;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::support::{self, Paper, repository};

/// The value after it was written and read; it has the same debug output, and is encoded the same.
fn again<T: Serialize + DeserializeOwned + Debug>(value: &T) -> T {
    let written = postcard::to_allocvec(value).unwrap();
    let read: T = postcard::from_bytes(&written).unwrap();
    assert_eq!(format!("{read:?}"), format!("{value:?}"));
    assert!(postcard::to_allocvec(&read).unwrap() == written, "{value:?} is written otherwise");
    read
}

/// The value read back equals the original.
fn is_kept<T: Serialize + DeserializeOwned + Debug + PartialEq>(value: &T) {
    assert_eq!(&again(value), value);
}

fn project(root: &Path) -> Project {
    Project { audience: Audience::Desk, ..support::project(root) }
}

/// The sample paper, and every small one.
fn papers() -> Vec<PathBuf> {
    let small = fs::read_dir(repository().join("tests/sites")).unwrap();
    let small = small.map(|entry| entry.unwrap().path().join("in"));
    std::iter::once(repository()).chain(small).collect()
}

fn drafts(root: &Path) -> Noted<Drafts> {
    let inventory = pipeline::scan_folder(&project(root), &Cache::default()).unwrap();
    parse::parsed(&inventory)
}

fn linked(root: &Path) -> Noted<Site> {
    let Project { today, audience, .. } = project(root);
    link::link(&drafts(root).value, today, audience, &LinkMemos::default())
}

#[test]
fn every_draft_is_read_as_it_was_written() {
    for root in papers() {
        let drafts = drafts(&root).value;
        again(&drafts.paper);
        for (key, edition) in &drafts.editions {
            is_kept(key);
            again(edition);
        }
        for story in drafts.stories.iter().chain(&drafts.standing) {
            again(story.front());
            again(story.narrative.get_or(|| unreachable!("it is in memory")));
            again(&(story.path.clone(), story.digest, story.edition.clone(), story.slip.clone()));
            story.links.iter().for_each(|link| drop(again(link)));
        }
        drafts.ledgers.iter().for_each(|ledger| drop(again(ledger)));
        drafts.carried.iter().for_each(is_kept);
    }
}

#[test]
fn every_finding_is_read_as_it_was_written() {
    let mut found = 0;
    for root in papers() {
        let (read, linked) = (drafts(&root), linked(&root));
        read.findings.iter().chain(&linked.findings).for_each(is_kept);
        found += read.findings.len() + linked.findings.len();
        again(&Noted::new(0_u32, read.findings));
    }
    assert!(found > 0);
}

#[test]
fn what_a_story_was_resolved_to_is_read_as_it_was_written() {
    for root in papers() {
        let site = linked(&root).value;
        site.terms.iter().for_each(is_kept);
        for story in site.stories.iter().chain(&site.standing) {
            is_kept(&story.targets);
            is_kept(&story.placed);
            is_kept(&story.waiting);
            is_kept(&(story.column, story.topics.clone(), story.said.digest));
            again(&*story.said);
        }
    }
    is_kept(&[Waiting::Draft, Waiting::Until("2025-12-24".parse().unwrap())]);
}

#[test]
fn pages_addresses_and_folders_of_the_sample_paper_are_read_as_they_were_written() {
    let (project, mut cache) = (project(&repository()), Cache::default());
    cache.inventory = pipeline::scan_folder(&project, &cache).unwrap();
    let set = pipeline::run(&project, &mut cache, &Goal::Made, &mut ());
    assert!(!set.layouts.is_empty() && !cache.inventory.folders.is_empty());
    cache.inventory.folders.values().for_each(|folder| drop(again(folder)));
    set.layouts.iter().for_each(is_kept);
    for made in set.documents.unwrap() {
        is_kept(&made.subject);
        is_kept(&made.rendered.route);
    }
    is_kept(&[LeftOut::Link, LeftOut::Special, LeftOut::Name, LeftOut::TooLarge]);
}

#[test]
fn what_a_document_was_told_of_is_read_as_it_was_written() {
    let (path, key) = (SourcePath::new("content/a.md"), EditionKey::parse("2025-11-20-extra").unwrap());
    is_kept(&vec![
        Fact::Paper,
        Fact::Undated,
        Fact::Story(path.clone()),
        Fact::Edition(key.clone()),
        Fact::Layout(key, 2),
        Fact::Column("要闻".to_owned()),
        Fact::Figure("siping/tiedong".to_owned(), "reserve.excellent".to_owned()),
        Fact::Carried(path),
        Fact::At(Route::new("2025-11-20/a.html".to_owned())),
        Fact::Nowhere(Digest::of(b"a")),
        Fact::Documents,
    ]);
}

#[test]
fn a_word_that_the_trade_does_not_use_is_not_read() {
    let written = postcard::to_allocvec("大概").unwrap();
    assert!(postcard::from_bytes::<About>(&written).is_err());
}

fn number() -> impl Strategy<Value = Number> {
    "-?[0-9]{1,18}(\\.[0-9]{1,9})?".prop_map(|written| Number { amount: written.parse().unwrap(), written })
}

fn date() -> impl Strategy<Value = PartialDate> {
    let day = (1..3_000_000_i32).prop_map(|days| NaiveDate::from_num_days_from_ce_opt(days).unwrap());
    prop_oneof![day.clone().prop_map(PartialDate::Day), day.prop_map(PartialDate::Month)]
}

fn time() -> impl Strategy<Value = DateTime<FixedOffset>> {
    let of = |(seconds, minutes): (i64, i32)| {
        let zone = FixedOffset::east_opt(minutes * 60).unwrap();
        DateTime::from_timestamp(seconds, 0).unwrap().with_timezone(&zone)
    };
    (-9_000_000_000..9_000_000_000_i64, -1439..1440_i32).prop_map(of)
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        number().prop_map(Value::Number),
        (number(), number()).prop_map(|(from, to)| Value::Range(from, to)),
        date().prop_map(Value::Date),
        time().prop_map(Value::Time),
        ".{0,8}".prop_map(Value::Phone),
        ".{0,8}".prop_map(Value::Code),
        ".{0,8}".prop_map(Value::Words),
    ]
}

prop_compose! {
    fn figure()(
        value in prop::option::of(value()),
        about in prop::collection::vec(prop::sample::select(About::all().collect::<Vec<_>>()), 0..3),
        as_of in prop::option::of(date()),
        series in prop::collection::vec(("[0-9]{4}年", number()), 0..4),
        (key, at) in (".{0,8}", (0..9_usize, 0..9_usize)),
        [label, one, other, measure, window, indicator, source, note] in
            prop::array::uniform8(prop::option::of(".{0,8}")),
        parts in prop::collection::vec(".{0,8}", 0..3),
        exhaustive in any::<bool>(),
    ) -> Figure {
        let at = Place::new(&SourcePath::new(&key), Span::new(at.0, at.1));
        let unit = one.zip(other).map(|(one, other)| Unit::forms(one, other, label.clone()));
        Figure {
            key, label, value, unit, measure, about, window, as_of, parts, exhaustive, series, indicator, source, note, at,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_figure_is_read_as_it_was_written(figure in figure()) {
        is_kept(&figure);
    }
}

#[test]
fn a_ledger_that_changes_is_resolved_again_only_in_stories_that_ask_for_it() {
    let paper = Paper::of(&[
        ("content/editions/2025-11-20/a.md", "---\nheadline: 甲\nledger: a\n---\n共{{n}}。\n"),
        ("content/editions/2025-11-20/b.md", "---\nheadline: 乙\nledger: b\n---\n共{{n}}，又{{a:n}}。\n"),
        ("content/editions/2025-11-20/c.md", "---\nheadline: 丙\nledger: c\n---\n共{{n}}。\n"),
    ]);
    for ledger in ["a", "b", "c"] {
        paper.put(&format!("content/ledgers/{ledger}.yaml"), "figures:\n  n: {value: 5, unit: 名}\n");
    }
    let (project, mut cache) = (support::project(paper.root()), Cache::default());
    let mut linked = || {
        cache.inventory = pipeline::scan_folder(&project, &cache).unwrap();
        let site = pipeline::run(&project, &mut cache, &Goal::Made, &mut ()).site;
        let said = site.stories.iter().map(|story| (story.headline(""), Arc::clone(&story.said)));
        said.collect::<Vec<_>>()
    };
    let mut before = linked();
    let mut resolved_again = || {
        let after = linked();
        let pairs = before.iter().zip(&after).filter(|(then, now)| !Arc::ptr_eq(&then.1, &now.1));
        let mut again: Vec<String> = pairs.map(|(_, now)| now.0.clone()).collect();
        again.sort();
        before = after;
        again
    };
    assert!(resolved_again().is_empty());
    let change = |ledger: &str, value: u32| {
        paper.put(
            &format!("content/ledgers/{ledger}.yaml"),
            format!("figures:\n  n: {{value: {value}, unit: 名}}\n"),
        );
    };
    change("a", 6);
    assert_eq!(resolved_again(), ["乙", "甲"]);
    // A ledger inserted between others changes the index of those after it, and nothing else.
    change("ab", 7);
    assert!(resolved_again().is_empty());
}
