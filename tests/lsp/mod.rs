//! The language server, driven by an editor's program over its streams.

mod client;
mod completion;
mod finding;
mod names;
mod renaming;
mod sessions;

use crate::support::Paper;

/// A small paper with a ledger, a dated state of it, an exhibit and two stories.
fn paper() -> Paper {
    Paper::of(&[
        ("content/site.yaml", SITE),
        ("content/ledgers/tiedong.yaml", LEDGER),
        ("content/ledgers/tiedong@2024-11.yaml", SNAPSHOT),
        ("content/style/people.yaml", "checked: 2025-11-01\npeople:\n  - {name: 张三丰, titles: [区长]}\n"),
        ("content/editions/2025-11-20/edition.yaml", EDITION),
        ("content/editions/2025-11-20/lamp.md", LAMP),
        ("content/editions/2025-11-20/board.md", BOARD),
    ])
}

const SITE: &str = "\
name: 晨光周报
columns:
  - {name: 要闻, slug: yaowen}
  - {name: 选育管用, slug: xuanyu, about: 干部工作}
";

const LEDGER: &str = "\
title: 铁东区年轻干部工作台账
owner: 铁东区委组织部
as_of: 2025-11-20
groups: {reserve: 选, risks: 管}
figures:
  reserve.excellent: {label: 优秀年轻干部, value: 588, unit: 名, window: 近年来}
  reserve.graduate: {label: 高学历干部, value: 271, unit: 名}
  risks.found: {label: 排查风险隐患, value: 58, unit: 条}
  risks.measures: {label: 制定防控措施, value: 58, unit: 项}
  recruits:
    label: 公开选招干部
    value: 28
    unit: 人
    parts: {county: {label: 县级干部, value: 25}, soe: {label: 国企管理人员, value: 3}}
relations:
  - risks.found == risks.measures
  - reserve.graduate + recruits.county < reserve.excellent
programmes:
  - {name: 选优计划, kind: 机制, figures: [reserve.excellent]}
exhibits:
  pool:
    kind: registry
    title: 储备
    entries:
      - {name: 优秀, count: reserve.excellent}
";

const SNAPSHOT: &str = "\
title: 铁东区年轻干部工作台账
as_of: 2024-11-20
figures:
  reserve.excellent: {label: 优秀年轻干部, value: 500, unit: 名}
";

const EDITION: &str = "\
number: 5
pages:
  - {name: 要闻, stories: [lamp, board]}
";

const LAMP: &str = "\
---
column: 选育管用
topics: [年轻干部]
headline: \"源头活水育出{{reserve.excellent}}新苗\"
byline: 本报通讯员 铁东区委组织部
ledger: tiedong
---
全区共掌握优秀年轻干部{{reserve.excellent}}，其中高学历干部{{reserve.graduate}}，占{{reserve.graduate | share of reserve.excellent}}。

## 公开选招

公开选招干部{{tiedong:recruits}}，其中县级{{recruits.county}}，见[看板](board.md)。
";

const BOARD: &str = "\
---
headline: 一图看懂储备
column: 要闻
ledger: tiedong
---
```board
title: 储备与选招
pillars:
  - {name: 选, figures: [reserve.excellent, \"tiedong:reserve.graduate\"]}
  - {name: 招, figures: [recruits.county]}
```

```exhibit
show: tiedong:pool
```
";

const LAMP_PATH: &str = "content/editions/2025-11-20/lamp.md";
const BOARD_PATH: &str = "content/editions/2025-11-20/board.md";
const LEDGER_PATH: &str = "content/ledgers/tiedong.yaml";

/// The sample with a cursor before some words.
fn before(text: &str, words: &str) -> String {
    let at = text.find(words).unwrap_or_else(|| panic!("{words}"));
    format!("{}‸{}", &text[..at], &text[at..])
}

#[test]
fn the_paper_of_these_tests_has_nothing_wrong() {
    let run = paper().run(&["check", "--as-of", "2025-12-01"]);
    assert_eq!(run.code, 0, "{}", run.said);
}
