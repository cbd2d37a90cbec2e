//! What can be wrong with house rules: waivers, internal material, reprints, repetition.

use chrono::NaiveDate;

use crate::source::SourcePath;
use crate::words::{Remark, Wording, nearest, remark, wording};

/// A waiver that waives nothing.
#[must_use]
pub(crate) fn unused_waiver<'k>(code: &str, known: impl IntoIterator<Item = &'k str> + Clone) -> Wording {
    if known.clone().into_iter().any(|known| known == code) {
        return wording(
            "unused-waiver",
            format!("这里没有 `{code}` 要照排"),
            format!("there is no `{code}` here to waive"),
        )
        .help("差错已经改好，就删掉这一条", "remove the waiver if the error has been fixed");
    }
    wording(
        "unused-waiver",
        format!("校对不查 `{code}`，不知道要照排什么"),
        format!("`{code}` is not a code of the proofreader"),
    )
    .nearest(
        code,
        nearest(code, known),
        "一条只写一个代码，就是差错后面方括号里的英文",
        "use the code in brackets after the finding",
    )
}

#[must_use]
pub(crate) fn waiver_without_reason(code: &str) -> Wording {
    wording(
        "waiver-without-reason",
        format!("照排 `{code}` 没有写理由，不算"),
        format!("the waiver of `{code}` needs a reason"),
    )
    .help("在代码后面写上理由", "add the reason after the code")
}

/// `本报记者`: a term that internal material may not use for itself.
#[must_use]
pub(crate) fn internal_wording(written: &str) -> Remark {
    remark(
        format!("内部资料不能用“{written}”自称"),
        format!("internal material may not speak as `{written}`"),
    )
    .help("删去，或改用编印单位、供稿单位的名称", "remove it, or name the office that edits or supplies it")
}

/// A sentence that repeats one just before it.
#[must_use]
pub(crate) fn repeated_sentence() -> Remark {
    remark("这句话和前面的一句重复", "this sentence repeats one just before it")
        .help("删去一句", "remove one of them")
}

/// `据外地媒体报道`: a source without a name.
#[must_use]
pub(crate) fn hearsay(written: &str) -> Remark {
    remark(format!("`{written}`：没有说是哪一家、什么人"), format!("`{written}` names no source"))
        .help("写明媒体的名称，或者核实以后再用", "name the source, or verify it first")
}

/// A reprint that names no source.
#[must_use]
pub(crate) fn reprint_without_source() -> Remark {
    remark("转载稿件没有写明来源", "the reprint does not name its source").help(
        "加上 `source` 和 `source_url`；不是转载，就改 `form`",
        "add `source` and `source_url`; if it is not a reprint, change `form`",
    )
}

#[must_use]
pub(crate) fn source_without_address(source: &str) -> Remark {
    remark(format!("来源`{source}`没有原文网址"), format!("the source `{source}` has no address"))
        .help("加上 `source_url`", "add `source_url`")
}

/// A paragraph that is also in another story.
#[must_use]
pub(crate) fn repeated_text(earlier: &SourcePath) -> Remark {
    remark(
        format!("这一段与`{earlier}`里的一段相同或几乎相同"),
        format!("this paragraph also appears, or almost, in `{earlier}`"),
    )
    .help("删去一处，或改写成新的内容", "remove one of them, or rewrite it")
}

/// A paragraph that is in its story twice.
#[must_use]
pub(crate) fn repeated_in_story() -> Remark {
    remark("这一段与前面的一段相同或几乎相同", "this paragraph also appears, or almost, earlier in the story")
        .help("删去一处", "remove one of them")
}

/// The signature of a document at the left margin.
#[must_use]
pub(crate) fn flush_signature() -> Remark {
    remark("落款靠左了", "the signature is at the left margin").help(
        "落款的单位和日期靠右，一行一个写 `<p align=\"right\">落款</p>`",
        "put who signs and the day on the right, each as `<p align=\"right\">…</p>`",
    )
}

/// A table without the date when it was checked.
#[must_use]
pub(crate) fn table_without_a_day(today: NaiveDate) -> Remark {
    remark("这张表没有写哪天核对的", "the table does not say when it was checked")
        .help(format!("核对以后写上 `checked: {today}`"), format!("check it, then write `checked: {today}`"))
}

/// A table that was checked long ago.
#[must_use]
pub(crate) fn table_checked_long_ago(checked: NaiveDate) -> Remark {
    remark(
        format!("这张表 {checked} 以后没有核对过，提法、职务可能变了"),
        format!("the table has not been checked since {checked}; wordings and titles may have changed"),
    )
    .help("对照正式文件核对一遍，改写 `checked`", "check it against the documents, then update `checked`")
}

/// A built-in table that was checked long ago.
#[must_use]
pub(crate) fn carried_table_checked_long_ago(checked: NaiveDate) -> Remark {
    remark(
        format!("程序自带的这张表 {checked} 以后没有核对过，提法可能变了"),
        format!(
            "this table of the program's has not been checked since {checked}; wordings may have changed"
        ),
    )
    .help(
        "换新版的 lanmu，或自己写一张同名的表",
        "take a newer lanmu, or write a table of this name yourself",
    )
}
