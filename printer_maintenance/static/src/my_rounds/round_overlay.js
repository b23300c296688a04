import { inOrder, isAbnormal } from "./reading";

/**
 * A sheet with what waits to be delivered laid over it.
 *
 * @param {Object} sheet as the server told it
 * @param {Object[]} deeds that wait, in their order
 * @param {Object[]} points of its checklist
 * @returns {Object} a copy; what the server told stays as it is
 */
export function overlay(sheet, deeds, points) {
    const seen = {
        ...sheet,
        values: { ...sheet.values },
        answers: { ...sheet.answers },
        photos: { ...sheet.photos },
        findings: sheet.findings.map((finding) => ({ ...finding })),
        pending: deeds.map((deed) => deed.kind),
        isWaiting: Boolean(deeds.length),
        isUndecided: deeds.some((deed) => deed.status !== "waiting"),
    };
    for (const deed of deeds) {
        LAYERS[deed.kind]?.(seen, deed.args, points);
    }
    return seen;
}

const SETTLED = {
    fixed: "fixed",
    request: "requested",
    supervisor: "before_supervisor",
    major: "requested",
};

const LAYERS = {
    scan: (seen) => Object.assign(seen, { is_scanned: true, no_scan_reason: "" }),
    no_scan: (seen, { reason }) =>
        Object.assign(seen, { is_scanned: false, no_scan_reason: reason }),
    write: (seen, { values }) => Object.assign(seen.values, values),
    answer: (seen, { values }, points) => {
        for (const [id, { value, note }] of Object.entries(values)) {
            const point = points.find((one) => String(one.id) === id);
            if (value === null) {
                delete seen.answers[id];
            } else if (point) {
                seen.answers[id] = { value, note, is_abnormal: isAbnormal(point, value) };
            }
        }
    },
    all_in_order: (seen, _args, points) => {
        for (const point of points) {
            const value = inOrder(point);
            if (value !== null && !seen.answers[point.id]) {
                seen.answers[point.id] = { value, note: "", is_abnormal: false };
            }
        }
    },
    photo: (seen, { item_id }) => {
        const key = String(item_id || 0);
        seen.photos[key] = (seen.photos[key] || 0) + 1;
    },
    finish: (seen, _args, points) => {
        const wrong = points.filter((point) => seen.answers[point.id]?.is_abnormal);
        const isUnsafe = wrong.some((point) => point.is_critical);
        Object.assign(seen, {
            state: "done",
            verdict: isUnsafe ? "unsafe" : wrong.length ? "abnormal" : "in_order",
        });
        for (const point of wrong) {
            if (!seen.findings.some((finding) => finding.item_id === point.id)) {
                seen.findings.push({
                    item_id: point.id,
                    point: point.name,
                    found: "",
                    state: "open",
                });
            }
        }
    },
    leave_out: (seen, { reason, note }) =>
        Object.assign(seen, {
            state: "left_out",
            verdict: "",
            left_out_reason: reason,
            left_out_note: note,
        }),
    take_up: (seen) => Object.assign(seen, { state: "open" }),
    settle: (seen, { item_id, how, text }) => {
        const finding = seen.findings.find((one) => one.item_id === item_id);
        if (finding) {
            Object.assign(finding, { state: SETTLED[how], state_label: "", done: text });
        }
    },
    settle_anew: (seen, { item_id }) => {
        const finding = seen.findings.find((one) => one.item_id === item_id);
        if (finding) {
            Object.assign(finding, { state: "open", done: "" });
        }
    },
};
