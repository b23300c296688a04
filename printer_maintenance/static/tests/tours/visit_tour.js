/** A visit on the engineer's telephone: a wrong code, the right one, the work, the contact's hand on the screen. */

import { registry } from "@web/core/registry";
import { draw } from "./drawing";

const tours = registry.category("web_tour.tours");
const CODE = ".o_printer_visit_arrival input";

tours.add("printer_visit_on_the_telephone", {
    steps: () => [
        { content: "somebody else's digits", trigger: CODE, run: "edit 0000" },
        { trigger: ".o_printer_arrive", run: "click" },
        {
            content: "what is wrong stays on the screen",
            trigger: ".o_printer_visit_arrival .alert-danger",
        },
        { content: "the contact's digits", trigger: CODE, run: "edit 4711" },
        { trigger: ".o_printer_arrive", run: "click" },
        { trigger: "div[name=fault_cause] textarea", run: "edit 搓纸轮磨损" },
        { trigger: "div[name=work_done] textarea", run: "edit 更换搓纸轮" },
        { trigger: "div[name=briefing_omitted] input", run: "edit 用户已会操作" },
        { trigger: "div[name=is_tested] input", run: "click" },
        { trigger: "div[name=is_explained] input", run: "click" },
        { content: "the switches save by themselves", trigger: ".o_form_saved" },
        {
            content: "the buttons of a narrow screen stand in a menu",
            trigger:
                ".o_statusbar_buttons button.o-dropdown, .o_statusbar_buttons button[name=action_finish_work]",
            run: "click",
        },
        { trigger: "button[name=action_finish_work]:visible, .o_printer_sign_here", run: "click" },
        { trigger: ".o_printer_sign_here", run: "click" },
        {
            content: "the work that is signed for",
            trigger: ".o_printer_signing:contains(更换搓纸轮)",
        },
        {
            content: "nobody's name is typed as a drawing",
            trigger: ".o_printer_signing:not(:has(.o_web_sign_auto_button:visible))",
        },
        { trigger: ".o_printer_signing canvas.o_web_sign_signature", run: draw },
        { trigger: ".o_printer_confirm_signing:enabled", run: "click" },
        { content: "signed", trigger: "body:not(:has(.o_printer_signing))" },
        { trigger: ".o_arrow_button_current[data-value=finished], .o_statusbar_status" },
    ],
});
