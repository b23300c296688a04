/** One fault from report to signature, as each of its people lives through it, in Chinese. */

import { registry } from "@web/core/registry";

const FAULT = "卡纸，每打印一页都卡在定影处";
const tours = registry.category("web_tour.tours");

/** Put a small picture into a file field, as a person does with the telephone's camera. */
function choosePhoto() {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 16;
    const bytes = atob(canvas.toDataURL("image/png").split(",")[1]);
    const content = Uint8Array.from(bytes, (char) => char.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([content], "卡纸.png", { type: "image/png" }));
    this.anchor.files = files.files;
    this.anchor.dispatchEvent(new Event("change", { bubbles: true }));
}

tours.add("printer_story_report", {
    steps: () => [
        {
            content: "the contact finds the unit's devices on the portal's home",
            trigger: "a[href='/my/devices']:contains(本单位设备)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "look the device up by its serial number",
            trigger: "input[name=search]",
            run: "edit EP46141291000002",
        },
        {
            trigger: "form[role=search] button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "just this one is left",
            trigger:
                ".o_printer_devices .list-group-item:only-child:contains(EP46141291000002) a.btn:contains(报修)",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: "textarea[name=description]", run: `edit ${FAULT}` },
        { trigger: "input[name=attachment]", run: choosePhoto },
        {
            trigger: "button[type=submit]:contains(提交)",
            run: "click",
            expectUnloadPage: true,
        },
        { content: "the report is confirmed", trigger: ".alert-success:contains(已登记)" },
        { content: "the promised times are shown", trigger: ".o_printer_clocks li:contains(30)" },
    ],
});

tours.add("printer_story_confirm", {
    steps: () => [
        { trigger: `tr.o_data_row td[name=name]:contains(${FAULT.slice(0, 6)})`, run: "click" },
        { trigger: "button[name=action_confirm_by_telephone]:contains(电话确认)", run: "click" },
        {
            content: "the engineer is proposed",
            trigger: ".modal div[name=engineer_id] input:value(李伟)",
        },
        { trigger: ".modal button[name=action_confirm]", run: "click" },
        {
            content: "the visit stands on the request",
            trigger: "button[name=action_view_visits]:contains(1)",
        },
        { trigger: "body:not(:has(.modal)) .o_form_view" },
    ],
});

tours.add("printer_story_visit", {
    steps: () => [
        { trigger: ".o_kanban_record:contains(EP46141291000002)", run: "click" },
        { trigger: ".nav-link[name=preparation]", run: "click" },
        { trigger: "button[name=action_pack_all]", run: "click" },
        { content: "all is packed", trigger: "button[name=action_untick]" },
        { trigger: "button[name=action_leave]", run: "click" },
        { trigger: "button[name=action_arrive]", run: "click" },
        { trigger: ".modal-footer .btn-primary", run: "click" },
        { trigger: ".nav-link[name=checklist]", run: "click" },
        { trigger: "button[name=action_rest_ok]", run: "click" },
        { trigger: ".nav-link[name=work]", run: "click" },
        { trigger: "div[name=fault_cause] textarea", run: "edit 搓纸轮磨损" },
        { trigger: "div[name=work_done] textarea", run: "edit 更换搓纸轮，清洁走纸通道" },
        { trigger: "div[name=is_tested] input", run: "click" },
        { trigger: "div[name=is_explained] input", run: "click" },
        { trigger: "div[name=briefing_omitted] input", run: "edit 用户已会操作" },
        { trigger: "button[name=action_use_part]", run: "click" },
        { trigger: ".modal div[name=product_id] input", run: "edit RM2-5452" },
        { trigger: ".dropdown-item:contains(RM2-5452)", run: "click" },
        {
            content: "the stock is shown",
            trigger: ".modal div[name=stock_text]:contains(WH/Stock)",
        },
        { trigger: ".modal button[name=action_use]", run: "click" },
        {
            content: "the part stands on the visit",
            trigger: "div[name=part_summary]:contains(RM2-5452)",
        },
        { trigger: "button[name=action_finish_work]", run: "click" },
        { content: "the contact is asked to sign", trigger: ".alert-info:visible:contains(签字)" },
    ],
});

tours.add("printer_story_sign", {
    steps: () => [
        {
            content: "what was done stands above the signature",
            trigger: "#sign:contains(更换搓纸轮)",
        },
        { trigger: "#sign .o_web_sign_auto_button", run: "click" },
        { trigger: "#sign canvas.o_web_sign_signature", run: "canvasNotEmpty" },
        {
            trigger: "#sign .o_portal_sign_submit:enabled:contains(确认并签字)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "closed: the questionnaire is offered",
            trigger: ".alert-info a:contains(填写)",
            run: "click",
            expectUnloadPage: true,
        },
        { content: "the survey begins in Chinese", trigger: "h1:contains(满意度)" },
        { trigger: "button[value=start]", run: "click" },
        { trigger: ".js_question-wrapper:contains(速度) label:contains(非常满意)", run: "click" },
        { trigger: ".js_question-wrapper:contains(维修) label:contains(非常满意)", run: "click" },
        { trigger: ".js_question-wrapper:contains(态度) label:contains(非常满意)", run: "click" },
        { trigger: "button[value=finish]", run: "click" },
        { content: "yes, send it", trigger: ".modal .modal-footer .btn-primary", run: "click" },
        { trigger: ".o_survey_finished" },
    ],
});

tours.add("printer_story_history", {
    steps: () => [
        { content: "reported", trigger: ".o_equipment_timeline li:contains(报修)" },
        { content: "part fitted", trigger: ".o_equipment_timeline li:contains(RM2-5452)" },
        { content: "signed", trigger: ".o_equipment_timeline li:contains(孙悦)" },
        { content: "rated", trigger: ".o_equipment_timeline li:contains(100 %)" },
    ],
});
