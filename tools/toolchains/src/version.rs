//! Versions, as far as "recent enough" needs them.

use std::fmt;

/// Major and minor number; what comes after them changes nothing here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(pub u32, pub u32);

impl Version {
    /// The first version in a text: 1.27 in `go version go1.27.0 linux/amd64`.
    pub fn in_text(text: &str) -> Option<Self> {
        full_in_text(text).and_then(|full| {
            let mut numbers = full.split('.');
            Some(Self(numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
        })
    }
}

/// The first version in a text, whole: `1.27.0` in `go version go1.27.0 linux/amd64`.
pub fn full_in_text(text: &str) -> Option<&str> {
    text.split(|c: char| !(c.is_ascii_digit() || c == '.'))
        .map(|word| word.trim_matches('.'))
        .find(|word| word.contains('.'))
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_found_among_words() {
        for (text, full, version) in [
            ("go version go1.27.0 linux/amd64", "1.27.0", Version(1, 27)),
            ("v20.20.2", "20.20.2", Version(20, 20)),
            ("Python 3.11.7", "3.11.7", Version(3, 11)),
            ("Swift version 6.0.3 (swift-6.0.3-RELEASE)", "6.0.3", Version(6, 0)),
            ("3.1.102", "3.1.102", Version(3, 1)),
        ] {
            assert_eq!(full_in_text(text), Some(full));
            assert_eq!(Version::in_text(text), Some(version));
        }
        assert_eq!(Version::in_text("no version in sight. 3 words"), None);
    }

    #[test]
    fn newer_is_greater() {
        assert!(Version(1, 9) < Version(1, 25) && Version(9, 0) < Version(20, 0));
    }
}
