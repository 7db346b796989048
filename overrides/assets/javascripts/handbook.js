// Progressive enhancement only: every page is whole without this file.
// What a page has not got is not loaded: each part stands here with what it needs on the page.

import { followMovedAnchors } from "./anchors.js";
import { announcer } from "./clipboard.js";
import { copyLinks } from "./copy.js";

const PARTS = [
  [".snippet", () => import("./linking.js"), (part) => part.copySnippets(document, say)],
  [".term-link", () => import("./terms.js"), (part) => part.explainTerms(document, window)],
  ["[data-check]", () => import("./check.js"), (part) => part.checkPosting(document, window)],
  ["[data-compare]", () => import("./compare.js"), (part) => part.compareRoles(document, window)],
  ["[data-compose]", () => import("./compose.js"), (part) => part.compose(document, window)],
  ["[data-copy-bar]", () => import("./copy.js"), (part) => part.copyPosting(document)],
  ["[data-copy-text]", () => import("./copy.js"), (part) => part.copyTexts(document)],
  ["[data-edition]", () => import("./print.js"), (part) => part.footSheets(document, window)],
  ["[data-filters]", () => import("./filter.js"), (part) => part.filterBank(document, window)],
  ["[data-kit]", () => import("./kit.js"), (part) => part.buildKit(document, window)],
  ["[data-language]", () => import("./languages.js"), (part) => part.chooseLanguages(document, window)],
  ["[data-law-filter]", () => import("./law.js"), (part) => part.filterPlaces(document, window)],
  ["[data-print]", () => import("./print.js"), (part) => part.printParts(document, window)],
  ["[data-role-chooser]", () => import("./linking.js"), (part) => part.chooseRole(document, window)],
  [".attempt", () => import("./calibration.js"), (part) => part.calibrate(document)],
  ["textarea, .md-content input", () => import("./fields.js"), (part) => part.boundFields(document)],
];

// The theme takes a link[rel=alternate] for a translated site and asks for its sitemap, once the
// page is read. This file runs before, and a blank hides the link from it.
for (const link of document.querySelectorAll("link[rel=alternate]")) link.rel += " ";

const say = announcer(document);
for (const [needs, load, start] of PARTS) {
  if (document.querySelector(needs)) load().then(start);
}
copyLinks(document, say);
followMovedAnchors(document, window);
document.querySelector(".md-search")?.setAttribute("aria-label", "Search"); // the theme forgets it
