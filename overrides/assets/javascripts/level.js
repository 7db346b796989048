// Three questions choose a level. The answers stand in the address; without script there is a table.

const NAMES = ["arrives", "hardest", "there"];

/** Wire the tool of the guide to choosing a level; on other pages nothing happens. */
export function chooseLevel(root, win) {
  const form = root.querySelector("[data-level-guide]");
  if (!form) return;
  const result = form.querySelector("[data-level-result]");
  const start = [...result.childNodes];
  const answer = () => {
    const { level, harder } = levelOf(form);
    form.querySelector("[data-needs]").textContent = level ? level.dataset.needs : form.dataset.later;
    const there = form.elements.there.value;
    result.replaceChildren(...(level && there ? told(form, level, harder, there === "yes") : start));
  };
  form.dataset.later = form.querySelector("[data-needs]").textContent;
  restore(form, win);
  form.hidden = false;
  root.querySelector("[data-level-table]").hidden = true;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    remember(form, win);
    answer();
  });
  form.addEventListener("reset", () => win.setTimeout(() => {
    remember(form, win);
    answer();
    form.querySelector("input").focus();
  }));
  answer();
}

/** The level of the answers so far, and whether the hardest piece decided; none before two answers. */
function levelOf(form) {
  const levels = [...form.querySelectorAll("[data-level]")];
  const at = ({ value }) => levels.findIndex(({ dataset }) => dataset.level === value);
  const [most, hardest] = [form.elements.arrives, form.elements.hardest].map(at);
  const answered = form.querySelector("[name=arrives]:checked") && form.querySelector("[name=hardest]:checked");
  return answered ? { level: levels[Math.max(most, hardest)], harder: hardest > most } : {};
}

/** The role to open with the reason and the way on, or what to settle first. */
function told(form, level, harder, there) {
  const open = there ? level : form.querySelector(`[data-level="${level.dataset.instead}"]`);
  const parts = (open ?? level).content.cloneNode(true);
  const [answer, why, without] = [".level-answer", "[data-why]", "[data-without]"].map((one) => parts.querySelector(one));
  answer.prepend(open ? "Open: " : "Not yet: ");
  if (there) without.remove();
  else without.replaceWith(level.content.querySelector("[data-without]").cloneNode(true));
  if (harder && there) why.append(" The hardest piece decides, because it cannot be undone and no one here can lead it.");
  if (!there) why.remove();
  return [...parts.children];
}

function remember(form, win) {
  const answers = new FormData(form);
  const state = new URLSearchParams(NAMES.filter((name) => answers.has(name)).map((name) => [name, answers.get(name)]));
  const query = state.toString();
  win.history.replaceState(null, "", query ? `${win.location.pathname}?${query}` : win.location.pathname);
}

function restore(form, win) {
  const asked = new URLSearchParams(win.location.search);
  for (const box of form.querySelectorAll("input")) box.checked = asked.get(box.name) === box.value;
}
