//! `training`: courses with their sessions, attendances, topics, bases and routes. There cannot be fewer attendances
//! than sessions, and shares must add up to 100%.

use rust_decimal::Decimal;

use super::prelude::*;
use crate::words::Wording;

/// The counts of a course.
const COUNTS: [&str; 5] = ["sessions", "attendances", "topics", "bases", "routes"];

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Training {
    courses: Vec<Course>,
    /// How the time is divided, in per cent.
    shares: Vec<Entry>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Course {
    name: String,
    /// The counts that are known, in the order of `COUNTS`.
    counts: [Option<Quantity>; 5],
    at: Place,
}

impl Training {
    pub(crate) fn ask(fields: &Fields, reading: &mut ExhibitReading) -> Self {
        Self {
            courses: reading.needed_items(fields, "courses", Course::ask),
            shares: reading.entries(fields, "shares"),
        }
    }

    /// The indexes of the counts that at least one course has.
    fn columns(&self) -> Vec<usize> {
        let is_known = |column: &usize| self.courses.iter().any(|course| course.counts[*column].is_some());
        (0..COUNTS.len()).filter(is_known).collect()
    }

    fn prove_shares(&self, exhibit: ResolvedExhibit, notes: &mut Notes) {
        let Some(first) = self.shares.first() else { return };
        let Some(sum) = exhibit.sum(&self.shares, notes) else { return };
        if sum != Decimal::ONE_HUNDRED {
            notes.error(first.at.span, not_a_hundred(sum));
        }
    }
}

/// Reports shares in per cent that do not add up to 100.
pub(crate) fn not_a_hundred(sum: Decimal) -> Wording {
    let zh = format!("比例合计 {sum}%，不是 100%");
    not_so("shares-not-100", zh, format!("the shares come to {sum} %, not 100 %"))
}

impl Course {
    fn ask(fields: &Fields, reading: &mut ExhibitReading) -> Self {
        Self {
            name: fields.needed_text("name", reading.notes),
            counts: COUNTS.map(|key| reading.one_quantity(fields, key)),
            at: reading.place(fields.span),
        }
    }

    fn prove(&self, exhibit: ResolvedExhibit, notes: &mut Notes) {
        let [sessions, attendances, ..] = &self.counts;
        let amount = |quantity: &Option<Quantity>| exhibit.amount(quantity.as_ref()?);
        if let (Some(sessions), Some(attendances)) = (amount(sessions), amount(attendances))
            && attendances < sessions
        {
            let zh = format!("{}：{attendances} 人次少于 {sessions} 期", self.name);
            let en = format!("{}: {attendances} attendances in {sessions} sessions", self.name);
            notes.error(self.at.span, not_so("attendances-below-sessions", zh, en));
        }
    }
}

impl ExhibitKind for Training {
    fn prove(&self, exhibit: ResolvedExhibit, notes: &mut Notes) {
        self.courses.iter().for_each(|course| course.prove(exhibit, notes));
        self.prove_shares(exhibit, notes);
    }

    fn sketch<'e>(&self, exhibit: ResolvedExhibit<'e>) -> Vec<SketchPart<'e>> {
        let columns = self.columns();
        let row = |course: &Course| {
            let counts = columns.iter().map(|column| exhibit.text(course.counts[*column].as_ref()));
            std::iter::once(course.name.clone()).chain(counts).collect()
        };
        let courses = SketchPart::table(columns.len() + 1, self.courses.iter().map(row));
        vec![courses, SketchPart::counts(exhibit, &self.shares)]
    }

    fn view(&self, setting: &ExhibitSetting) -> Value {
        let columns = self.columns();
        let course = |course: &Course| {
            let counts = columns.iter().map(|column| setting.quantity(course.counts[*column].as_ref()));
            json!({"name": course.name, "counts": counts.collect::<Vec<_>>()})
        };
        let courses: Vec<Value> = self.courses.iter().map(course).collect();
        json!({"columns": columns, "courses": courses, "shares": setting.entries(&self.shares)})
    }

    fn sheet(&self, exhibit: ResolvedExhibit) -> TextTable {
        let columns = self.columns();
        let course = |course: &Course| {
            let counts = columns.iter().map(|column| exhibit.text(course.counts[*column].as_ref()));
            std::iter::once(course.name.clone()).chain(counts).collect()
        };
        let shares = self.shares.iter().map(|share| exhibit.row(share));
        TextTable::headless(self.courses.iter().map(course).chain(shares))
    }
}
