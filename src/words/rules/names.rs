//! What can be wrong with headlines, names and bylines.

use crate::words::{Remark, remark};

/// A person with a title that differs from the house's records.
#[must_use]
pub(crate) fn title_of_person(name: &str, printed: &str, titles: &[String]) -> Remark {
    let (known, known_too) = (titles.join("、"), titles.join(", "));
    remark(
        format!("`{name}`的职务是{known}，这里作“{printed}”"),
        format!("`{name}` is {known_too}, but {printed} here"),
    )
    .help(
        "核对职务；如果职务有变，改 `content/style/`",
        "check the title; if it has changed, update `content/style/`",
    )
}

/// A person with two titles of the same kind in one story.
#[must_use]
pub(crate) fn titles_of_person(name: &str, printed: &str, other: &str) -> Remark {
    remark(
        format!("`{name}`在同一篇稿件里前面作“{other}”，这里作“{printed}”"),
        format!("`{name}` is {other} earlier in the story, but {printed} here"),
    )
    .help("核对职务，全篇用同一个", "check the title, and use the same one throughout the story")
}

/// `候建民`: a surname that may be mistaken for another.
#[must_use]
pub(crate) fn confusable_surname(name: &str, meant: char) -> Remark {
    remark(format!("`{name}`是不是姓“{meant}”？"), format!("the surname of `{name}` may be {meant}")).help(
        "核对姓氏；没有写错，就把姓名记入 `content/style/`",
        "check the surname; if it is right, add the name to `content/style/`",
    )
}

#[must_use]
pub(crate) fn picture_without_credit() -> Remark {
    remark("图片没有署名", "the picture has no credit").help(
        "写进图说：`![说明](图.jpg \"张文博 摄\")`；稿头 images 里的图写 credit",
        "name the photographer or supplier in the caption, `![…](picture.jpg \"Photograph: …\")`, or in the `credit` of images",
    )
}

/// `记者：王建国`: a byline in an unusual form.
#[must_use]
pub(crate) fn byline_form(written: &str) -> Remark {
    remark(format!("署名`{written}`不合常规"), format!("the byline `{written}` does not have a usual form"))
        .help(
            "写成“本报记者 张文博”“本报讯（通讯员 柳湾镇党委）”“来源：晨光新闻网”等样式",
            "use a form such as 本报记者 张文博, 本报讯（通讯员 柳湾镇党委） or 来源：晨光新闻网",
        )
}

/// `85`: a number in the headline that is not in the story.
#[must_use]
pub(crate) fn headline_not_in_text(written: &str) -> Remark {
    remark(
        format!("标题里的`{written}`在正文、图说和图表中都没有"),
        format!("`{written}` in the headline does not appear in the text, captions or exhibits"),
    )
    .help("核对两处的数字，使题文相符", "check the number, and make headline and text agree")
}
