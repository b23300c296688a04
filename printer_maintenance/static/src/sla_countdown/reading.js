import { toRaw } from "@odoo/owl";
import { deserializeDateTime } from "@web/core/l10n/dates";
import { _t } from "@web/core/l10n/translation";

/** The part of the promised time from which a promise is in danger. */
const IN_DANGER = 0.75;

const arrivals = new WeakMap();

/**
 * Seconds since a value came from the server, whatever the clock of this computer shows.
 *
 * @param {Object} value as it stands in a record
 * @returns {number}
 */
export function secondsSince(value) {
    const raw = toRaw(value);
    const now = performance.now();
    if (!arrivals.has(raw)) {
        arrivals.set(raw, now);
    }
    return Math.floor((now - arrivals.get(raw)) / 1000);
}

/**
 * @param {number} seconds negative ones are shown with a plus: so long overdue
 * @returns {{text: string, unit: "min" | "h" | ""}} `mm:ss` under an hour, `h:mm` above, days from two days on
 */
export function clockFace(seconds) {
    const size = Math.abs(seconds);
    const sign = seconds < 0 ? "+" : "";
    const two = (number) => String(Math.floor(number)).padStart(2, "0");
    if (size < 3600) {
        return { text: `${sign}${two(size / 60)}:${two(size % 60)}`, unit: "min" };
    }
    const hours = Math.floor(size / 3600);
    if (hours < 48) {
        return { text: `${sign}${hours}:${two((size % 3600) / 60)}`, unit: "h" };
    }
    const long = { days: Math.floor(hours / 24), hours: hours % 24 };
    return { text: sign + _t("%(days)s d %(hours)s h", long), unit: "" };
}

/**
 * The minutes that a promise took; hours from two on, as in words.
 *
 * @param {number} minutes
 */
export function takenFace(minutes) {
    return minutes < 120 ? { text: String(minutes), unit: "min" } : clockFace(minutes * 60);
}

/**
 * How long something takes, in words.
 *
 * @param {number} minutes
 */
export function inWords(minutes) {
    if (minutes < 120) {
        return _t("%s min", minutes);
    }
    if (minutes < 48 * 60) {
        const rest = minutes % 60;
        return rest
            ? _t("%(hours)s h %(minutes)s min", { hours: Math.floor(minutes / 60), minutes: rest })
            : _t("%s h", minutes / 60);
    }
    return _t("%s days", Math.floor(minutes / 1440));
}

/**
 * What a clock of the board shows so many seconds after it was read.
 *
 * @param {Object} clock
 * @param {number} elapsed seconds
 * @returns {{tone: string, left: number, used: number}} `used` in percent of the promised time
 */
export function readClock(clock, elapsed) {
    const promised = clock.target_minutes * 60;
    if (clock.state !== "running") {
        const left = clock.seconds_left ?? 0;
        return { tone: clock.state, left, used: percent((promised - left) / promised) };
    }
    const left = clock.seconds_left - elapsed;
    const counted = clock.counted_seconds_left - (clock.closed_until ? 0 : elapsed);
    const used = (promised - counted) / promised;
    let tone = used >= IN_DANGER ? "soon" : "calm";
    if (left < 0) {
        tone = "late";
    }
    return { tone, left, used: left < 0 ? 100 : percent(used) };
}

function percent(share) {
    return Math.round(Math.min(Math.max(share, 0), 1) * 100);
}

/**
 * A moment in the reader's zone: the time, with its day when that is another one.
 *
 * @param {string} moment as the server writes it
 * @param {string} readAt the server's present
 */
export function shownMoment(moment, readAt) {
    const date = deserializeDateTime(moment);
    const time = { hour: "2-digit", minute: "2-digit" };
    return date.hasSame(deserializeDateTime(readAt), "day")
        ? date.toLocaleString(time)
        : date.toLocaleString({ month: "short", day: "numeric", weekday: "short", ...time });
}
