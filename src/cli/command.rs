//! The command line: the commands, what each is called, what its help says, and which options of all commands it takes.

use clap::{Parser, Subcommand};
use clap_complete::Shell;

use super::args::{
    Approve, Build, Check, Common, Export, Figures, Import, PdfOptions, Publish, Verify, Watch,
};
use super::start_args::{New, Schema};
use super::{approve, build, check, export, figures, import, lsp, makeup, new, pdf, publish, schema, watch};

/// The examples that the help of the program shows.
const EXAMPLES: &str = "\
例 · Examples:
  lanmu new paper 我的报         建一份报 · start a paper
  lanmu                          排出报纸，写到 public/ · build the paper into public/
  lanmu watch --open             一边写一边看 · preview while you write
  lanmu check --fix              校对，并改好稳妥的 · proofread, and apply the safe fixes
  lanmu publish --dry-run        看发布要变什么 · show what publishing would change
  lanmu help check               一个命令的用法 · how to use a command";

/// A newspaper from YAML ledgers and Markdown stories.
#[derive(Debug, Parser)]
#[command(
    name = "lanmu",
    version,
    about = "栏目：由台账和稿件排出一份报纸 · a newspaper from ledgers and stories",
    after_help = EXAMPLES
)]
pub(crate) struct Arguments {
    /// The command; `build` if there is none.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The options of every command.
    #[command(flatten)]
    pub common: Common,
}

/// The examples that the help of `completions` shows.
const COMPLETIONS_EXAMPLES: &str = "\
例 · Examples:
  lanmu completions bash > ~/.local/share/bash-completion/completions/lanmu
  lanmu completions zsh > ~/.zfunc/_lanmu
  lanmu completions fish > ~/.config/fish/completions/lanmu.fish
  lanmu completions powershell >> $PROFILE";

/// Those of `man`.
const MANUAL_EXAMPLES: &str = "\
例 · Examples:
  lanmu man > ~/.local/share/man/man1/lanmu.1";

/// The commands.
#[derive(Clone, Debug, Subcommand)]
pub(crate) enum Command {
    /// 排出报纸（默认） · build the paper (the default)
    #[command(after_help = build::EXAMPLES)]
    Build(Build),
    /// 新建：一份报、一期、一篇稿、一本台账 · start a paper, an edition, a story or a ledger
    #[command(subcommand, arg_required_else_help = false, after_help = new::EXAMPLES)]
    New(New),
    /// 一边写一边看：存盘就更新，差错写在页面上 · preview while you write: every save updates the pages and the errors shown on them
    #[command(after_help = watch::EXAMPLES)]
    Watch(Watch),
    /// 校对：数字、日期、标点、错字、署名，一处处指出来 · proofread numbers, dates, punctuation, wording and bylines
    #[command(after_help = check::EXAMPLES)]
    Check(Check),
    /// 台账里的数字，印在哪里；台账改动之后哪些变了 · list the figures and where they are printed, or those that ledger changes altered
    #[command(after_help = figures::EXAMPLES)]
    Figures(Figures),
    /// 审签一期：谁审过、审的是哪些内容，记在这一期的文件夹里 · approve an edition: record who approved which contents
    #[command(after_help = approve::EXAMPLES)]
    Approve(Approve),
    /// 来稿：文本、Word 变成稿件，表格变成台账，不动已有的文件 · import: make stories of texts and Word files, ledgers of sheets, never over an existing file
    #[command(after_help = import::EXAMPLES)]
    Import(Import),
    /// 导出一篇稿：Word 文件，打印出来改；或给公众号粘贴的网页 · export a story: for Word, to correct on paper, or for 公众号 (WeChat), to paste
    #[command(after_help = export::EXAMPLES)]
    Export(Export),
    /// PDF：用装好的浏览器，把各期印成 PDF，给读者下载 · print editions as PDFs for readers to download, with an installed browser
    #[command(after_help = pdf::EXAMPLES)]
    Pdf(PdfOptions),
    /// 日程：哪天哪些稿见报、解禁、下线 · what goes live, is released from embargo or expires, by day
    Calendar,
    /// 发布：先看要变什么，再送到网站、文件夹、压缩包 · publish: show what would change, then send it to a site, a folder or a bundle
    #[command(after_help = publish::EXAMPLES)]
    Publish(Publish),
    /// 核对在线的报纸和发布时是不是一样 · compare what is live with what was published
    #[command(after_help = publish::VERIFY_EXAMPLES)]
    Verify(Verify),
    /// 给编辑器用的语言服务器（LSP），由编辑器启动 · the language server for editors' programs, which start it themselves
    #[command(after_help = lsp::EXAMPLES)]
    Lsp,
    /// 拼好的版面：每篇稿的位置和大小 · show the page layouts: the position and size of each story
    #[command(after_help = makeup::EXAMPLES)]
    Makeup {
        /// 哪一期，例如 2025-11-20；默认全部 · the edition, such as 2025-11-20 (default: all)
        edition: Option<String>,
    },
    /// 给编辑器用的 JSON Schema：各个文件有哪些键 · JSON Schemas of the paper's files, for editors' programs
    #[command(after_help = schema::EXAMPLES)]
    Schema(Schema),
    /// 体检：这台机器和报纸的文件夹还缺什么 · say what this machine and the paper's folder lack
    Doctor,
    /// 命令行补全的脚本：bash、zsh、fish、powershell、elvish · print the completions for a shell
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// 哪一种命令行 · the shell
        shell: Shell,
    },
    /// 手册页（man page） · print the manual page
    #[command(after_help = MANUAL_EXAMPLES)]
    Man,
}

impl Default for Command {
    fn default() -> Self {
        Self::Build(Build::default())
    }
}

impl Command {
    /// Its name on the command line.
    #[must_use]
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Build(_) => "build",
            Self::New(_) => "new",
            Self::Watch(_) => "watch",
            Self::Check(_) => "check",
            Self::Figures(_) => "figures",
            Self::Approve(_) => "approve",
            Self::Import(_) => "import",
            Self::Export(_) => "export",
            Self::Pdf(_) => "pdf",
            Self::Calendar => "calendar",
            Self::Publish(_) => "publish",
            Self::Verify(_) => "verify",
            Self::Lsp => "lsp",
            Self::Makeup { .. } => "makeup",
            Self::Schema(_) => "schema",
            Self::Doctor => "doctor",
            Self::Completions { .. } => "completions",
            Self::Man => "man",
        }
    }

    /// Whether it writes into the output folder, or reads what was printed there.
    #[must_use]
    pub(crate) fn uses_out(&self) -> bool {
        match self {
            Self::Build(_)
            | Self::Watch(_)
            | Self::Check(_)
            | Self::Export(_)
            | Self::Pdf(_)
            | Self::Publish(_)
            | Self::Verify(_)
            | Self::Lsp
            | Self::Doctor => true,
            Self::New(_)
            | Self::Figures(_)
            | Self::Approve(_)
            | Self::Import(_)
            | Self::Calendar
            | Self::Makeup { .. }
            | Self::Schema(_)
            | Self::Completions { .. }
            | Self::Man => false,
        }
    }

    /// Whether it lists all figures, which a spreadsheet can read.
    #[must_use]
    pub(crate) fn lists_figures(&self) -> bool {
        matches!(self, Self::Figures(said) if said.since.is_none())
    }
}
