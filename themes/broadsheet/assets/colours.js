// Light or dark, as the reader chose. It runs before anything is painted, so that the page does not flash in the other colours, and does not
// move when the tools appear that need a script; without it, and until the reader chooses, the system decides the colours.
"use strict";
(() => {
  const KEY = "lanmu-colours";
  const DARK = "(prefers-color-scheme: dark)";
  const system = () => (matchMedia(DARK).matches ? "dark" : "light");
  const sheet = () => document.querySelector("link[data-dark]");

  /** Puts dark colours in force, or light ones; `null` leaves it to the system. Paper stays white. */
  const show = (choice) => {
    const dark = sheet();
    if (!dark) return; // A theme without dark colours.
    dark.media = choice === "dark" ? "screen" : choice === "light" ? "not all" : `screen and ${DARK}`;
    if (choice) document.documentElement.dataset.colours = choice;
    else delete document.documentElement.dataset.colours;
  };

  // A browser may forbid pages to remember anything.
  const recall = () => { try { return localStorage.getItem(KEY); } catch { return null; } };
  const remember = (choice) => {
    try {
      if (choice) localStorage.setItem(KEY, choice);
      else localStorage.removeItem(KEY);
    } catch { /* for this page alone */ }
  };

  window.lanmuColours = {
    now: () => document.documentElement.dataset.colours || system(),
    /** The other colours; a choice that is what the system says is none. */
    turn() {
      const other = this.now() === "dark" ? "light" : "dark";
      const choice = other === system() ? null : other;
      show(choice);
      remember(choice);
    },
    /** Calls back when the system turns from light to dark, or back. */
    watch: (changed) => matchMedia(DARK).addEventListener("change", changed),
  };
  document.documentElement.classList.add("scripted");
  show(recall());
})();
