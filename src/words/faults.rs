//! The messages of faults.

use std::fmt;
use std::io;
use std::path::Path;

use super::{Language, Message, libraries, program, programs, publishing};
use crate::fault::{Action, ChangedMeanwhile, Fault, ProgramFailed, Unserved};
use crate::files::NotOpened;
use crate::visible::{spelled, without_secrets};

impl Fault {
    /// The message in `language`, line by line: the problem with the error of the system, and the help.
    #[must_use]
    pub fn localized(&self, language: Language) -> Vec<String> {
        let Message { message, help } = fault(self.action, &self.path, language);
        let message = match self.cause.as_ref().and_then(|cause| reason(cause, language)) {
            Some(reason) => format!("{message}: {reason}"),
            None => message,
        };
        let message = without_secrets(&message).into_owned();
        std::iter::once(message).chain(help.map(|help| format!("  {help}"))).collect()
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(&self.localized(Language::English).join("\n"))
    }
}

impl fmt::Display for Unserved {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(&publishing::unserved(self, Language::English))
    }
}

impl fmt::Display for ProgramFailed {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(&programs::failed(self, Language::English))
    }
}

impl fmt::Display for ChangedMeanwhile {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(&changed_meanwhile(self, Language::English))
    }
}

impl fmt::Display for NotOpened {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(not_opened(*self, Language::English))
    }
}

/// What the system reported. `None` if that exists only in another language.
fn reason(cause: &io::Error, language: Language) -> Option<String> {
    if let Some(why) = NotOpened::of(cause) {
        return Some(not_opened(why, language).to_owned());
    }
    if let Some(unserved) = cause.get_ref().and_then(|inner| inner.downcast_ref()) {
        return Some(publishing::unserved(unserved, language));
    }
    if let Some(failed) = cause.get_ref().and_then(|inner| inner.downcast_ref()) {
        return Some(programs::failed(failed, language));
    }
    if let Some(changed) = cause.get_ref().and_then(|inner| inner.downcast_ref()) {
        return Some(changed_meanwhile(changed, language));
    }
    match language {
        Language::Chinese => libraries::system_in_chinese(cause).map(ToOwned::to_owned).or_else(|| {
            // What another program or a server said, as it said it.
            (cause.kind() == io::ErrorKind::Other).then(|| format!("`{}`", spelled(&cause.to_string())))
        }),
        Language::English => Some(spelled(&cause.to_string()).into_owned()),
    }
}

/// What was to be published is not what the plan has shown.
fn changed_meanwhile(ChangedMeanwhile(path): &ChangedMeanwhile, language: Language) -> String {
    match language {
        Language::Chinese => format!("排出清单以后，`{path}` 又变了，没有核对过的不发；再发布一次"),
        Language::English => {
            format!(
                "`{path}` has changed since the plan was shown, and what nobody has seen is not sent; publish again"
            )
        }
    }
}

/// Why a file was not opened although the system would open it.
fn not_opened(why: NotOpened, language: Language) -> &'static str {
    match (language, why) {
        (Language::Chinese, NotOpened::Link) => "它是链接，或在链接指向的文件夹里；链接一律不跟随",
        (Language::Chinese, NotOpened::NotAFile) => "它不是普通文件",
        (Language::Chinese, NotOpened::TooLarge) => "它太大了",
        (Language::English, NotOpened::Link) => {
            "it is a link or is reached through one, and links are not followed"
        }
        (Language::English, NotOpened::NotAFile) => "it is not a plain file",
        (Language::English, NotOpened::TooLarge) => "it is too large",
    }
}

/// The message of a fault, without its cause.
fn fault(action: Action, path: &Path, language: Language) -> Message {
    let path = path.display().to_string();
    let path = spelled(&path);
    if action == Action::Finish {
        return program::unfinished(&path, language);
    }
    let ((zh, en), help) = (failure(action, &path), help(action));
    match language {
        Language::Chinese => Message { message: zh, help: help.map(|(zh, _)| zh.to_owned()) },
        Language::English => Message { message: en, help: help.map(|(_, en)| en.to_owned()) },
    }
}

