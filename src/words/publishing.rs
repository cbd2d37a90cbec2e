//! What can hold a release back, what servers answer, and what is to know about targets.

use super::{Language, Remark, Wording, remark, wording};
use crate::fault::Unserved;

/// A secrecy mark in a text that anyone could read.
#[must_use]
pub(crate) fn secret(mark: &str) -> Wording {
    wording(
        "secrecy-mark",
        format!("有密级标志 `{mark}`，这个发布目标是公开的"),
        format!("there is a secrecy mark `{mark}`, and this target is public"),
    )
    .help(
        "撤下这篇稿；目标只在内网的，在 `site.yaml` 里给它写 `public: false`",
        "remove the story; if the target is internal, set `public: false` for it in `site.yaml`",
    )
}

/// What an edition says about who may read it, on the way to a public target.
#[must_use]
pub(crate) fn restricted(classification: &str) -> Wording {
    wording(
        "restricted-edition",
        format!("标着 `{classification}`，这个发布目标是公开的"),
        format!("it is marked `{classification}`, and this target is public"),
    )
    .help(
        "目标只在内网的，在 `site.yaml` 里给它写 `public: false`；可以公开的，去掉 `classification`",
        "if the target is internal, set `public: false` for it in `site.yaml`; if everybody may read it, remove `classification`",
    )
}

/// A password or a key in the settings. It is not quoted.
#[must_use]
pub(crate) fn secret_in_settings() -> Wording {
    wording("secret-in-settings", "这里写着账号或密钥", "there is an account or a key here").help(
        "删掉它，改用环境变量：对象存储用 `AWS_ACCESS_KEY_ID`、`AWS_SECRET_ACCESS_KEY`，网盘用 `LANMU_WEBDAV_USER`、`LANMU_WEBDAV_PASSWORD`，`git` 用它自己存的，`pages` 的命令用它认的（例如 `CLOUDFLARE_API_TOKEN`、`NETLIFY_AUTH_TOKEN`），或先用那个工具登录；这个文件给别人看过的话，把密钥换掉",
        "remove it and use the environment: `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` for s3, `LANMU_WEBDAV_USER` and `LANMU_WEBDAV_PASSWORD` for webdav, git's own credentials for git, for the command of pages what that reads (such as `CLOUDFLARE_API_TOKEN` or `NETLIFY_AUTH_TOKEN`) or its own login; if others have seen this file, change the key",
    )
}

/// The files were replaced one after another.
#[must_use]
pub(crate) fn one_by_one() -> Remark {
    remark("那里不能整个对换，文件是按先后一个个换上的", "files were replaced one by one, in a safe order")
}

/// What the host serves was not compared.
#[must_use]
pub(crate) fn only_the_copy() -> Remark {
    remark(
        "核对的只是送出去的那一份；写明 url，才能核对网上的",
        "only the copy that was handed over was compared; set url to compare what is online",
    )
}

/// The server cannot link what is unchanged.
#[must_use]
pub(crate) fn sent_again() -> Remark {
    remark(
        "那里不能做硬链接，没有变的文件也重新送了",
        "the server has no hard links, so unchanged files were sent again",
    )
}

/// Two runs at once cannot be kept apart.
#[must_use]
pub(crate) fn not_locked() -> Remark {
    remark(
        "那里挡不住两个人同时发布：发布时请只有一个人发",
        "the target cannot keep two runs apart: let only one person publish at a time",
    )
}

/// The host makes browsers save pages.
#[must_use]
pub(crate) fn saved_pages(host: &str) -> Remark {
    remark(
        format!(
            "用 `{host}` 打开网页，浏览器会下载而不是显示：在控制台给存储桶绑定自己的域名（境内要先备案），再在 site.yaml 这个目标下写 url: https://域名/"
        ),
        format!(
            "browsers download pages from `{host}` instead of showing them: bind a domain of your own to the bucket in the console (in mainland China it needs an ICP filing), then set url: https://DOMAIN/ for this target in site.yaml"
        ),
    )
}

/// What remains of a withdrawn story in the history of a branch.
#[must_use]
pub(crate) fn kept_in_history(branch: &str) -> Remark {
    remark(
        format!(
            "撤下的稿和附件，`{branch}` 分支的历史里还有，别人翻得到。要一起去掉：发布以后，`git push 仓库 --delete {branch}` 删掉这个分支，加 --allow-empty 再发布一次，就从头起一条没有历史的；托管商那里还可能存着一阵，要紧的请他们清掉。已经被人取走的，收不回来"
        ),
        format!(
            "withdrawn stories and attachments stay in the history of the branch `{branch}`, where others can find them. To remove them there: after publishing, delete the branch with `git push REPOSITORY --delete {branch}` and publish again with --allow-empty, which begins a branch without history; the host may keep it for a while, so ask it to purge what matters. What others have fetched cannot be called back"
        ),
    )
}

/// The message of the commit that goes back to an earlier release.
#[must_use]
pub(crate) fn rolled_back(generation: u64, language: Language) -> String {
    match language {
        Language::Chinese => format!("退回到第 {generation} 次发布"),
        Language::English => format!("Roll back to release no. {generation}"),
    }
}

