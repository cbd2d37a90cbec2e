//! An exhibit (图表件): something drawn from data in a story, with what must be true of it.

use indexmap::IndexSet;
use serde::{Deserialize, Serialize};

use super::figure::{Number, PartialDate};
use super::phrase::Reference;
use crate::source::{Place, Span};

/// An exhibit as written, its figures unresolved.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExhibitDraft {
    /// Its title.
    pub title: Option<String>,
    /// What a reader should know.
    pub note: Option<String>,
    /// Where its data come from, if not where the ledger's do.
    pub source: Option<String>,
    /// The day it was true.
    pub as_of: Option<PartialDate>,
    /// The ledger its bare keys name.
    pub ledger: Option<(String, Span)>,
    /// What it shows.
    pub shape: Shape,
    /// The figures it names.
    pub references: Vec<Reference>,
    /// Where it is written.
    pub at: Place,
}

/// What an exhibit shows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Shape {
    /// Pillars with their figures: 选育管用.
    Board {
        /// How many pillars are declared.
        declared: Option<usize>,
        /// The pillars.
        pillars: Vec<Pillar>,
    },
    /// Ledgers and databases with their counts.
    Registry {
        /// What each count is a part of.
        whole: Option<Entry>,
        /// The ledgers.
        entries: Vec<Register>,
    },
    /// A coded method and what its digits stand for: 112, 1+3+N.
    Method {
        /// The code.
        code: String,
        /// What each digit stands for.
        parts: Vec<MethodPart>,
    },
    /// Steps that come round again.
    Loop(Vec<Step>),
    /// A programme.
    Programme(ProgrammeCard),
    /// Courses, sessions, attendances.
    Training {
        /// The courses.
        courses: Vec<Course>,
        /// How time is divided, in per cent.
        shares: Vec<Entry>,
    },
    /// Where people were sent.
    Placement {
        /// The destinations.
        rows: Vec<Entry>,
        /// How many in all.
        total: Option<Entry>,
    },
    /// Risks and the measures against them, one to one.
    Pairs {
        /// How many there are of each.
        sides: [Option<Entry>; 2],
        /// The pairs that are listed.
        pairs: Vec<(String, String)>,
    },
    /// Stages that fewer and fewer reach.
    Funnel(Vec<Entry>),
    /// Terms explained.
    Glossary(Vec<Term>),
    /// Rules and documents.
    Documents(Vec<Register>),
    /// Rounds and results.
    Contest {
        /// The rounds.
        rounds: Vec<Step>,
        /// The results.
        results: Vec<Entry>,
    },
    /// A chart.
    Chart(ChartKind, ChartData),
    /// A kind that the theme adds: its name, and its body as a tree of texts.
    Added(String, Plain),
    /// An exhibit kept in a ledger, by its ledger and name.
    Shown(String, String),
}

impl Shape {
    /// The kind's word: that of the fence, the template and the class.
    #[must_use]
    pub fn kind(&self) -> &str {
        match self {
            Self::Board { .. } => "board",
            Self::Registry { .. } => "registry",
            Self::Method { .. } => "method",
            Self::Loop(_) => "loop",
            Self::Programme(_) => "programme",
            Self::Training { .. } => "training",
            Self::Placement { .. } => "placement",
            Self::Pairs { .. } => "pairs",
            Self::Funnel(_) => "funnel",
            Self::Glossary(_) => "glossary",
            Self::Documents(_) => "documents",
            Self::Contest { .. } => "contest",
            Self::Chart(..) => "chart",
            Self::Added(name, _) => name,
            Self::Shown(..) => "exhibit",
        }
    }
}

/// A number in an exhibit: a figure by its key, or as written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Quantity {
    /// The place in the exhibit's references.
    Figure(usize),
    /// A number with its unit.
    Literal(Number, String),
}

/// Something counted.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// What is counted; a figure's label, where it is not said.
    pub name: Option<String>,
    /// How many.
    pub quantity: Quantity,
    /// Where it is written.
    pub at: Place,
}

/// A pillar of a board.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Pillar {
    /// Its name: 选.
    pub name: String,
    /// What it stands for.
    pub about: Option<String>,
    /// Its figures.
    pub figures: Vec<Entry>,
    /// What is done, in words.
    pub items: Vec<String>,
}

