//! Search: what it finds, what it does not, and where it leads.

use std::collections::BTreeSet;
use std::fs;

use book_tests::root;
use browser::thirtyfour::Key;
use catalog::Catalog;
use trace::EventKind;
use walkdir::WalkDir;

use crate::book::Reader;
use crate::page::Page;

/// What an index may weigh on its way to a reader, in bytes.
const BUDGET: usize = 400_000;
/// So far down a list, people look.
const SEEN: usize = 5;

/// Makes `search(words)` of a page, the places that search lists for them: `blocking/index.html#a-heading`.
const PREPARE: &str = "
    const { doc_urls, index, search_options } = window.search;
    const loaded = elasticlunr.Index.load(index);
    window.look = (words) => loaded.search(words, search_options).map(({ ref }) => doc_urls[ref]);
    return true";

/// A page with its index at hand.
async fn with_index(reader: &Reader) -> Page<'_> {
    let page = reader.open("glossary.html?search=oven").await;
    page.await_script("return window.search.index !== undefined").await;
    let _: bool = page.script(PREPARE).await;
    page
}

/// The places that search lists for each of these.
async fn found(page: &Page<'_>, wanted: &[String]) -> Vec<Vec<String>> {
    let wanted = serde_json::to_string(wanted).expect("texts are JSON");
    page.script(&format!("return {wanted}.map(window.look)")).await
}

/// All Markdown of the book.
fn texts() -> Vec<String> {
    let pages = mdbook_program::pages(&root().join("src")).expect("the summary can be read");
    pages.iter().map(|page| fs::read_to_string(root().join("src").join(page)).expect("a page")).collect()
}

fn catalog() -> Catalog {
    Catalog::walk(&root(), &mut Vec::new()).expect("the book has programs")
}

#[tokio::test]
async fn a_program_is_found_by_its_name_and_by_its_title() {
    let reader = Reader::new().await;
    let page = with_index(&reader).await;
    let shown: BTreeSet<String> = texts().iter().flat_map(|text| mdbook_program::programs(text)).collect();
    let programs = catalog().programs;
    let wanted: Vec<(&String, String)> = shown
        .iter()
        .flat_map(|name| [(name, name.clone()), (name, programs[name].manifest.title.clone())])
        .collect();
    assert!(wanted.len() > 100, "{}", wanted.len());
    let words: Vec<String> = wanted.iter().map(|(_, words)| words.clone()).collect();
    let answers: Vec<Vec<String>> = found(&page, &words).await;
    for ((name, words), places) in wanted.iter().zip(answers) {
        let places = serde_json::to_string(&places[..places.len().min(SEEN)]).expect("texts are JSON");
        let leads_there = format!(
            "const shows = async (place) => {{
                 const [page, id] = place.split('#');
                 const text = await (await fetch('/' + page)).text();
                 const figure = new DOMParser().parseFromString(text, 'text/html').getElementById(id);
                 return figure?.querySelector('[data-program={name}]') != null;
             }};
             return Promise.all({places}.map(shows)).then((all) => all.includes(true))"
        );
        let is_there: bool = reader.browser.script_async(&leads_there, Vec::new()).await.expect("it runs");
        assert!(is_there, "{words:?} leads to {places}, and nothing of it shows {name}");
    }
    reader.leave().await;
}

#[tokio::test]
async fn a_term_is_found_in_the_glossary_and_a_misconception_where_it_is_disproved() {
    let reader = Reader::new().await;
    let page = with_index(&reader).await;
    let glossary = fs::read_to_string(root().join("src/glossary.md")).expect("the glossary");
    let lines: Vec<&str> = glossary.lines().collect();
    let terms: Vec<String> = lines
        .windows(2)
        .filter(|lines| lines[1].starts_with(": "))
        .map(|lines| lines[0].split(',').next().unwrap_or_default().to_owned())
        .collect();
    assert!(terms.len() > 40, "{}", terms.len());
    for (term, places) in terms.iter().zip(found(&page, &terms).await) {
        let entry = format!("glossary.html#{}", term.to_lowercase().replace(' ', "-"));
        assert!(places[..places.len().min(SEEN)].contains(&entry), "{term} leads to {places:?}");
    }
    let texts = texts();
    let claims: Vec<String> = texts
        .iter()
        .flat_map(|text| text.lines())
        .filter_map(|line| line.strip_prefix("claim = \"")?.strip_suffix('"'))
        .map(|claim| claim.replace("\\\"", "\""))
        .collect();
    assert!(claims.len() > 30, "{}", claims.len());
    for (claim, places) in claims.iter().zip(found(&page, &claims).await) {
        let first = places.first().map(String::as_str).unwrap_or_default();
        assert!(first.contains("#misconception-"), "{claim:?} leads to {first:?}");
    }
    reader.leave().await;
}

