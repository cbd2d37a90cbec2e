//! `glossary`: terms with their explanations. An edition explains each term only once; that is checked when all its
//! stories are known.

use super::prelude::*;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Glossary(pub Vec<Term>);

/// A term and its explanation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Term {
    pub term: String,
    /// The question it answers.
    question: Option<String>,
    meaning: String,
    /// Where it is written.
    pub at: Place,
}

impl Glossary {
    pub(crate) fn ask(fields: &Fields, reading: &mut ExhibitReading) -> Self {
        Self(reading.needed_items(fields, "terms", Term::ask))
    }
}

impl Term {
    fn ask(fields: &Fields, reading: &mut ExhibitReading) -> Self {
        Self {
            term: fields.needed_text("term", reading.notes),
            question: fields.text("question", reading.notes),
            meaning: fields.needed_text("meaning", reading.notes),
            at: reading.place(fields.span),
        }
    }

    /// Reports that its edition explains the term a second time.
    pub(crate) fn note_twice(&self, notes: &mut Notes) {
        let zh = format!("`{}`这一期解释了两次", self.term);
        let en = format!("`{}` is explained twice in this edition", self.term);
        notes.error(self.at.span, not_so("term-twice", zh, en));
    }
}

impl ExhibitKind for Glossary {
    fn prove(&self, _: ResolvedExhibit, _: &mut Notes) {}

    fn sketch<'e>(&self, _: ResolvedExhibit<'e>) -> Vec<SketchPart<'e>> {
        let term = |term: &Term| {
            let mut parts = vec![SketchPart::Words(term.term.clone(), LINE + 350, 0)];
            parts.extend(term.question.iter().map(|question| SketchPart::line(question, 0)));
            parts.push(SketchPart::line(&term.meaning, 0));
            parts
        };
        self.0.iter().flat_map(term).collect()
    }

    fn view(&self, setting: &ExhibitSetting) -> Value {
        let ids = (setting.terms)();
        let term = |term: &Term| {
            let id = ids.get(term.term.as_str());
            json!({"id": id, "term": term.term, "question": term.question, "meaning": term.meaning})
        };
        self.0.iter().map(term).collect()
    }

    fn sheet(&self, _: ResolvedExhibit) -> TextTable {
        let row = |term: &Term| {
            vec![term.term.clone(), term.question.clone().unwrap_or_default(), term.meaning.clone()]
        };
        TextTable::headless(self.0.iter().map(row))
    }
}
