// Prints the total of a book whose pages hold 1 < 2 & 3.
import { total } from "./book.mjs";

console.log("total:", total([1, 2, 3]));
