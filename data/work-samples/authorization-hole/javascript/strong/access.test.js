// Every endpoint, asked by the holder, a guest, a neighbor and nobody.
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";

import { handle } from "./app.js";
import { fill } from "./run.js";
import { openStore } from "./store.js";

const OF_UNIT_12 = [
  ["GET", "/units/12"],
  ["POST", "/units/12/code"],
  ["DELETE", "/guests/3"],
];

describe("Mara holds unit 12, Ines is her guest, Tomek rents unit 14", () => {
  let db;
  let before;
  const tables = () => ["unit", "access"].map((name) => db.prepare(`SELECT * FROM ${name}`).all());
  const statuses = (token) => OF_UNIT_12.map((asked) => handle(db, ...asked, token).status);

  beforeEach(() => {
    db = openStore(":memory:");
    fill(db);
    before = tables();
  });

  it("tells a neighbor the same as about a unit that does not exist", () => {
    const missing = handle(db, "GET", "/units/99", "tomek");
    for (const asked of OF_UNIT_12) assert.deepEqual(handle(db, ...asked, "tomek"), missing);
    assert.equal(missing.status, 404);
    assert.deepEqual(tables(), before);
  });

  it("shows a guest the code, and lets her change nothing", () => {
    assert.deepEqual(statuses("ines"), [200, 403, 403]);
    assert.deepEqual(tables(), before);
  });

  it("lets the holder do all of it", () => {
    assert.deepEqual(statuses("mara"), [200, 200, 200]);
  });

  it("answers nobody without a session", () => {
    for (const asked of [...OF_UNIT_12, ["GET", "/units"], ["GET", "/visits"]]) {
      assert.equal(handle(db, ...asked).status, 401);
    }
  });

  it("shows and counts the visits at her unit alone", () => {
    const { body } = handle(db, "GET", "/visits", "mara");
    assert.deepEqual(new Set(body.visits.map((visit) => visit.unit)), new Set([12]));
    assert.deepEqual([body.visits.length, body.total], [9, 9]);
  });
});
