// Progressive enhancement only: every page is whole without this file.

import { followMovedAnchors } from "./anchors.js";
import { calibrate } from "./calibration.js";
import { compareRoles } from "./compare.js";
import { copyAdvert, copyLinks } from "./copy.js";
import { filterBank } from "./filter.js";
import { buildKit } from "./kit.js";

copyLinks(document);
copyAdvert(document);
filterBank(document, window);
compareRoles(document, window);
calibrate(document);
buildKit(document, window);
followMovedAnchors(document, window);
document.querySelector(".md-search")?.setAttribute("aria-label", "Search"); // the theme forgets it