/// What could not be done.
fn failure(action: Action, path: &str) -> (String, String) {
    let (zh, en) = match action {
        Action::List => ("列不出文件夹 `{}`", "cannot list the folder `{}`"),
        Action::Read => ("读不了 `{}`", "cannot read `{}`"),
        Action::CreateFolder => ("建不了文件夹 `{}`", "cannot create the folder `{}`"),
        Action::Write => ("写不了 `{}`", "cannot write `{}`"),
        Action::Exchange => ("换不上 `{}`", "cannot move `{}` into place"),
        Action::Remove => ("删不掉 `{}`", "cannot remove `{}`"),
        Action::Lock => ("另一个 lanmu 正在排这份报：`{}`", "another lanmu is building this paper: `{}`"),
        Action::TakeOver => {
            ("`{}` 不是 lanmu 排出来的，不能覆盖", "`{}` was not made by lanmu and will not be overwritten")
        }
        Action::ReadMarker => (
            "`{}` 坏了，认不出这个文件夹里哪些网页是 lanmu 排的",
            "`{}` is damaged, so it is unknown which files of this folder were made by lanmu",
        ),
        Action::PrintAtHome => (
            "`{}` 是个人主文件夹或系统的根，不能在这里出报",
            "`{}` is a home folder or the root of the file system; the paper cannot be printed there",
        ),
        Action::WriteReadOnly => ("`{}` 设成了只读，没有改动", "`{}` is read-only and was not changed"),
        Action::ProofOverPaper => (
            "`{}` 里是排好的报纸，校样不能放在这里",
            "`{}` contains the printed paper; proofs cannot be printed there",
        ),
        Action::PrintAmongSources => (
            "`{}` 是放来稿的地方，不能在这里出报",
            "`{}` contains the sources; the paper cannot be printed there",
        ),
        Action::Listen => ("开不了预览：`{}`", "cannot serve the preview: `{}`"),
        Action::AskRevision => {
            ("git 给不出版本 `{}` 的台账", "git cannot provide the ledgers of the revision `{}`")
        }
        Action::FindContent => ("`{}` 里没有稿件", "there is no story in `{}`"),
        Action::FindRightName => {
            ("没有稿件：`{}` 的名字不对，不算稿件", "there is no story: `{}` is not named like one")
        }
        Action::FindPaper => ("`{}` 里还没有报纸", "there is no paper in `{}` yet"),
        Action::FindPaperAmongDocuments => {
            ("`{}` 里还没有报纸，只有别的文件", "there is no paper in `{}` yet, only other documents")
        }
        Action::StartPaper => (
            "`{}` 里已经有东西，没有在这里建报，什么也没有动",
            "`{}` is not empty, so no paper was started there and nothing was changed",
        ),
        Action::MakeAgain => ("已经有 `{}`，没有动它", "`{}` exists already and was not changed"),
        Action::ExtendItself => (
            "`{}` 和它要接着的自带版式同名，没有建",
            "`{}` has the name of the built-in theme that it would extend; it was not made",
        ),
        Action::AskTarget => ("看不到现在在线的：`{}`", "cannot see what is live: `{}`"),
        Action::Publish => ("没有发布成 `{}`", "cannot publish to `{}`"),
        Action::PublishInPaper => (
            "不能发布到 `{}`：那是这份报自己的文件夹，或个人主文件夹、系统的根",
            "cannot publish to `{}`, which belongs to this paper, or is a home folder or the root of the file system",
        ),
        Action::Verify => ("核对不了 `{}`", "cannot verify `{}`"),
        Action::FindAsSent => (
            "送到 `{}` 的，有的和送去的不一样，见上",
            "not all of what was sent to `{}` is there as it was sent, see above",
        ),
        Action::RollBack => ("没有退回成 `{}`", "cannot roll back `{}`"),
        Action::RunHostCommand => ("发布的命令没有做成：`{}`", "the command that publishes failed: `{}`"),
        Action::RunCommand => (
            "没有人确认过这条命令，没有运行：`{}`",
            "nobody has confirmed this command, so it was not run: `{}`",
        ),
        Action::PublishProof => (
            "送审稿不能发布到 `{}`：那里是正式的报纸",
            "a proof cannot be published to `{}`, where the paper is live",
        ),
        Action::FindApprover => ("不知道 `{}` 是谁签的", "it is not known who approves `{}`"),
        Action::ClaimTarget => {
            ("这台电脑上另一次发布正在进行：`{}`", "another run on this machine is publishing there: `{}`")
        }
        Action::LockTarget => ("另一次发布正在进行：`{}`", "another run is publishing there: `{}`"),
        Action::ReplaceWhatWasLive => (
            "刚才又有一次发布到了那里，这一次没有发：`{}`",
            "another run has published there meanwhile, so this one did not: `{}`",
        ),
        Action::TakeLock => (
            "`{}` 不是发布时写的，没有动它，也没有发布",
            "`{}` was not written by a run; it was left alone, and nothing was published",
        ),
        Action::FindSecret => ("没有设环境变量 `{}`", "the environment variable `{}` is not set"),
        Action::FindProfile => ("密钥文件里没有配置 `{}`", "the file of keys has no profile `{}`"),
        Action::FindBrowser => (
            "这台机器上没有找到能印 PDF 的浏览器，`{}` 没有印",
            "there is no browser on this machine to print the PDFs of `{}`",
        ),
        Action::RunBrowser => ("没有这个浏览器：`{}`", "there is no such browser: `{}`"),
        Action::PrintPdf => ("印不出 `{}`", "cannot print `{}`"),
        Action::Finish => ("没有做完：`{}`", "did not finish: `{}`"),
    };
    (zh.replace("{}", path), en.replace("{}", path))
}

