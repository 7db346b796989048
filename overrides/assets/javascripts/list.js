// Long lists (sources, glossary): what is typed leaves the entries that have all of its words.

/** Whether a text has every word of what is typed. */
export function has(text, typed) {
  const said = text.toLowerCase();
  return typed.toLowerCase().split(/\s+/).every((word) => said.includes(word));
}

/** Wire the field; the words are in the address, and a link to an entry shows it whatever is typed. */
export function filterList(root, win) {
  const form = root.querySelector("[data-list-filter]");
  const lists = [...root.querySelectorAll("[data-list]")];
  const field = form.elements.words;
  const apply = () => {
    let shown = 0;
    for (const list of lists) {
      const entries = [...list.children];
      for (const entry of entries) entry.hidden = !has(entry.textContent, field.value);
      const here = entries.filter((entry) => !entry.hidden).length;
      const heading = list.previousElementSibling;
      if (heading?.matches(".letter")) heading.hidden = !here;
      shown += here;
    }
    form.querySelector("[role=status]").textContent = `${shown} ${form.dataset.listFilter}`;
  };
  const reveal = () => {
    const target = root.getElementById(win.location.hash.slice(1));
    if (!target?.closest("[hidden]")) return;
    field.value = "";
    apply();
    target.scrollIntoView();
  };
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    apply();
    const query = field.value ? `?${new URLSearchParams({ words: field.value })}` : "";
    win.history.replaceState(null, "", win.location.pathname + query);
  });
  win.addEventListener("hashchange", reveal);
  field.value = new URLSearchParams(win.location.search).get("words") ?? "";
  if (field.value) apply();
  reveal();
}
