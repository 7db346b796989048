// The pay-transparency page shows one region or one place, named in the address; without script it shows all.

/** Whether a place passes: nothing is chosen, or its region is, or the place itself. */
export function passes({ place, region }, wanted) {
  return !wanted || wanted === place || wanted === region;
}

/** Wire the form of the law page; on other pages nothing happens. */
export function filterPlaces(root, win) {
  const form = root.querySelector("[data-law-filter]");
  if (!form) return;
  const select = form.elements.place;
  const choose = (wanted) => {
    select.value = wanted;
    if (select.selectedIndex < 0) select.value = "";
    show(root, form, select.value);
  };
  const remember = () => {
    const query = select.value ? `?${new URLSearchParams({ place: select.value })}` : "";
    win.history.replaceState(null, "", win.location.pathname + query);
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    choose(select.value);
    remember();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    choose("");
    remember();
  });
  form.querySelector("[data-law-print]").addEventListener("click", () => win.print());
  win.addEventListener("hashchange", () => reveal(root, win, choose));
  choose(new URLSearchParams(win.location.search).get("place") ?? "");
  reveal(root, win, choose);
}

function show(root, form, wanted) {
  const blocks = [...root.querySelectorAll("[data-law-place]")];
  const seen = new Set();
  for (const block of blocks) {
    const { lawPlace: place, region } = block.dataset;
    const here = passes({ place, region }, wanted);
    setHidden(block, !here);
    if (here) seen.add(region);
  }
  for (const row of root.querySelectorAll("[data-law-row]")) {
    row.hidden = !passes({ place: row.dataset.lawRow, region: row.dataset.region }, wanted);
  }
  for (const part of root.querySelectorAll("[data-law-region]")) {
    setHidden(part, !seen.has(part.dataset.lawRegion));
  }
  form.parentElement.toggleAttribute("data-law-chosen", Boolean(wanted)); // print: the chosen places alone
  const shown = blocks.filter((block) => !block.hidden).length;
  form.querySelector(".filter-count").textContent = `${shown} of ${blocks.length} places`;
}

/** A block goes together with the heading before it, if it has one. */
function setHidden(block, hidden) {
  block.hidden = hidden;
  const heading = block.previousElementSibling;
  if (heading?.matches("h2, h3")) heading.hidden = hidden;
}

/** A link to a place that the choice hides shows all places again, and goes there. */
function reveal(root, win, choose) {
  const target = root.getElementById(win.location.hash.slice(1));
  if (!target?.hidden) return;
  choose("");
  target.scrollIntoView();
}
