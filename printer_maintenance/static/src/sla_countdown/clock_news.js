import { useEffect, useExternalListener } from "@odoo/owl";
import { useService } from "@web/core/utils/hooks";

/**
 * Hear of changes to the clocks of one request.
 *
 * @param {() => number | false} getTicketId
 * @param {() => void} onNews also called when news may have been missed: the connection was lost, the computer slept
 */
export function useClockNews(getTicketId, onNews) {
    const bus = useService("bus_service");
    const onMessage = ({ id }) => id === getTicketId() && onNews();
    useEffect(
        (ticketId) => {
            if (!ticketId) {
                return;
            }
            const channel = `printer.clocks_${ticketId}`;
            bus.addChannel(channel);
            bus.subscribe("printer_clock_news", onMessage);
            bus.addEventListener("BUS:RECONNECT", onNews);
            return () => {
                bus.deleteChannel(channel);
                bus.unsubscribe("printer_clock_news", onMessage);
                bus.removeEventListener("BUS:RECONNECT", onNews);
            };
        },
        () => [getTicketId()],
    );
    useExternalListener(document, "visibilitychange", () => {
        if (document.visibilityState === "visible") {
            onNews();
        }
    });
}