/// What to do about it.
fn help(action: Action) -> Option<(&'static str, &'static str)> {
    Some(match action {
        Action::Lock | Action::ClaimTarget => ("等它做完再试", "wait for it to finish, then try again"),
        Action::TakeOver => ("换一个 --out，或把它移走", "choose another --out, or move it away"),
        Action::ReadMarker => (
            "把这个文件夹清空或移走，再排一次；其中别人放的文件先另存",
            "save other people's files, empty the folder or move it away, then build again",
        ),
        Action::PrintAtHome => ("换一个 --out，例如 public", "choose another --out, such as public"),
        Action::PrintAmongSources => (
            "您若在 content/ 里面，到上一层文件夹再运行；不然换一个 --out，例如 public",
            "if you are inside content/, run it one folder up; otherwise choose another --out, such as public",
        ),
        Action::WriteReadOnly => ("让它可写，或换一个 --out", "make it writable, or choose another --out"),
        Action::ProofOverPaper => ("换一个 --out，例如 proofs", "choose another --out, such as proofs"),
        Action::ExtendItself => (
            "起个别的名字：`lanmu new theme --extends 名字`",
            "give it another name: `lanmu new theme --extends NAME`",
        ),
        Action::Listen => ("换一个 --port", "choose another --port"),
        Action::AskRevision => (
            "报纸的文件夹要在 git 里；写一个有的版本，例如 HEAD~1",
            "the paper must be in a git repository; use an existing revision, such as HEAD~1",
        ),
        Action::FindContent => (
            "写一篇：`lanmu new story 题目`；报纸在别的文件夹里，用 --root 指出",
            "start one with `lanmu new story HEADLINE`, or set the paper's folder with --root",
        ),
        Action::FindRightName => (
            "改名，让它以 .md 结尾，后面没有别的；看不到 .txt 之类的，在文件夹的“查看”里勾上“文件扩展名”",
            "rename it so that it ends in .md; if the ending is hidden, let the file manager show extensions",
        ),
        Action::FindPaper => (
            "建一份：`lanmu new paper`；报纸在别的文件夹里，用 --root 指出",
            "start one with `lanmu new paper`, or set the paper's folder with --root",
        ),
        Action::FindPaperAmongDocuments => (
            "先建一份：`lanmu new paper 报名`，再把这些文件收进去：`lanmu import 文件`；报纸在别的文件夹里，用 --root 指出",
            "start one with `lanmu new paper NAME`, then bring the documents in with `lanmu import FILE`, or set the paper's folder with --root",
        ),
        Action::StartPaper => (
            "换一个文件夹：`lanmu new paper 报名`",
            "start it in a folder of its own: `lanmu new paper NAME`",
        ),
        Action::FindBrowser | Action::RunBrowser => (
            "装一个 Chromium、Chrome 或 Edge（Debian、Ubuntu 上：apt install chromium）；装在别处的，用 --browser 或环境变量 LANMU_BROWSER 写出程序的路径",
            "install Chromium, Chrome or Edge (on Debian and Ubuntu: apt install chromium); if it is elsewhere, name its program with --browser or the environment variable LANMU_BROWSER",
        ),
        Action::MakeAgain => ("换一个名字，或者就改那一份", "choose another name, or edit that file"),
        _ => return help_to_publish(action),
    })
}

