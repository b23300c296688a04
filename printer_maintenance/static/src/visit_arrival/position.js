import { browser } from "@web/core/browser/browser";

const PATIENCE_MS = 5000;

/**
 * Where the telephone is; nothing when it cannot or may not tell. Only asked for with the engineer's consent.
 *
 * @returns {Promise<{latitude: number, longitude: number, accuracy: number} | null>}
 */
export function readPosition() {
    const { geolocation } = browser.navigator;
    if (!geolocation) {
        return Promise.resolve(null);
    }
    return new Promise((resolve) => {
        geolocation.getCurrentPosition(
            ({ coords }) =>
                resolve({
                    latitude: coords.latitude,
                    longitude: coords.longitude,
                    accuracy: coords.accuracy,
                }),
            () => resolve(null),
            { timeout: PATIENCE_MS, enableHighAccuracy: true },
        );
    });
}
