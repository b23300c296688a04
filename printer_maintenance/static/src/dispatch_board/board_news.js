import { onWillUnmount, useExternalListener } from "@odoo/owl";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";

// many changes within a breath are one look
const PATIENCE_MS = 400;

/**
 * Hear that the board of a company has changed; what has changed is read anew with the reader's own rights.
 *
 * @param {() => void} onNews also called when news may have been missed: the connection was lost, the computer slept
 */
export function useBoardNews(onNews) {
    const bus = useService("bus_service");
    const channels = user.allowedCompanies.map(({ id }) => `printer.board_${id}`);
    let timer;
    const soon = () => {
        clearTimeout(timer);
        timer = setTimeout(onNews, PATIENCE_MS);
    };
    channels.forEach((channel) => bus.addChannel(channel));
    bus.subscribe("printer_board_news", soon);
    bus.addEventListener("BUS:RECONNECT", soon);
    onWillUnmount(() => {
        clearTimeout(timer);
        channels.forEach((channel) => bus.deleteChannel(channel));
        bus.unsubscribe("printer_board_news", soon);
        bus.removeEventListener("BUS:RECONNECT", soon);
    });
    useExternalListener(document, "visibilitychange", () => {
        if (document.visibilityState === "visible") {
            soon();
        }
    });
}
