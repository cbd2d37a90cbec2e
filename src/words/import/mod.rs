//! What an import says of the files that it read: what it set aside, what it was not sure of, what it did.

mod folders;
mod office;
mod sheets;

pub(crate) use folders::*;
pub(crate) use office::*;
pub(crate) use sheets::*;

use super::{Language, Remark, Wording, remark, shown};

/// The kind of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoteKind {
    /// It is in no story.
    Aside,
    /// It was decided and may be wrong.
    Doubt,
    /// It was done, and is certain.
    Done,
}

impl NoteKind {
    /// Its word for programs.
    #[must_use]
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Aside => "aside",
            Self::Doubt => "doubt",
            Self::Done => "done",
        }
    }
}

/// Page numbers, counters and scraps of scripts.
#[must_use]
pub(crate) fn residue() -> Remark {
    remark("网页或版面的残留，没有字", "left over from a page; there are no words in it")
}

/// 您当前的位置：…
#[must_use]
pub(crate) fn breadcrumb() -> Remark {
    remark("网页上的位置导航", "the path of a web page")
}

/// 分享 字号 打印
#[must_use]
pub(crate) fn page_tools() -> Remark {
    remark("网页上的分享、字号、打印", "the tools of a web page")
}

/// The title of the page, which the headline group says again.
#[must_use]
pub(crate) fn repeated_title() -> Remark {
    remark("下面又写了一遍的题", "a title that the lines below repeat")
}

/// A byline that is written twice.
#[must_use]
pub(crate) fn repeated_byline() -> Remark {
    remark("写了两遍的署名", "a byline that is written twice")
}

/// What is read from the line with the date and the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ImprintPart {
    Date,
    Source,
    Byline,
}

/// The line with the date and the source, and what of it is in the front matter.
#[must_use]
pub(crate) fn imprint(taken: &[ImprintPart]) -> Remark {
    if taken.is_empty() {
        return remark(
            "日期和来源一行，没有收进稿头",
            "the line with date and source; nothing of it was read into the front matter",
        );
    }
    let names = |part: &ImprintPart| match part {
        ImprintPart::Date => ("日期", "date"),
        ImprintPart::Source => ("来源", "source"),
        ImprintPart::Byline => ("署名", "byline"),
    };
    let (zh, en): (Vec<&str>, Vec<&str>) = taken.iter().map(names).unzip();
    remark(
        format!("日期和来源一行，{}读进了稿头", zh.join("、")),
        format!("the line with date and source; read into the front matter: {}", en.join(", ")),
    )
}

/// The masthead of a bulletin, or of the papers of an office.
#[must_use]
pub(crate) fn masthead() -> Remark {
    remark("简报或文件的报头", "the masthead of a bulletin or of an office's papers")
}

/// The lines of one title were joined; it is certain.
#[must_use]
pub(crate) fn joined_headline() -> Remark {
    remark("分成几行的题，连成了一个", "the lines of one title were joined")
}

/// Lines that are set alike were taken for one title.
#[must_use]
pub(crate) fn guessed_one_headline() -> Remark {
    remark(
        "题的几行样子一样，连成了一个题；要是引题、副题，再分开",
        "lines that look alike were joined into one headline; divide it if one of them is a kicker or a deck",
    )
}

/// A line like a column's name, which the paper does not have.
#[must_use]
pub(crate) fn label_as_kicker() -> Remark {
    remark(
        "题上面这一行像是栏目名，site.yaml 的 columns 里没有，放在了引题",
        "the line above the headline may be a column's name, which is not among the columns of site.yaml; it is the kicker now",
    )
}

/// The form of a story, told by its headline.
#[must_use]
pub(crate) fn recognised_form(word: &str) -> Remark {
    remark(format!("认出了体裁，写了 form: {word}"), format!("its form was recognised: form: {word}"))
}

/// A name of a column whose story is unknown.
#[must_use]
pub(crate) fn floating_label() -> Remark {
    remark(
        "像是栏目名，看不出是哪一篇的",
        "probably the name of a column; which story it belongs to cannot be told",
    )
}

/// Which line is the headline was decided by their order.
#[must_use]
pub(crate) fn guessed_headlines() -> Remark {
    remark("引题、主题、副题是按次序定的", "kicker, headline and deck were told by their order")
}

