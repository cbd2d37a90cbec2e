//! What the templates of exhibits see: what all kinds have in common, and what is peculiar to each.

use serde::Serialize;

/// What an exhibit's template sees.
#[derive(Debug, Serialize)]
pub(crate) struct ExhibitView<'e> {
    pub kind: &'e str,
    /// `exhibit exhibit-board`, `exhibit exhibit-chart chart-bar`
    pub class: String,
    pub title: Option<&'e str>,
    pub note: Option<&'e str>,
    pub source: Option<&'e str>,
    pub as_of: Option<String>,
    /// The drawing, as SVG.
    pub drawing: String,
    /// The data as a table, where the body is not one.
    pub table: Option<TableView>,
    pub body: ExhibitBody<'e>,
}

/// A table of texts.
#[derive(Debug, Default, Serialize)]
pub(crate) struct TableView {
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// What is peculiar to a kind: each variant is what its template sees as `body`.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum ExhibitBody<'e> {
    Board(Vec<PillarView<'e>>),
    Register {
        whole: Option<EntryView>,
        entries: Vec<RegisterView<'e>>,
    },
    Method {
        code: &'e str,
        parts: Vec<MethodView<'e>>,
    },
    Steps {
        steps: Vec<StepView<'e>>,
        results: Vec<EntryView>,
    },
    Card {
        name: &'e str,
        kind: Option<&'e str>,
        owner: Option<&'e str>,
        since: Option<&'e str>,
        parts: &'e [String],
        figures: Vec<EntryView>,
    },
    Training {
        columns: Vec<usize>,
        courses: Vec<CourseView<'e>>,
        shares: Vec<EntryView>,
    },
    Stages(Vec<EntryView>),
    Rows {
        rows: Vec<EntryView>,
        total: Option<EntryView>,
    },
    Pairs {
        sides: Vec<EntryView>,
        pairs: &'e [(String, String)],
    },
    Terms(Vec<TermView<'e>>),
    Legend(Vec<String>),
    Plain(PlainView<'e>),
    Nothing,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct EntryView {
    pub name: String,
    pub text: String,
    /// What a machine sees.
    pub value: String,
    /// Its row in a ledger's document: the address from this document.
    pub row: Option<String>,
}

#[derive(Debug, Serialize)]
pub(crate) struct PillarView<'e> {
    pub name: &'e str,
    pub about: Option<&'e str>,
    pub figures: Vec<EntryView>,
    pub items: &'e [String],
}

#[derive(Debug, Serialize)]
pub(crate) struct RegisterView<'e> {
    pub name: &'e str,
    pub owner: Option<&'e str>,
    pub count: Option<EntryView>,
    pub status: Option<&'e str>,
    pub date: Option<String>,
    pub about: Option<&'e str>,
}

#[derive(Debug, Serialize)]
pub(crate) struct MethodView<'e> {
    pub name: &'e str,
    pub items: &'e [String],
}

#[derive(Debug, Serialize)]
pub(crate) struct StepView<'e> {
    pub name: &'e str,
    pub about: Option<&'e str>,
    pub count: Option<EntryView>,
}

#[derive(Debug, Serialize)]
pub(crate) struct CourseView<'e> {
    pub name: &'e str,
    pub counts: Vec<Option<EntryView>>,
}

#[derive(Debug, Serialize)]
pub(crate) struct TermView<'e> {
    pub id: Option<&'e str>,
    pub term: &'e str,
    pub question: Option<&'e str>,
    pub meaning: &'e str,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum PlainView<'e> {
    Text(&'e str),
    List(Vec<PlainView<'e>>),
    Mapping(serde_json::Map<String, serde_json::Value>),
}
