//! The examples that `--help` shows below each command.

pub(super) const ALL: &str = "\
例 · Examples:
  lanmu new paper 我的报         建一份报 · start a paper
  lanmu                          排出报纸，写到 public/ · build the paper into public/
  lanmu watch --open             一边写一边看 · preview while you write
  lanmu check --fix              校对，并改好稳妥的 · proofread, and apply the safe fixes
  lanmu publish --dry-run        看发布要变什么 · show what publishing would change
  lanmu help check               一个命令的用法 · how to use a command";

pub(super) const BUILD: &str = "\
例 · Examples:
  lanmu                                       排出报纸 · build the paper
  lanmu --root ~/paper --out /srv/www/paper   从别处，写到别处 · from and to elsewhere
  lanmu --as-of 2025-11-20                    当作那一天排 · as of that day
  lanmu build --strict                        校对有错误就不排 · not if proofreading finds errors";

pub(super) const WATCH: &str = "\
例 · Examples:
  lanmu watch --open             打开浏览器 · open the browser
  lanmu watch --editor vscode    差错链接到编辑器 · link errors to the editor
  lanmu watch --host 0.0.0.0     同一个网里的人也能看 · others in the network can see it too
  lanmu watch --poll             网盘上用 · for network drives";

pub(super) const CHECK: &str = "\
例 · Examples:
  lanmu check                               整份报 · the whole paper
  lanmu check content/editions/2025-11-20/lamp.md   一篇 · one story
  lanmu check --fix --dry-run               看会改哪里 · show what would be fixed
  lanmu check --edition 2025-11-20          付印前检查 · is it ready for press?
  lanmu check --numbers                     数字从哪里来 · where each number comes from
  lanmu check --format html                 打印的校样 · proofs to print";

pub(super) const IMPORT: &str = "\
例 · Examples:
  lanmu import 来稿.docx --edition 2025-11-20    变成这一期的稿件 · make stories of an edition
  lanmu import 统计表.xlsx                       变成台账 · make a ledger
  lanmu import 统计表.xlsx --map 栏名.yaml       说明哪一列是什么 · say which column is what
  lanmu import ~/blog --dry-run                  先看会写什么 · first show what would be written";

pub(super) const EXPORT: &str = "\
例 · Examples:
  lanmu export content/editions/2025-11-20/lamp.md   一篇稿的 Word 文件 · a Word file of a story
  lanmu export 灯下                                  照题目找 · by its headline
  lanmu export lamp --for wechat                     给公众号粘贴 · to paste into 公众号
  lanmu export lamp --out ~/桌面                     写到别处 · into another folder";

pub(super) const PDF: &str = "\
例 · Examples:
  lanmu pdf                      还没有的、改过的各期 · the editions that have none, or have changed
  lanmu pdf 2025-11-20           这一期，再印一次 · this edition, once more
  lanmu pdf --browser /opt/chromium/chrome   用这个浏览器 · with this browser";

pub(super) const FIGURES: &str = "\
例 · Examples:
  lanmu figures --since HEAD~1             上次提交以来改了哪些数字 · what the last commit altered
  lanmu figures --since v5 --erratum       写更正的草稿 · write the draft of a correction";

pub(super) const APPROVE: &str = "\
例 · Examples:
  lanmu approve 2025-11-20 --as 初审
  lanmu approve 2025-11-20 --as 终审 --by 总编室";

pub(super) const PUBLISH: &str = "\
例 · Examples:
  lanmu publish --dry-run        看要变什么 · show what would change
  lanmu publish web --yes        发到名叫 web 的目标，不问 · to the target `web`, without asking
  lanmu publish --proof          打送审稿 · make a proof for approval
  lanmu publish web --rollback   退回上一次 · go back to the previous release
  lanmu publish web --repair     那里缺了、变了的重送 · send again what is missing or changed there";

pub(super) const VERIFY: &str = "\
例 · Examples:
  lanmu verify web               核对在线的 · compare what is live";

pub(super) const LSP: &str = "\
例 · Examples:
  lanmu lsp                      编辑器这样启动它，见使用说明“在编辑器里写” · how an editor's program starts it
  lanmu lsp --root ~/paper       只管这一份报的文件夹 · with the folder of the paper
  lanmu lsp --lang en            差错用英文说 · findings in English";

pub(super) const MAKEUP: &str = "\
例 · Examples:
  lanmu makeup 2025-11-20                  这一期的版面 · the pages of an edition
  lanmu makeup 2025-11-20 --format json    给程序看 · for programs";

pub(super) const COMPLETIONS: &str = "\
例 · Examples:
  lanmu completions bash > ~/.local/share/bash-completion/completions/lanmu
  lanmu completions zsh > ~/.zfunc/_lanmu
  lanmu completions fish > ~/.config/fish/completions/lanmu.fish
  lanmu completions powershell >> $PROFILE";

pub(super) const MAN: &str = "\
例 · Examples:
  lanmu man > ~/.local/share/man/man1/lanmu.1";

pub(super) const NEW: &str = "\
例 · Examples:
  lanmu new paper 我的报         一份报 · a paper
  lanmu new edition              下一期 · the next edition
  lanmu new story 春耕备耕忙     一篇稿 · a story
  lanmu new ledger 春耕          一本台账 · a ledger
  lanmu new theme                自带的版式抄一份来改 · the built-in theme, to be changed
  lanmu new theme --extends 版式   接着自带的，只写不同的 · a theme that extends the built-in one";

pub(super) const SCHEMA: &str = "\
例 · Examples:
  lanmu schema --write           更新 .lanmu/schema · update .lanmu/schema
  lanmu schema site              只印一种 · print one of them";
