/** A contact changes their mind about what they need. */

import { registry } from "@web/core/registry";

const OPEN = "fieldset:not(.d-none):not(:disabled)";

registry.category("web_tour.tours").add("printer_kind_form", {
    steps: () => [
        { trigger: "select[name=service_kind]", run: "select upgrade" },
        { trigger: `${OPEN}[data-kind=upgrade] select[name=component]`, run: "select disk" },
        {
            content: "the description is asked for in the kind's words",
            trigger: "select[name=service_kind]",
            run() {
                const label = document.querySelector("label[for=description]").textContent;
                const { description } = this.anchor.selectedOptions[0].dataset;
                if (label !== description) {
                    throw new Error(`The label says “${label}”, not “${description}”.`);
                }
            },
        },
        { trigger: "select[name=service_kind]", run: "select training" },
        {
            content: "only the chosen form is open",
            trigger: `.o_printer_report:not(:has(${OPEN}[data-kind=upgrade])) ${OPEN}[data-kind=training]`,
        },
        { trigger: `${OPEN} input[name=training_topic]`, run: "edit Daily upkeep" },
        { trigger: `${OPEN} input[name=participants]`, run: "edit 12" },
        { trigger: "#description", run: "edit They are new." },
        { trigger: ".o_printer_report button[type=submit]", run: "click", expectUnloadPage: true },
        { content: "the request is registered", trigger: ".alert-success" },
    ],
});
