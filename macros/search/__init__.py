"""The search of the site: pages as sections, their words, and the pieces that a browser loads."""
