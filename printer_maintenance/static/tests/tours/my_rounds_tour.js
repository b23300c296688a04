/** Two inspectors on a round at 390 pixels: one sheet with the connection lost, a finding, the second's confirmation. */

import { registry } from "@web/core/registry";
import { takePhoto } from "./drawing";

const tours = registry.category("web_tour.tours");
const loseConnection = () => console.log("printer: offline");
const findConnection = () => console.log("printer: online");
const delivered = {
    content: "delivered",
    trigger: ".o_printer_my_rounds:not(:has(.o_printer_sending, .o_printer_offline))",
    timeout: 30000,
};
const point = (name) => `.o_printer_point:contains(${name})`;

const openRound = [{ trigger: ".o_printer_round_card:contains(Test unit)", run: "click" }];

const askedAndScanned = [
    { trigger: ".o_printer_sheet_code", run: "edit SN-0001" },
    { trigger: ".o_printer_sheet_enter", run: "click" },
    {
        content: "the points wait until the user was asked",
        trigger: ".o_printer_sheet:not(:has(.o_printer_sheet_points)) input[name=operator_remark]",
        run: "edit 打印有噪音",
    },
];

tours.add("printer_my_rounds_leader", {
    steps: () => [
        ...openRound,
        { trigger: ".o_printer_round_begin", run: "click" },
        { trigger: ".o_printer_next_device", run: "click" },
        ...askedAndScanned,
        delivered,
        { content: "a cellar", trigger: ".o_printer_my_rounds", run: loseConnection },
        { trigger: ".o_printer_offline" },
        { trigger: `${point("噪声")} .o_printer_not_ok`, run: "click" },
        { trigger: ".o_printer_finish_sheet", run: "click" },
        { content: "what is missing is named", trigger: ".o_printer_missing:contains(漏电流)" },
        {
            content: "an impossible reading is asked again at once",
            trigger: `${point("漏电流")} .o_printer_reading`,
            run: "edit 5000",
        },
        { trigger: ".o_printer_sheet_points .fw-bold", run: "click" },
        { trigger: ".o_printer_impossible" },
        { trigger: `${point("漏电流")} .o_printer_reading`, run: "edit 0,35" },
        { trigger: ".o_printer_sheet_points .fw-bold", run: "click" },
        { trigger: `${point("漏电流")} .fa-check` },
        {
            trigger: ".o_printer_device_photo",
            run: () => takePhoto(".o_printer_device_photo input[type=file]"),
        },
        { trigger: ".o_printer_device_photo .badge:contains(1)" },
        { trigger: ".o_printer_finish_sheet", run: "click" },
        { content: "what is wrong is asked for", trigger: ".o_printer_settle_fixed", run: "click" },
        { trigger: ".o_printer_settle_text", run: "edit 已更换" },
        { trigger: ".o_printer_settle_done", run: "click" },
        {
            content: "entered by mistake",
            trigger: ".o_printer_finding[data-state=fixed] .o_printer_settle_anew",
            run: "click",
        },
        {
            content: "asked anew",
            trigger: ".o_printer_finding[data-state=open] .o_printer_settle_fixed",
            run: "click",
        },
        { trigger: ".o_printer_settle_text", run: "edit 已紧固" },
        { trigger: ".o_printer_settle_done", run: "click" },
        { trigger: ".o_printer_finding[data-state=fixed]" },
        { content: "all of it waits", trigger: ".o_printer_offline .badge" },
        { content: "the light again", trigger: ".o_printer_my_rounds", run: findConnection },
        delivered,
        { trigger: ".o_printer_go_on", run: "click" },
        { trigger: ".o_printer_stop[data-state=done]" },
        { content: "the second has to confirm", trigger: ".o_printer_awaits_second" },
    ],
});

tours.add("printer_my_rounds_second", {
    steps: () => [
        ...openRound,
        { trigger: ".o_printer_stop[data-state=done]" },
        { trigger: ".o_printer_confirm_round", run: "click" },
        { trigger: ".o_printer_round .alert-success" },
    ],
});

tours.add("printer_my_rounds_hand_in", {
    steps: () => [
        ...openRound,
        { trigger: ".o_printer_hand_in", run: "click" },
        { trigger: ".o_printer_round[data-state=handed_in]" },
    ],
});
