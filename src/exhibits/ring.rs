//! `loop`: steps that form a cycle. From the first step, the path must pass through all steps, at least three, and
//! return to the first.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::diagram::Diagram;
use super::prelude::*;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Ring(Vec<Step>);

/// A step of a loop, a round of a contest.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Step {
    pub name: String,
    /// Who takes it, or in what way.
    pub about: Option<String>,
    /// The step that follows, if it is not the next one in the list.
    pub next: Option<String>,
    /// How many people take part.
    pub count: Option<Quantity>,
    /// Where it is written.
    pub at: Place,
}

impl Ring {
    pub(crate) fn ask(fields: &Fields, reading: &mut ExhibitReading) -> Self {
        Self(Step::list(fields, "steps", reading))
    }

    /// The index of the step that follows the one at `here`.
    fn after(&self, here: usize, by_name: &FxHashMap<&str, usize>) -> Option<usize> {
        match &self.0[here].next {
            None => Some((here + 1) % self.0.len()),
            Some(next) => by_name.get(next.as_str()).copied(),
        }
    }
}

impl Step {
    /// The steps of `key`, of which there must be at least one.
    pub(crate) fn list(fields: &Fields, key: &'static str, reading: &mut ExhibitReading) -> Vec<Self> {
        let alone = |name, at| Self { name, about: None, next: None, count: None, at };
        reading.needed_named_items(fields, key, alone, |fields, reading| Self {
            name: fields.needed_text("name", reading.notes),
            about: fields.text("about", reading.notes),
            next: fields.text("next", reading.notes),
            count: reading.one_quantity(fields, "count"),
            at: reading.place(fields.span),
        })
    }

    pub(crate) fn view(&self, setting: &ExhibitSetting) -> Value {
        json!({"name": self.name, "about": self.about, "count": setting.quantity(self.count.as_ref())})
    }

    /// Its row in a table.
    pub(crate) fn row(&self, exhibit: ResolvedExhibit) -> Vec<String> {
        let about = self.about.clone().unwrap_or_default();
        vec![self.name.clone(), about, exhibit.text(self.count.as_ref())]
    }
}

impl ExhibitKind for Ring {
    fn prove(&self, exhibit: ResolvedExhibit, notes: &mut Notes) {
        let Self(steps) = self;
        if steps.len() < 3 {
            let zh = format!("闭环至少 3 步，只有 {} 步", steps.len());
            let en = format!("a loop has 3 steps at least, not {}", steps.len());
            notes.error(exhibit.at, not_so("loop-short", zh, en));
            return;
        }
        let mut by_name: FxHashMap<&str, usize> = FxHashMap::default();
        for (place, step) in steps.iter().enumerate() {
            by_name.entry(&step.name).or_insert(place);
        }
        let mut seen = BTreeSet::new();
        let mut here = 0;
        while seen.insert(here) {
            let Some(after) = self.after(here, &by_name) else {
                let next = steps[here].next.as_deref().unwrap_or_default();
                let zh = format!("没有 `{next}` 这一步");
                let en = format!("there is no step `{next}`");
                notes.error(steps[here].at.span, not_so("loop-open", zh, en));
                return;
            };
            here = after;
        }
        if here != 0 || seen.len() < steps.len() {
            let zh = "转一圈没有回到第一步，或漏了步骤".to_owned();
            let en = "the way round misses a step or the first one".to_owned();
            notes.error(exhibit.at, not_so("loop-open", zh, en));
        }
    }

    fn sketch<'e>(&self, exhibit: ResolvedExhibit<'e>) -> Vec<SketchPart<'e>> {
        let line = |step: &Step| {
            let count = step.count.as_ref().map(|count| exhibit.counted(count).text);
            let words = [Some(step.name.clone()), step.about.clone(), count].into_iter().flatten();
            SketchPart::line(&words.collect::<Vec<_>>().join(" "), 2 * EM)
        };
        vec![SketchPart::Beside(11 * EM, 9 * EM, Sketch(self.0.iter().map(line).collect()))]
    }

    fn view(&self, setting: &ExhibitSetting) -> Value {
        json!({"steps": self.0.iter().map(|step| step.view(setting)).collect::<Vec<_>>()})
    }

    fn diagram<'e>(&self, _: ResolvedExhibit<'e>) -> Option<Diagram<'e>> {
        Some(Diagram::Ring(self.0.len()))
    }

    fn table(&self, exhibit: ResolvedExhibit) -> TextTable {
        TextTable::headless(self.0.iter().map(|step| step.row(exhibit)))
    }
}
