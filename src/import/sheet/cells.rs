//! The cells of a row as a reader of sheets may use them: without personal data, and without the numbers of columns.

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use super::column_name::ColumnRole;
use super::columns::SheetHead;
use super::grid::SheetCell;
use crate::check::private;

/// Takes out the cells that hold personal data; returns the columns that they were in.
pub(super) fn remove_private(row: &mut [SheetCell], head: &SheetHead) -> Vec<usize> {
    let hotlines = FxHashSet::default();
    let mut removed = Vec::new();
    for (column, cell) in row.iter_mut().enumerate() {
        let role = head.roles.get(column).unwrap_or(&ColumnRole::Other);
        let measure =
            head.measures.iter().find(|measure| measure.columns.iter().any(|(known, _)| *known == column));
        let unit = measure.and_then(|measure| measure.unit.as_deref()).unwrap_or_default();
        let is_private = *role == ColumnRole::Private
            || !private::found(&format!("{}{unit}", cell.text()), &hotlines).is_empty();
        if is_private && !cell.is_empty() {
            let rest = Some(public_sentences(&cell.text())).filter(|_| *role != ColumnRole::Private);
            *cell = rest.filter(|rest| !rest.is_empty()).map_or(SheetCell::Empty, SheetCell::Text);
            removed.push(column);
        }
    }
    removed
}

/// The sentences of a text that hold no personal data, each judged by all of the text.
fn public_sentences(text: &str) -> String {
    let found = private::found(text, &FxHashSet::default());
    let (mut public, mut start) = (String::new(), 0);
    for sentence in text.split_inclusive(['。', '；', '\n']) {
        let end = start + sentence.len();
        let is_private = found.iter().any(|(range, _)| range.start < end && start < range.end);
        public.push_str(if is_private { "" } else { sentence });
        start = end;
    }
    public
}

/// Whether a row only numbers the columns of a form: 甲 1 2 3.
#[must_use]
pub(super) fn is_of_column_numbers(row: &[SheetCell]) -> bool {
    let texts: Vec<String> = row.iter().map(SheetCell::text).filter(|text| !text.is_empty()).collect();
    let is_letter =
        |text: &String| matches!(text.as_str(), "甲" | "乙" | "丙" | "丁" | "戊" | "栏次" | "—" | "-");
    if texts.len() > 1 && texts.iter().all(is_letter) {
        return true;
    }
    let numbers: Option<Vec<Decimal>> =
        texts.iter().filter(|text| !is_letter(text)).map(|text| text.parse().ok()).collect();
    let numbers = numbers.unwrap_or_default();
    let is_first = numbers.first().is_some_and(|first| *first <= Decimal::TWO);
    let is_counting = numbers.windows(2).all(|pair| pair[1] - pair[0] == Decimal::ONE);
    is_first && numbers.len() > 1 && is_counting
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_sentence_with_personal_data_goes() {
        let said = "注：播种面积含复种。联系人：王建国 13843000000";
        assert_eq!(public_sentences(said), "注：播种面积含复种。");
        assert_eq!(public_sentences("13843000000"), "");
        assert_eq!(public_sentences("身份证号：\n甲 220103800101123；乙 220103800101124"), "身份证号：\n");
    }

    #[test]
    fn a_row_that_numbers_the_columns_is_known() {
        let number = |number: u32| SheetCell::Number(Decimal::from(number));
        let text = |text: &str| SheetCell::Text(text.to_owned());
        assert!(is_of_column_numbers(&[text("甲"), number(1), number(2)]));
        assert!(is_of_column_numbers(&[text("甲"), text("乙"), text("丙")]));
        assert!(!is_of_column_numbers(&[text("东河镇"), number(1), number(2)]));
        assert!(!is_of_column_numbers(&[number(1), number(5)]));
    }
}
