/** Digits and signs of Chinese keyboards, as everybody's. */
const narrow = (text) =>
    text
        .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
        .replace(/，/g, ",")
        .replace(/．/g, ".")
        .replace(/－/g, "-")
        .replace(/＋/g, "+");

/**
 * A reading as it is typed on a telephone: a comma for the point, the unit behind it. Whatever is doubtful is left for
 * the server to judge and counts as no number here.
 *
 * @returns {number|null}
 */
export function readNumber(typed, measure = "") {
    let text = narrow(String(typed)).trim();
    if (measure && text.toLowerCase().endsWith(measure.toLowerCase())) {
        text = text.slice(0, -measure.length).trim();
    }
    if (!/^[+-]?\d+([.,]\d+)?$/.test(text) || /^[+-]?[1-9]\d{0,2},\d{3}$/.test(text)) {
        return null;
    }
    return Number(text.replace(",", "."));
}

/** Whether a number that was read can be true; null when it is none. */
export function isPossible(point, typed) {
    const number = readNumber(typed, point.measure);
    return (
        number !== null &&
        (point.lowest === null || number >= point.lowest) &&
        (point.highest === null || number <= point.highest)
    );
}

/** Whether an answer says that something is wrong. */
export function isAbnormal(point, value) {
    if (point.kind === "number") {
        const number = readNumber(value, point.measure);
        return (
            number !== null &&
            point.minimum !== null &&
            (number < point.minimum || number > point.maximum)
        );
    }
    if (point.kind === "option") {
        return Boolean(point.options.find((option) => option.id === value)?.is_abnormal);
    }
    return point.kind === "choice" && value === "not_ok";
}

/** The answer that says that all is well; null where each has to be read or looked at. */
export function inOrder(point) {
    if (point.kind === "option") {
        return point.options.find((option) => !option.is_abnormal)?.id ?? null;
    }
    return { choice: "ok", tick: true }[point.kind] ?? null;
}
