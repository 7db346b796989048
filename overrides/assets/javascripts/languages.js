// Code that exists in several languages is shown in the one that its reader chose last.

const KEY = "handbook-code-language";

/** The language chosen last on this site; empty before, or where nothing may be kept. */
export function chosenLanguage(win) {
  try {
    return win.localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

/** Keep a choice for the pages to come. */
export function keepLanguage(win, language) {
  try {
    win.localStorage.setItem(KEY, language);
  } catch {
    // It holds on this page, then.
  }
}

/** Open one language everywhere on the page; a figure that has not got it stays as it is. */
export function chooseLanguages(root, win) {
  const versions = [...root.querySelectorAll("[data-language]")];
  const show = (language) => {
    const having = new Set(versions.filter((one) => one.dataset.language === language).map((one) => one.parentElement));
    for (const one of versions) {
      if (!having.has(one.parentElement)) continue;
      one.open = one.dataset.language === language;
      one.classList.toggle("is-chosen", one.open); // the theme opens all of them before it prints
    }
  };
  for (const one of versions) {
    one.querySelector("summary").addEventListener("click", (event) => {
      event.preventDefault();
      const top = one.getBoundingClientRect().top;
      show(one.dataset.language);
      win.scrollBy(0, one.getBoundingClientRect().top - top); // what was clicked stays in its place
      keepLanguage(win, one.dataset.language);
    });
  }
  if (chosenLanguage(win)) show(chosenLanguage(win));
}
