// An interviewer's sheets: a stage printed whole, or its scorecard alone.

const ALONE = "print-alone";

/** Show the buttons that print; one that names a class of the page prints what has it alone. */
export function printParts(root, win) {
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => printPart(root, win, button.dataset.print));
  }
}

function printParts(root, win) {
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => printPart(root, win, button.dataset.print));
  }
}

/** At the foot of every sheet: the page's address, the edition of its text, and the day. */
export function footSheets(root, win) {
  const { edition } = root.querySelector("[data-edition]").dataset;
  const { origin, pathname } = win.location;
  const words = `${origin}${pathname} · version ${edition} · ${new Date().toISOString().slice(0, 10)}`;
  root.documentElement.style.setProperty("--foot", JSON.stringify(words));
}

function printPart(root, win, part) {
  const marked = part ? [...root.querySelectorAll(`.${part}`)] : [];
  const mark = (on) => {
    root.body.classList.toggle(ALONE, on && marked.length > 0);
    for (const element of marked) element.classList.toggle(ALONE, on);
  };
  mark(true);
  win.addEventListener("afterprint", () => mark(false), { once: true });
  win.print();
}
