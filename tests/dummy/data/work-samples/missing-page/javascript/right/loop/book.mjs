/** What the pages of a book hold together. */
export function total(pages) {
  let sum = 0;
  for (const page of pages) sum += page;
  return sum;
}
