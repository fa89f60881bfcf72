interface Window {
  /** Defined by boot.js, called at the end of each figure. */
  showCakeFigure?: (figure: HTMLElement) => void;
  /** In the pages of `cargo xtask serve`, and in no others. */
  cakeServer?: { token: string };
}
