// What the start gets wrong and the strong solution right.
import assert from "node:assert/strict";
import { test } from "node:test";

import { total } from "./book.mjs";

test("every page counts", () => assert.equal(total([1, 2, 3]), 6));
