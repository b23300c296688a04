import { deserializeDateTime, serializeDateTime } from "@web/core/l10n/dates";

export const PIXELS_PER_HOUR = 64;
const STEP_MINUTES = 15;

/** Pixels from the beginning of the board's day. */
export function position(board, text) {
    const hours = deserializeDateTime(text).diff(deserializeDateTime(board.begin), "hours").hours;
    return Math.round(hours * PIXELS_PER_HOUR);
}

/** Where a span lies on a lane; what sticks out of the day is cut. */
export function place(board, start, end) {
    const width = position(board, board.end);
    const left = Math.max(position(board, start), 0);
    const right = Math.min(position(board, end), width);
    return `left: ${left}px; width: ${Math.max(right - left, 4)}px;`;
}

/** The moment that a place on a lane stands for, in quarters of an hour. */
export function momentAt(board, pixels) {
    const minutes = Math.round(((pixels / PIXELS_PER_HOUR) * 60) / STEP_MINUTES) * STEP_MINUTES;
    return serializeDateTime(deserializeDateTime(board.begin).plus({ minutes }));
}

/** Where somebody dropped a visit; less than a step from where it was, its time stays as it was. */
export function steady(before, dropped) {
    if (!before) {
        return dropped;
    }
    const minutes = deserializeDateTime(dropped).diff(
        deserializeDateTime(before),
        "minutes",
    ).minutes;
    return Math.abs(minutes) < STEP_MINUTES ? before : dropped;
}

/** The next quarter of an hour; on another day its morning. */
export function soonest(board) {
    const begin = deserializeDateTime(board.begin);
    const now = deserializeDateTime(board.now);
    const isToday = now >= begin && now < deserializeDateTime(board.end);
    const from = isToday ? now : begin.set({ hour: 9 });
    const minutes = Math.ceil(from.diff(begin, "minutes").minutes / STEP_MINUTES) * STEP_MINUTES;
    return serializeDateTime(begin.plus({ minutes }));
}

export function clock(text) {
    return deserializeDateTime(text).toFormat("HH:mm");
}

export function when(text) {
    return deserializeDateTime(text).toFormat("MM-dd HH:mm");
}

/** The hours written above the lanes, as they are called in the reader's zone. */
export function hours(board) {
    const begin = deserializeDateTime(board.begin);
    const count = Math.round(deserializeDateTime(board.end).diff(begin, "hours").hours);
    return [...Array(count).keys()].map((index) => ({
        index,
        text: begin.plus({ hours: index }).toFormat("HH:mm"),
    }));
}

/**
 * Work in the same hours stands one below the other.
 *
 * @param {Object[]} visits in the order of their beginnings
 * @returns {{tracks: Map<number, number>, count: number}} the track of each visit by its id
 */
export function stack(visits) {
    const ends = [];
    const tracks = new Map();
    for (const visit of visits) {
        const free = ends.findIndex((end) => end <= visit.start);
        const track = free < 0 ? ends.length : free;
        ends[track] = visit.end;
        tracks.set(visit.id, track);
    }
    return { tracks, count: Math.max(ends.length, 1) };
}
