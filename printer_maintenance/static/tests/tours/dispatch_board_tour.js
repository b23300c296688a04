/** The dispatch board by hand and by keyboard, in whatever language. */

import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const JOB = ".o_board_job:contains(卡纸 first)";

/** Whether something stands against it depends on the hour at which the test runs. */
const SEND_ANYWAY = {
    content: "asked only when something stands against it",
    trigger: ".modal-footer .btn-primary, body:not(:has(.modal)):has(.o_board_visit)",
    run({ anchor }) {
        if (anchor.matches(".btn-primary")) {
            anchor.click();
        }
    },
};

tours.add("printer_board_drag", {
    steps: () => [
        {
            trigger: JOB,
            run: "drag_and_drop .o_board_row:contains(Test engineer) .o_board_lane",
        },
        SEND_ANYWAY,
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
        SEND_ANYWAY,
        { trigger: `body:not(:has(${JOB})):has(.o_board_visit)` },
    ],
});
