import { describe, expect, test } from "@odoo/hoot";

import { overlay } from "@printer_maintenance/my_rounds/round_overlay";

describe.current.tags("headless");

const POINTS = [
    { id: 1, name: "Noise", kind: "choice" },
    {
        id: 2,
        name: "Leakage",
        kind: "number",
        measure: "mA",
        minimum: 0,
        maximum: 0.75,
        is_critical: true,
    },
    { id: 3, name: "Dusted", kind: "tick" },
];

const sheet = (values = {}) => ({
    id: 7,
    state: "open",
    verdict: "",
    is_scanned: false,
    no_scan_reason: "",
    values: { operator_remark: "", nobody_there: false },
    answers: {},
    photos: {},
    findings: [],
    ...values,
});
const deed = (kind, args = {}, status = "waiting") => ({ kind, args, status });
const answers = (values) => deed("answer", { values, base: {} });
const laid = (deeds, values) => overlay(sheet(values), deeds, POINTS);

test("what the server told stays as it is", () => {
    const told = sheet({
        answers: { 1: { value: "ok", note: "", is_abnormal: false } },
        findings: [{ item_id: 1, state: "open" }],
    });
    const before = JSON.stringify(told);
    overlay(
        told,
        [
            answers({ 1: { value: null, note: "" }, 3: { value: true, note: "" } }),
            deed("write", { values: { operator_remark: "Loud" } }),
            deed("photo", { item_id: false }),
            deed("settle", { item_id: 1, how: "fixed", text: "Oiled" }),
        ],
        POINTS,
    );
    expect(JSON.stringify(told)).toBe(before);
});

test("nothing that waits leaves the sheet as it was read", () => {
    const seen = laid([]);
    expect([seen.isWaiting, seen.isUndecided, seen.pending]).toEqual([false, false, []]);
    expect(laid([deed("scan")]).isWaiting).toBe(true);
    expect(laid([deed("finish", {}, "conflict")]).isUndecided).toBe(true);
    expect(laid([deed("deed of a later version")]).state).toBe("open");
});

test("the label is scanned, or said why not; the later word counts", () => {
    const scan = deed("scan", { code: "SN-1" });
    const noScan = deed("no_scan", { reason: "camera" });
    expect(laid([noScan, scan])).toMatchObject({ is_scanned: true, no_scan_reason: "" });
    expect(laid([scan, noScan])).toMatchObject({ is_scanned: false, no_scan_reason: "camera" });
});

test("answers are judged at once, by the point's own limits", () => {
    const seen = laid([
        answers({ 1: { value: "ok", note: "" }, 2: { value: 0.9, note: "wet" } }),
        deed("write", { values: { operator_remark: "Loud" } }),
    ]);
    expect(seen.answers[1]).toEqual({ value: "ok", note: "", is_abnormal: false });
    expect(seen.answers[2]).toEqual({ value: 0.9, note: "wet", is_abnormal: true });
    expect(seen.values).toEqual({ operator_remark: "Loud", nobody_there: false });
});

test("an answer that is taken back is gone; of a point that is not on the sheet nothing is shown", () => {
    const given = { answers: { 2: { value: 0.2, note: "", is_abnormal: false } } };
    const seen = laid(
        [answers({ 2: { value: null, note: "" }, 99: { value: "ok", note: "" } })],
        given,
    );
    expect(seen.answers).toEqual({});
});

test("one tap leaves alone what was answered, and what has to be read", () => {
    const given = { answers: { 1: { value: "not_ok", note: "", is_abnormal: true } } };
    const seen = laid([deed("all_in_order")], given);
    expect(seen.answers[1].value).toBe("not_ok");
    expect(seen.answers[2]).toBe(undefined);
    expect(seen.answers[3]).toEqual({ value: true, note: "", is_abnormal: false });
});

test("photos are counted, those of the whole device apart", () => {
    const deeds = [
        deed("photo", { item_id: 2 }),
        deed("photo", { item_id: false }),
        deed("photo", { item_id: 2 }),
    ];
    expect(laid(deeds, { photos: { 2: 1 } }).photos).toEqual({ 2: 3, 0: 1 });
});

test("a finished sheet has a finding for all that is wrong, each once", () => {
    const wrong = answers({
        1: { value: "not_ok", note: "" },
        3: { value: true, note: "" },
    });
    const seen = laid([wrong, deed("finish")]);
    expect([seen.state, seen.verdict]).toEqual(["done", "abnormal"]);
    expect(seen.findings).toEqual([{ item_id: 1, point: "Noise", found: "", state: "open" }]);
    const known = { findings: [{ item_id: 1, state: "fixed", done: "Oiled" }] };
    expect(laid([wrong, deed("finish")], known).findings).toEqual(known.findings);
    expect(laid([deed("finish")]).verdict).toBe("in_order");
});

test("a critical point that failed makes the device unsafe", () => {
    const seen = laid([answers({ 2: { value: 0.9, note: "" } }), deed("finish")]);
    expect([seen.state, seen.verdict]).toEqual(["done", "unsafe"]);
});

test("what becomes of a finding is shown before it is delivered", () => {
    const wrong = [answers({ 1: { value: "not_ok", note: "" } }), deed("finish")];
    for (const [how, state] of [
        ["fixed", "fixed"],
        ["request", "requested"],
        ["supervisor", "before_supervisor"],
        ["major", "requested"],
    ]) {
        const seen = laid([...wrong, deed("settle", { item_id: 1, how, text: "Oiled" })]);
        expect(seen.findings[0]).toMatchObject({ state, done: "Oiled" });
    }
    expect(laid([...wrong, deed("settle", { item_id: 3, how: "fixed" })]).findings).toHaveLength(1);
});

test("a sheet is left out with its reason, and taken up again", () => {
    const leftOut = deed("leave_out", { reason: "other", note: "Locked" });
    expect(laid([leftOut])).toMatchObject({
        state: "left_out",
        verdict: "",
        left_out_reason: "other",
        left_out_note: "Locked",
    });
    expect(laid([leftOut, deed("take_up")]).state).toBe("open");
});
