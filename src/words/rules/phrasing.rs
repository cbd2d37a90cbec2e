//! What can be wrong with the way something is said.

use crate::words::{Remark, remark};

/// `积级`: a word that no dictionary has, close to one that it has.
#[must_use]
pub(crate) fn misspelt_word(written: &str, right: &str) -> Remark {
    remark(
        format!("`{written}` 词典里没有，是不是“{right}”？"),
        format!("`{written}` is in no dictionary: is it {right}?"),
    )
    .help(
        format!("写错了就改成“{right}”；是人名、地名、单位名，写进 content/style/"),
        format!("write {right}, or add a name to content/style/"),
    )
}

/// `再` where 在 is usual between such words.
#[must_use]
pub(crate) fn misplaced_word(written: &str, right: &str) -> Remark {
    remark(
        format!("`{written}` 和前后的词不合，是不是“{right}”？"),
        format!("`{written}` is unusual between these words: is it {right}?"),
    )
    .help(format!("写错了就改成“{right}”"), format!("write {right}"))
}

/// `磷片石墨` beside 鳞片石墨: words that a story also has in another form.
#[must_use]
pub(crate) fn echo(written: &str, right: &str) -> Remark {
    remark(
        format!("`{written}` 在本篇里还写作“{right}”，是不是写错了？"),
        format!("`{written}` is also written {right} in this story: is it wrong?"),
    )
    .help("两处统一；都没有错，就不改".to_owned(), "write both in one way, unless both are right".to_owned())
}

/// `反应` for 反映: a word in a context that asks for another.
#[must_use]
pub(crate) fn confusable_word(written: &str, right: &str) -> Remark {
    remark(format!("`{written}` 用在这里不合，应是“{right}”"), format!("`{written}` does not fit here"))
        .help(format!("改成“{right}”"), format!("write {right}"))
}

/// `目前现在`: the same said twice.
#[must_use]
pub(crate) fn redundant_words(written: &str, better: &str) -> Remark {
    remark(format!("`{written}` 意思重复"), format!("`{written}` says the same twice"))
        .help(format!("只说：{better}"), format!("say only {better}"))
}

/// `原因是……造成的`: two ways of saying it in one.
#[must_use]
pub(crate) fn blended_phrases(written: &str, better: &str) -> Remark {
    remark(format!("`{written}` 把两种说法合成了一句"), format!("`{written}` blends two ways of saying it"))
        .help(format!("只用一种：{better}"), format!("use one of them: {better}"))
}

/// `切忌不要`: a negation too many.
#[must_use]
pub(crate) fn reversed_negation(written: &str, better: &str) -> Remark {
    remark(
        format!("`{written}` 否定多了一层，意思说反了"),
        format!("`{written}` has a negation too many and says the opposite"),
    )
    .help(format!("改法：{better}"), format!("write: {better}"))
}
