//! `method`: a coded method and the meaning of its digits (112, 1+3+N). There must be as many parts as digits, and as
//! many items in each part as its digit says; a missing expansion is not invented.

use super::declared::prove_count;
use super::prelude::*;
use crate::numerals;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Method {
    code: String,
    /// The meaning of each digit.
    parts: Vec<MethodPart>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct MethodPart {
    /// 一份计划
    name: String,
    /// Its items; empty if they are not known.
    items: Vec<String>,
    at: Place,
}

impl Method {
    pub(crate) fn ask(fields: &Fields, reading: &mut ExhibitReading) -> Self {
        let code = fields.needed_text("code", reading.notes);
        let alone = |name, at| MethodPart { name, items: Vec::new(), at };
        let parts = reading.named_items(fields, "parts", alone, |fields, reading| MethodPart {
            name: fields.needed_text("name", reading.notes),
            items: fields.texts("items", reading.notes),
            at: reading.place(fields.span),
        });
        Self { code, parts }
    }

    /// The digits of the code, in order; a piece that is not a digit may mean any number, and is `None`.
    fn digits(&self) -> Vec<Option<usize>> {
        let pieces: Vec<String> = if self.code.contains('+') {
            self.code.split('+').map(|piece| piece.trim().to_owned()).collect()
        } else {
            self.code.chars().filter(char::is_ascii_alphanumeric).map(String::from).collect()
        };
        pieces.iter().map(|piece| piece.parse().ok()).collect()
    }
}

impl ExhibitKind for Method {
    fn prove(&self, exhibit: ResolvedExhibit, notes: &mut Notes) {
        let Self { code, parts } = self;
        if parts.is_empty() {
            return; // The template prints that the parts are missing.
        }
        let digits = self.digits();
        if digits.is_empty() {
            prove_count("method-count", numerals::declared(code), parts.len(), exhibit.at, notes);
            return;
        }
        prove_count("method-count", Some(digits.len()), parts.len(), exhibit.at, notes);
        for (digit, part) in digits.into_iter().zip(parts).filter(|(_, part)| !part.items.is_empty()) {
            prove_count("method-count", digit, part.items.len(), part.at.span, notes);
        }
    }

    fn sketch<'e>(&self, exhibit: ResolvedExhibit<'e>) -> Vec<SketchPart<'e>> {
        let comma = exhibit.language.comma();
        let lines = |part: &MethodPart| [part.name.clone(), part.items.join(comma)];
        let lines = self.parts.iter().flat_map(lines).map(|line| SketchPart::line(&line, 2 * EM));
        let lines = lines.chain([SketchPart::Height(EM / 2)]);
        vec![SketchPart::Beside(10 * EM, 7 * EM / 2, Sketch(lines.collect()))]
    }

    fn view(&self, _: &ExhibitSetting) -> Value {
        let part = |part: &MethodPart| json!({"name": part.name, "items": part.items});
        json!({"code": self.code, "parts": self.parts.iter().map(part).collect::<Vec<_>>()})
    }

    fn table(&self, exhibit: ResolvedExhibit) -> TextTable {
        let comma = exhibit.language.comma();
        TextTable::headless(self.parts.iter().map(|part| vec![part.name.clone(), part.items.join(comma)]))
    }

    fn sheet(&self, exhibit: ResolvedExhibit) -> TextTable {
        let code = vec![self.code.clone(), String::new()];
        TextTable::headless(std::iter::once(code).chain(self.table(exhibit).rows))
    }
}
