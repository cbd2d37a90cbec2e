//! A ledger's document.

use indexmap::IndexMap;
use rustc_hash::FxHashSet;
use serde::Serialize;

use super::chrome::{HeadView, LinkView};
use super::linked_data;
use super::page::headline_link;
use super::programmes::ProgrammeView;
use crate::charts;
use crate::language::TextLanguage;
use crate::model::document::{Route, Subject, figure_anchor};
use crate::model::figure::{Figure, Number, Value, percentage};
use crate::model::ids::LedgerId;
use crate::model::ledger::Ledger;
use crate::model::site::LedgerRecord;
use crate::trace::Reader;

/// How many of the stories that print a figure its ledger lists.
pub(super) const STORIES_OF_FIGURE: usize = 6;

/// A ledger's document.
#[derive(Debug, Serialize)]
pub(crate) struct LedgerView<'s> {
    head: HeadView,
    title: &'s str,
    owner: Option<&'s str>,
    as_of: Option<String>,
    source: Option<SourceView<'s>>,
    note: Option<&'s str>,
    groups: Vec<GroupView<'s>>,
    /// Whether one of its figures has a series or parts, which are drawn.
    has_drawings: bool,
    proofs: Vec<ProofView<'s>>,
    programmes: Vec<ProgrammeView<'s>>,
    csv: Option<&'s str>,
    json: Option<&'s str>,
}

#[derive(Debug, Serialize)]
struct SourceView<'s> {
    name: &'s str,
    url: Option<&'s str>,
    date: Option<String>,
}

#[derive(Debug, Serialize)]
struct ProofView<'s> {
    written: &'s str,
    shown: &'s str,
    /// The same with the labels of its figures: 县直单位80＋乡镇90＝储备年轻干部170.
    words: String,
}

/// Figures of one group: 选.
#[derive(Debug, Serialize)]
struct GroupView<'s> {
    name: &'s str,
    figures: Vec<RowView<'s>>,
}

/// A figure with its parts and the stories that print it.
#[derive(Debug, Serialize)]
struct RowView<'s> {
    id: String,
    label: &'s str,
    text: &'s str,
    value: String,
    window: Option<&'s str>,
    as_of: Option<String>,
    measure: Option<&'s str>,
    source: Option<&'s str>,
    note: Option<&'s str>,
    /// Its share of its whole: `5.7%`.
    share: Option<String>,
    series: Vec<(&'s str, String)>,
    /// The series, or the parts, as a small chart.
    drawing: String,
    /// The newest stories that print it.
    stories: Vec<LinkView<'s>>,
    /// How many stories print it.
    story_count: usize,
    parts: Vec<RowView<'s>>,
}

/// What a ledger has, and what may be done with it: search engines want fifty characters at least.
fn description(paper: &str, ledger: &Ledger, language: TextLanguage) -> String {
    let labels: Vec<&str> =
        ledger.figures.values().filter_map(|figure| figure.label.as_deref()).take(8).collect();
    let (colon, comma) = if language.is_chinese() { ("：", "、") } else { (": ", ", ") };
    let labels = match labels.as_slice() {
        [] => ledger.title.clone(),
        labels => format!("{}{colon}{}", ledger.title, labels.join(comma)),
    };
    let what = ledger.note.as_deref().unwrap_or(&labels).trim_end_matches(['。', '.']);
    let many = ledger.figures.len();
    match language {
        TextLanguage::SimplifiedChinese => {
            format!("{what}。共{many}个数字，《{paper}》每期重新核算，全部数字有 CSV 和 JSON 格式可供下载。")
        }
        TextLanguage::TraditionalChinese => {
            format!("{what}。共{many}個數字，《{paper}》每期重新核算，全部數字有 CSV 和 JSON 格式可供下載。")
        }
        TextLanguage::English => {
            format!(
                "{what}. Figures: {many}, calculated again with every edition of {paper}; CSV and JSON to download."
            )
        }
    }
}

impl<'s> LedgerView<'s> {
    /// The document of a ledger.
    #[must_use]
    pub(crate) fn new(reader: &'s Reader<'s>, route: &Route, id: LedgerId) -> Self {
        let (record, language) = (reader.ledger(id), reader.paper().language);
        let ledger = &record.ledger;
        let mut head = HeadView::new(reader, route, "ledger", &*ledger.title);
        head.description = Some(description(&reader.paper().name, ledger, language));
        let dataset = linked_data::dataset(reader, route, id, head.description.as_deref());
        head.json_ld =
            Some(linked_data::script(&[Some(dataset), linked_data::trail(reader, &[], &ledger.title)]));
        let groups = groups(reader, record);
        Self {
            head,
            title: &ledger.title,
            owner: ledger.owner.as_deref(),
            as_of: ledger.as_of.map(|date| language.partial_date(date)),
            source: ledger.source.as_ref().map(|source| SourceView {
                name: &source.name,
                url: source.url.as_deref(),
                date: source.date.map(|date| language.partial_date(date)),
            }),
            note: ledger.note.as_deref(),
            has_drawings: groups.iter().flat_map(|group| &group.figures).any(|row| !row.drawing.is_empty()),
            groups,
            proofs: record
                .proofs
                .iter()
                .map(|proof| ProofView {
                    written: &proof.written,
                    shown: &proof.shown,
                    words: in_words(&proof.written, record, language),
                })
                .collect(),
            programmes: ledger
                .programmes
                .iter()
                .map(|programme| ProgrammeView::new(reader, id, programme))
                .collect(),
            csv: reader.path(&Subject::LedgerCsv(id)),
            json: reader.path(&Subject::LedgerJson(id)),
        }
    }
}

