//! The groups of a table of figures: each row belongs to one.

use super::TableSource;
use super::lines::LinkedLine;
use crate::finding::Notes;
use crate::words::tables as words;

impl TableSource<'_> {
    /// Each group with the indexes of its rows.
    pub(super) fn groups(&self, lines: &[LinkedLine], notes: &mut Notes) -> Vec<(String, Vec<usize>)> {
        let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
        for group in self.table.groups() {
            let mut members = Vec::new();
            for (pattern, at) in &group.keys {
                let fitting = (0..lines.len()).filter(|line| Self::fits(pattern, &lines[*line].key));
                let fitting: Vec<usize> = fitting.collect();
                if fitting.is_empty() && !lines.is_empty() {
                    notes.error(*at, words::unknown_row(pattern, lines.iter().map(|line| line.key.as_str())));
                }
                for line in fitting {
                    let is_taken =
                        members.contains(&line) || groups.iter().any(|(_, taken)| taken.contains(&line));
                    if is_taken {
                        notes.error(*at, words::in_two_groups(&lines[line].key));
                    } else {
                        members.push(line);
                    }
                }
            }
            groups.push((group.name.clone(), members));
        }
        let is_grouped = |line: &usize| groups.iter().any(|(_, members)| members.contains(line));
        if let Some(left) = (0..lines.len()).find(|line| !groups.is_empty() && !is_grouped(line)) {
            notes.error(self.at, words::in_no_group(&lines[left].key));
        }
        groups
    }
}
