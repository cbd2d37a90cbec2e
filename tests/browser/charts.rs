//! Charts of generated data: no texts overlap, none leaves its chart, and the table has the same data as the drawing.

use std::fmt::Write;

use super::dice::Dice;
use super::{measured_in, support::Paper};

/// The number of data sets, and of stories that contain them.
const SETS: usize = 504;
const STORIES: usize = 21;
const KINDS: [&str; 6] = ["bar", "line", "stack", "share", "dumbbell", "small-multiples"];

impl Dice {
    fn label(&mut self, number: usize) -> String {
        let letters: Vec<char> =
            "优秀年轻干部储备培训乡镇街道机关企业重点项目合计WMil数字化5G（试行）“双减”".chars().collect();
        let length = self.below(20);
        let words: String = (0..length)
            .map(|_| letters[usize::try_from(self.below(letters.len() as u64)).unwrap()])
            .collect();
        format!("{number}{words}").chars().take(20).collect()
    }

    /// From 0 to 10^12, of every magnitude; negative ones where they are allowed.
    fn value(&mut self, may_be_negative: bool) -> String {
        let size = 10_u64.pow(u32::try_from(self.below(13)).unwrap());
        let value = self.below(size.max(1) + 1).min(1_000_000_000_000);
        let sign = if may_be_negative && self.below(4) == 0 && value > 0 { "-" } else { "" };
        let fraction = if self.below(5) == 0 { format!(".{}", 1 + self.below(9)) } else { String::new() };
        format!("{sign}{value}{fraction}")
    }
}

/// A data set: its rows by name, each with a number for each column.
struct Set {
    kind: &'static str,
    unit: &'static str,
    columns: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
}

fn set(index: usize, dice: &mut Dice) -> Set {
    let kind = KINDS[index % KINDS.len()];
    let unit = ["", "名", "%", "万元", "人次"][usize::try_from(dice.below(5)).unwrap()];
    let unit = if kind == "share" && unit == "%" { "名" } else { unit };
    let columns: Vec<String> = match kind {
        "bar" if dice.below(3) > 0 => vec![String::new()],
        "share" => vec![String::new()],
        _ => (0..=dice.below(8)).map(|column| format!("{}年", 2018 + column)).collect(),
    };
    let count = match dice.below(6) {
        0 => 1,
        _ => 1 + dice.below(24),
    };
    let equal = (dice.below(6) == 0).then(|| dice.value(false));
    let rows = (0..usize::try_from(count).unwrap()).map(|row| {
        let value = |_: &String| equal.clone().unwrap_or_else(|| dice.value(kind != "share"));
        let values = columns.iter().map(value).collect();
        (dice.label(row + 1), values)
    });
    Set { kind, unit, rows: rows.collect(), columns }
}

impl Set {
    fn fence(&self) -> String {
        let mut yaml = format!("```chart\nkind: {}\nunit: \"{}\"\ndata:\n", self.kind, self.unit);
        for (name, values) in &self.rows {
            if self.columns == [""] {
                writeln!(yaml, "  \"{name}\": {}", values[0]).unwrap();
            } else {
                let cells: Vec<String> = self
                    .columns
                    .iter()
                    .zip(values)
                    .map(|(column, value)| format!("{column}: {value}"))
                    .collect();
                writeln!(yaml, "  \"{name}\": {{{}}}", cells.join(", ")).unwrap();
            }
        }
        yaml + "```\n"
    }

    /// What the table beside the chart must contain.
    fn table(&self) -> Vec<Vec<String>> {
        let row = |(name, values): &(String, Vec<String>)| {
            let cells = values.iter().map(|value| format!("{value}{}", self.unit));
            std::iter::once(name.clone()).chain(cells).collect()
        };
        self.rows.iter().map(row).collect()
    }
}

/// For each visible chart: overlapping texts, texts that leave the chart, and the rows of its table.
const TEXTS: &str = "(d, w) => [...d.querySelectorAll('.exhibit-chart')].map(figure => {
    const meets = [], leaves = [];
    for (const svg of figure.querySelectorAll('svg')) {
        const sheet = svg.getBoundingClientRect();
        if (!sheet.width) continue;
        const boxes = [...svg.querySelectorAll('text')].map(t => [t.textContent, t.getBoundingClientRect()]);
        for (const [text, b] of boxes)
            if (b.left < sheet.left - 1 || b.right > sheet.right + 1 || b.top < sheet.top - 1 || b.bottom > sheet.bottom + 1) leaves.push(text);
        boxes.forEach(([text, a], i) => boxes.slice(i + 1).forEach(([other, b]) => {
            const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left), high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (wide > 1 && high > 3) meets.push([text, other, wide, high]);
        }));
    }
    const rows = [...figure.querySelectorAll('.data tbody tr')].map(r => [...r.children].map(c => c.textContent));
    return {meets, leaves, rows, shown: [...figure.querySelectorAll('svg')].filter(s => s.getBoundingClientRect().width).length};
})";

#[test]
fn labels_never_meet_and_never_leave_their_chart_whatever_the_data() {
    let mut dice = Dice(20_251_120);
    let sets: Vec<Set> = (0..SETS).map(|index| set(index, &mut dice)).collect();
    let paper = Paper::of(&[]);
    let mut documents = Vec::new();
    for (story, sets) in sets.chunks(SETS / STORIES).enumerate() {
        let fences: Vec<String> = sets.iter().map(Set::fence).collect();
        paper.put(
            &format!("content/editions/2025-11-20/c{story}.md"),
            format!("# 图表\n\n{}", fences.join("\n")),
        );
        documents.push(format!("2025-11-20/c{story}.html"));
    }
    paper.built();
    let documents: Vec<&str> = documents.iter().map(String::as_str).collect();
    let mut seen = 0;
    for (path, width, charts) in measured_in(&paper, &documents, &[1440, 390], TEXTS, &[]) {
        let story: usize = path.trim_start_matches("2025-11-20/c").trim_end_matches(".html").parse().unwrap();
        for (index, chart) in charts.as_array().unwrap().iter().enumerate() {
            let set = &sets[story * (SETS / STORIES) + index];
            let about = || format!("{path} at {width}, chart {index} ({}): {}", set.kind, set.fence());
            assert_eq!(chart["shown"], 1, "{}", about());
            assert_eq!(chart["meets"], serde_json::json!([]), "{}", about());
            assert_eq!(chart["leaves"], serde_json::json!([]), "{}", about());
            assert_eq!(chart["rows"], serde_json::json!(set.table()), "{}", about());
            seen += 1;
        }
    }
    assert_eq!(seen, SETS * 2);
}
