// The comparison of any two roles, named in the address; without script each stands beside its base.
// The rules are those of macros/tell/compare.py; a test holds the two against each other.

const LABELS = { new: "New", raised: "Raised", changed: "Changed", dropped: "Dropped", same: "Same" };

/** Wire the form of the comparison page; on other pages nothing happens. */
export function compareRoles(root, win) {
  const form = root.querySelector("[data-compare]");
  if (!form) return;
  const { from, to } = form.elements;
  const known = [...from.options].map((option) => option.value);
  const apply = () => show(root, form, known);
  const open = () => {
    [from.value, to.value] = pairAsked(root, win, known, form.dataset.middle);
    apply();
    if (win.location.hash.includes("--")) root.querySelector("[data-comparison]").scrollIntoView();
  };
  for (const step of root.querySelectorAll("[data-pair]")) {
    step.hidden = true;
    headingOf(step).hidden = true;
  }
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    apply();
    const state = new URLSearchParams({ from: from.value, to: to.value });
    win.history.replaceState(null, "", `${win.location.pathname}?${state}`);
  });
  win.addEventListener("hashchange", open);
  wireSides(root.querySelector("[data-comparison]"));
  open();
}

function headingOf(step) {
  let part = step.previousElementSibling;
  while (part && part.localName !== "h2") part = part.previousElementSibling;
  return part;
}

/**
 * The two roles to show: those of the anchor or of the address, else the role that the reader
 * comes from with the one below it (above it for the lowest).
 */
function pairAsked(root, win, known, middle) {
  const anchored = win.location.hash.slice(1).split("--");
  if (anchored.length === 2 && anchored.every((id) => known.includes(id))) return anchored;
  const asked = new URLSearchParams(win.location.search);
  const [from, to] = ["from", "to"].map((name) => known.find((id) => id === asked.get(name)));
  if (from && to) return [from, to];
  const came = root.referrer.split("/");
  const role = to ?? from ?? known.find((id) => came.includes(id)) ?? middle;
  const at = Math.max(known.indexOf(role), 1);
  return [known[at - 1] ?? role, known[at] ?? role];
}

/** On a phone one role at a time; the switch names them. */
function wireSides(section) {
  const sides = section.querySelector("[data-sides]");
  section.dataset.side = "upper";
  sides.addEventListener("click", ({ target }) => {
    if (!target.value) return;
    section.dataset.side = target.value;
    for (const one of sides.children) one.setAttribute("aria-pressed", String(one === target));
  });
}

/** Roles are listed by level, so the pair is always shown from the lower to the upper one. */
function show(root, form, known) {
  const chosen = [form.elements.from.value, form.elements.to.value];
  chosen.sort((a, b) => known.indexOf(a) - known.indexOf(b));
  const two = chosen[0] !== chosen[1];
  const section = root.querySelector("[data-comparison]");
  section.hidden = !two;
  form.querySelector(".filter-count").textContent = two ? "" : "Choose two different roles.";
  if (!two) return;
  const [lower, upper] = chosen.map((id) => root.querySelector(`[data-compared-role="${id}"]`));
  section.dataset.shown = chosen.join(" ");
  const heading = made("h2", `${lower.dataset.title} to ${upper.dataset.title}`);
  section.querySelector("[data-compared]").replaceChildren(heading);
  const sides = section.querySelector("[data-sides]").children;
  for (const [at, role] of [lower, upper].entries()) sides[at].textContent = role.dataset.title;
  section.querySelector("[data-differences]").replaceChildren(...differences(lower, upper));
}

/** Every part of the two: what differs in a table, strongest first; what is the same folded. */
function differences(lower, upper) {
  return [...upper.content.querySelectorAll("[data-part]")].flatMap((above) => {
    const title = above.dataset.part;
    const below = lower.content.querySelector(`[data-part="${title}"]`);
    const rows = rowsOf(linesOf(below), linesOf(above));
    const told = rows.filter(({ status }) => status !== "same");
    const same = rows.filter(({ status }) => status === "same");
    const shown = told.length ? table(title, told, lower, upper) : made("p", "Nothing changes here.");
    return [made("h3", title), shown, ...(same.length ? [folded(same)] : [])];
  });
}

/** What both say thing by thing: status, how many levels above, and the two lines. */
function rowsOf(lower, upper) {
  const order = Object.keys(LABELS);
  const rows = [...new Set([...upper.keys(), ...lower.keys()])].map((id) => row(lower.get(id), upper.get(id)));
  return rows.sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status) || b.steps - a.steps);
}

function row(lower, upper) {
  const steps = (upper?.rank ?? 0) - (lower?.rank ?? 0);
  if (!lower || !upper) return { status: lower ? "dropped" : "new", steps, lower, upper };
  const same = upper.said.innerHTML === lower.said.innerHTML && !steps;
  return { status: steps > 0 ? "raised" : same ? "same" : "changed", steps, lower, upper };
}

function linesOf(part) {
  return new Map(
    [...part.children].map((line) => [
      line.dataset.id,
      { rank: Number(line.dataset.rank), name: line.querySelector("b"), said: line.querySelector("i") },
    ]),
  );
}

function table(title, rows, lower, upper) {
  const frame = made("div");
  const whole = made("table");
  const head = made("tr");
  const names = [lower, upper].map(({ dataset }) => dataset.title);
  frame.className = "table-scroll";
  whole.className = "differences";
  whole.setAttribute("aria-label", `${title}, ${names.join(" and ")}`);
  head.append(...["", ...names].map((name) => Object.assign(made("th", name), { scope: "col" })));
  whole.append(made("thead"), made("tbody"));
  whole.tHead.append(head);
  whole.tBodies[0].append(...rows.map(tableRow));
  frame.append(whole);
  return frame;
}

function tableRow({ status, lower, upper }) {
  const line = made("tr");
  const head = Object.assign(made("th"), { scope: "row" });
  const name = (upper ?? lower).name;
  head.append(Object.assign(made("span", LABELS[status]), { className: `chip chip--${status}` }));
  if (name) head.append(" ", ...copies(name));
  line.append(head, ...[lower, upper].map((side, at) => cell(side, at ? "upper" : "lower")));
  return line;
}

function cell(side, which) {
  const box = made("td");
  box.dataset.of = which;
  if (side) box.append(...copies(side.said));
  else box.append(Object.assign(made("span", "nothing"), { className: "none" }));
  return box;
}

function folded(rows) {
  const details = made("details");
  const list = made("ul");
  const lines = rows.length === 1 ? "1 line is the same" : `${rows.length} lines are the same`;
  list.append(
    ...rows.map(({ upper: { name, said } }) => {
      const item = made("li");
      item.append(...(name ? [...copies(name), ": "] : []), ...copies(said));
      return item;
    }),
  );
  details.append(made("summary", lines), list);
  return details;
}

function copies(element) {
  return [...element.cloneNode(true).childNodes];
}

function made(name, text = "") {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
