// The comparison shows one pair of roles, named in the address; without script it shows all.

/** Wire the form of the comparison page; on other pages nothing happens. */
export function compareRoles(root, win) {
  const form = root.querySelector("[data-compare]");
  if (!form) return;
  const sections = [...root.querySelectorAll("[data-pair]")];
  const { from, to } = form.elements;
  const asked = new URLSearchParams(win.location.search);
  const known = [...from.options].map((option) => option.value);
  from.value = pick(asked.get("from"), known, known[0]);
  to.value = pick(asked.get("to"), known, known[1]);

  const apply = () => show(sections, form, known);
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    apply();
    const state = new URLSearchParams({ from: from.value, to: to.value });
    win.history.replaceState(null, "", `${win.location.pathname}?${state}`);
  });
  apply();
}

function pick(value, known, otherwise) {
  return known.includes(value) ? value : otherwise;
}

/** Roles are listed by level, so the pair is always shown from the lower to the upper one. */
function show(sections, form, known) {
  const chosen = [form.elements.from.value, form.elements.to.value];
  chosen.sort((a, b) => known.indexOf(a) - known.indexOf(b));
  const name = chosen.join(" ");
  let found = false;
  for (const section of sections) {
    const here = section.dataset.pair === name;
    section.hidden = !here;
    section.previousElementSibling.hidden = !here;
    found ||= here;
  }
  form.querySelector(".filter-count").textContent = found ? "" : "Choose two different roles.";
}
