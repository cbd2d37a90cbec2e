//! N20: a unit in a form that running text does not use.
//!
//! Papers write legal units in 汉字 (GB 3100): readers need not know symbols, and 平米, 公分 and 华里 are no legal units.
//!
//! Wrong: 12km, 25kg, 1800平米, 40公分. Right: 12公里, 25千克, 1800平方米, 40厘米; 5G, A4, 220V.
//!
//! Guard: only symbols directly after a number and before 汉字 or a mark; papers of the web and their technical texts keep them, and
//! so do tables.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, TENTH};
use crate::finding::Severity;
use crate::model::paper::PaperKind;
use crate::words::rules::numbers;

pub(crate) static RULE: Rule = Rule::of_story("unit-form", "N20", Severity::Warning, TENTH, look);

/// Symbols and obsolete names, each with the name that running text uses.
const UNITS: [(&str, &str); 36] = [
    ("km²", "平方公里"),
    ("km2", "平方公里"),
    ("km", "公里"),
    ("kg", "公斤"),
    ("m²", "平方米"),
    ("m2", "平方米"),
    ("㎡", "平方米"),
    ("m³", "立方米"),
    ("m3", "立方米"),
    ("㎥", "立方米"),
    ("cm", "厘米"),
    ("㎝", "厘米"),
    ("mm", "毫米"),
    ("ml", "毫升"),
    ("kwh", "千瓦时"),
    ("kw", "千瓦"),
    ("mw", "兆瓦"),
    ("平米", "平方米"),
    ("立米", "立方米"),
    ("公分", "厘米"),
    ("华里", "里（或者换算成公里）"),
    ("市斤", "斤"),
    ("英吋", "英寸"),
    ("°", "摄氏度"),
    ("㎞", "公里"),
    ("㎏", "公斤"),
    ("㎜", "毫米"),
    ("hm²", "公顷"),
    ("hm2", "公顷"),
    ("公尺", "米"),
    ("市尺", "尺（或者换算成米）"),
    ("市里", "里（或者换算成公里）"),
    ("公亩", "亩（或者换算成公顷）"),
    ("马力", "千瓦"),
    ("平方", "平方米"),
    ("立方", "立方米"),
];

static UNIT: LazyLock<Regex> = LazyLock::new(|| {
    let names: Vec<&str> =
        UNITS.iter().map(|(name, _)| *name).filter(|name| !["°", "平方", "立方"].contains(name)).collect();
    let pattern = format!(
        "(?:[0-9]|[一二两三四五六七八九十百千几])[万亿]?(?:多|余)?(?:(?P<unit>(?i:{}))(?:[^A-Za-z0-9/·²³^-]|$)|(?P<cut>平方|立方)(?:[^\\p{{Han}}]|的|左右|$))|[上下]为?[0-9]+(?P<degrees>°)(?:[^CFcf0-9′]|$)",
        names.join("|")
    );
    Regex::new(&pattern).expect("a constant")
});

fn look(reading: &Reading, marks: &mut Marks) {
    if reading.house.site.paper.kind == PaperKind::Web {
        return;
    }
    for line in reading.lines().filter(|line| line.role.is_running()) {
        for found in UNIT.captures_iter(&line.text) {
            let Some(unit) = ["unit", "cut", "degrees"].iter().find_map(|name| found.name(name)) else {
                continue;
            };
            let written = unit.as_str().to_lowercase();
            let right = UNITS.iter().find(|(name, _)| *name == written).map_or("", |(_, right)| right);
            marks.mark(line, unit.range(), numbers::unit_form(unit.as_str(), right));
        }
    }
}
