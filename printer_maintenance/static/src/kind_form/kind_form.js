import { Interaction } from "@web/public/interaction";
import { registry } from "@web/core/registry";

/**
 * The form of a new request asks what its kind needs (REQUIREMENTS A3).
 *
 * The server draws every short form and hides all but one. A hidden one is disabled too: the browser neither sends
 * what was typed there nor asks for it.
 */
export class KindForm extends Interaction {
    static selector = ".o_printer_report";
    dynamicContent = {
        "select[name=service_kind]": { "t-on-change": () => {} },
        "fieldset[data-kind]": {
            "t-att-class": (el) => ({ "d-none": el.dataset.kind !== this.kind }),
            "t-att-disabled": (el) => (el.dataset.kind !== this.kind ? "disabled" : undefined),
        },
        "label[for=description]": { "t-out": () => this.descriptionLabel },
    };

    get selected() {
        return this.el.querySelector("select[name=service_kind]").selectedOptions[0];
    }

    get kind() {
        return this.selected.value;
    }

    get descriptionLabel() {
        return this.selected.dataset.description;
    }
}

registry.category("public.interactions").add("printer_maintenance.kind_form", KindForm);
