// Findings as a list to read and to walk through by keyboard.

import { SEVERITIES } from "./lint.js";

const GROUPS = {
  blocks: "To change before you post",
  warns: "To look at",
  hint: "Hints about tone",
};
const ROOT = new URL("../../", import.meta.url);

/**
 * Show findings in a container, grouped by severity. `onSelect(finding)` is called when the
 * reader asks to see the words in the text, and `onUse(finding)` when they take the words that
 * a finding offers in their place; findings without words have no such control.
 * Groups stay as the reader left them; new ones are open unless `open` says otherwise.
 */
export function renderFindings(container, findings, { onSelect = () => {}, onUse = null, open: asked = true } = {}) {
  const closed = new Set([...container.querySelectorAll("details:not([open])")].map((one) => one.dataset.severity));
  const groups = SEVERITIES.map((severity) => {
    const own = findings.filter((finding) => finding.severity === severity);
    if (!own.length) return null;
    const known = container.querySelector(`[data-severity=${severity}]`);
    const open = known ? !closed.has(severity) : asked && severity !== "hint";
    return group(severity, own, open, { onSelect, onUse });
  });
  container.replaceChildren(...groups.filter(Boolean));
}

/** How many findings there are of each severity, in words, and what was left out. */
export function counted({ findings, words, notes }) {
  const of = (severity) => findings.filter((finding) => finding.severity === severity).length;
  const hints = of("hint");
  const sums = `${of("blocks")} to change, ${of("warns")} to look at, ${hints} ${hints === 1 ? "hint" : "hints"}.`;
  return [`${words} words: ${sums}`, ...notes].join(" ");
}

/** The findings as lines to paste into a mail or a ticket. */
export function asText({ findings, understood }) {
  const lines = findings.map(({ severity, line, words, title, instead }) => {
    const quoted = words ? ` (line ${line}: “${words.replace(/\s+/g, " ").trim()}”)` : "";
    return `- ${GROUPS[severity]}: ${title}${quoted}. ${instead}`;
  });
  return [understood.summary, ...lines].filter(Boolean).join("\n");
}

/** Where the words of a finding stand in the text, as the two ends of a selection. */
export function selectionOf(finding, text) {
  const lines = text.split("\n");
  const before = lines.slice(0, finding.line - 1).reduce((sum, line) => sum + line.length + 1, 0);
  const start = before + [...(lines[finding.line - 1] ?? "")].slice(0, finding.column - 1).join("").length;
  return [start, start + finding.words.length];
}

function group(severity, findings, open, controls) {
  const details = element("details", "finding-group");
  details.dataset.severity = severity;
  details.open = open;
  const list = element("ul", "findings");
  list.append(...findings.map((finding) => entry(finding, controls)));
  details.append(element("summary", "", `${GROUPS[severity]} (${findings.length})`), list);
  return details;
}

function entry(finding, { onSelect, onUse }) {
  const item = element("li", `finding finding--${finding.severity}`);
  item.dataset.finding = finding.id;
  item.append(element("strong", "finding-title", finding.title));
  if (finding.words) item.append(control(finding, onSelect));
  if (finding.use && onUse) item.append(offer(finding, onUse));
  item.append(element("p", "", finding.why), labelled("Better: ", finding.instead), links(finding));
  return item;
}

function control(finding, onSelect) {
  const often = finding.times > 1 ? `, ${finding.times} times` : "";
  const words = finding.words.replace(/\s+/g, " ").trim();
  const shown = words.length > 90 ? `${words.slice(0, 89)}…` : words;
  const button = element("button", "finding-words", `Line ${finding.line}${often}: “${shown}”`);
  button.type = "button";
  button.addEventListener("click", () => onSelect(finding));
  return button;
}

function offer(finding, onUse) {
  const button = element("button", "finding-use", `Use “${finding.use}”`);
  button.type = "button";
  button.addEventListener("click", () => onUse(finding));
  return button;
}

function labelled(label, text) {
  const paragraph = element("p", "finding-instead");
  paragraph.append(element("strong", "", label), text);
  return paragraph;
}

function links(finding) {
  const paragraph = element("p", "note");
  const more = link(finding.label, finding.page);
  const rule = link("About this rule", `/check/rules/#rule-${finding.rule}`);
  paragraph.append(more, " · ", rule);
  return paragraph;
}

function link(text, address) {
  const made = element("a", "", text);
  made.href = new URL(address.slice(1), ROOT);
  return made;
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
