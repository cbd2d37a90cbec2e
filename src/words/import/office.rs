//! What an import says of office files.

use super::super::{Remark, remark};

/// A file that its program cannot have written so.
#[must_use]
pub(crate) fn damaged() -> Remark {
    remark("文件坏了，或者大得不正常，没有读", "the file is damaged or abnormally large; it was not read")
}

/// A file of Word 97, or one with a password.
#[must_use]
pub(crate) fn old_word() -> Remark {
    remark(
        "是旧的 .doc（或 .xls、.wps），或者加了密码",
        "an old .doc (or .xls, .wps), or a file with a password",
    )
    .help(
        "用 Word 或 WPS 打开，另存为 .docx（表格存为 .xlsx），去掉密码，再导入",
        "open it in Word or WPS, save it as .docx (a sheet as .xlsx) without a password, and import that",
    )
}

/// A file of rich text, which is neither Word nor plain text.
#[must_use]
pub(crate) fn rich_text() -> Remark {
    remark("是 .rtf（写字板的格式），里面全是代码", "an .rtf file, which is not supported").help(
        "用 Word 或 WPS 打开，另存为 .docx，再导入",
        "open it in Word, save it as .docx, and import that",
    )
}

/// A PDF file.
#[must_use]
pub(crate) fn pdf() -> Remark {
    remark("是 PDF，文字取不出来", "a PDF file, whose text cannot be read").help(
        "请供稿的人发 Word 文件；实在没有，打开 PDF 全选、复制，贴进 .txt 再导入",
        "ask for the Word file; or open the PDF, copy its text into a .txt file, and import that",
    )
}

/// A web page or another file of markup.
#[must_use]
pub(crate) fn web_page() -> Remark {
    remark("是网页的代码", "the code of a web page").help(
        "用浏览器打开，全选、复制，贴进 .txt 再导入",
        "open it in a browser, copy its text into a .txt file, and import that",
    )
}

/// An office file of another kind.
#[must_use]
pub(crate) fn unknown_office_file() -> Remark {
    remark("压缩包里没有 Word 或表格的内容", "there is nothing of Word or of a sheet in this ZIP file")
}

/// The file that Word keeps beside an open document.
#[must_use]
pub(crate) fn lock_file() -> Remark {
    remark(
        "是 Word、WPS 打开文件时自动放在旁边的锁定文件，里面没有稿子",
        "a file that Word keeps beside an open document; there is no text in it",
    )
    .help("导入不带 ~$ 的那一个", "import the file whose name is without ~$")
}

/// A picture that comes without a text.
#[must_use]
pub(crate) fn lone_picture() -> Remark {
    remark("是图片，不是稿件", "a picture, not a text").help(
        "图片放到用它的稿件所在的文件夹，在稿里写 `![图里是什么](文件名)`",
        "put it into the folder of the story that uses it, and write `![what it shows](its name)` there",
    )
}

/// Radicals that stood for characters.
#[must_use]
pub(crate) fn radicals() -> Remark {
    remark(
        "从 PDF 复制来的部首，换成了汉字",
        "radicals, as they come from a PDF, were replaced by characters",
    )
}

/// A text box.
#[must_use]
pub(crate) fn text_box() -> Remark {
    remark("文本框里的字", "the words of a text box")
}

/// A header or a footer.
#[must_use]
pub(crate) fn header() -> Remark {
    remark("页眉或页脚", "a header or a footer")
}

/// A comment.
#[must_use]
pub(crate) fn comment() -> Remark {
    remark("批注", "a comment")
}

/// A deletion that is tracked.
#[must_use]
pub(crate) fn deletion() -> Remark {
    remark("修订中删去的字", "words that a tracked change deleted")
}

/// Insertions that are tracked.
#[must_use]
pub(crate) fn insertions(many: usize) -> Remark {
    remark(format!("修订中插入的 {many} 处，按接受算"), format!("{many} tracked insertions were accepted"))
}

/// A formula.
#[must_use]
pub(crate) fn formula() -> Remark {
    remark("公式，只留下了里面的字", "a formula; only its characters were kept")
}

/// A symbol of a special font.
#[must_use]
pub(crate) fn symbol() -> Remark {
    remark("特殊字体的符号，编码", "a symbol of a special font, its code")
}

/// Hidden words.
#[must_use]
pub(crate) fn hidden() -> Remark {
    remark("隐藏的字", "hidden words")
}

/// What is written over characters to say how they are read.
#[must_use]
pub(crate) fn ruby() -> Remark {
    remark("注音", "the reading of a word")
}

/// A chart or another object.
#[must_use]
pub(crate) fn drawn_object() -> Remark {
    remark("图表、形状或嵌入的文件", "a chart, a shape or an embedded file")
}

/// A picture that browsers cannot show.
#[must_use]
pub(crate) fn strange_picture() -> Remark {
    remark(
        "网页显示不了的图，另存为 png 或 jpg 再放",
        "a picture that browsers cannot show; save it as png or jpg",
    )
}

/// A picture without words for readers who cannot see it.
#[must_use]
pub(crate) fn no_alt() -> Remark {
    remark("图要写替代文字：方括号里", "the picture needs a description, between the square brackets")
}

/// Cells that were one.
#[must_use]
pub(crate) fn merged_cells() -> Remark {
    remark(
        "表里有合并的格子，拆开了，空着的要看一眼",
        "merged cells of a table were divided; check the empty ones",
    )
}

/// Characters that no text may have.
#[must_use]
pub(crate) fn strange_characters() -> Remark {
    remark(
        "控制字符或自造字，印不出来，取掉了",
        "control characters or characters of a private font; they were removed",
    )
}
