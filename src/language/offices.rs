//! Offices: how their names end.

/// What the names of offices end in.
const OFFICES: [&str; 47] = [
    "党委",
    "支部",
    "总支",
    "党组",
    "政府",
    "委员会",
    "办公室",
    "组织部",
    "宣传部",
    "统战部",
    "指挥部",
    "政法委",
    "纪委",
    "委",
    "局",
    "办",
    "厅",
    "处",
    "所",
    "站",
    "中心",
    "学院",
    "大学",
    "学校",
    "中学",
    "小学",
    "医院",
    "公司",
    "集团",
    "联合会",
    "协会",
    "学会",
    "商会",
    "总工会",
    "街道",
    "小组",
    "社区",
    "居委会",
    "村委会",
    "编辑部",
    "报社",
    "法院",
    "检察院",
    "银行",
    "团县委",
    "妇联",
    "政协",
];

/// Whether a word ends as the name of an office does.
#[must_use]
pub(crate) fn ends_as_office(word: &str) -> bool {
    OFFICES.iter().any(|ending| word.ends_with(ending))
}
