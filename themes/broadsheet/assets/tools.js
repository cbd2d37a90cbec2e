// The page's tools: the type size is remembered, a story is printed, read aloud, and its address or its line for reprints copied.
// Nothing is lost without this script: the buttons appear with it.
"use strict";
(() => {
  const SIZE = "lanmu-type";
  const ELDER = "lanmu-elder";
  const BEFORE_ELDER = "lanmu-type-before-elder";
  const root = document.documentElement;

  // A browser may forbid pages to remember anything.
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const remember = (key, value) => { try { localStorage.setItem(key, value); } catch { /* for this page alone */ } };

  const sizes = () => [...document.querySelectorAll(".type-switch input")];
  const size = () => sizes().find((input) => input.checked)?.id;
  const setSize = (id) => sizes().forEach((input) => { if (input.id === id) input.checked = true; });

  /** For older readers: huge type, and nothing small or faint. */
  const setElder = (isOn) => {
    root.classList.toggle("elder", isOn);
    document.querySelectorAll("[data-tool=elder]").forEach((button) => button.setAttribute("aria-pressed", String(isOn)));
  };

  /** Whether the colours are dark now, which `colours.js` knows. */
  const sayDark = () => {
    const isDark = window.lanmuColours?.now() === "dark";
    document.querySelectorAll("[data-tool=dark]").forEach((button) => button.setAttribute("aria-pressed", String(isDark)));
  };

  setSize(recall(SIZE));
  setElder(recall(ELDER) === "yes");
  sayDark();
  window.lanmuColours?.watch(sayDark);
  root.classList.add("scripted");

  const copied = async (button, text) => {
    let isCopied = true;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      document.body.append(field);
      field.select();
      isCopied = document.execCommand("copy");
      field.remove();
    }
    if (!isCopied || "said" in button.dataset) return;
    button.dataset.said = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => {
      button.textContent = button.dataset.said;
      delete button.dataset.said;
    }, 2000);
  };

  /** The headline and the text of the story, without what is not read aloud. */
  const spoken = () => {
    const parts = document.querySelectorAll(".full .headline, .full .lead-in, .full .body > :is(p, h2, h3, h4, ul, ol, blockquote)");
    return [...parts].map((part) => part.innerText.trim()).filter(Boolean);
  };

  const read = (button) => {
    const isReading = button.getAttribute("aria-pressed") === "true";
    speechSynthesis.cancel();
    button.setAttribute("aria-pressed", String(!isReading));
    if (isReading) return;
    const parts = spoken();
    const end = () => button.setAttribute("aria-pressed", "false");
    parts.forEach((text, at) => {
      const part = new SpeechSynthesisUtterance(text);
      part.lang = document.querySelector(".full").lang || root.lang;
      part.onerror = end;
      if (at === parts.length - 1) part.onend = end;
      speechSynthesis.speak(part);
    });
  };

  const address = () => (document.querySelector("link[rel=canonical]") || location).href;
  const tools = {
    print: () => window.print(),
    link: (button) => copied(button, address()),
    reprint: (button) => copied(button, button.closest("aside").querySelector(".reprint-line").textContent),
    read,
    dark: () => {
      lanmuColours.turn();
      sayDark();
    },
    elder: () => {
      const isOn = !root.classList.contains("elder");
      if (isOn) remember(BEFORE_ELDER, size() || "type-normal");
      const wanted = isOn ? "type-huge" : recall(BEFORE_ELDER) || "type-normal";
      setElder(isOn);
      setSize(wanted);
      remember(ELDER, isOn ? "yes" : "no");
      remember(SIZE, wanted);
    },
  };

  // One listener for all: `lanmu watch` replaces what is in the page.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-tool]");
    if (button) tools[button.dataset.tool](button);
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches(".type-switch input")) remember(SIZE, event.target.id);
  });
  // A browser may have the voices of the system only after a while, or none at all.
  const sayVoices = () => {
    root.classList.toggle("mute", !("speechSynthesis" in window) || speechSynthesis.getVoices().length === 0);
  };
  sayVoices();
  if ("speechSynthesis" in window) speechSynthesis.onvoiceschanged = sayVoices;
  addEventListener("pagehide", () => { if ("speechSynthesis" in window) speechSynthesis.cancel(); });
})();
