// The page of the checker: what is typed is judged here and goes nowhere else.

import { write } from "./clipboard.js";
import { asText, counted, renderFindings, selectionOf } from "./lint-findings.js";
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
  const marks = form.querySelector("[data-check-marks]");
  let judged = null;
  const judge = () => {
    judged = lint(text.value, rules, { ...choices(form), year: new Date().getFullYear() });
    show(form, judged, { onSelect: (finding) => select(text, finding), onUse: (finding) => replace(text, finding) });
    mark(marks, text, judged.findings);
  };

  restore(form, win);
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  text.addEventListener("input", () => marks.replaceChildren());
  text.addEventListener("input", debounced(judge, win));
  text.addEventListener("scroll", () => (marks.scrollTop = text.scrollTop));
  form.addEventListener("change", (event) => {
    if (event.target === text) return;
    remember(form, win);
    judge();
  });
  form.querySelector("[data-check-suggested]").addEventListener("click", (event) => choose(form, event.target));
  form.querySelector("[data-check-copy]").addEventListener("click", async () => {
    const done = await write({ "text/plain": asText(judged) });
    form.querySelector(".copied").textContent = done ? "Copied." : "Your browser did not allow copying.";
  });
  judge();
}

/** Say what was understood and found, and offer the law of the places that the text names. */
function show(form, judged, controls) {
  const { understood, findings, notes } = judged;
  const isEmpty = understood.kind === "empty";
  const isPosting = understood.kind === "posting";
  renderFindings(form.querySelector("[data-check-findings]"), findings, controls);
  const status = form.querySelector("[role=status]");
  status.textContent = isEmpty ? form.dataset.empty : isPosting ? counted(judged) : notes.join(" ");
  fill(form, "understood", understood.summary && `We read: ${understood.summary}.`);
  fill(form, "good", isPosting && understood.good.length ? `Good: ${understood.good.join("; ")}.` : "");
  form.querySelector(".check-copy").hidden = !findings.length;
  form.querySelector(".copied").textContent = "";
  suggest(form, isPosting ? understood.places : []);
}

function fill(form, name, words) {
  const paragraph = form.querySelector(`[data-check-${name}]`);
  paragraph.textContent = words || "";
  paragraph.hidden = !words;
}

function suggest(form, places) {
  const boxes = places.map((id) => form.querySelector(`[name=place][value="${id}"]`)).filter((box) => box && !box.checked);
  const paragraph = form.querySelector("[data-check-suggested]");
  paragraph.hidden = !boxes.length;
  paragraph.replaceChildren("Check it against the law of: ", ...boxes.map(suggestion));
}

function suggestion(box) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "check-suggestion";
  button.value = box.value;
  button.textContent = box.parentElement.textContent.trim();
  return button;
}

function choose(form, { value }) {
  const box = value && form.querySelector(`[name=place][value="${value}"]`);
  if (!box) return;
  box.checked = true;
  box.closest("details").open = true;
  box.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Mark the words of the findings behind the text area, which shows the same text. */
function mark(marks, text, findings) {
  const spans = findings
    .filter(({ words, severity }) => words && severity !== "hint")
    .map((finding) => [...selectionOf(finding, text.value), finding.severity])
    .sort((one, other) => one[0] - other[0]);
  const parts = [];
  let end = 0;
  for (const [start, stop, severity] of spans) {
    if (start < end) continue;
    const words = document.createElement("mark");
    words.className = `mark--${severity}`;
    words.textContent = text.value.slice(start, stop);
    parts.push(text.value.slice(end, start), words);
    end = stop;
  }
  marks.replaceChildren(...parts, `${text.value.slice(end)}\n`);
  marks.scrollTop = text.scrollTop;
}

/** The action of "use this": the words of a finding give way to better ones, as if typed. */
function replace(text, finding) {
  const [start, end] = selectionOf(finding, text.value);
  text.setRangeText(finding.use, start, end, "end");
  text.focus();
  text.dispatchEvent(new InputEvent("input", { bubbles: true }));
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

function select(text, finding) {
  const [start, end] = selectionOf(finding, text.value);
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
