/** What the pages of a book hold together. */
export function total(pages) {
  return pages.reduce((sum, page) => sum + page, 0);
}