/// A ledger or a document in a register.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Register {
    /// Its name.
    pub name: String,
    /// Whose it is.
    pub owner: Option<String>,
    /// How many it holds.
    pub count: Option<Quantity>,
    /// 施行, 试行 …
    pub status: Option<String>,
    /// When it was updated or issued.
    pub date: Option<PartialDate>,
    /// What it is for.
    pub about: Option<String>,
    /// Where it is written.
    pub at: Place,
}

/// What a digit of a method stands for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MethodPart {
    /// 一份计划
    pub name: String,
    /// What it consists of; nothing, where that is not known.
    pub items: Vec<String>,
    /// Where it is written.
    pub at: Place,
}

/// A step of a loop, a round of a contest.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Step {
    /// Its name.
    pub name: String,
    /// Who takes it, or how it goes.
    pub about: Option<String>,
    /// The step that follows, where it is not the next.
    pub next: Option<String>,
    /// How many take part.
    pub count: Option<Quantity>,
    /// Where it is written.
    pub at: Place,
}

/// A programme's card.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ProgrammeCard {
    /// Its name.
    pub name: String,
    /// 机制, 工程 …
    pub kind: Option<String>,
    /// Whose it is.
    pub owner: Option<String>,
    /// Since when, in words.
    pub since: Option<String>,
    /// How many parts are declared.
    pub declared: Option<usize>,
    /// What it consists of.
    pub parts: Vec<String>,
    /// Its figures.
    pub figures: Vec<Entry>,
}

/// A course of a training ledger.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Course {
    /// Its name.
    pub name: String,
    /// Sessions, attendances, topics, bases, routes: as far as they are known.
    pub counts: [Option<Quantity>; 5],
    /// Where it is written.
    pub at: Place,
}

/// A term and its explanation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Term {
    /// The term.
    pub term: String,
    /// The question it answers.
    pub question: Option<String>,
    /// What it means.
    pub meaning: String,
    /// Where it is written.
    pub at: Place,
}

/// The kinds of chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChartKind {
    /// Bars from a zero line.
    Bar,
    /// Lines over periods.
    Line,
    /// Bars divided into parts.
    Stack,
    /// The parts of one whole.
    Share,
    /// From the first to the last of a series.
    Dumbbell,
    /// A small line for each.
    SmallMultiples,
}

impl ChartKind {
    /// Every kind and its word.
    pub const ALL: [(&'static str, Self); 6] = [
        ("bar", Self::Bar),
        ("line", Self::Line),
        ("stack", Self::Stack),
        ("share", Self::Share),
        ("dumbbell", Self::Dumbbell),
        ("small-multiples", Self::SmallMultiples),
    ];

    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(word, _)| word)
    }
}

/// What a chart is drawn from.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum ChartData {
    /// Figures by key.
    Figures(Vec<Entry>),
    /// The parts of figures.
    Parts(Vec<Entry>),
    /// The series of figures.
    Series(Vec<Entry>),
    /// A table as written.
    Table(Table),
}

/// A table of numbers: what charts are drawn from, and what stands beside them for readers who cannot see them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Table {
    /// The name of each row.
    pub rows: Vec<String>,
    /// The name of each column; one nameless column, where there is only one.
    pub columns: Vec<String>,
    /// The numbers, row by row; what is not known is nothing.
    pub cells: Vec<Vec<Option<Number>>>,
    /// The unit of each row: 名, %, 万元 …
    pub units: Vec<String>,
}

impl Table {
    /// Adds a row: its numbers by column, new columns as they come.
    pub fn add(&mut self, name: String, unit: String, numbers: impl Iterator<Item = (String, Number)>) {
        let width = self.columns.len();
        let mut columns: IndexSet<String> = std::mem::take(&mut self.columns).into_iter().collect();
        let mut cells = vec![None; width];
        for (column, number) in numbers {
            let (place, _) = columns.insert_full(column);
            cells.resize(columns.len(), None);
            cells[place] = Some(number);
        }
        self.columns = columns.into_iter().collect();
        if self.columns.len() > width {
            self.cells.iter_mut().for_each(|cells| cells.resize(self.columns.len(), None));
        }
        self.rows.push(name);
        self.units.push(unit);
        self.cells.push(cells);
    }

    /// Whether all rows count in one unit, so that one scale fits them.
    #[must_use]
    pub fn has_one_unit(&self) -> bool {
        self.units.windows(2).all(|pair| pair[0] == pair[1])
    }
}

/// A tree of texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Plain {
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Plain>),
    /// Keys with values.
    Mapping(Vec<(String, Plain)>),
}
