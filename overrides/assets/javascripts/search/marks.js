// On the page that a result leads to: the words of the query are marked until that is cleared.

import { found, marked } from "./results.js";

const KEPT = "handbook-found";
const SHORTEST = 3;
const MOST = 300;
const PASSED = "script, style, textarea, select, option, button, mark, svg, .headerlink";

/** Remember for the page that a link leads to which words of the query are to be marked. */
export function keepMarks({ href }, concepts, win) {
  const words = concepts.flatMap(({ word, guesses }) => (guesses.length ? guesses : [word]));
  const whole = words.filter((word) => word.length >= SHORTEST);
  try {
    win.sessionStorage.setItem(KEPT, JSON.stringify({ href, words: whole }));
  } catch {
    // a browser that keeps nothing marks nothing
  }
}

/** Mark the words that were kept for this page, and offer to clear them. */
export function showMarks(root, win) {
  const words = wordsFor(win);
  const article = root.querySelector("article.md-content__inner");
  if (!words.length || !article) return;
  let count = 0;
  for (const text of textsIn(article, root)) {
    if (count >= MOST) break;
    if (found(text.data, new Set(words)).next().done) continue;
    const pieces = marked(text.data, new Set(words), root);
    for (const piece of pieces) if (piece.dataset) piece.dataset.found = ++count;
    text.replaceWith(...pieces);
  }
  if (!count) return;
  const button = root.createElement("button");
  Object.assign(button, { type: "button", className: "found-clear", textContent: "Clear the marks" });
  button.addEventListener("click", () => clearMarks(root));
  article.prepend(button);
}

/** Take the marks and the button away. */
export function clearMarks(root) {
  for (const mark of root.querySelectorAll("mark[data-found]")) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent.normalize();
  }
  root.querySelector(".found-clear")?.remove();
}

function wordsFor(win) {
  try {
    const { href, words } = JSON.parse(win.sessionStorage.getItem(KEPT) ?? "{}");
    win.sessionStorage.removeItem(KEPT);
    return href === win.location.href ? words : [];
  } catch {
    return [];
  }
}

function textsIn(article, root) {
  const walker = root.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest(PASSED)) texts.push(walker.currentNode);
  }
  return texts;
}
