/** A count on a telephone: one tap, one typed code, one code that nobody knows; then a goods check with taps. */

import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");

tours.add("printer_asset_count", {
    steps: () => [
        {
            content: "found with one tap",
            trigger: ".o_kanban_record:contains(SN-0001) a[name=action_found]",
            run: "click",
        },
        {
            content: "it is no longer to be counted",
            trigger: ".o_field_x2many_kanban:not(:contains(SN-0001))",
        },
        {
            content: "type the second one's asset number",
            trigger: ".o_printer_count_scan input",
            run: "edit A-2",
        },
        {
            trigger: ".o_printer_count_scan button:contains(Count it)",
            run: "click",
        },
        {
            content: "the answer stays on the screen",
            trigger: ".o_printer_count_scan .alert-success:contains(SN-0002)",
        },
        {
            content: "a code that is in no register",
            trigger: ".o_printer_count_scan input",
            run: "edit XYZ-77",
        },
        {
            trigger: ".o_printer_count_scan button:contains(Count it)",
            run: "click",
        },
        {
            trigger: ".o_printer_count_scan .alert-warning:contains(XYZ-77)",
        },
        {
            content: "one is left",
            trigger: ".o_field_x2many_kanban .o_kanban_record:contains(SN-0003)",
        },
    ],
});

tours.add("printer_goods_check", {
    steps: () => [
        {
            content: "begin on the device",
            trigger: "button[name=action_goods_check]",
            run: "click",
        },
        {
            content: "answer one point",
            trigger: "a[name=action_ok], button[name=action_ok]",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=goods_line_ids] .text-bg-success",
        },
        {
            content: "say who was present",
            trigger: ".o_field_widget[name=witness_name] input",
            run: "edit Ms Wang",
        },
        {
            content: "the rest has been looked at too",
            trigger: "button[name=action_all_ok]",
            run: "click",
        },
        {
            trigger: ".modal-footer .btn-primary",
            run: "click",
        },
        {
            trigger: ".o_form_view:not(:contains(Still open))",
        },
        {
            trigger: "button[name=action_pass]",
            run: "click",
        },
        {
            trigger: ".o_statusbar_status button.o_arrow_button_current:contains(Passed)",
        },
    ],
});
