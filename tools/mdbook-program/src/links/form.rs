//! The form of links to other sites: what can be said of one without asking anybody.

use std::collections::BTreeMap;

use url::Url;

/// What of an address only says where somebody has clicked.
const TRACKING: [&str; 10] =
    ["utm_", "fbclid", "gclid", "msclkid", "mc_cid", "mc_eid", "igshid", "wt.mc_id", "ref_src", "si"];

/// Addresses that are known to send everybody elsewhere: how one begins, and where it goes.
const MOVED: [(&str, &str); 18] = [
    ("golang.org/", "go.dev/"),
    ("blog.golang.org/", "go.dev/blog/"),
    ("play.golang.org/", "go.dev/play/"),
    ("godoc.org/", "pkg.go.dev/"),
    ("docs.microsoft.com/", "learn.microsoft.com/"),
    ("blogs.msdn.microsoft.com/", "learn.microsoft.com/archive/blogs/"),
    ("github.com/apple/swift/", "github.com/swiftlang/swift/"),
    ("github.com/apple/swift-evolution/", "github.com/swiftlang/swift-evolution/"),
    ("github.com/microsoft/dotnet/", "github.com/dotnet/"),
    ("github.com/rust-lang-nursery/futures-rs/", "github.com/rust-lang/futures-rs/"),
    ("developer.mozilla.org/docs/", "developer.mozilla.org/en-US/docs/"),
    ("python.org/dev/peps/", "peps.python.org/"),
    ("docs.python.org/library/", "docs.python.org/3/library/"),
    ("rust-lang.github.io/async-book/", "rust-lang.github.io/async-book"),
    ("doc.rust-lang.org/stable/std/", "doc.rust-lang.org/std/"),
    ("tc39.github.io/ecma262/", "tc39.es/ecma262/"),
    ("ecma-international.org/ecma-262/", "262.ecma-international.org/"),
    ("nodejs.org/dist/latest/docs/api/", "nodejs.org/api/"),
];

/// Hosts whose addresses hide where they lead.
const SHORTENERS: [&str; 8] =
    ["t.co", "bit.ly", "goo.gl", "tinyurl.com", "youtu.be", "is.gd", "aka.ms", "lnkd.in"];

/// What is wrong with the form of an address, and what would mend it.
pub fn flaw(address: &str) -> Option<(String, String)> {
    let told = |message: &str, help: &str| Some((format!("`{address}` {message}"), help.to_owned()));
    if address.starts_with("mailto:") {
        return None;
    }
    let Ok(url) = Url::parse(address) else {
        return told("is no address", "write it whole: `https://…`");
    };
    if url.scheme() != "https" {
        return told("is not https", "no site that the book names is without it");
    }
    if !url.username().is_empty() || url.password().is_some() {
        return told("names a user", "leave out what is before the @");
    }
    if address.ends_with(['.', ',', ';', ':', '!', '?', '\'', '"', '*']) {
        return told("ends with punctuation", "put it behind the link");
    }
    if address.matches('(').count() != address.matches(')').count() {
        return told("has lost a parenthesis", "put the address into <> in Markdown");
    }
    if let Some((name, _)) = url.query_pairs().find(|(name, _)| tracks(name)) {
        return told(&format!("tells where its reader came from, with `{name}`"), "leave that out");
    }
    // Written otherwise, the same page would be there under two addresses.
    if url.as_str().trim_end_matches('/') != address.trim_end_matches('/') {
        return told("is not in its normal form", &format!("write {url}"));
    }
    let host = url.host_str().unwrap_or_default();
    if SHORTENERS.contains(&host) {
        return told("hides where it leads", "name the page itself");
    }
    moved(&url).and_then(|to| told("is known to have moved", &format!("it is now at {to}")))
}

fn tracks(name: &str) -> bool {
    let name = name.to_lowercase();
    TRACKING.iter().any(|known| name == *known || (known.ends_with('_') && name.starts_with(known)))
}

