import { _t } from "@web/core/l10n/translation";
import { deserializeDate, deserializeDateTime } from "@web/core/l10n/dates";

/** A date as a heading. */
export function dayText(day) {
    return deserializeDate(day).toLocaleString({ weekday: "long", month: "long", day: "numeric" });
}

/** When a visit is, in the engineer's own time zone; another day is named. */
export function timeText({ start, end }) {
    if (!start) {
        return _t("No time yet");
    }
    const from = deserializeDateTime(start);
    const until = deserializeDateTime(end);
    const time = { hour: "2-digit", minute: "2-digit", hour12: false };
    const isToday = from.hasSame(luxon.DateTime.local({ zone: from.zone }), "day");
    const date = isToday ? "" : `${from.toLocaleString({ month: "short", day: "numeric" })} `;
    return `${date}${from.toLocaleString(time)}–${until.toLocaleString(time)}`;
}

/** A date in short. */
export function shortDayText(day) {
    return deserializeDate(day).toLocaleString({ month: "short", day: "numeric" });
}

/** The hour of a moment, in the reader's own time zone. */
export function hourText(moment) {
    return deserializeDateTime(moment).toLocaleString({
        hour: "2-digit",
        minute: "2-digit",
        hour12: false,
    });
}

/** A link that opens the telephone's own map at an address. */
export function mapLink(address) {
    const query = encodeURIComponent(address);
    return /iPhone|iPad|Macintosh/.test(navigator.userAgent)
        ? `maps:?q=${query}`
        : `geo:0,0?q=${query}`;
}

/** A link that dials; spaces and dashes are for people. */
export function telLink(phone) {
    return `tel:${phone.replace(/[^\d+]/g, "")}`;
}
