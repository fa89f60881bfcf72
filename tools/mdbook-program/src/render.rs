//! Makes HTML of figures with the player's own renderer, so that the static page and the player
//! cannot drift apart: `web/player/figure.js` runs here in QuickJS, and in the browser as it is.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};
use rquickjs::loader::{ImportAttributes, Loader, Resolver};
use rquickjs::{CatchResultExt, Context, Ctx, Function, Module, Runtime, module};

use crate::figure::Figure;

/// Where the player is, from the book's folder.
pub const PLAYER: &str = "web/player";

/// The player's renderer, loaded.
pub struct Renderer {
    context: Context,
}

/// The script with which a page fetches a module of the player. `path_to_root` is mdBook's; `onPaper` is set on the
/// print page (`theme/head.hbs`), where nothing plays.
macro_rules! wake {
    ($module:literal) => {
        concat!(
            "<script type=\"module\">window.onPaper||import(new URL(path_to_root + \"player/",
            $module,
            "\", location.href));</script>"
        )
    };
}
pub(crate) use wake;

/// What a page with a figure needs at its end: the player.
pub const POSTAMBLE: &str = wake!("element.js");

/// The same for a page with an exercise.
pub const EXERCISE_POSTAMBLE: &str = wake!("exercise/element.js");

impl Renderer {
    /// Loads the player of the book in `root`.
    pub fn load(root: &Path) -> Result<Self> {
        let player = root.join(PLAYER);
        let runtime = Runtime::new()?;
        runtime.set_loader(Files { player: player.clone() }, Files { player });
        let context = Context::full(&runtime)?;
        context.with(|ctx| -> Result<()> {
            let entry = "globalThis.render = (json) => renderFigure(JSON.parse(json)); import { renderFigure } from './figure.js';";
            let loaded = Module::evaluate(ctx.clone(), "entry.js", entry).and_then(|promise| promise.finish::<()>());
            loaded.catch(&ctx).map_err(|error| anyhow!("web/player does not load: {error}"))
        })?;
        Ok(Self { context })
    }

    /// The figure as HTML without blank lines, complete without JavaScript.
    pub fn render(&self, figure: &Figure) -> Result<String> {
        let json = serde_json::to_string(figure)?;
        self.context.with(|ctx| {
            let render: Function = ctx.globals().get("render")?;
            let html: String = render
                .call((json,))
                .catch(&ctx)
                .map_err(|error| anyhow!("web/player/figure.js fails on this program: {error}"))?;
            Ok(html)
        })
    }
}

/// All that the renderer may load, as text to take a fingerprint of.
pub fn sources(root: &Path) -> Result<String> {
    let mut sources = BTreeMap::new();
    for entry in fs::read_dir(root.join(PLAYER)).with_context(|| format!("cannot read {PLAYER}"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "js") {
            let text =
                fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            sources.insert(path.file_name().map(ToOwned::to_owned), text);
        }
    }
    Ok(format!("{sources:?}"))
}

/// What a page with a figure needs before the first of them: style, and a script of a few lines that
/// chooses the visible flavor before anything is painted.
pub fn preamble(root: &Path) -> Result<String> {
    let file = root.join(PLAYER).join("player.css");
    let style = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let (style, script) = (lean_css(&style), script(root, "boot.js")?);
    Ok(format!("<style>{style}</style>\n<script>{script}</script>\n"))
}

/// A script of the player's that stands in the page itself.
pub fn script(root: &Path, name: &str) -> Result<String> {
    let file = root.join(PLAYER).join(name);
    Ok(lean_js(&fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?))
}

/// The style of exercises, which a page with one has besides.
pub fn exercise_style(root: &Path) -> Result<String> {
    let file = root.join(PLAYER).join("exercise/exercise.css");
    let style = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(format!("<style>{}</style>", lean_css(&style)))
}

/// Loads the player's modules from its folder, and nothing else.
struct Files {
    player: PathBuf,
}

impl Resolver for Files {
    fn resolve<'js>(
        &mut self,
        _: &Ctx<'js>,
        base: &str,
        name: &str,
        _: Option<ImportAttributes<'js>>,
    ) -> rquickjs::Result<String> {
        let relative = Path::new(base).parent().unwrap_or(Path::new("")).join(name);
        let inside =
            relative.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        if !inside {
            return Err(rquickjs::Error::new_resolving(base, name));
        }
        let parts = relative.components().filter(|part| matches!(part, Component::Normal(_)));
        Ok(parts.collect::<PathBuf>().to_string_lossy().into_owned())
    }
}

impl Loader for Files {
    fn load<'js>(
        &mut self,
        ctx: &Ctx<'js>,
        name: &str,
        _: Option<ImportAttributes<'js>>,
    ) -> rquickjs::Result<Module<'js, module::Declared>> {
        Module::declare(ctx.clone(), name, fs::read(self.player.join(name))?)
    }
}

/// CSS without comments, indentation and line ends; it stands in every page that has a figure.
fn lean_css(css: &str) -> String {
    let mut lean = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        lean.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    lean.push_str(rest);
    lean.lines().map(str::trim).collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A script without whole-line comments and indentation.
fn lean_js(js: &str) -> String {
    let code = js.lines().map(str::trim).filter(|line| {
        !(line.is_empty() || line.starts_with("//") || line.starts_with("/*") || line.starts_with('*'))
    });
    code.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_is_told_in_one_line() {
        assert_eq!(lean_css("/* why */\na {\n  color: red;\n}\n\nb { }\n"), "a { color: red; } b { }");
    }

    #[test]
    fn a_module_outside_the_player_is_not_loaded() {
        let mut files = Files { player: PathBuf::new() };
        let runtime = Runtime::new().expect("QuickJS starts");
        let context = Context::full(&runtime).expect("QuickJS starts");
        context.with(|ctx| {
            assert!(files.resolve(&ctx, "figure.js", "../secret.js", None).is_err());
            assert_eq!(
                files.resolve(&ctx, "figure.js", "./words.js", None).ok().as_deref(),
                Some("words.js")
            );
        });
    }
}
