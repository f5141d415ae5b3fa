//! Advice in points: one a line, each behind a dash; what follows without one belongs to it.

use crate::texts;

/// Points that an entry has at most: what somebody in a hurry still reads.
const MOST_POINTS: usize = 5;

const DASHES: [char; 4] = ['–', '-', '•', '*'];

/// The points of a text, without their dashes; none where it is no list.
pub fn points(text: &str) -> Vec<String> {
    let mut points: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match (point(line), points.last_mut()) {
            (Some(point), _) => points.push(point.to_owned()),
            (None, Some(last)) => {
                last.push('\n');
                last.push_str(line);
            }
            (None, None) => return points,
        }
    }
    points
}

/// A sentence, where there are more points than an entry has.
pub fn too_many(text: &str) -> Option<String> {
    let count = points(text).len();
    (count > MOST_POINTS).then(|| texts::entry::too_many_points(count, MOST_POINTS))
}

/// What stands behind a dash and a blank: »-5 Grad« is no point.
fn point(line: &str) -> Option<&str> {
    line.strip_prefix(DASHES)?.strip_prefix(char::is_whitespace).map(str::trim_start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_behind_a_dash_is_a_point() {
        assert_eq!(
            points("– zu zweit\n\n- am Kaffeetisch\nmit Kuchen\n* -5 Grad"),
            ["zu zweit", "am Kaffeetisch\nmit Kuchen", "-5 Grad"]
        );
    }

    #[test]
    fn an_entry_has_five_points_and_not_six() {
        assert_eq!(too_many(&"– so\n".repeat(5)), None);
        let said = too_many(&"– so\n".repeat(6)).expect("a sentence");
        assert!(said.contains("6 Punkte"), "{said}");
        assert_eq!(too_many(&"so\n".repeat(9)), None);
    }

    #[test]
    fn a_text_without_dashes_is_no_list() {
        assert_eq!(points("Erst fragen.\n– dann handeln"), [""; 0]);
        assert_eq!(points("-5 Grad"), [""; 0]);
        assert_eq!(points(""), [""; 0]);
    }
}
