/** The dispatch board by hand and by keyboard, in whatever language. */

import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const JOB = ".o_board_job:contains(卡纸 first)";

/** A little later than now, but never on the next day: the test is run at any hour. */
function soon() {
    const lane = document.querySelector(".o_board_row .o_board_lane").getBoundingClientRect();
    const now = document.querySelector(".o_board_row .o_board_now").getBoundingClientRect();
    return Math.min(30, Math.floor(lane.right - now.left) - 12);
}

tours.add("printer_board_drag", {
    steps: () => [
        {
            trigger: JOB,
            run: (helpers) =>
                helpers.drag_and_drop(".o_board_row:contains(Test engineer) .o_board_now", {
                    position: { top: 20, left: soon() },
                    relative: true,
                }),
        },
        {
            content: "no skill for this device: said before it is made",
            trigger: ".modal-footer .btn-primary",
            run: "click",
        },
        { content: "nobody has to be sent any more", trigger: `body:not(:has(${JOB}))` },
        {
            content: "the visit lies on the engineer's lane",
            trigger: ".o_board_row:contains(Test engineer) .o_board_visit",
            run: "click",
        },
        { trigger: ".o_board_panel .o_board_backup" },
    ],
});

tours.add("printer_board_keyboard", {
    steps: () => [
        { trigger: `${JOB} .o_board_propose`, run: "click" },
        {
            content: "the best has the focus",
            trigger: ".o_board_person:focus",
            run: "press Enter",
        },
        { trigger: `body:not(:has(${JOB})):has(.o_board_visit)` },
    ],
});

tours.add("printer_board_swap", {
    steps: () => [
        { trigger: ".o_board_row:contains(Test engineer) .o_board_visit", run: "click" },
        { trigger: ".o_board_panel .o_board_swap", run: "click" },
        {
            trigger: ".o_board_day:has(.alert-info) .o_board_row:contains(Other) .o_board_visit",
            run: "click",
        },
        {
            content: "done: the panel is closed",
            trigger: ".o_board_day:not(:has(.o_board_panel)):not(:has(.alert-info))",
        },
    ],
});
