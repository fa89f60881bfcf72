//! A program in Go as a package that another program can call: the same text, line by line, but for the names
//! of its package and its function `main`.

use std::fmt::Write as _;

/// The package that a program becomes.
const PACKAGE: &str = "program";
/// The function that `main` becomes.
pub const ENTRY: &str = "Main";

/// The text with `package main` and `func main` renamed; `None` if it has not both.
pub fn callable(text: &str) -> Option<String> {
    let (mut package, mut function) = (None, None);
    let mut before = "";
    let mut depth = 0_usize;
    for (start, token) in (Tokens { text, at: 0 }) {
        match (before, token) {
            ("package", "main") if package.is_none() => package = Some(start),
            ("func", "main") if depth == 0 => function = Some(start),
            (_, "{" | "(" | "[") => depth += 1,
            (_, "}" | ")" | "]") => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = token;
    }
    let (package, function) = (package?, function.filter(|function| Some(*function) > package)?);
    let main = "main".len();
    Some(format!(
        "{}{PACKAGE}{}{ENTRY}{}",
        &text[..package],
        &text[package + main..function],
        &text[function + main..]
    ))
}

/// The program that calls the one which it is started as. Each is a package, by its path.
pub fn caller<'a>(programs: impl Iterator<Item = (&'a str, String)>) -> String {
    let (mut imports, mut cases) = (String::new(), String::new());
    for (name, path) in programs {
        // A string takes everything.
        let _ = writeln!(imports, "\tprogram_{name} \"{path}\"");
        let _ = writeln!(cases, "\tcase \"{name}\":\n\t\tprogram_{name}.{ENTRY}()");
    }
    format!(
        "package main\n\nimport (\n\t\"os\"\n\n{imports})\n\nfunc main() {{\n\tswitch os.Args[0] {{\n{cases}\
         \tdefault:\n\t\tpanic(\"no program \" + os.Args[0])\n\t}}\n}}\n"
    )
}

/// What Go's compiler sees of a text: words and signs, without strings and comments.
struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = (usize, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let start = self.at;
            let rest = &self.text[start..];
            let first = rest.chars().next()?;
            let length = match first {
                '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
                '/' if rest.starts_with("/*") => rest.find("*/").map_or(rest.len(), |end| end + 2),
                '`' => rest[1..].find('`').map_or(rest.len(), |end| end + 2),
                '"' | '\'' => quoted(rest, first),
                _ if is_word(first) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
                _ => first.len_utf8(),
            };
            self.at = start + length;
            let is_comment = rest.starts_with("//") || rest.starts_with("/*");
            if !is_comment && !first.is_whitespace() {
                return Some((start, &rest[..length]));
            }
        }
    }
}

/// Length of a string or a rune, with its quotes.
fn quoted(rest: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (place, character) in rest.char_indices().skip(1) {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '\n' => return place,
            end if end == quote => return place + 1,
            _ => {}
        }
    }
    rest.len()
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_becomes_a_package_and_keeps_its_lines() {
        let program = "// package main is what func main() is in.\npackage main\n\nimport \"fmt\"\n\nvar text = `\nfunc main() {\n`\n\nfunc main() {\n\tfmt.Println(\"func main\", '\"')\n}\n\nfunc domain() {}\n";
        let package = "// package main is what func main() is in.\npackage program\n\nimport \"fmt\"\n\nvar text = `\nfunc main() {\n`\n\nfunc Main() {\n\tfmt.Println(\"func main\", '\"')\n}\n\nfunc domain() {}\n";
        assert_eq!(callable(program).as_deref(), Some(package));
    }

    #[test]
    fn comments_of_either_kind_stand_wherever_they_like() {
        let program =
            "/* package main\nfunc main() {} */ package /* ! */ main // main\nfunc /* no */ main() {}";
        let package =
            "/* package main\nfunc main() {} */ package /* ! */ program // main\nfunc /* no */ Main() {}";
        assert_eq!(callable(program).as_deref(), Some(package));
    }

    #[test]
    fn what_has_no_main_cannot_be_called() {
        assert_eq!(callable("package main\n\nfunc bake() {}\n"), None);
        assert_eq!(callable("func main() {}\n"), None);
        assert_eq!(callable("package main\n\nvar _ = func() { func main() {} }\n"), None);
        assert_eq!(callable("package main\n\nvar text = \"func main() {"), None);
    }

    #[test]
    fn the_caller_picks_by_the_name_that_it_is_started_under() {
        let programs = [("cake", "bakery/a/examples/cake".to_owned())];
        let caller = caller(programs.into_iter());
        assert!(caller.contains("\tprogram_cake \"bakery/a/examples/cake\"\n"), "{caller}");
        assert!(caller.contains("\tcase \"cake\":\n\t\tprogram_cake.Main()\n"), "{caller}");
    }
}