/// What to do about a release that did not go out, or back.
fn help_to_publish(action: Action) -> Option<(&'static str, &'static str)> {
    Some(match action {
        Action::Publish => (
            "那里没有动，或只换了一部分，每一页仍打得开；改好再发布一次，会接着做完",
            "nothing changed there, or only a part, and every page still opens; publish again to finish",
        ),
        Action::PublishInPaper => (
            "改 site.yaml 里这个目标的 path，例如 ../site",
            "change the path of this target in site.yaml, such as ../site",
        ),
        Action::AskTarget => (
            "那里的什么也没有动；看网络通不通、账号对不对，核对 site.yaml 里这个目标",
            "nothing was changed there; check the network, the account, and this target in site.yaml",
        ),
        Action::Verify => (
            "看网络通不通、账号对不对，核对 site.yaml 里这个目标和 url",
            "check the network, the account, and this target and its url in site.yaml",
        ),
        Action::FindAsSent => (
            "看是不是有别人同时在改那里；加 --repair 再发布一次，重送这些",
            "somebody else may be changing it at the same time; publish again with --repair to send these again",
        ),
        Action::RollBack => (
            "在线的仍是退回以前的那一份，或已经全部退回；再退回一次，或用 lanmu verify 核对",
            "what is live is as before, or wholly rolled back; try again, or look with lanmu verify",
        ),
        Action::RunHostCommand => (
            "网上现在是哪一份，程序不知道：打开看一看；改好再发布一次，会整份重送",
            "it is not known what is online now: look at it; publish again to send all of it once more",
        ),
        Action::PublishProof => (
            "送审稿只打成压缩包：不写目标，或写一个 kind: zip 的",
            "a proof is always a bundle: name no target, or one of kind: zip",
        ),
        Action::FindApprover => {
            ("加 --by 姓名，或给 git 设 user.name", "use --by NAME, or set user.name in git")
        }
        Action::LockTarget => (
            "等它做完；它要是中途断了，两小时后可以再发布，或先把它删掉",
            "wait for it to finish; if it was killed, publish again after two hours, or delete that",
        ),
        Action::ReplaceWhatWasLive => (
            "看看在线的是哪一份；再发布一次，就和它比",
            "look at what is live now; another run compares with that",
        ),
        Action::TakeLock => {
            ("看看是谁的，移走再发布", "find out whose it is, move it away, then publish again")
        }
        Action::FindSecret => (
            "账号和密钥只从环境变量读，不写进 site.yaml：`s3` 用 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY，或写在 ~/.aws/credentials 里；`webdav` 用 LANMU_WEBDAV_USER、LANMU_WEBDAV_PASSWORD",
            "accounts and keys come from the environment, never from site.yaml: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY for s3, or ~/.aws/credentials; LANMU_WEBDAV_USER and LANMU_WEBDAV_PASSWORD for webdav",
        ),
        Action::FindProfile => (
            "在 ~/.aws/credentials 里写这一节，里面是 aws_access_key_id 和 aws_secret_access_key；或改 site.yaml 里的 profile",
            "add it to ~/.aws/credentials with aws_access_key_id and aws_secret_access_key, or change profile in site.yaml",
        ),
        _ => return None,
    })
}
