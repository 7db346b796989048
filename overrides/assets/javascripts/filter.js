// The filters of the question bank. Their state is in the address, so a list can be sent on.

/** Whether a question passes: every filter that is set must match. */
export function matches(question, wanted) {
  const { skill, level, kind, minutes, words } = wanted;
  return (
    (!skill || question.skill === skill) &&
    (!level || question.levels.includes(level)) &&
    (!kind || question.kind === kind) &&
    (!minutes || question.minutes <= Number(minutes)) &&
    (!words || words.toLowerCase().split(/\s+/).every((word) => question.text.includes(word)))
  );
}

/** Wire the form to the bank; without the form on the page nothing happens. */
export function filterBank(root, win) {
  const form = root.querySelector("[data-filters]");
  if (!form) return;
  const groups = [...root.querySelectorAll("[data-bank]")];
  const fields = [...form.elements].filter((element) => element.name);
  const read = () => Object.fromEntries(fields.map((field) => [field.name, field.value.trim()]));
  const apply = () => show(groups, form, read());

  const asked = new URLSearchParams(win.location.search);
  for (const field of fields) {
    field.value = asked.get(field.name) ?? "";
    if (field.tagName === "SELECT" && field.selectedIndex < 0) field.value = "";
  }
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    apply();
    remember(win, read());
  });
  form.addEventListener("reset", () => {
    fields.forEach((field) => (field.value = ""));
    apply();
    remember(win, read());
  });
  apply();
}

function show(groups, form, wanted) {
  let shown = 0;
  let total = 0;
  for (const group of groups) {
    let here = 0;
    for (const item of group.querySelectorAll(".bank-item")) {
      item.hidden = !matches(described(item), wanted);
      here += item.hidden ? 0 : 1;
      total += 1;
    }
    const heading = group.previousElementSibling;
    if (heading?.matches("h2")) heading.hidden = here === 0;
    group.hidden = here === 0;
    shown += here;
  }
  form.querySelector(".filter-count").textContent = `${shown} of ${total} questions`;
}

function described(item) {
  return {
    skill: item.dataset.skill,
    kind: item.dataset.kind,
    levels: item.dataset.level.split(" "),
    minutes: Number(item.dataset.minutes),
    text: said(item).toLowerCase(),
  };
}

/** What a question says, without the link to its line in the data. */
function said(item) {
  return item.textContent.replace(item.querySelector("[data-search-exclude]")?.textContent ?? "", "");
}

function remember(win, wanted) {
  const state = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value));
  const query = state.toString();
  win.history.replaceState(null, "", win.location.pathname + (query ? `?${query}` : ""));
}
