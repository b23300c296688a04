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

function change(seen, key, id, values) {
    Object.assign(items(seen, key).find((item) => item.id === id) || {}, values);
}

const LAYERS = {
    write: (seen, { values }) => Object.assign(seen.values, values),
    tick: (seen, { id }) => change(seen, "preparation", id, { done: true, missing_how: false }),
    untick: (seen, { id }) => change(seen, "preparation", id, { done: false, missing_how: false }),
    missing: (seen, { id, how }) =>
        change(seen, "preparation", id, { done: true, missing_how: how }),
    pack_all: (seen) => items(seen, "preparation").forEach((item) => (item.done = true)),
    check: (seen, { id, value, kind }) =>
        change(seen, "checks", id, { [kind]: value, done: true, answered_at: "…" }),
    checks_ok: (seen) =>
        items(seen, "checks")
            .filter((item) => !item.answered_at && ["tick", "choice"].includes(item.answer_kind))
            .forEach((item) =>
                Object.assign(item, { done: true, tick: true, choice: "ok", answered_at: "…" }),
            ),
    photo: (seen, { moment }) => (seen.photos[moment] += 1),
};
