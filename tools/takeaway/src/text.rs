//! Program texts for readers who have them to themselves.

/// A program without the comments that mark what a page shows of it.
pub fn without_anchors(text: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut is_after_marker = false;
    for line in text.lines() {
        if is_anchor(line) {
            is_after_marker = true;
            continue;
        }
        // A marker that stood between two blank lines leaves one of them.
        let is_blank = |line: &&str| line.trim().is_empty();
        if is_after_marker && is_blank(&line) && kept.last().is_none_or(is_blank) {
            continue;
        }
        is_after_marker = false;
        kept.push(line);
    }
    let mut text = kept.join("\n").trim_end().to_owned();
    text.push('\n');
    text
}

fn is_anchor(line: &str) -> bool {
    let comment = line.trim().trim_start_matches(['/', '#']).trim_start();
    comment.len() < line.trim().len()
        && (comment.starts_with("ANCHOR: ") || comment.starts_with("ANCHOR_END: "))
}

/// Code of the kitchen without its comments, which are whole lines, and without indentation and blank
/// lines: it goes into an address, where each of them costs three characters.
pub fn compact_rust(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.fold(String::with_capacity(text.len()), |compact, line| compact + line + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_of_anchors_are_left_out_with_the_lines_that_set_them_apart() {
        let go = "// Cake.\npackage main\n\n// ANCHOR: main\nfunc main() {\n}\n\n// ANCHOR_END: main\n\n// ANCHOR: bake\nfunc bake() {}\n\n// ANCHOR_END: bake\n";
        assert_eq!(without_anchors(go), "// Cake.\npackage main\n\nfunc main() {\n}\n\nfunc bake() {}\n");
        let python = "# ANCHOR: main\ndef main():\n    bake()\n    # ANCHOR_END: main\n\n\nmain()\n";
        assert_eq!(without_anchors(python), "def main():\n    bake()\n\n\nmain()\n");
        assert_eq!(without_anchors("say(\"ANCHOR: x\")\n"), "say(\"ANCHOR: x\")\n");
    }
}
