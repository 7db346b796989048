// The way to the search: it is loaded once somebody comes to its field, by hand, key or address.

const WRITING = "input, textarea, select, [contenteditable]";
const MARKS = "handbook-found"; // what search/marks.js keeps for the page that a result leads to

/** Let readers come to the field; nothing else is fetched before. */
export function find(root, win) {
  const finder = root.querySelector("[data-finder]");
  if (!finder) return;
  const field = finder.querySelector(".finder__field");
  const form = finder.querySelector(".finder__form");
  let [loaded, ready] = [null, false];
  const load = () => (loaded ??= import("./search/field.js").then(({ begin }) => {
    begin(finder, root, win);
    ready = true;
  }));
  const come = (event) => {
    event.preventDefault();
    finder.dataset.open = "";
    field.focus();
    field.select();
  };
  finder.querySelector(".finder__open").addEventListener("click", come);
  field.addEventListener("focus", load);
  form.addEventListener("submit", (event) => {
    if (ready) return;
    event.preventDefault();
    load().then(() => form.requestSubmit());
  });
  root.addEventListener("keydown", (event) => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    if (key === "/" && !ctrlKey && !metaKey && !altKey && !target.closest?.(WRITING)) come(event);
  });
  if (new URL(win.location).searchParams.get("q") || root.activeElement === field) load();
  if (isMarked(win)) import("./search/marks.js").then(({ showMarks }) => showMarks(root, win));
}

function isMarked(win) {
  try {
    return win.sessionStorage.getItem(MARKS) !== null;
  } catch {
    return false; // a browser that keeps nothing
  }
}