/// The comments in the settings for nginx: where they belong, and what compressed forms need.
#[must_use]
pub(crate) fn nginx_comments(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::Chinese => {
            ("放在这份报的 server { … } 里。程序自己的记号不给人看。", "装了 ngx_brotli 模块的")
        }
        Language::English => (
            "In the server { … } of the paper. The local mark of a build is never served.",
            "With the module ngx_brotli",
        ),
    }
}

/// Why a server did not do what it was asked.
#[must_use]
pub(crate) fn unserved(unserved: &Unserved, language: Language) -> String {
    match (language, unserved) {
        (Language::Chinese, Unserved::NoHost) => "找不到这个域名，或没有联网".to_owned(),
        (Language::English, Unserved::NoHost) => "there is no such host, or no network".to_owned(),
        (Language::Chinese, Unserved::Untrusted(said)) => {
            format!("它的证书不受信任；单位自己签的，把环境变量 SSL_CERT_FILE 指到证书文件：`{said}`")
        }
        (Language::English, Unserved::Untrusted(said)) => {
            format!(
                "its certificate is not trusted; set SSL_CERT_FILE to the file of your own authority: {said}"
            )
        }
        (Language::Chinese, Unserved::Broken(said)) => format!("连接出错：`{said}`"),
        (Language::English, Unserved::Broken(said)) => format!("the connection failed: {said}"),
        (_, Unserved::Answered { status, said }) => answered(*status, said, language),
    }
}

fn answered(status: u16, said: &str, language: Language) -> String {
    let (zh, en) = meaning(status, said);
    match (language, said.is_empty()) {
        (Language::Chinese, true) => format!("服务器答 {status}，{zh}"),
        (Language::Chinese, false) => format!("服务器答 {status}，{zh}：`{said}`"),
        (Language::English, true) => format!("the server answered {status}, {en}"),
        (Language::English, false) => format!("the server answered {status}, {en}: {said}"),
    }
}

/// What a status means to somebody who publishes.
fn meaning(status: u16, said: &str) -> (&'static str, &'static str) {
    match status {
        _ if said.starts_with("RequestTimeTooSkewed") => {
            ("这台电脑的时钟不准", "the clock of this computer is wrong")
        }
        _ if said.starts_with("NoSuchBucket") => ("没有这个存储桶", "there is no such bucket"),
        300..=399 => (
            "不在这个地址：核对 endpoint、region 和 style",
            "it is at another address: check endpoint, region and style",
        ),
        401 => (
            "要账号和密码：核对 LANMU_WEBDAV_USER 和 LANMU_WEBDAV_PASSWORD",
            "an account is needed: check LANMU_WEBDAV_USER and LANMU_WEBDAV_PASSWORD",
        ),
        403 => ("密钥不对，或没有权限", "the key is wrong or has no permission"),
        404 | 409 | 410 => ("没有这个文件夹，或它是只读的", "there is no such folder, or it is read-only"),
        405 | 501 => ("它不会做这件事，或是只读的", "it does not support this, or is read-only"),
        413 | 507 => ("文件太大，或空间满了", "the file is too large, or the space is used up"),
        423 => ("文件被别人锁住了", "the file is locked by somebody else"),
        429 | 503 => ("服务器忙", "it is busy"),
        500.. => ("服务器出错", "it failed"),
        _ => ("它不接受", "it refuses this"),
    }
}
/// The host of a server that is no name.
#[must_use]
pub(crate) fn bad_host(host: &str) -> Wording {
    wording("bad-host", format!("`{host}` 不是服务器的名字"), format!("`{host}` is not the name of a server"))
        .help(
            "写成 用户@主机，例如 `www@example.org`；端口、密钥写在 `~/.ssh/config` 里",
            "write user@host, such as `www@example.org`; the port and the key belong in ~/.ssh/config",
        )
}

/// A folder of this machine that begins with `~`.
#[must_use]
pub(crate) fn unread_tilde(path: &str) -> Wording {
    wording(
        "unread-tilde",
        format!("`{path}` 里的 `~` 不会换成主文件夹"),
        format!("the `~` of `{path}` does not stand for the home folder here"),
    )
    .help(
        "写完整路径，例如 `/home/用户名/site`，或从报纸的文件夹算起，例如 `../site`",
        "write the whole path, such as `/home/NAME/site`, or one from the folder of the paper, such as `../site`",
    )
}

/// A command of a host in which nothing stands for the folder.
#[must_use]
pub(crate) fn command_without_folder(placeholder: &str) -> Wording {
    wording(
        "command-without-folder",
        format!("命令里没有 `{placeholder}`，不知道要发哪个文件夹"),
        format!("the command has no `{placeholder}`, so it does not know which folder to publish"),
    )
    .help(
        format!("在文件夹的位置写 `{placeholder}`，例如 `npx wrangler pages deploy {placeholder}`"),
        format!(
            "write `{placeholder}` where the folder stands, such as `npx wrangler pages deploy {placeholder}`"
        ),
    )
}

/// A path on a server that cannot hold releases.
#[must_use]
pub(crate) fn bad_server_path(path: &str) -> Wording {
    wording(
        "bad-server-path",
        format!("`{path}` 不能放发布的文件"),
        format!("`{path}` cannot hold releases"),
    )
    .help(
        "写服务器上的一个文件夹，例如 `/srv/paper`；不能有引号、反斜线、冒号，不能以 `~` 开头",
        "name a folder on the server, such as `/srv/paper`, without quotation marks, backslashes or colons, and not beginning with `~`",
    )
}
