//! The time of each stage on a paper of a thousand stories: `cargo bench --bench stages`.

#![allow(unreachable_pub, reason = "nothing of a test is public")]
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "benchmarks may fail, and make their own files"
)]

#[allow(dead_code, reason = "the other dialect is for the program that writes both")]
mod newspaper;
#[path = "../support.rs"]
#[allow(dead_code, reason = "shared with the tests")]
mod support;

use std::fs;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use chrono::NaiveDate;
use criterion::measurement::WallTime;
use criterion::{BatchSize, BenchmarkGroup, Criterion, SamplingMode, criterion_group, criterion_main};
use lanmu::internals::cache::Cache;
use lanmu::internals::finding::Noted;
use lanmu::internals::link::{self, LinkMemos};
use lanmu::internals::makeup::Layouts;
use lanmu::internals::memo::Memo;
use lanmu::internals::model::document::{Document, Rendered};
use lanmu::internals::model::draft::Drafts;
use lanmu::internals::model::layout::{Layout, MadeUp};
use lanmu::internals::model::site::{EditionId, Site};
use lanmu::internals::pipeline;
use lanmu::internals::project::{Project, Today};
use lanmu::internals::render::Made;
use lanmu::internals::trace::Answers;
use lanmu::internals::{makeup, parse, plan, render, write};
use mimalloc::MiMalloc;
use rayon::prelude::*;
use tempfile::TempDir;

/// The same as in the program itself.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

const STORIES: usize = 1000;

criterion_group!(benches, stages);
criterion_main!(benches);

type Stages<'c> = BenchmarkGroup<'c, WallTime>;
/// The layouts of every page of every edition.
type Pages = Vec<Vec<Option<Arc<Layout>>>>;

fn stages(criterion: &mut Criterion) {
    let folder = TempDir::new().unwrap();
    newspaper::lanmu::write(STORIES, "broadsheet", folder.path()).unwrap();
    let project = project(&folder);
    let mut group = criterion.benchmark_group("stages");
    group.sample_size(10).sampling_mode(SamplingMode::Flat);
    group.warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    let drafts = parsing(&mut group, &project);
    linking(&mut group, &drafts, &project);
    making_up(&mut group, &drafts, &project);
    let (site, pages) = made_up(linked(&drafts, &project).value);
    let rendered = rendering(&mut group, &site, &pages);
    writing(&mut group, &rendered, &project);
    group.finish();
}

fn project(folder: &TempDir) -> Project {
    let today = Today::Given(NaiveDate::from_ymd_opt(2030, 1, 1).unwrap());
    Project { today, ..support::project(folder.path()) }
}

fn parsing(group: &mut Stages, project: &Project) -> Drafts {
    let inventory = pipeline::scan_folder(project, &Cache::default()).unwrap();
    let parsed = || parse::parsed(&inventory);
    group.bench_function("parse", |bench| bench.iter_with_large_drop(parsed));
    parsed().value
}

fn linking(group: &mut Stages, drafts: &Drafts, project: &Project) {
    group.bench_function("link", |bench| bench.iter_with_large_drop(|| linked(drafts, project)));
}

fn linked(drafts: &Drafts, project: &Project) -> Noted<Site> {
    link::link(drafts, project.today, project.audience, &LinkMemos::default())
}

fn making_up(group: &mut Stages, drafts: &Drafts, project: &Project) {
    let site = || linked(drafts, project).value;
    group.bench_function("make-up", |bench| bench.iter_batched(site, made_up, BatchSize::PerIteration));
}

/// A paper with a layout for every page, and the pages.
fn made_up(site: Site) -> (Site, Pages) {
    let site = makeup::spill(site, &Memo::default()).value;
    let memos = makeup::LayoutMemos::default();
    let layouts = Layouts::new(&site, &memos);
    pages(&site).into_par_iter().for_each(|(edition, page)| drop(layouts.page(edition, page)));
    let pages = layouts.made_up();
    (site, pages)
}

fn pages(site: &Site) -> Vec<(EditionId, usize)> {
    let editions = site.editions.iter().enumerate();
    editions
        .flat_map(|(id, edition)| (0..edition.pages.len()).map(move |page| (EditionId(id), page)))
        .collect()
}

fn rendering(group: &mut Stages, site: &Site, pages: &Pages) -> Vec<Rendered> {
    let documents = plan::plan(site).value;
    let layout = |edition: EditionId, page: usize| pages[edition.0][page].clone();
    let made = || rendered(site, &documents, &layout);
    group.bench_function("render", |bench| bench.iter_with_large_drop(made));
    made().into_iter().map(|made| made.rendered).collect()
}

fn rendered(site: &Site, documents: &[Document], layout: &MadeUp) -> Vec<Made> {
    render::rendered(&Answers::new(site, documents, layout, &|_| Bytes::new()), &site.theme, documents).value
}

fn writing(group: &mut Stages, rendered: &[Rendered], project: &Project) {
    let nothing_stands = || {
        if project.out.exists() {
            fs::remove_dir_all(&project.out).unwrap();
        }
    };
    let written = |()| {
        let stage = write::Output::open(project, Arc::default()).and_then(write::Output::stage).unwrap();
        stage.put(rendered.iter().collect()).unwrap();
        stage.print().unwrap();
    };
    group.bench_function("write", |bench| {
        bench.iter_batched(nothing_stands, written, BatchSize::PerIteration);
    });
}
