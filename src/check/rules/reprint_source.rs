//! L05: a reprint that does not name its source.
//!
//! A reprint names its outlet, and on the web links to it: readers can then see the original, and its owner can see that it is
//! credited.
//!
//! What a text has from unnamed media or from hearsay has no source either.
//!
//! Wrong: 据外地媒体报道, 网传; `form: reprint` without `source`; `source: 晨光日报` without `source_url`. Right: both, or a story of the house's own.
//!
//! Guard: complaints (有网友反映), traditions (民间传说) and things of unknown origin (来源不明的种子); hearsay that the paragraph denies (网传……不实); the source of a figure (`figures: {…: {source: …}}`) is not the source of the story.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::check::reading::Reading;
use crate::check::rule::{Marks, Rule, RuleTexts, TENTH};
use crate::finding::Severity;
use crate::model::passage::Role;
use crate::model::story::{Form, Origin};
use crate::source::Place;
use crate::words::rules::house;

pub(crate) static RULE: Rule =
    Rule::of_story("reprint-source", "L05", Severity::Warning, TENTH, look).reading(RuleTexts::All);

/// Media without a name, and hearsay.
static HEARSAY: LazyLock<Regex> = LazyLock::new(|| {
    let some =
        "(?:外地|国内|境外|国外|外国|外|有关|相关|多家|一些|部分|网络|当地|其他|某|某家|某些|各|有|不少)";
    let media =
        "(?:媒体|自媒体|报刊|报纸|刊物|杂志|某报|电视台|网站|门户网站|公众号|网络|网友|网民|网上|博主)";
    let tell = "(?:报道|消息|爆料|报料|曝料|曝光|披露|透露|称|传言|传|发帖|发文|晒出)";
    let web = "(?:网络|互联网|网上|微信|微博|公众号|朋友圈|论坛|贴吧|短视频)";
    let pattern = format!(
        "据{some}?{media}(?:{tell}|反映)|综合{some}?(?:{media}|各方)(?:报道|消息|资料)|(?:有|某|多名|不少|多家|一些){media}{tell}|{media}爆料\
         |网传|网上(?:流传|盛传|热传|有人说|有(?:消息|传言|传闻|帖子)(?:称|说))|(?:坊间|民间)(?:传言|盛传)|微信群里?(?:传|流传)|(?:摘|转|选|录)(?:载|编)?自{web}(?:公众号|平台|文章)?\
         |(?:来源于|来源：|来自|源于|源自)(?:网络|互联网)"
    );
    Regex::new(&pattern).expect("a constant")
});
/// A line or brackets that say nothing but that the source is unknown; 来源不明的种子 are another matter.
static UNKNOWN: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = "(?:^|[（(])(?P<unknown>(?:作者|出处|来源)[：:]?(?:不详|未知|不明))(?:[）)]|。?$)";
    Regex::new(pattern).expect("a constant")
});
/// Words by which a paragraph denies what it reports.
const DENIALS: [&str; 9] = ["不实", "谣言", "辟谣", "虚假", "谣传", "不属实", "造谣", "核查", "传谣"];

fn look(reading: &Reading, marks: &mut Marks) {
    let prose = reading.lines().filter(|line| line.role.is_running());
    for line in prose.filter(|line| !DENIALS.iter().any(|denial| line.text.contains(denial))) {
        let hearsay = HEARSAY.find_iter(&line.text).filter(|found| is_told(&line.text, &found.range()));
        let unknown = UNKNOWN.captures_iter(&line.text).filter_map(|found| found.name("unknown"));
        for found in hearsay.chain(unknown) {
            marks.mark(line, found.range(), house::hearsay(found.as_str()));
        }
    }
    let draft = &reading.story.draft;
    match &draft.front().origin {
        Origin { source: None, .. } => {
            if let Some((Form::Reprint, form)) = draft.slip.form {
                marks.mark_at(Place::new(&reading.galley.path, form), house::reprint_without_source());
            }
        }
        Origin { source: Some(source), source_url: None, .. } => {
            for line in reading.lines().filter(|line| line.role == Role::Source) {
                marks.mark(line, 0..line.text.len(), house::source_without_address(source));
            }
        }
        _ => {}
    }
}

/// Whether 传 and 称 at the end of some words mean that something is told, and not 互联网传播, 微信群里传来, 网友称赞.
fn is_told(text: &str, found: &Range<usize>) -> bool {
    let goes_on = ['播', '送', '输', '递', '达', '来', '承', '授', '赞', '道', '颂'];
    !text[..found.start].ends_with('联') && !text[found.end..].starts_with(goes_on)
}
