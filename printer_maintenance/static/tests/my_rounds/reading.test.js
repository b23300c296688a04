import { describe, expect, test } from "@odoo/hoot";

import {
    inOrder,
    isAbnormal,
    isPossible,
    readNumber,
} from "@printer_maintenance/my_rounds/reading";

describe.current.tags("headless");

const LEAKAGE = {
    kind: "number",
    measure: "mA",
    minimum: 0,
    maximum: 0.75,
    lowest: 0,
    highest: 100,
};

test("a reading is read as it is typed on a telephone", () => {
    expect(readNumber("0,35")).toBe(0.35);
    expect(readNumber("0.35 mA", "mA")).toBe(0.35);
    expect(readNumber("12,5 MA", "mA")).toBe(12.5);
    expect(readNumber(" -3 ")).toBe(-3);
    expect(readNumber("+3")).toBe(3);
    expect(readNumber("0,345")).toBe(0.345);
    expect(readNumber(0.2)).toBe(0.2);
});

test("digits and signs of Chinese keyboards are everybody's", () => {
    expect(readNumber("１２．５ ℃", "℃")).toBe(12.5);
    expect(readNumber("０，３５")).toBe(0.35);
    expect(readNumber("－３")).toBe(-3);
    expect(readNumber("＋３")).toBe(3);
});

test("what can be read in two ways, or has another unit, is no number", () => {
    for (const typed of ["", "about 5", "12 A", "1,234", "1.2.3", "5-", "12,5 12", "NaN"]) {
        expect(readNumber(typed, "mA")).toBe(null, { message: typed });
    }
});

test("what cannot be true is told apart from what is out of order", () => {
    expect(isPossible(LEAKAGE, "100")).toBe(true);
    expect(isPossible(LEAKAGE, "100,1")).toBe(false);
    expect(isPossible(LEAKAGE, "-0.1")).toBe(false);
    expect(isPossible(LEAKAGE, "much")).toBe(false);
    expect(isPossible({ ...LEAKAGE, lowest: null, highest: null }, "-500")).toBe(true);
});

test("the limits themselves are in order", () => {
    expect(isAbnormal(LEAKAGE, "0,75")).toBe(false);
    expect(isAbnormal(LEAKAGE, 0.76)).toBe(true);
    expect(isAbnormal(LEAKAGE, -0.01)).toBe(true);
    expect(isAbnormal({ ...LEAKAGE, minimum: null, maximum: null }, 99)).toBe(false);
});

test("answers by choice say themselves what is wrong", () => {
    const toner = {
        kind: "option",
        options: [
            { id: 1, is_abnormal: true },
            { id: 2, is_abnormal: false },
        ],
    };
    expect(isAbnormal(toner, 1)).toBe(true);
    expect(isAbnormal(toner, 2)).toBe(false);
    expect(isAbnormal(toner, 3)).toBe(false);
    expect(isAbnormal({ kind: "choice" }, "not_ok")).toBe(true);
    expect(isAbnormal({ kind: "choice" }, "na")).toBe(false);
    expect(isAbnormal({ kind: "text" }, "not_ok")).toBe(false);
    expect(inOrder(toner)).toBe(2);
});

test("readings, words and photos are in order only when somebody looked", () => {
    expect(inOrder({ kind: "choice" })).toBe("ok");
    expect(inOrder({ kind: "tick" })).toBe(true);
    expect(inOrder({ kind: "option", options: [{ id: 1, is_abnormal: true }] })).toBe(null);
    for (const kind of ["number", "text", "photo"]) {
        expect(inOrder({ kind })).toBe(null);
    }
});
