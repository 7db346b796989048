// Progressive enhancement only: every page is whole without this file.

import { copyAdvert, copyLinks } from "./copy.js";
import { filterBank } from "./filter.js";

copyLinks(document);
copyAdvert(document);
filterBank(document, window);
document.querySelector(".md-search")?.setAttribute("aria-label", "Search"); // the theme forgets it
