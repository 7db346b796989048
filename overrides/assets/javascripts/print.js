// An interviewer's sheets: a stage printed whole, or its scorecard alone.

const ALONE = "print-alone";

/** Show the buttons that print; one that names a class of the page prints what has it alone. */
export function printParts(root, win) {
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => printPart(root, win, button.dataset.print));
  }
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
