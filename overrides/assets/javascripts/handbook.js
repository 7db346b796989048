// Progressive enhancement only: every page is whole without this file.

import { followMovedAnchors } from "./anchors.js";
import { calibrate } from "./calibration.js";
import { announcer } from "./clipboard.js";
import { checkPosting } from "./check.js";
import { compareRoles } from "./compare.js";
import { compose } from "./compose.js";
import { copyPosting, copyLinks, copyTexts } from "./copy.js";
import { boundFields } from "./fields.js";
import { filterBank } from "./filter.js";
import { buildKit } from "./kit.js";
import { chooseLanguages } from "./languages.js";
import { filterPlaces } from "./law.js";
import { chooseRole, copySnippets } from "./linking.js";
import { printParts } from "./print.js";
import { explainTerms } from "./terms.js";

// The theme takes a link[rel=alternate] for a translated site and asks for its sitemap, once the
// page is read. This file runs before, and a blank hides the link from it.
for (const link of document.querySelectorAll("link[rel=alternate]")) link.rel += " ";

const say = announcer(document);
boundFields(document);
copyLinks(document, say);
copyPosting(document);
copyTexts(document);
filterBank(document, window);
compareRoles(document, window);
calibrate(document);
buildKit(document, window);
chooseLanguages(document, window);
compose(document, window);
filterPlaces(document, window);
copySnippets(document, say);
chooseRole(document, window);
checkPosting(document, window);
printParts(document, window);
followMovedAnchors(document, window);
explainTerms(document, window);
document.querySelector(".md-search")?.setAttribute("aria-label", "Search"); // the theme forgets it