/// A short line became a sub-head.
#[must_use]
pub(crate) fn guessed_subhead() -> Remark {
    remark("这一行当作小标题", "this line was read as a sub-head")
}

/// First sentences became run-in sub-heads.
#[must_use]
pub(crate) fn guessed_run_in() -> Remark {
    remark("这一句当作段首小标题，加粗", "this sentence was read as a run-in sub-head and made bold")
}

/// The name of a column that the paper does not have.
#[must_use]
pub(crate) fn unknown_column(name: &str) -> Remark {
    remark(
        format!("栏目“{name}”不在 site.yaml 的 columns 里"),
        format!("the column {name} is not among the columns of site.yaml"),
    )
}

/// A text begins in the middle.
#[must_use]
pub(crate) fn lost_beginning() -> Remark {
    remark("前面可能缺了一段", "the beginning may be missing")
}

/// A paragraph breaks off.
#[must_use]
pub(crate) fn cut_off() -> Remark {
    remark("上一段没有写完，后面缺了字", "the paragraph above breaks off; words are missing")
}

/// A paragraph breaks off, and the next may go on with it.
#[must_use]
pub(crate) fn may_continue() -> Remark {
    remark(
        "上一段没有写完，下一段不一定接得上",
        "the paragraph above breaks off; the next may not be its end",
    )
}

/// A paragraph was joined to the one before.
#[must_use]
pub(crate) fn joined() -> Remark {
    remark("断栏的一句接上了", "a sentence that a column had cut was joined")
}

/// The text stood before the headline.
#[must_use]
pub(crate) fn body_before_headline() -> Remark {
    remark(
        "原文里正文在题的前面，看看是不是这一篇的",
        "in the file the text stands before this headline; is it the text of this story?",
    )
}

/// There was no headline.
#[must_use]
pub(crate) fn no_headline() -> Remark {
    remark("没有找到题，用了文件名", "no headline was found; the name of the file was taken")
}

/// A finding of a new story that prevents printing.
#[must_use]
pub(crate) fn stops_the_press(wording: &Wording) -> Remark {
    let (zh, en) = (wording.said(Language::Chinese), wording.said(Language::English));
    remark(
        format!("要先改好才能排：{}", zh.message),
        format!("must be mended before printing: {}", en.message),
    )
}

/// A number that is a figure of a ledger.
#[must_use]
pub(crate) fn offered_figure(reference: &str) -> Remark {
    remark(format!("台账里有这个数，可以写成 {reference}"), format!("a ledger has this number: {reference}"))
}

/// What would be made is in the paper already.
#[must_use]
pub(crate) fn there_already(path: &str) -> Remark {
    remark(
        format!("内容和已有的 {path} 一样，没有再收"),
        format!("{path} has the same contents already; it was not written again"),
    )
}

/// The name of a new file was taken by one with other contents, which existed or is of the same import.
#[must_use]
pub(crate) fn beside_other(there: &str, path: &str, is_new: bool) -> Remark {
    let (zh, en) = if is_new {
        (
            format!("这次收的另一个文件也成了 {there}"),
            format!("{there} is made of another file of this import"),
        )
    } else {
        (format!("已有同名的 {there}"), format!("{there} exists"))
    };
    remark(
        format!("{zh}，内容不同，另存为 {path}；两份都会印，不要的删去"),
        format!("{en}, with other contents, so this is {path}; both are printed: delete one of them"),
    )
}

/// The foot of a circular: who gets it.
#[must_use]
pub(crate) fn distribution() -> Remark {
    remark(
        "版记：报、送、发、印数，不是正文；要印，写进 edition.yaml 或 site.yaml 的 distribution",
        "who gets it and how many are printed; to print that, write distribution in edition.yaml or site.yaml",
    )
}

/// The name in brackets after the last words of a story.
#[must_use]
pub(crate) fn closing_byline() -> Remark {
    remark("文末括号里的，当作署名", "the name in brackets at the end is the byline")
}

