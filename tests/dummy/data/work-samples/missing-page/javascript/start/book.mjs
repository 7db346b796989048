/** What the pages of a book hold together. */
export function total(pages) {
  let sum = 0;
  for (let index = 0; index < pages.length - 1; index++) sum += pages[index];
  return sum;
}
