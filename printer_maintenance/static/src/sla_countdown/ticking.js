import { onMounted, onWillUnmount, useState } from "@odoo/owl";
import { browser } from "@web/core/browser/browser";

/**
 * Draw the component anew every so often.
 *
 * @param {number} seconds
 * @returns {{count: number}} to be read where the time shows
 */
export function useTicking(seconds) {
    const tick = useState({ count: 0 });
    let timer;
    onMounted(() => {
        timer = browser.setInterval(() => tick.count++, seconds * 1000);
    });
    onWillUnmount(() => browser.clearInterval(timer));
    return tick;
}