/// Where the site sends everybody who comes to that address.
fn moved(url: &Url) -> Option<String> {
    let place = format!("{}{}", url.host_str()?.trim_start_matches("www."), url.path());
    if let Some((_, to)) = MOVED.iter().find(|(from, _)| place.starts_with(from)) {
        return Some((*to).to_owned());
    }
    let mut parts = url.path_segments()?;
    let (first, second) = (parts.next().unwrap_or_default(), parts.next());
    match url.host_str()? {
        // The newest version, under a name of its own.
        "docs.rs" if first != "crate" && first != "about" && second.is_none_or(str::is_empty) => {
            Some(format!("docs.rs/{first}/latest/{}/", first.replace('-', "_")))
        }
        "learn.microsoft.com" if !first.contains('-') => {
            Some(format!("learn.microsoft.com/en-us{}", url.path()))
        }
        "docs.python.org" if !first.starts_with('3') => Some(format!("docs.python.org/3{}", url.path())),
        _ => None,
    }
}

/// What is the same for all ways to write the address of a page.
pub fn canonical(address: &str) -> String {
    let bare = address.split_once("://").map_or(address, |(_, bare)| bare);
    let (path, place) = bare.split_once('#').map_or((bare, ""), |(path, place)| (path, place));
    let path = path.trim_start_matches("www.").trim_end_matches("index.html").trim_end_matches('/');
    format!("{}#{place}", path.to_lowercase())
}

/// Whether an address is one of those before, written in another way.
pub fn variant(address: &str, known: &mut BTreeMap<String, String>) -> Option<(String, String)> {
    let page = |address: &str| address.split('#').next().unwrap_or_default().to_owned();
    let key = canonical(&page(address));
    let before = known.entry(key).or_insert_with(|| page(address));
    (*before != page(address)).then(|| {
        let message = format!("`{}` is written `{before}` elsewhere", page(address));
        (message, "write it the same everywhere".to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_of_a_form_that_lasts() {
        for good in [
            "https://docs.rs/tokio/latest/tokio/task/index.html#what-are-tasks",
            "https://docs.rs/crate/async-std/latest",
            "https://developer.apple.com/documentation/swift/task/sleep(for:tolerance:clock:)",
            "https://pyodide.org",
            "https://docs.python.org/3/reference/datamodel.html#object.__await__",
            "https://learn.microsoft.com/en-us/dotnet/api/system.threading.thread.sleep",
            "https://github.com/golang/go/blob/master/src/runtime/proc.go",
            "mailto:alice@example.org",
        ] {
            assert_eq!(flaw(good), None);
        }
        for (bad, why, help) in [
            ("http://go.dev/ref/mem", "is not https", ""),
            ("https://", "is no address", "https://…"),
            ("//go.dev/ref/mem", "is no address", ""),
            ("https://alice@go.dev/", "names a user", ""),
            ("https://go.dev/ref/mem.", "ends with punctuation", ""),
            ("https://developer.apple.com/sleep(for:", "ends with punctuation", ""),
            ("https://developer.apple.com/sleep(for", "lost a parenthesis", ""),
            ("https://go.dev/?utm_source=book", "`utm_source`", ""),
            ("https://go.dev/a?b=c&fbclid=1", "`fbclid`", ""),
            ("https://Go.dev/ref/mem", "normal form", "https://go.dev/ref/mem"),
            ("https://go.dev/ref/../mem", "normal form", "https://go.dev/mem"),
            ("https://golang.org/ref/mem", "moved", "go.dev/"),
            ("https://www.python.org/dev/peps/pep-0492/", "moved", "peps.python.org/"),
            ("https://docs.rs/cpu-time", "moved", "docs.rs/cpu-time/latest/cpu_time/"),
            ("https://learn.microsoft.com/dotnet/api/a", "moved", "en-us/dotnet/api/a"),
            ("https://docs.python.org/library/asyncio.html", "moved", "docs.python.org/3/library/"),
            ("https://youtu.be/x", "hides", ""),
        ] {
            let (message, told) = flaw(bad).unwrap_or_else(|| panic!("{bad} is good"));
            assert!(message.contains(why) && told.contains(help), "{bad}: {message} ({told})");
        }
    }

    #[test]
    fn one_page_is_written_in_one_way() {
        let mut known = BTreeMap::new();
        for (address, is_new) in [
            ("https://pyodide.org", true),
            ("https://pyodide.org/", false),
            ("https://www.pyodide.org", false),
            ("https://pyodide.org#place", true),
            ("https://pyodide.org/other", true),
        ] {
            assert_eq!(variant(address, &mut known).is_none(), is_new, "{address}");
        }
    }
}
