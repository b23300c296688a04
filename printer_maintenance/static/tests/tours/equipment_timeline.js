/** A device's history and counters as the equipment supervisor and an engineer use them. */

import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const LINE = ".o_equipment_timeline .o_timeline_event";

tours.add("printer_equipment_timeline", {
    steps: () => [
        { content: "the newest event is shown", trigger: `${LINE}:contains(roller 39)` },
        {
            content: "the first page only",
            trigger: `.o_equipment_timeline:not(:has(li:contains(roller 5)))`,
        },
        { trigger: ".o_timeline_more", run: "click" },
        { content: "older ones follow", trigger: `${LINE}:contains(roller 5)` },
        { trigger: ".o_equipment_timeline button[data-group=counters]", run: "click" },
        {
            content: "only counters are left",
            trigger: ".o_equipment_timeline:not(:has(li[data-kind=part_in])) li[data-kind=counted]",
        },
        { trigger: ".o_equipment_timeline button[data-group=inspections]", run: "click" },
        {
            content: "nothing of this kind",
            trigger: ".o_equipment_timeline p:contains(Nothing of this kind)",
        },
        { trigger: ".o_equipment_timeline button[data-group=counters]", run: "click" },
        { trigger: `${LINE}[data-kind=counted] .o_timeline_correct`, run: "click" },
        { trigger: ".modal div[name=text] input", run: "edit It was 12480" },
        { trigger: ".modal button[name=action_save]", run: "click" },
        {
            content: "the line is struck out, its correction stands below it",
            trigger: `${LINE}[data-kind=counted]:has(.text-decoration-line-through) .o_timeline_correction:contains(It was 12480)`,
        },
    ],
});

tours.add("printer_enter_counters", {
    steps: () => [
        { trigger: "button[name=action_enter_counters]", run: "click" },
        { trigger: ".modal div[name=meter_mono] input", run: "edit 15000" },
        { trigger: ".modal button[name=action_enter]", run: "click" },
        {
            content: "the reading stands in the history",
            trigger: `.o_form_view:not(:has(.modal)) .o_timeline_event:contains(15000)`,
        },
    ],
});
