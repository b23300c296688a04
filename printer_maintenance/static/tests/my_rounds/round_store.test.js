import { beforeEach, describe, expect, test } from "@odoo/hoot";

import { RoundStore } from "@printer_maintenance/my_rounds/round_store";

describe.current.tags("headless");

const POINT = { id: 1, kind: "choice" };

let store;

beforeEach(() => {
    store = new RoundStore({}, "rounds.test");
    store.outbox = { put: () => {} };
    store._later = () => {};
    store.day = {
        lists: { "5-1": { points: [POINT] } },
        rounds: [
            {
                id: 3,
                sheets: [
                    {
                        id: 7,
                        list: "5-1",
                        values: {},
                        photos: {},
                        findings: [],
                        answers: { 1: { value: "ok", note: "Worn", is_abnormal: false } },
                    },
                ],
            },
        ],
    };
});

const sent = () => store.deeds.map(({ args }) => args);

test("an answer tells the answer and the remark that were seen before it", async () => {
    await store.answer(7, POINT, "not_ok");
    expect(sent()).toEqual([
        {
            values: { 1: { value: "not_ok", note: "Worn" } },
            base: { 1: { value: "ok", note: "Worn" } },
        },
    ]);
});

test("answers that travel together were seen before the first of them", async () => {
    await store.answer(7, POINT, "ok", "Worn out");
    await store.answer(7, POINT, null);
    expect(sent()).toEqual([
        {
            values: { 1: { value: null, note: "Worn out" } },
            base: { 1: { value: "ok", note: "Worn" } },
        },
    ]);
});

test("a point that nobody has answered was seen without an answer", async () => {
    await store.answer(7, { id: 2, kind: "tick" }, true);
    expect(sent()).toEqual([{ values: { 2: { value: true, note: "" } }, base: { 2: null } }]);
});
