//! What other programs report when they fail: git, ssh, rsync, the commands of hosts. Their own words are quoted.

use super::Language;
use crate::fault::ProgramFailed;
use crate::visible::spelled;

/// What a program says in one of several ways, and what it means.
struct FailureMeaning {
    words: &'static [&'static str],
    zh: &'static str,
    en: &'static str,
}

/// The first that fits counts.
const MEANINGS: [FailureMeaning; 13] = [
    FailureMeaning {
        words: &["no-sandbox", "No usable sandbox"],
        zh: "浏览器不在 root 账号下、也不在没有沙箱的机器上运行：换一个普通账号；稿件都信得过的，加 --no-sandbox",
        en: "the browser refuses to run as root, or without a sandbox: use another account; if you trust every story, add --no-sandbox",
    },
    FailureMeaning {
        words: &["Host key verification failed", "REMOTE HOST IDENTIFICATION"],
        zh: "认不得这台服务器的指纹：先在终端里用 ssh 登录一次，认过指纹",
        en: "the host key is not known: log in once with ssh in a terminal",
    },
    FailureMeaning {
        words: &[
            "Permission denied (publickey",
            "Permission denied (password",
            "Too many authentication failures",
        ],
        zh: "服务器不认这把钥匙或这个口令：先在终端里用 ssh 登录一次",
        en: "the server refused the key or the password: log in once with ssh in a terminal",
    },
    FailureMeaning {
        words: &["Could not resolve", "Name or service not known"],
        zh: "找不到这台服务器，或没有联网",
        en: "there is no such host, or no network",
    },
    FailureMeaning {
        words: &["Connection refused"],
        zh: "那台机器上没有开着这项服务",
        en: "nothing listens there",
    },
    FailureMeaning {
        words: &[
            "timed out",
            "Timeout",
            "Connection reset",
            "Broken pipe",
            "closed by remote host",
            "Connection closed",
        ],
        zh: "连接断了，或等得太久",
        en: "the connection broke or took too long",
    },
    FailureMeaning {
        words: &["No space left", "Disk quota"],
        zh: "那里的盘满了",
        en: "the disk there is full",
    },
    FailureMeaning {
        words: &[
            "Authentication failed",
            "could not read Username",
            "could not read Password",
            "terminal prompts disabled",
        ],
        zh: "登录不上：账号、口令由这个程序自己管，先用它登录一次",
        en: "the account was refused: log in with that program first",
    },
    FailureMeaning {
        words: &[
            "[rejected]",
            "non-fast-forward",
            "fetch first",
            "protected branch",
            "pre-receive hook declined",
        ],
        zh: "那边不收：有别人刚提交过，或这个分支不许推；再发布一次，还不行就查分支的权限",
        en: "it was rejected: somebody else has just pushed, or the branch is protected; publish again, then check its permissions",
    },
    FailureMeaning {
        words: &[
            "does not appear to be a git repository",
            "Repository not found",
            "not a git repository",
            "does not exist",
        ],
        zh: "没有这个仓库，或没有权限看",
        en: "there is no such repository, or it may not be read",
    },
    FailureMeaning {
        words: &["command not found", "rsync: not found"],
        zh: "那台机器上没有装要用的程序",
        en: "a program that is needed is not installed there",
    },
    FailureMeaning {
        words: &["remote mkdir", "remote open", "dest open"],
        zh: "那里写不进去：没有权限，或盘是只读的",
        en: "nothing can be written there: the permission is missing, or the disk is read-only",
    },
    FailureMeaning {
        words: &["Permission denied", "Operation not permitted", "denied"],
        zh: "登录不上，或没有权限",
        en: "the login or the permission was refused",
    },
];

/// Why a program did not do what it was asked.
#[must_use]
pub(super) fn failed(failed: &ProgramFailed, language: Language) -> String {
    match (language, failed) {
        (Language::Chinese, ProgramFailed::Missing(program)) => format!("没有装 `{}`", spelled(program)),
        (Language::English, ProgramFailed::Missing(program)) => {
            format!("`{}` is not installed", spelled(program))
        }
        (Language::Chinese, ProgramFailed::UnsuitedName(name)) => {
            format!("文件名里有引号、反斜线或控制字符，送不了：`{}`", spelled(name))
        }
        (Language::English, ProgramFailed::UnsuitedName(name)) => {
            format!(
                "a name with quotation marks, backslashes or control characters cannot be sent: `{}`",
                spelled(name)
            )
        }
        (Language::Chinese, ProgramFailed::TooSlow { program, seconds }) => {
            format!("`{}` 做了 {seconds} 秒还没有做完，已经停下", spelled(program))
        }
        (Language::English, ProgramFailed::TooSlow { program, seconds }) => {
            format!("`{}` timed out after {seconds} seconds", spelled(program))
        }
        (Language::Chinese, ProgramFailed::MadeNothing { program, said }) => {
            format!("`{}` 什么也没有做出来；它说：`{}`", spelled(program), spelled(said))
        }
        (Language::English, ProgramFailed::MadeNothing { program, said }) => {
            format!("`{}` made nothing; it said: `{}`", spelled(program), spelled(said))
        }
        (_, ProgramFailed::Ended { program, code, said }) => ended(program, *code, said, language),
    }
}

fn ended(program: &str, code: Option<i32>, said: &str, language: Language) -> String {
    let meaning = MEANINGS.iter().find(|meaning| meaning.words.iter().any(|words| said.contains(words)));
    let (program, said) = (spelled(program), spelled(said));
    let first = match (language, meaning, code) {
        (Language::Chinese, Some(meaning), _) => meaning.zh.to_owned(),
        (Language::English, Some(meaning), _) => meaning.en.to_owned(),
        (Language::Chinese, None, Some(code)) => format!("`{program}` 没有做成，退出码 {code}"),
        (Language::English, None, Some(code)) => format!("`{program}` failed with exit code {code}"),
        (Language::Chinese, None, None) => format!("`{program}` 被强行结束了"),
        (Language::English, None, None) => format!("`{program}` was killed"),
    };
    match (language, said.is_empty()) {
        (_, true) => first,
        (Language::Chinese, false) => format!("{first}；`{program}` 说：`{said}`"),
        (Language::English, false) => format!("{first}; `{program}` said: `{said}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_program_says_is_explained_and_quoted() {
        let ended = |said: &str, code| {
            let (program, said) = ("git push".to_owned(), said.to_owned());
            failed(&ProgramFailed::Ended { program, code, said }, Language::Chinese)
        };
        assert_eq!(
            ended("ssh: Could not resolve hostname h", Some(128)),
            "找不到这台服务器，或没有联网；`git push` 说：`ssh: Could not resolve hostname h`"
        );
        assert_eq!(ended("odd words", Some(1)), "`git push` 没有做成，退出码 1；`git push` 说：`odd words`");
        assert_eq!(ended("", None), "`git push` 被强行结束了");
    }
}
