//! Tables: the words that a table of figures adds to those of the editor.

use super::{Scale, TextLanguage, Unit};

/// The words of tables in a language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TableWords {
    pub total: &'static str,
    pub subtotal: &'static str,
    /// The rows that are not shown.
    pub rest: &'static str,
    pub rank: &'static str,
    /// The heading of figures as they are.
    pub number: &'static str,
    pub share: &'static str,
    pub change: &'static str,
    /// What stands in a cell without a figure.
    pub gap: &'static str,
    /// What that means.
    pub no_figure: &'static str,
    /// The brackets around a unit.
    pub brackets: [&'static str; 2],
}

impl TextLanguage {
    /// Its words for tables.
    #[must_use]
    pub(crate) fn table_words(self) -> TableWords {
        let simplified = TableWords {
            total: "合计",
            subtotal: "小计",
            rest: "其他",
            rank: "名次",
            number: "数量",
            share: "占比",
            change: "增减",
            gap: "——",
            no_figure: "——：没有数",
            brackets: ["（", "）"],
        };
        match self {
            Self::SimplifiedChinese => simplified,
            Self::TraditionalChinese => TableWords {
                total: "合計",
                subtotal: "小計",
                number: "數量",
                change: "增減",
                no_figure: "——：沒有數字",
                ..simplified
            },
            Self::English => TableWords {
                total: "Total",
                subtotal: "Subtotal",
                rest: "Others",
                rank: "Rank",
                number: "Number",
                share: "Share",
                change: "Change",
                gap: "—",
                no_figure: "—: no figure",
                brackets: [" (", ")"],
            },
        }
    }

    /// The meaning that the editor gives a cell without a figure.
    #[must_use]
    pub(crate) fn gap_note(self, meaning: &str) -> String {
        let gap = self.table_words().gap;
        if self.is_chinese() { format!("{gap}：{meaning}") } else { format!("{gap}: {meaning}") }
    }

    /// The unit of a column's numbers as its heading gives it: 万元, thousand trees.
    #[must_use]
    pub(crate) fn heading_unit(self, scale: Option<Scale>, unit: &Unit) -> String {
        let unit = unit.after(None, self);
        let scale = scale.and_then(|scale| scale.word(self)).unwrap_or_default();
        let is_sign = !unit.is_empty() && !unit.chars().any(char::is_alphanumeric);
        match (self.is_chinese(), scale.is_empty() || unit.is_empty()) {
            (true, _) | (false, true) => format!("{scale}{unit}"),
            (false, false) if is_sign => format!("{unit} {scale}"),
            (false, false) => format!("{scale} {unit}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heading_of_a_column_has_the_unit_once() {
        let unit = |language: TextLanguage, scale, unit| language.heading_unit(scale, &Unit::word(unit));
        assert_eq!(unit(TextLanguage::SimplifiedChinese, Some(Scale::Wan), "元"), "万元");
        assert_eq!(unit(TextLanguage::English, Some(Scale::Thousand), "trees"), "thousand trees");
        assert_eq!(unit(TextLanguage::English, Some(Scale::Million), "$"), "$ million");
        assert_eq!(unit(TextLanguage::English, None, "%"), "%");
        assert_eq!(unit(TextLanguage::English, Some(Scale::Million), ""), "million");
    }
}
