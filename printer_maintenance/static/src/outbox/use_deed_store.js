import { onMounted, onWillStart, onWillUnmount, useState } from "@odoo/owl";
import { session } from "@web/session";
import { user } from "@web/core/user";
import { useBus, useService } from "@web/core/utils/hooks";

const REFRESH_MS = 60_000;

/**
 * A store of deeds for as long as a page is open: read and sent again whenever the telephone wakes up.
 *
 * @param {Function} Store class of the store
 * @param {string} prefix what the browser calls it, per database and person
 */
export function useDeedStore(Store, prefix) {
    const store = useState(new Store(useService("orm"), `${prefix}:${session.db}:${user.userId}`));
    const wake = async () => {
        await store.flush();
        if (!store.waiting.length) {
            await store.load();
        }
    };
    const onOffline = () => (store.isOnline = false);
    const onVisible = () => document.visibilityState === "visible" && wake();
    let timer;
    useBus(useService("bus_service"), "BUS:RECONNECT", wake);
    onWillStart(() => store.start());
    onMounted(() => {
        window.addEventListener("online", wake);
        window.addEventListener("offline", onOffline);
        document.addEventListener("visibilitychange", onVisible);
        timer = setInterval(wake, REFRESH_MS);
    });
    onWillUnmount(() => {
        window.removeEventListener("online", wake);
        window.removeEventListener("offline", onOffline);
        document.removeEventListener("visibilitychange", onVisible);
        clearInterval(timer);
        store.stop();
    });
    return store;
}
