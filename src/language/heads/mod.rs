//! Heads: where the lines of a headline, a kicker, a deck or a sub-head may end. Browsers end a Chinese line anywhere between two
//! characters; a newspaper ends the line of a headline between words, and best between phrases.
//!
//! The places are candidates, because the width of a line is known only where it is printed: those between phrases, and in a phrase
//! that is longer than a narrow column the best that it has.

mod bonds;
mod words;

use super::{TextLanguage, is_han, segment};
use bonds::{Bond, bond};
pub(crate) use words::HeadText;
use words::HeadWord;

/// The width of the longest phrase that is never divided, in characters: a headline in a narrow column has room for eight or nine.
const WHOLE: usize = 7;
/// The fewest characters of a line, not counting marks.
const LEAST: usize = 2;
/// The most characters of a line that is divided: the work grows with their square, and nothing so long is a headline.
const LONGEST: usize = 200;

impl TextLanguage {
    /// Where a line of a head may end: the numbers of the characters with which the next line may begin. `None` if that is left to
    /// the browser, because the words are not known or the line is too short or too long to be divided.
    #[must_use]
    pub(crate) fn head_breaks(self, line: HeadText) -> Option<Box<[u16]>> {
        match self {
            Self::English => None,
            _ if !(2 * LEAST..=LONGEST).contains(&line.text.chars().count()) => None,
            Self::TraditionalChinese if is_long(line.text) && !is_in_dictionary(line.text) => None,
            Self::SimplifiedChinese | Self::TraditionalChinese => Some(breaks(line)),
        }
    }
}

impl TextLanguage {
    /// Whether a line of a head is so long that its words are asked for.
    #[must_use]
    pub(crate) fn has_long_head(self, text: &str) -> bool {
        self.is_chinese() && is_long(text) && text.chars().nth(LONGEST).is_none()
    }
}

/// Whether a text is too long to be left whole.
fn is_long(text: &str) -> bool {
    width(text) > 2 * WHOLE
}

/// The width of the letters of a text: two Latin ones are as wide as one character. Marks, which have air of their own, do not count.
fn width(text: &str) -> usize {
    let width = |letter: char| usize::from(letter.is_alphanumeric()) * if letter.is_ascii() { 1 } else { 2 };
    text.chars().map(width).sum()
}

/// Whether most characters of a text are in words that the dictionary has. It has those of simplified Chinese.
fn is_in_dictionary(text: &str) -> bool {
    let han = text.chars().filter(|character| is_han(*character)).count();
    segment::in_known_words(text) * 2 > han
}

fn breaks(line: HeadText) -> Box<[u16]> {
    let words = words::words(line, is_long);
    let head = HeadLine { text: line.text, words: &words };
    let mut ends: Vec<usize> = Vec::new();
    for at in (1..words.len()).filter(|at| head.bond(*at) == Bond::None) {
        if head.may_end(ends.last().copied().unwrap_or(0), at, words.len()) {
            ends.push(at);
        }
    }
    let bounds: Vec<usize> = std::iter::once(0).chain(ends.iter().copied()).chain([words.len()]).collect();
    bounds.windows(2).for_each(|piece| head.divide(piece[0], piece[1], &mut ends));
    ends.sort_unstable();
    let number = |end: usize| line.text[..words[end].range.start].chars().count();
    ends.into_iter().filter_map(|end| u16::try_from(number(end)).ok()).collect()
}

/// A line of a head, in words.
struct HeadLine<'h> {
    text: &'h str,
    words: &'h [HeadWord],
}

