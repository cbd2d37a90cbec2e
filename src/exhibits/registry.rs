//! `registry`: ledgers and databases, each with its owner and its count. No count may exceed the whole.

use super::prelude::*;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Registry {
    /// The total that each count is a part of.
    whole: Option<Entry>,
    entries: Vec<Register>,
}

/// A ledger or a document in a register.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Register {
    pub name: String,
    pub owner: Option<String>,
    /// The count of its records.
    pub count: Option<Quantity>,
    /// 施行, 试行 …
    pub status: Option<String>,
    /// When it was updated or issued.
    pub date: Option<PartialDate>,
    /// Its purpose.
    pub about: Option<String>,
    /// Where it is written.
    pub at: Place,
}

impl Registry {
    pub(crate) fn ask(fields: &Fields, reading: &mut ExhibitReading) -> Self {
        Self {
            whole: reading.one_entry(fields, "whole"),
            entries: reading.needed_items(fields, "entries", Register::ask),
        }
    }

    /// Whether there is anything in the column of counts.
    fn has_counts(&self) -> bool {
        self.whole.is_some() || self.entries.iter().any(|entry| entry.count.is_some())
    }

    /// Whether there is anything in the column of dates.
    fn has_dates(&self) -> bool {
        self.entries.iter().any(|entry| entry.date.is_some())
    }
}

impl Register {
    pub(crate) fn ask(fields: &Fields, reading: &mut ExhibitReading) -> Self {
        Self {
            name: fields.needed_text("name", reading.notes),
            owner: fields.text("owner", reading.notes),
            count: reading.one_quantity(fields, "count"),
            status: fields.text("status", reading.notes),
            date: fields.partial_date("date", reading.notes),
            about: fields.text("about", reading.notes),
            at: reading.place(fields.span),
        }
    }

    /// Its row in a table. `between` separates its name from its purpose.
    pub(crate) fn row(&self, exhibit: ResolvedExhibit, between: &str) -> Vec<String> {
        let name = [Some(self.name.as_str()), self.about.as_deref()].into_iter().flatten();
        let name = name.collect::<Vec<_>>().join(between);
        let count = self.count.as_ref().map(|count| exhibit.counted(count).text);
        let date = self.date.map(|date| exhibit.language.partial_date(date));
        let cells = [Some(name), self.owner.clone(), count.or_else(|| self.status.clone()), date];
        cells.into_iter().map(Option::unwrap_or_default).collect()
    }

    pub(crate) fn view(&self, setting: &ExhibitSetting) -> Value {
        json!({
            "name": self.name,
            "owner": self.owner,
            "count": setting.quantity(self.count.as_ref()),
            "status": self.status,
            "date": self.date.map(|date| setting.exhibit.language.partial_date(date)),
            "about": self.about,
        })
    }
}

impl ExhibitKind for Registry {
    fn prove(&self, exhibit: ResolvedExhibit, notes: &mut Notes) {
        let whole = self.whole.as_ref().and_then(|whole| exhibit.amount(&whole.quantity));
        let Some(whole) = whole else { return };
        for entry in &self.entries {
            let part = entry.count.as_ref().and_then(|count| exhibit.amount(count));
            if let Some(part) = part.filter(|part| *part > whole) {
                let zh = format!("{}有 {part}，超过总数 {whole}", entry.name);
                let en = format!("{} holds {part}, more than the whole {whole}", entry.name);
                notes.error(entry.at.span, not_so("registry-exceeds", zh, en));
            }
        }
    }

    fn sketch<'e>(&self, exhibit: ResolvedExhibit<'e>) -> Vec<SketchPart<'e>> {
        let columns = [true, true, self.has_counts(), self.has_dates()];
        let shown = |cells: Vec<String>| {
            cells.into_iter().zip(columns).filter(|(_, shown)| *shown).map(|(cell, _)| cell).collect()
        };
        let entries = self.entries.iter().map(|entry| shown(entry.row(exhibit, "\n")));
        let number = columns.into_iter().filter(|shown| *shown).count();
        vec![SketchPart::table(number, entries.chain(self.whole.iter().map(|whole| exhibit.row(whole))))]
    }

    fn view(&self, setting: &ExhibitSetting) -> Value {
        let entries: Vec<Value> = self.entries.iter().map(|entry| entry.view(setting)).collect();
        json!({
            "whole": setting.entry(self.whole.as_ref()),
            "entries": entries,
            "has_counts": self.has_counts(),
            "has_dates": self.has_dates(),
        })
    }

    fn sheet(&self, exhibit: ResolvedExhibit) -> TextTable {
        let whole = |whole: &Entry| {
            let [name, count] = [exhibit.name(whole), exhibit.text(Some(&whole.quantity))];
            vec![name, String::new(), count, String::new()]
        };
        let entries = self.entries.iter().map(|entry| entry.row(exhibit, " "));
        TextTable::headless(entries.chain(self.whole.iter().map(whole)))
    }
}
