/** A contact reads, chooses and signs a quotation of parts in the portal, in Chinese. */

import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("printer_quote_sign", {
    steps: () => [
        {
            content: "the request says that a quotation waits",
            trigger: ".o_printer_quote a:contains(查看、签署或拒绝)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "what the part cost, and what the market asks for it",
            trigger: ".o_printer_quote_parts:contains(实际成本):contains(市场公允价)",
        },
        {
            content: "one part is not wanted",
            trigger: ".o_printer_quote_parts .row:contains(转印带) input[type=checkbox]",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: ".o_printer_quote_parts .row:contains(转印带) input:checked" },
        {
            content: "the old one goes back to the customer",
            trigger: ".o_printer_quote_parts .row:contains(定影) select",
            run: "selectByLabel 旧件退还贵单位",
            expectUnloadPage: true,
        },
        { trigger: ".o_printer_quote_parts .row:contains(定影) select:value(return)" },
        {
            content: "sign for the rest",
            trigger:
                "#quote_content a[data-bs-target='#modalaccept'], .o_portal_sale_sidebar a[data-bs-target='#modalaccept']",
            run: "click",
        },
        { trigger: ".modal.show .o_web_sign_name_and_signature input", run: "edit 李主任" },
        { trigger: ".modal.show canvas.o_web_sign_signature", run: "canvasNotEmpty" },
        {
            trigger: ".modal.show .o_portal_sign_submit:enabled",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "it is signed; what was refused and what becomes of the old part stands there",
            trigger: "#quote_content:contains(已拒绝):contains(退还客户)",
        },
    ],
});
