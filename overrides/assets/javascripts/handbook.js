// Progressive enhancement only: every page is whole without this file.

import { calibrate } from "./calibration.js";
import { compareRoles } from "./compare.js";
import { copyBars, copyLinks } from "./copy.js";
import { filterBank } from "./filter.js";
import { buildKit } from "./kit.js";

copyLinks(document);
copyBars(document);
filterBank(document, window);
compareRoles(document, window);
calibrate(document);
buildKit(document, window);
document.querySelector(".md-search")?.setAttribute("aria-label", "Search"); // the theme forgets it
