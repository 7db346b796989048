// Progressive enhancement only: every page is whole without this file.
// What a page has not got is not loaded: each part stands here with what it needs on the page.

import { announcer } from "./clipboard.js";
import { find } from "./finder.js";
import { permalinks } from "./permalink.js";

const PARTS = [
  [".snippet", () => import("./linking.js"), (part) => part.copySnippets(document, say)],
  [".term-link", () => import("./terms.js"), (part) => part.explainTerms(document, window)],
  ["[data-check]", () => import("./check.js"), (part) => part.checkPosting(document, window)],
  ["[data-compare]", () => import("./compare.js"), (part) => part.compareRoles(document, window)],
  ["[data-compose]", () => import("./compose.js"), (part) => part.compose(document, window)],
  ["[data-copy-bar]", () => import("./copy.js"), (part) => part.copyPosting(document)],
  ["[data-copy-text]", () => import("./copy.js"), (part) => part.copyTexts(document)],
  ["[data-filters]", () => import("./filter.js"), (part) => part.filterBank(document, window)],
  ["[data-kit]", () => import("./kit.js"), (part) => part.buildKit(document, window, say)],
  [".question, .bank", () => import("./kit/keep.js"), (part) => part.addToKit(document, window, say)],
  ["[data-language]", () => import("./languages.js"), (part) => part.chooseLanguages(document, window)],
  ["[data-level-guide]", () => import("./level.js"), (part) => part.chooseLevel(document, window)],
  ["[data-law-filter]", () => import("./law.js"), (part) => part.filterPlaces(document, window)],
  ["[data-list-filter]", () => import("./list.js"), (part) => part.filterList(document, window)],
  ["[data-lost]", () => import("./lost.js"), (part) => part.findLost(document, window)],
  ["[data-print]", () => import("./print.js"), (part) => part.printParts(document, window)],
  ["[data-role-chooser]", () => import("./linking.js"), (part) => part.chooseRole(document, window)],
  [".attempt", () => import("./calibration.js"), (part) => part.calibrate(document)],
  ["textarea, .md-content input", () => import("./fields.js"), (part) => part.boundFields(document)],
];

// The theme takes a link[rel=alternate] for a translated site and asks for its sitemap, once the
// page is read. This file runs before, and a blank hides the link from it.
for (const link of document.querySelectorAll("link[rel=alternate]")) link.rel += " ";

// What stands at the foot of every sheet of paper; without script, at the end of the last one.
const foot = document.querySelector(".paper-end")?.textContent.replace(/\s+/g, " ");
if (foot) document.documentElement.style.setProperty("--foot", JSON.stringify(foot));

const say = announcer(document);
find(document, window); // reads ?q= before anything below writes the address anew
const parts = PARTS.filter(([needs]) => document.querySelector(needs));
// Whoever drives the page waits for this: until then a tool's fields may be hidden.
Promise.all(parts.map(([, load, start]) => load().then(start))).then(() => {
  document.documentElement.dataset.ready = "";
});
permalinks(document, window, say);
const follow = () => import("./anchors.js").then((part) => part.followMovedAnchors(document, window));
if (window.location.hash) follow();
else window.addEventListener("hashchange", follow, { once: true });
// The theme forgets the names of these.
for (const chevron of document.querySelectorAll(".md-nav__container > label")) {
  chevron.ariaLabel = `Pages below ${chevron.previousElementSibling.textContent.trim()}`;
}