impl HeadLine<'_> {
    fn bond(&self, at: usize) -> Bond {
        bond(&self.words[at - 1], &self.words[at])
    }

    fn part(&self, from: usize, to: usize) -> &str {
        &self.text[self.words[from].range.start..self.words[to - 1].range.end]
    }

    /// Whether a piece may be divided at a word so that no line has a single character.
    fn may_end(&self, from: usize, at: usize, to: usize) -> bool {
        let has_enough =
            |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).nth(LEAST - 1).is_some();
        has_enough(self.part(from, at)) && has_enough(self.part(at, to))
    }

    /// Divides a piece that is too long where its words are least bound, and most evenly.
    fn divide(&self, from: usize, to: usize, ends: &mut Vec<usize>) {
        if !is_long(self.part(from, to)) {
            return;
        }
        let unevenness = |at: usize| width(self.part(from, at)).abs_diff(width(self.part(at, to)));
        let places = (from + 1..to).filter(|at| self.bond(*at) < Bond::Fast && self.may_end(from, *at, to));
        if let Some(at) = places.min_by_key(|at| self.bond(*at).cost() + unevenness(*at)) {
            ends.push(at);
            self.divide(from, at, ends);
            self.divide(at, to, ends);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line with `|` where it may end. What stands in braces is a listed name, in brackets a figure.
    fn shown(language: TextLanguage, written: &str) -> Option<String> {
        let (mut text, mut names, mut figures) = (String::new(), Vec::new(), Vec::new());
        let mut start = 0;
        for character in written.chars() {
            match character {
                '{' | '[' => start = text.len(),
                '}' => names.push(start..text.len()),
                ']' => figures.push(start..text.len()),
                other => text.push(other),
            }
        }
        let breaks = language.head_breaks(HeadText { text: &text, figures: &figures, names: &names })?;
        let show = |(number, character): (usize, char)| {
            let opens = breaks.iter().any(|place| usize::from(*place) == number);
            if opens { format!("|{character}") } else { character.to_string() }
        };
        Some(text.chars().enumerate().map(show).collect())
    }

    /// Checks headlines that are written with `|` where their lines may end.
    fn are_broken(heads: &[(&str, &str)]) {
        for (written, broken) in heads {
            let found = shown(TextLanguage::SimplifiedChinese, written);
            assert_eq!(found.as_deref(), Some(*broken));
        }
    }

    #[test]
    fn what_fits_a_narrow_column_is_left_whole() {
        are_broken(&[
            ("观旧物 守初心", "观旧物 |守初心"),
            ("源头活水育新苗", "源头活水育新苗"),
            ("走出教室看门道", "走出教室看门道"),
            ("“第一议题”制度", "“第一议题”制度"),
            ("年轻干部", "年轻干部"),
            ("人尽其才", "人尽其才"),
            ("让“活水”持续涌流", "让“活水”持续涌流"),
            ("GDP增长5.2%", "GDP增长5.2%"),
        ]);
    }

    #[test]
    fn a_line_ends_at_marks_but_no_character_stands_alone() {
        are_broken(&[
            ("内容求“实”：课表从座谈会上来", "内容求“实”：|课表|从座谈会上来"),
            ("选：打开大门聚英才", "选：打开大门聚英才"),
            ("练内功——政策烂熟于心", "练内功|——政策烂熟于心"),
            ("双向挂职，人往哪里去", "双向挂职，|人往哪里去"),
            ("从田间到舌尖：一粒米的旅程", "从田间到舌尖：|一粒米的旅程"),
            ("【通讯】大山深处的“摆渡人”", "【通讯】|大山深处的|“摆渡人”"),
            ("老旧小区改造，改的不只是房子", "老旧小区改造，|改的不只是房子"),
            ("“双减”之后的第一个暑假怎么过", "“双减”之后的|第一个暑假|怎么过"),
        ]);
    }

    #[test]
    fn a_line_ends_between_phrases_and_after_no_word_that_needs_the_next() {
        are_broken(&[
            ("楼栋里走出一群“热心人”", "楼栋里走出|一群“热心人”"),
            ("一盆豆芽里的民生温度", "一盆豆芽里的|民生温度"),
            ("一张单子怎样走完一圈", "一张单子|怎样走完一圈"),
            ("{杭锦后旗}把服务送到群众心坎上", "杭锦后旗把服务|送到群众心坎上"),
            ("图书馆延长开放时间到晚上十点", "图书馆|延长开放时间|到晚上十点"),
            ("教育医疗养老等民生问题得到解决", "教育医疗|养老等民生问题|得到解决"),
            ("新时代新征程上的青年力量", "新时代|新征程上的|青年力量"),
            ("他把一生献给了大山里的孩子们", "他把一生献给了|大山里的孩子们"),
            ("三年再造一个“绿色银行”", "三年再造|一个“绿色银行”"),
            ("工会会员把意见箱搬上手机", "工会会员|把意见箱搬上|手机"),
        ]);
    }

    #[test]
    fn names_figures_and_short_quotations_are_never_divided() {
        are_broken(&[
            ("{李井滩生态移民示范区}把课堂搬到扁桃树下", "李井滩生态|移民示范区|把课堂|搬到扁桃树下"),
            ("{铁东区}邀党外干部座谈", "铁东区|邀党外干部座谈"),
            ("铁东区委社会工作部把关爱送到老人家中", "铁东区委|社会工作部|把关爱送到|老人家中"),
            ("面向全国选才[38名]，都是哪几类", "面向全国|选才38名，|都是哪几类"),
            ("为[58个]隐患定良策的一年", "为58个隐患|定良策的一年"),
            ("以“滴灌式”培训提升乡村干部本领", "以“滴灌式”培训|提升|乡村干部本领"),
            ("春运首日全国铁路预计发送旅客1030万人次", "春运首日|全国铁路预计|发送旅客|1030万人次"),
            ("北京—张家口高铁开通运营", "北京—张家口高铁|开通运营"),
        ]);
    }

    #[test]
    fn long_names_and_compounds_are_divided_where_they_are_least_bound() {
        are_broken(&[
            ("包头市委组织部强化组工干部队伍建设", "包头市委组织部|强化组工|干部队伍建设"),
            ("四平市铁西区加强干部队伍建设侧记", "四平市铁西区|加强干部队伍|建设侧记"),
            ("推动城乡融合发展迈出新步伐", "推动城乡|融合发展|迈出新步伐"),
            ("市第一中学举行建校一百周年庆祝大会", "市第一中学|举行建校|一百周年|庆祝大会"),
            ("全国人大常委会审议民营经济促进法草案", "全国人大常委会|审议民营经济|促进法草案"),
            ("{中央全面深化改革委员会}召开会议", "中央全面|深化改革委员会|召开会议"),
            ("县融媒体中心组织记者深入一线采访", "县融媒体中心|组织记者|深入一线采访"),
            ("“我为群众办实事”实践活动走深走实", "“我为群众办实事”|实践活动|走深走实"),
        ]);
    }

    #[test]
    fn other_languages_are_left_to_the_browser() {
        assert_eq!(shown(TextLanguage::English, "A long headline in English, which has spaces"), None);
        assert_eq!(shown(TextLanguage::SimplifiedChinese, "观旧物"), None, "it is too short");
        assert_eq!(shown(TextLanguage::SimplifiedChinese, &"长".repeat(LONGEST + 1)), None, "it is too long");
        assert_eq!(shown(TextLanguage::TraditionalChinese, "行政長官會見訪港代表團並發表講話"), None);
        assert_eq!(
            shown(TextLanguage::TraditionalChinese, "一本好看的小說").as_deref(),
            Some("一本好看的小說")
        );
    }

    #[test]
    fn no_line_begins_or_ends_with_a_word_that_may_not() {
        let heads = [
            "关于做好2025年汛期安全生产工作的通知",
            "一线工人的“金点子”变成了生产线上的“金钥匙”",
            "纪念中国人民抗日战争暨世界反法西斯战争胜利80周年",
            "数据显示我省农村居民人均可支配收入首次突破两万元",
            "黄河流域生态保护和高质量发展座谈会在郑州召开并对下一步工作作出部署",
            "让每一名党员都成为一面旗帜，把每一个支部都建成一座堡垒",
            "省委常委会召开会议研究部署安全生产工作",
            "我市新增2家国家级专精特新“小巨人”企业",
            "从“有没有”到“好不好”：一个村的饮水变迁",
            "李井滩生态移民示范区把课堂搬到扁桃树下",
            "育才用才成链条　干事创业添动能",
            "某区在全市年轻干部工作座谈会上的发言",
        ];
        for head in heads {
            let broken = shown(TextLanguage::SimplifiedChinese, head).expect("it is Chinese");
            for line in broken.split('|') {
                let line = line.trim();
                assert!(
                    !line.ends_with(|end| "与和及把向在对从以让将被第暨，".contains(end) && end != '，'),
                    "{broken}"
                );
                assert!(!line.starts_with(|start| "的了吗们等，。：”》".contains(start)), "{broken}");
                assert!(line.chars().filter(|letter| letter.is_alphanumeric()).count() >= LEAST, "{broken}");
                assert!(width(line) <= 2 * (WHOLE + 2), "{broken}");
            }
        }
    }
}