#[tokio::test]
async fn every_place_that_search_knows_is_there() {
    let reader = Reader::new().await;
    let page = with_index(&reader).await;
    page.await_script("return window.search.doc_urls.length > 300").await;
    let missing: Vec<String> = reader
        .browser
        .script_async(
            "const pages = new Map();
             const read = async (page) => {
                 const text = await (await fetch('/' + page)).text();
                 return new DOMParser().parseFromString(text, 'text/html');
             };
             const missing = async (place) => {
                 const [page, id] = place.split('#');
                 if (!pages.has(page)) pages.set(page, read(page));
                 return (await pages.get(page)).getElementById(id) === null;
             };
             const urls = window.search.doc_urls;
             return Promise.all(urls.map(missing)).then((are) => urls.filter((_, n) => are[n]))",
            Vec::new(),
        )
        .await
        .expect("the pages can be read");
    assert_eq!(missing, Vec::<String>::new());
    reader.leave().await;
}

#[tokio::test]
async fn what_stands_in_a_recording_only_is_not_found() {
    let mut written: Vec<String> = texts();
    for file in WalkDir::new(root().join("code")).into_iter().map(|entry| entry.expect("code can be read")) {
        // What these files say is told in the text: titles, questions, tasks.
        if file.path().extension() == Some("toml".as_ref()) {
            written.push(fs::read_to_string(file.path()).expect("a file of text"));
        }
    }
    let written = written.iter().flat_map(|text| text.split_whitespace()).collect::<Vec<_>>().join(" ");
    let mut printed = BTreeSet::new();
    for program in catalog().programs.into_values() {
        for recorded in program.recording.into_iter().flat_map(|recording| recording.flavors.into_values()) {
            printed.extend(recorded.events.into_iter().filter_map(|event| match event.kind {
                EventKind::Say { text } => Some(text),
                _ => None,
            }));
        }
    }
    printed.retain(|line| !written.contains(line.as_str()));
    assert!(printed.len() > 50, "{}", printed.len());

    let reader = Reader::new().await;
    let page = with_index(&reader).await;
    let printed = serde_json::to_string(&printed).expect("texts are JSON");
    let told: Vec<String> = page
        .script(&format!(
            "const bodies = Object.values(window.search.index.documentStore.docs).map(({{ body }}) => body);
             return {printed}.filter((line) => bodies.some((body) => body.includes(line)))"
        ))
        .await;
    assert_eq!(told, Vec::<String>::new());
    reader.leave().await;
}

#[tokio::test]
async fn the_box_tells_how_much_there_is_and_enter_leads_to_the_first() {
    let reader = Reader::new().await;
    let printed = "I slept 30 minutes; the processor was free.";
    let page = reader.open(&format!("glossary.html?search={}", printed.replace(' ', "%20"))).await;
    let header = "return document.getElementById('mdbook-searchresults-header').textContent";
    page.await_script(&format!("{header}.startsWith('No search results for')")).await;

    let page = reader.open("index.html?search=starvation").await;
    page.await_script("return document.querySelector('#mdbook-searchresults li') !== null").await;
    let _: bool = page.script("document.getElementById('mdbook-searchbar').focus(); return true").await;
    page.press(Key::Enter).await;
    page.await_script(
        "return location.pathname.endsWith('/glossary.html') && \
         document.querySelector(':target')?.textContent === 'Starvation'",
    )
    .await;
    reader.leave().await;
}

#[tokio::test]
async fn the_index_is_light() {
    let reader = Reader::new().await;
    with_index(&reader).await;
    let weight: usize = reader
        .browser
        .script_async(
            "const index = await (await fetch(window.path_to_searchindex_js)).blob();
             const packed = index.stream().pipeThrough(new CompressionStream('gzip'));
             return (await new Response(packed).arrayBuffer()).byteLength",
            Vec::new(),
        )
        .await
        .expect("the index can be fetched");
    assert!((1_000..BUDGET).contains(&weight), "{weight} bytes");
    reader.leave().await;
}