/// An edition that was named for files of which no story was made.
#[must_use]
pub(crate) fn edition_unused(edition: &str) -> Remark {
    remark(
        format!("收进来的没有稿件，--edition {edition} 没有用上：台账不归哪一期"),
        format!("no story was made, so --edition {edition} has no effect: ledgers belong to no edition"),
    )
}

/// A number that was replaced by a reference.
#[must_use]
pub(crate) fn put_figure(reference: &str) -> Remark {
    remark(format!("台账里的数，换成了 {reference}"), format!("a figure of a ledger, now {reference}"))
}

/// Fixes of the proofreader's that were applied.
#[must_use]
pub(crate) fn mended() -> Remark {
    remark("标点照 check --fix 改了", "marks were mended, as check --fix does")
}

/// A change in a text, and how often it was made.
#[must_use]
pub(crate) fn changed(from: &str, to: &str, times: usize) -> String {
    if times == 1 { format!("{from}→{to}") } else { format!("{from}→{to}（×{times}）") }
}

/// A file in an unknown encoding.
#[must_use]
pub(crate) fn not_text() -> Remark {
    remark(
        "读不出字：不是文本，也不是 docx、xlsx、ods、csv、md",
        "it cannot be read: neither text nor docx, xlsx, ods, csv or md",
    )
}

/// A file without words.
#[must_use]
pub(crate) fn nothing_in_it() -> Remark {
    remark("里面没有字", "there are no words in it")
}

/// The encoding in which a file was read.
#[must_use]
pub(crate) fn read_as(encoding: &str) -> Remark {
    remark(format!("按 {encoding} 编码读的"), format!("read as {encoding}"))
}

/// The first line about a file.
#[must_use]
pub(crate) fn imported(name: &str, made: usize, language: Language) -> String {
    let name = shown(name);
    match language {
        Language::Chinese => format!("{name}：{made} 个文件"),
        Language::English => format!("{name}: {made} files"),
    }
}

/// The heading of the notes of one kind.
#[must_use]
pub(crate) fn kind(kind: NoteKind, language: Language) -> &'static str {
    match (kind, language) {
        (NoteKind::Aside, Language::Chinese) => "没有收进正文的：",
        (NoteKind::Aside, Language::English) => "not in the text:",
        (NoteKind::Doubt, Language::Chinese) => "要看一眼的：",
        (NoteKind::Doubt, Language::English) => "to check:",
        (NoteKind::Done, Language::Chinese) => "已经做了的：",
        (NoteKind::Done, Language::English) => "done:",
    }
}

/// Where in its file something is: at a line, or at a paragraph of a document.
#[must_use]
pub(crate) fn place(number: usize, is_paragraph: bool, language: Language) -> String {
    match (number, is_paragraph, language) {
        (0, ..) => String::new(),
        (_, false, Language::Chinese) => format!("第{number}行　"),
        (_, true, Language::Chinese) => format!("第{number}段　"),
        (_, false, Language::English) => format!("line {number}: "),
        (_, true, Language::English) => format!("paragraph {number}: "),
    }
}

/// The last line of an import. Of what is to check, some is marked in the stories.
#[must_use]
pub(crate) fn total(
    made: usize,
    (doubts, marked): (usize, usize),
    is_dry: bool,
    language: Language,
) -> String {
    let head = match (language, is_dry) {
        (Language::Chinese, _) if made == 0 => return "没有写文件".to_owned(),
        (Language::English, _) if made == 0 => return "no file was written".to_owned(),
        (Language::Chinese, false) => format!("写了 {made} 个文件"),
        (Language::Chinese, true) => format!("会写 {made} 个文件（现在什么也没有写）"),
        (Language::English, false) => format!("wrote {made} files"),
        (Language::English, true) => format!("would write {made} files (nothing was written)"),
    };
    match (language, marked) {
        _ if doubts == 0 => head,
        (Language::Chinese, 0) => format!("{head}；{doubts} 处要看一眼，列在上面"),
        (Language::Chinese, _) => {
            format!("{head}；{doubts} 处要看一眼，列在上面，其中 {marked} 处稿里标着“待核”")
        }
        (Language::English, 0) => format!("{head}; {doubts} to check, listed above"),
        (Language::English, _) => {
            format!(
                "{head}; {doubts} to check, listed above; {marked} of them are marked “to check” in the stories"
            )
        }
    }
}
