//! One story of the generated newspaper, derived from its number, independent of any format.

use std::fmt::Write;

use chrono::{Days, NaiveDate};

use super::COLUMNS;
use super::prose::{clause, sentence, sentences};
use super::random::Random;

/// The number of stories in an edition.
const OF_AN_EDITION: usize = 12;
/// The number of topics, and of topics per story.
const TOPICS: usize = 24;
const TOPICS_OF_A_STORY: usize = 3;
/// The sub-heads of every story, and the figures printed under each.
const SUB_HEADS: [(&str, &[&str]); 4] = [
    ("先把家底摸清 记好“一本账”", &["homes", "moved", "waiting"]),
    ("再把手艺传开 办好“大课堂”", &["learners", "lessons"]),
    ("常把隐患查细 守好“一道堤”", &["patrols", "leaks"]),
    ("总把日子过好 同走“一条路”", &["masters"]),
];

/// A figure as defined in the front matter.
pub struct Figure {
    key: &'static str,
    label: &'static str,
    value: usize,
    unit: &'static str,
}

impl Figure {
    /// Its line of YAML.
    fn line(&self) -> String {
        let Self { key, label, value, unit } = self;
        format!("  {key}: {{label: {label}, value: {value}, unit: {unit}}}\n")
    }
}

/// A story.
pub struct Story {
    /// Counted from 0.
    pub number: usize,
    /// The day of its edition.
    pub date: NaiveDate,
    /// The name and the address of its column.
    pub column: (&'static str, &'static str),
    /// 专题
    pub topics: Vec<String>,
    /// 引题
    pub kicker: String,
    /// 主题
    pub headline: String,
    /// Its author.
    pub byline: String,
    /// Its figures, each of which the body prints.
    pub figures: [Figure; 8],
    /// Markdown, in which a figure is written `{{ key }}`.
    pub body: String,
}

impl Story {
    /// The story with this number: the same in every corpus of any size.
    pub fn new(number: usize) -> Self {
        let mut random = Random::new(number);
        let days = (number / OF_AN_EDITION) as u64;
        let first = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap();
        Self {
            number,
            date: first.checked_add_days(Days::new(days)).unwrap(),
            column: *random.one_of(&COLUMNS),
            topics: topics(&mut random),
            kicker: format!("{} {}", clause(4, &mut random), clause(4, &mut random)),
            headline: clause(6, &mut random),
            byline: byline(&mut random),
            figures: figures(&mut random),
            body: body(&mut random),
        }
    }

    /// The name of its file.
    pub fn file_name(&self) -> String {
        format!("a{:06}.md", self.number)
    }

    /// Its topics as a YAML list.
    pub fn topic_list(&self) -> String {
        format!("[{}]", self.topics.join(", "))
    }

    /// Its figures as a YAML mapping, indented.
    pub fn figure_lines(&self) -> String {
        self.figures.each_ref().map(Figure::line).concat()
    }
}

/// Topics at fixed intervals in the circle of all topics, so that none is repeated.
fn topics(random: &mut Random) -> Vec<String> {
    let (first, step) = (random.between(0, TOPICS - 1), random.between(1, TOPICS / TOPICS_OF_A_STORY));
    (0..TOPICS_OF_A_STORY).map(|place| format!("专题{:02}", (first + place * step) % TOPICS)).collect()
}

fn byline(random: &mut Random) -> String {
    let family = random.one_of(&["赵", "钱", "孙", "李", "周", "吴", "郑", "王"]);
    let given = random.one_of(&["一舟", "小满", "长河"]);
    format!("通讯员 {family}{given}")
}

fn figures(random: &mut Random) -> [Figure; 8] {
    let mut figure = |key, label, (least, most), unit| {
        let value = random.between(least, most);
        Figure { key, label, value, unit }
    };
    [
        figure("homes", "登记住户", (200, 900), "户"),
        figure("moved", "搬入新居", (50, 150), "户"),
        figure("waiting", "等候搬迁", (50, 150), "户"),
        figure("learners", "参加学习", (100, 5000), "人次"),
        figure("lessons", "开办课程", (5, 60), "期"),
        figure("patrols", "巡堤", (3, 40), "次"),
        figure("leaks", "查出隐患", (10, 90), "处"),
        figure("masters", "出师", (5, 60), "名"),
    ]
}

fn body(random: &mut Random) -> String {
    let mut body = sentences(3, random);
    for (head, keys) in SUB_HEADS {
        let opening = sentences(2, random) + &printed(keys, random);
        let [before, stressed, after] = [sentence(random), clause(2, random), sentence(random)];
        write!(body, "\n\n## {head}\n\n{opening}\n\n{before}**{stressed}**{after}").unwrap();
    }
    let (quote, table, end) = (sentence(random), table(random), sentences(2, random));
    write!(body, "\n\n> {quote}\n\n{table}\n{end}\n").unwrap();
    body
}

/// A sentence that prints the figures with these keys.
fn printed(keys: &[&str], random: &mut Random) -> String {
    let figures: Vec<String> = keys.iter().map(|key| format!("{{{{ {key} }}}}")).collect();
    format!("今年以来，{}{}。", clause(2, random), figures.join("，"))
}

fn table(random: &mut Random) -> String {
    let row = |_| {
        let (name, number) = (clause(2, random), random.between(1, 999));
        format!("| {name} | {number} | 个 |\n")
    };
    let rows: String = (0..6).map(row).collect();
    format!("| 项目 | 数量 | 单位 |\n| --- | ---: | --- |\n{rows}")
}
