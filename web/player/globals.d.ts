interface Window {
  /** Defined by boot.js, called at the end of each figure. */
  showCakeFigure?: (figure: HTMLElement) => void;
  /** In the pages of `cargo xtask serve`, and in no others. */
  cakeServer?: { token: string };
}

/** mdBook's, in every page: the way from the page to the folder of the book. */
declare const path_to_root: string;
