//! Results for programs: the last line of a command as JSON, and where the manual explains it.

use serde_json::Value;

use crate::support::{Paper, repository};

fn last_line(said: &str) -> Value {
    serde_json::from_str(said.trim_end().lines().last().unwrap()).unwrap()
}

#[test]
fn every_field_of_the_result_of_a_build_and_of_a_new_edition_stands_in_the_guide() {
    let guide = std::fs::read_to_string(repository().join("content/pages/guide.md")).unwrap();
    let paper = Paper::of(&[("content/editions/2025-11-20/a.md", "# 题\n\n文。\n")]);
    for arguments in
        [&["build", "--format", "json"][..], &["new", "edition", "2026-01-08", "--format", "json"]]
    {
        let run = paper.run(arguments);
        assert_eq!(run.code, 0, "{}", run.said);
        let result = last_line(&run.said);
        let result = result.get("printed").unwrap_or(&result);
        for field in result.as_object().unwrap().keys() {
            assert!(guide.contains(&format!("`{field}`")), "{arguments:?}: {field} is not in the guide");
        }
    }
}
