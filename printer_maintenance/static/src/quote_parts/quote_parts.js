import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/** The customer's choices on a quotation of parts are kept as they are made; without scripts a button sends them. */
export class QuoteParts extends Interaction {
    static selector = ".o_printer_quote_parts";
    dynamicContent = {
        "input[type=checkbox], select": { "t-on-change": () => this.el.submit() },
    };
}

registry.category("public.interactions").add("printer_maintenance.quote_parts", QuoteParts);
