//! Announcements: paragraphs that end with a colon, and what a page prints after them.

use regex::Regex;

use crate::support::Paper;

#[test]
fn no_page_cuts_a_story_after_an_announcement() {
    let words = "县里把年轻干部放到一线，摸清底数，一人一档，跟踪培养。";
    let announced = [
        "> 从连队到机关，办公时只用一盏灯，办完公，灯就吹熄。\n\n",
        "1. 摸清底数，一人一档。\n2. 跟踪培养，一季一评。\n3. 上门走访，一户不落。\n\n",
        "“办公只用一盏灯。”这是当年的规矩，一直守到今天。\n\n",
    ];
    let paper = Paper::of(&[("content/site.yaml", "name: 晨报\n")]);
    for day in 1..=24 {
        for name in 1..=5 {
            let paragraph = |number: usize| {
                let before = words.repeat((number * 7 + day * 3 + name) % 5);
                let break_or_not = if number.is_multiple_of(6) { "第一条  \n" } else { "" };
                format!("{before}{break_or_not}大家一起做的是：\n\n{}", announced[(number + day) % 3])
            };
            let text: String = (0..30).map(paragraph).collect();
            paper.put(
                &format!("content/editions/2025-10-{day:02}/s{name}.md"),
                format!("---\nheadline: 第{name}条消息\n---\n\n{text}"),
            );
        }
    }
    let public = paper.built();
    let tag = Regex::new("<[^>]*>").unwrap();
    let mut cuts = 0;
    for (path, bytes) in public.iter().filter(|(path, _)| path.starts_with("2025-10-") && !path.contains('/'))
    {
        let page = std::str::from_utf8(bytes).unwrap();
        for cut in page.rsplit("<a class=\"on\"").skip(1) {
            let text = tag.replace_all(cut, "");
            let text = text.trim_end().trim_end_matches('…').trim_end();
            assert!(!text.ends_with('：'), "{path}: {}", text.lines().last().unwrap_or_default());
            cuts += 1;
        }
    }
    assert!(cuts > 60, "{cuts} stories are cut");
}