/// A relation in words: each figure by its label and number, each sign as the language prints it.
fn in_words(written: &str, record: &LedgerRecord, language: TextLanguage) -> String {
    let space = if language.is_chinese() { "" } else { " " };
    let word = |token: &str| match record.ledger.figures.get(token) {
        Some(figure) => {
            let number = figure.shown().map(|value| value.plain()).unwrap_or_default();
            format!("{}{space}{number}", figure.name())
        }
        None => sign(token, language),
    };
    let words: Vec<String> = written.split_whitespace().map(word).collect();
    words.join(space)
}

/// A sign of a relation, in print.
fn sign(token: &str, language: TextLanguage) -> String {
    let signs = [("<=", "≤"), (">=", "≥"), ("==", "＝"), ("+", "＋"), ("-", "－"), ("*", "×"), ("/", "÷")];
    let known = signs.iter().find(|(written, _)| *written == token).map_or(token, |(_, printed)| printed);
    if language.is_chinese() {
        known.to_owned()
    } else {
        known.replace('＝', "=").replace('＋', "+").replace('－', "−")
    }
}

/// The figures by group, groups in the order in which the ledger first names them; parts follow their whole.
fn groups<'s>(reader: &'s Reader<'s>, record: &'s LedgerRecord) -> Vec<GroupView<'s>> {
    let mut groups: IndexMap<&str, Vec<RowView>> = IndexMap::new();
    let mut parts: FxHashSet<&str> = FxHashSet::default();
    for (index, figure) in record.ledger.figures.values().enumerate() {
        if parts.contains(figure.key.as_str()) {
            continue;
        }
        parts.extend(figure.parts.iter().map(String::as_str));
        let name = record.ledger.group_of(&figure.key).unwrap_or_default();
        groups.entry(name).or_default().push(row(reader, record, index, figure));
    }
    groups.into_iter().map(|(name, figures)| GroupView { name, figures }).collect()
}

fn row<'s>(
    reader: &'s Reader<'s>,
    record: &'s LedgerRecord,
    index: usize,
    figure: &'s Figure,
) -> RowView<'s> {
    let language = reader.paper().language;
    let part = |key: &'s String| {
        let (index, _, part) = record.ledger.figures.get_full(key)?;
        Some(RowView { share: share(part, figure), ..row(reader, record, index, part) })
    };
    RowView {
        id: figure_anchor(&figure.key),
        label: figure.name(),
        text: &record.texts[index],
        value: figure.shown().map(|value| value.plain()).unwrap_or_default(),
        window: figure.window.as_deref(),
        as_of: figure.as_of.map(|date| language.partial_date(date)),
        measure: figure.measure.as_deref(),
        source: figure.source.as_deref(),
        note: figure.note.as_deref(),
        share: None,
        series: figure
            .series
            .iter()
            .map(|(period, number)| (period.as_str(), language.digits(&number.written)))
            .collect(),
        drawing: drawing(record, figure, language),
        stories: record.printed_in[index]
            .iter()
            .take(STORIES_OF_FIGURE)
            .map(|story| headline_link(reader, *story))
            .collect(),
        story_count: record.printed_in[index].len(),
        parts: figure.parts.iter().filter_map(part).collect(),
    }
}

/// The line of a figure's series, or a divided bar of its parts; `None` if it has neither.
fn drawing(record: &LedgerRecord, figure: &Figure, language: TextLanguage) -> String {
    let words = |pairs: &[(String, Number)]| {
        let pairs = pairs.iter().map(|(name, number)| format!("{name} {}", language.digits(&number.written)));
        pairs.collect::<Vec<_>>().join(language.semicolon())
    };
    if figure.series.len() > 1 {
        return charts::spark(&figure.series, figure.name(), &words(&figure.series));
    }
    let part = |key: &String| {
        let part = record.ledger.figures.get(key)?;
        let Some(Value::Number(number)) = part.shown() else { return None };
        Some((part.name().to_owned(), number))
    };
    let parts: Vec<(String, Number)> = figure.parts.iter().filter_map(part).collect();
    if parts.is_empty() {
        return String::new();
    }
    let numbers: Vec<Number> = parts.iter().map(|(_, number)| number.clone()).collect();
    charts::divided(&numbers, figure.name(), &words(&parts))
}

fn share(part: &Figure, whole: &Figure) -> Option<String> {
    let amount = |figure: &Figure| figure.shown().and_then(|value| value.amount());
    Some(format!("{}%", percentage(amount(part)?, amount(whole)?)?))
}
