interface Window {
  /** Defined by boot.js, called at the end of each figure. */
  showCakeFigure?: (figure: HTMLElement) => void;
}
