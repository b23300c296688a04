/**
 * A visit with what waits to be delivered laid over it: what was typed and ticked is seen at once.
 *
 * @param {Object} visit as the server told it
 * @param {Object[]} deeds that wait, in their order
 * @returns {Object} a copy; what the server told stays as it is
 */
export function overlay(visit, deeds) {
    if (!deeds.length) {
        return { ...visit, pending: [], isWaiting: false };
    }
    const seen = {
        ...visit,
        values: { ...visit.values },
        photos: { ...visit.photos },
        sections: visit.sections.map((section) => ({
            ...section,
            items: section.items.map((item) => ({ ...item })),
        })),
        pending: deeds.map((deed) => deed.kind),
        isWaiting: true,
    };
    for (const deed of deeds) {
        LAYERS[deed.kind]?.(seen, deed.args);
    }
    for (const section of seen.sections) {
        section.done = section.items.filter((item) => item.done).length;
    }
    return seen;
}

const items = (seen, key) => seen.sections.find((section) => section.key === key)?.items || [];

/** Lay values over a line; a value that is a function is told of the line as it then stands. */
function change(seen, key, id, values) {
    const item = items(seen, key).find((one) => one.id === id);
    if (!item) {
        return;
    }
    for (const [name, value] of Object.entries(values)) {
        item[name] = typeof value === "function" ? value(item) : value;
    }
}

/** A point is done when it is answered and, where one is wanted, has its photo. */
const isDone = (item) => Boolean(item.answered_at) && (!item.wants_photo || item.has_photo);

const LAYERS = {
    leave: (seen) => Object.assign(seen, { state: "under_way" }),
    // in a cellar nobody waits for the network: the work begins, and what is entered goes after the arrival
    arrive: (seen) => Object.assign(seen, { state: "on_site", is_at_work: true }),
    start_remote: (seen) => Object.assign(seen, { state: "under_way", is_at_work: true }),
    write: (seen, { values }) => Object.assign(seen.values, values),
    tick: (seen, { id }) => change(seen, "preparation", id, { done: true, missing_how: false }),
    untick: (seen, { id }) => change(seen, "preparation", id, { done: false, missing_how: false }),
    missing: (seen, { id, how }) =>
        change(seen, "preparation", id, { done: true, missing_how: how }),
    pack_all: (seen) => items(seen, "preparation").forEach((item) => (item.done = true)),
    check: (seen, { id, value, kind }) =>
        change(seen, "checks", id, { [kind]: value, answered_at: "…", done: isDone }),
    check_photo: (seen, { id }) => change(seen, "checks", id, { has_photo: true, done: isDone }),
    checks_ok: (seen) => {
        for (const item of items(seen, "checks")) {
            if (!item.answered_at && ["tick", "choice"].includes(item.answer_kind)) {
                Object.assign(item, { tick: true, choice: "ok", answered_at: "…" });
                item.done = isDone(item);
            }
        }
    },
    restored: (seen) => Object.assign(seen, { is_restoring_due: false }),
    photo: (seen, { moment }) => (seen.photos[moment] += 1),
};
