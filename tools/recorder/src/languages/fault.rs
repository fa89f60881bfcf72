//! What a program that ended badly says of it on standard error.

use catalog::Source;

/// Why a program ended badly, and where it stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Line of the source; nothing where the program stood elsewhere.
    pub line: Option<usize>,
    pub message: String,
}

/// Which of a program's own lines in a stack trace is the innermost.
#[derive(Debug, Clone, Copy)]
pub enum Innermost {
    First,
    Last,
}

impl Fault {
    /// Reads a language's report: the message is what stands after the first of `before` on its line, the
    /// place is a line of the stack trace that names the source.
    pub fn read(source: &Source, stderr: &str, before: &[&str], innermost: Innermost) -> Option<Self> {
        let message = stderr.lines().find_map(|line| {
            before.iter().find_map(|before| line.split_once(before)).map(|(_, message)| message.trim())
        })?;
        let mut places = stderr.lines().filter_map(|line| line_number(source, line));
        let line = match innermost {
            Innermost::First => places.next(),
            Innermost::Last => places.next_back(),
        };
        Some(Self { line, message: message.to_owned() })
    }
}

/// The number after the source's name: `main.js:12:9`, `main.py", line 12`, `Program.cs:line 12`.
fn line_number(source: &Source, line: &str) -> Option<usize> {
    let folder = source.file.parent()?.file_name()?.to_string_lossy().into_owned();
    let name = source.file.file_name()?.to_string_lossy().into_owned();
    // Only with its folder: other programs have files of the same name.
    let (_, rest) = line.split_once(&format!("{folder}/{name}"))?;
    let number: String = rest
        .trim_start_matches(|c: char| !c.is_ascii_digit())
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    number.parse().ok()
}

#[cfg(test)]
mod tests {
    use catalog::Flavor;

    use super::*;

    fn fault(
        file: &str,
        stderr: &str,
        before: &[&str],
        innermost: Innermost,
    ) -> Option<(Option<usize>, String)> {
        let flavor = Flavor::of_file(file).expect("a file of a flavor");
        let source = Source {
            flavor,
            file: format!("code/a/examples/cake/{file}").into(),
            text: String::new(),
            refused: false,
        };
        Fault::read(&source, stderr, before, innermost).map(|fault| (fault.line, fault.message))
    }

    #[test]
    fn each_language_names_the_line_in_its_own_way() {
        let python = "Traceback (most recent call last):\n  File \"/b/examples/cake/main.py\", line 9, in <module>\n    bake()\n  File \"/b/examples/cake/main.py\", line 4, in bake\n    raise ValueError(\"fire\")\nValueError: fire";
        assert_eq!(
            fault("main.py", python, &["ValueError: "], Innermost::Last),
            Some((Some(4), "fire".into()))
        );
        let go = "panic: fire\n\ngoroutine 1 [running]:\nmain.main()\n\t/b/examples/cake/main.go:12 +0x25\nexit status 2";
        assert_eq!(fault("main.go", go, &["panic: "], Innermost::First), Some((Some(12), "fire".into())));
        let sharp = "Unhandled exception. System.Exception: fire\n   at Cake.Program.Bake() in /b/examples/cake/Program.cs:line 7\n   at Cake.Program.Main() in /b/examples/cake/Program.cs:line 3";
        assert_eq!(
            fault("Program.cs", sharp, &["Exception: "], Innermost::First),
            Some((Some(7), "fire".into()))
        );
        let elsewhere = "panic: fire\n\t/b/examples/other/main.go:12 +0x25";
        assert_eq!(fault("main.go", elsewhere, &["panic: "], Innermost::First), Some((None, "fire".into())));
    }

    #[test]
    fn what_says_nothing_of_a_fault_is_none() {
        assert_eq!(fault("main.go", "good evening", &["panic: "], Innermost::First), None);
    }
}
