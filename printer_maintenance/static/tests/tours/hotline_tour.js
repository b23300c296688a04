/** The hotline by keyboard alone, in whatever language: what is typed is given, what is pressed is the same. */

import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const SEARCH = ".o_hotline_search input";
const TITLE = ".o_hotline_register [name=name]";

/** Nothing is clicked: the field must have the focus already. */
function focused(selector) {
    return { content: `${selector} has the focus`, trigger: `${selector}:focus` };
}

tours.add("printer_hotline_register", {
    steps: () => [
        focused(SEARCH),
        {
            content: "the number that is shown",
            trigger: `${SEARCH}:focus`,
            run: "edit +86 139-0000-0012",
        },
        { trigger: SEARCH, run: "press Enter" },
        { content: "the caller is known", trigger: ".o_hotline_caller_name" },
        { content: "with the unit's agreement", trigger: ".o_hotline_agreement.border-success" },
        focused(TITLE),
        { content: "to the devices", trigger: TITLE, run: "press Alt+v" },
        {
            trigger: ".o_hotline_device_list input:focus",
            run: "edit SN-0001",
        },
        { trigger: ".o_hotline_device_list input", run: "press Enter" },
        { content: "covered", trigger: ".o_hotline_draft_device .text-success" },
        focused(TITLE),
        { trigger: `${TITLE}:focus`, run: "edit 卡纸 Paper jam" },
        {
            content: "what is asked for a fault",
            trigger: ".o_hotline_questions [name=still_works]",
            run: "selectByIndex 1",
        },
        { content: "looking something up loses nothing", trigger: TITLE, run: "press Alt+q" },
        { trigger: `${SEARCH}:focus`, run: "edit SN-FOREIGN" },
        { trigger: ".o_hotline_result[data-kind=device]" },
        { trigger: SEARCH, run: "press Escape" },
        { content: "the results are gone", trigger: ".o_hotline:not(:has(.o_hotline_result))" },
        { trigger: `${TITLE}:value(卡纸 Paper jam)` },
        { trigger: SEARCH, run: "press Control+Enter" },
        { content: "saved", trigger: ".o_hotline_done strong" },
        { content: "the form is empty again", trigger: `${TITLE}:value()` },
        {
            content: "it stands among the open ones",
            trigger: ".o_hotline_request:contains(卡纸 Paper jam)",
        },
        { content: "and so does the call", trigger: ".o_hotline_history .fa-arrow-down" },
        focused(SEARCH),
        { trigger: SEARCH, run: "press Escape" },
        {
            content: "ready for the next caller",
            trigger: ".o_hotline:not(:has(.o_hotline_caller_name))",
        },
    ],
});

tours.add("printer_hotline_question", {
    steps: () => [
        { trigger: `${SEARCH}:focus`, run: "edit Test unit" },
        { trigger: ".o_hotline_result[data-kind=unit]" },
        { trigger: SEARCH, run: "press Enter" },
        { content: "nobody of them is known", trigger: ".o_hotline_unit" },
        { trigger: ".o_hotline_register [name=contact]", run: "edit 赵敏 Zhao Min" },
        { trigger: ".o_hotline_register [name=kind]", run: "select consultation" },
        { trigger: TITLE, run: "edit 怎样双面打印 Two-sided?" },
        { trigger: ".o_hotline_register [name=phone]", run: "edit call me" },
        { trigger: ".o_hotline_register [name=answer]", run: "edit 选择双面 Choose two-sided" },
        { trigger: ".o_hotline_register [name=answer]", run: "press Alt+a" },
        {
            content: "what is wrong is told in place",
            trigger: ".o_hotline_error:contains(call me)",
        },
        { content: "nothing is lost", trigger: `${TITLE}:value(怎样双面打印 Two-sided?)` },
        { trigger: ".o_hotline_register [name=phone]", run: "edit 138 0000 1111" },
        { trigger: ".o_hotline_register [name=answer]", run: "press Alt+a" },
        { content: "answered and closed", trigger: ".o_hotline_done strong" },
        {
            content: "the new contact is known now",
            trigger: ".o_hotline_caller_name:contains(赵敏)",
        },
    ],
});

tours.add("printer_hotline_call", {
    steps: () => [
        { trigger: `${SEARCH}:focus`, run: "edit Contact" },
        { trigger: ".o_hotline_result[data-kind=person]" },
        { trigger: SEARCH, run: "press Enter" },
        { content: "the card takes the place of what waits", trigger: ".o_hotline_caller_name" },
        { trigger: ".o_hotline_request button:has(.fa-phone)", run: "click" },
        {
            trigger: ".o_hotline_call [name=note]:focus",
            run: "edit 李工半小时到 Li comes in half an hour",
        },
        { trigger: ".o_hotline_call [name=note]", run: "press Control+Enter" },
        { trigger: ".o_hotline_done strong" },
        { trigger: ".o_hotline_history .fa-arrow-up" },
    ],
});
