//! What can be wrong with personal data. No message repeats them, because reports are passed around.

use crate::words::{Remark, remark};

#[must_use]
pub(crate) fn identity_number() -> Remark {
    private("身份证号码", "an identity number")
}

/// A mobile telephone.
#[must_use]
pub(crate) fn mobile_number() -> Remark {
    private("手机号码", "a mobile telephone number").help(
        "删去；确是公布的热线，写进 content/style 的 hotlines",
        "remove it; if it is a public hotline, list it under hotlines in content/style",
    )
}

/// A bank card.
#[must_use]
pub(crate) fn card_number() -> Remark {
    private("银行卡号", "a bank card number")
}

#[must_use]
pub(crate) fn number_plate() -> Remark {
    private("车牌号", "a number plate")
}

/// The number of a flat.
#[must_use]
pub(crate) fn flat() -> Remark {
    private("到户的门牌", "a flat number").help("写到小区为止", "give only the name of the estate")
}

/// A private mailbox.
#[must_use]
pub(crate) fn mailbox() -> Remark {
    private("个人邮箱", "a private mailbox").help("换成单位邮箱", "use the address of an office")
}

fn private(zh: &str, en: &str) -> Remark {
    remark(format!("这里印出了{zh}"), format!("{en} is printed here"))
        .help("删去，或者隐去几位", "remove it, or mask some digits")
}
