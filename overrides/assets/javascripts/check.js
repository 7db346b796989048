// The page of the checker: what is typed is judged here and goes nowhere else.

import { counted, renderFindings, selectionOf } from "./lint-findings.js";
import { lint } from "./lint.js";

const PAUSE = 250; // milliseconds after the last key before the text is judged

/** The rules as the handbook publishes them, found from where this module lies. */
export async function loadRules(win) {
  const answer = await win.fetch(new URL("../../check/rules.json", import.meta.url));
  return answer.json();
}

/** Wire the checker; on other pages nothing happens. */
export async function checkPosting(root, win) {
  const form = root.querySelector("[data-check]");
  if (!form) return;
  const rules = await loadRules(win);
  const text = form.elements.posting;
  const results = root.querySelector("[data-check-findings]");
  const status = form.querySelector("[role=status]");
  const select = (finding) => show(text, selectionOf(finding, text.value));
  const judge = () => {
    const chosen = { ...choices(form), year: new Date().getFullYear() };
    const judged = text.value.trim() ? lint(text.value, rules, chosen) : null;
    renderFindings(results, judged?.findings ?? [], { onSelect: select });
    status.textContent = judged ? counted(judged) : form.dataset.empty;
  };

  restore(form, win);
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  text.addEventListener("input", debounced(judge, win));
  form.addEventListener("change", (event) => {
    if (event.target === text) return;
    remember(form, win);
    judge();
  });
  judge();
}

function choices(form) {
  const places = [...form.querySelectorAll("[name=place]:checked")].map((box) => box.value);
  return { role: form.elements.role.value || null, places };
}

/** The address names role and places, so that a colleague opens the same check; never the text. */
function remember(form, win) {
  const { role, places } = choices(form);
  const state = new URLSearchParams(places.map((place) => ["place", place]));
  if (role) state.set("role", role);
  const query = state.toString();
  win.history.replaceState(null, "", query ? `${win.location.pathname}?${query}` : win.location.pathname);
}

function restore(form, win) {
  const asked = new URLSearchParams(win.location.search);
  const known = [...form.elements.role.options].map((option) => option.value);
  form.elements.role.value = known.includes(asked.get("role")) ? asked.get("role") : "";
  for (const box of form.querySelectorAll("[name=place]")) {
    box.checked = asked.getAll("place").includes(box.value);
    if (box.checked) box.closest("details").open = true;
  }
}

function show(text, [start, end]) {
  text.focus();
  text.setSelectionRange(start, start); // some browsers scroll to the caret, none to a selection
  const share = start / Math.max(1, text.value.length);
  text.scrollTop = Math.max(0, share * text.scrollHeight - text.clientHeight / 2);
  text.setSelectionRange(start, end);
}

/** The action, once, when it has not been asked for again within the pause. */
export function debounced(action, win) {
  let waiting;
  return () => {
    win.clearTimeout(waiting);
    waiting = win.setTimeout(action, PAUSE);
  };
}
