//! What can be wrong with where links and pictures lead.

use std::net::IpAddr;

use super::files::{Unfit, unfit_said};
use super::{Language, Wording, nearest, wording};

/// What a dead link probably means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum IntendedTarget {
    /// A site: its full address.
    Outside(String),
    /// A file whose name differs in case.
    OtherCase(String),
    /// A folder of the paper.
    Folder,
    /// The source of the document whose address is written.
    Source(String),
    /// A file of this name in another folder.
    Elsewhere(String),
}

/// A link or a picture that leads to no file.
#[must_use]
pub(crate) fn dead<'k>(
    destination: &str,
    is_picture: bool,
    meant: Option<&IntendedTarget>,
    known: impl IntoIterator<Item = &'k str>,
) -> Wording {
    let wording = if is_picture {
        wording(
            "missing-picture",
            format!("没有图片 `{destination}`"),
            format!("there is no picture `{destination}`"),
        )
    } else {
        wording(
            "dead-link",
            format!("链接 `{destination}` 没有着落"),
            format!("the link `{destination}` leads nowhere"),
        )
    };
    match meant {
        Some(IntendedTarget::Outside(address)) => wording.help(
            format!("外面的网址要写全：`{address}`"),
            format!("write the address of another site in full: `{address}`"),
        ),
        Some(IntendedTarget::OtherCase(path)) => wording.help(
            format!("大小写不一样，写成 `{path}`；网站上分大小写"),
            format!("the name differs in case; write `{path}`, because web servers tell cases apart"),
        ),
        Some(IntendedTarget::Folder) => {
            wording.help("这是文件夹：写出里面的一个文件", "this is a folder: name a file in it")
        }
        Some(IntendedTarget::Source(path)) => wording.help(
            format!("链接写稿件的文件，不写网址：`{path}`"),
            format!("link to the story's file, not to its address: `{path}`"),
        ),
        Some(IntendedTarget::Elsewhere(path)) => wording.help(
            format!("在别的文件夹里，写成 `{path}`"),
            format!("it is in another folder; write `{path}`"),
        ),
        None if is_picture => wording.nearest(
            destination,
            nearest(destination, known),
            "把图片放在稿件旁边",
            "put the picture next to the story",
        ),
        None => wording.nearest(
            destination,
            nearest(destination, known),
            "核对文件名和路径",
            "check the file name and the path",
        ),
    }
}

/// A link from the top of a server.
#[must_use]
pub(crate) fn root_link(right: Option<&str>) -> Wording {
    let right = right.unwrap_or("../2025-11-13/lamp.md");
    wording(
        "root-link",
        "链接以 `/` 开头，换了目录或拷到 U 盘就断了",
        "a link that begins with `/` breaks when the paper is in a subfolder or on a USB drive",
    )
    .help(format!("写相对路径：`{right}`"), format!("write a relative path: `{right}`"))
}

/// A path on the editor's own machine.
#[must_use]
pub(crate) fn local_path() -> Wording {
    wording(
        "link-scheme",
        "这是本机上的路径，别人打不开",
        "this is a path on your own machine, which nobody else can open",
    )
    .help("把文件放到稿件旁边，只写文件名", "put the file next to the story, and write only its name")
}

/// An address without `https:`.
#[must_use]
pub(crate) fn without_scheme(address: &str) -> Wording {
    wording(
        "link-scheme",
        format!("`{address}` 没有写 https:，双击打开时没有着落"),
        format!("`{address}` lacks `https:`; it leads nowhere from a file"),
    )
    .help(format!("写成 `https:{address}`"), format!("write `https:{address}`"))
}

/// Pictures of a host that pages would load from there: the first of them, and how many there are.
#[must_use]
pub(crate) fn remote_pictures(host: &str, first: &str, number: usize) -> Wording {
    let (zh, en) = if number == 1 {
        (format!("图 `{first}` 在 {host} 上"), format!("the picture `{first}` is on {host}"))
    } else {
        (
            format!("有 {number} 张图在 {host} 上，首处是 `{first}`"),
            format!("{number} pictures are on {host}, the first of them `{first}`"),
        )
    };
    wording("picture-from-elsewhere", format!("{zh}：网页不从别处取图"), format!("{en}: pages load no picture from elsewhere")).help(
        "运行 `lanmu check --fetch`，把图取到稿件旁边、改好地址；或自己存过来，写文件名",
        "run lanmu check --fetch to bring them beside their stories and rewrite their addresses, or save them there yourself",
    )
}

/// Why a picture was not brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotFetched {
    /// The address, or one that it leads to, is not https.
    NotHttps,
    /// The host is on this machine or in its network.
    NotPublic(IpAddr),
    /// There is no such host.
    NoHost,
    /// The server's certificate is not trusted.
    NotTrusted,
    /// The server answers with this status.
    Status(u16),
    /// The server sends on too often.
    Redirects,
    /// It has more bytes than are allowed.
    TooLarge,
    /// It takes longer than is allowed.
    TooSlow,
    /// The connection fails, or the answer makes no sense.
    Refused,
    /// What came is no picture.
    Unfit(Unfit),
    /// It is a drawing that runs script or loads something.
    RunsScript,
    /// It was brought, and its address was not found in the text.
    NotFound,
}

impl NotFetched {
    /// The reason in words.
    #[must_use]
    pub(crate) fn said(self, language: Language) -> String {
        let (zh, en) = match self {
            Self::NotHttps => ("不是 https 地址", "it is not an https address"),
            Self::NotPublic(own) => {
                return match language {
                    Language::Chinese => format!("在本机或内网里（{own}），不取"),
                    Language::English => format!("it is on this machine or in its network ({own})"),
                };
            }
            Self::NoHost => ("没有这个网站", "there is no such host"),
            Self::NotTrusted => ("网站的证书不可信", "the certificate of the server is not trusted"),
            Self::Status(404 | 410) => ("网站上已经没有了（404）", "the server no longer has it (404)"),
            Self::Status(status) => {
                return match language {
                    Language::Chinese => format!("网站回答 {status}"),
                    Language::English => format!("the server answers {status}"),
                };
            }
            Self::Redirects => ("转来转去，没有尽头", "the server sends on too often"),
            Self::TooLarge => ("太大", "it is too large"),
            Self::TooSlow => ("太慢，超过了时限", "it took too long"),
            Self::Refused => ("连不上，或回答读不懂", "the connection failed, or the answer makes no sense"),
            Self::Unfit(unfit) => unfit_said(unfit),
            Self::RunsScript => {
                ("是带脚本或外部引用的 SVG", "it is an SVG with scripts or external references")
            }
            Self::NotFound => (
                "取到了，但地址的写法特别，请自己改",
                "it was brought, but its address is written unusually; rewrite it yourself",
            ),
        };
        match language {
            Language::Chinese => zh.to_owned(),
            Language::English => en.to_owned(),
        }
    }
}
