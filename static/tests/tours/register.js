/** A register comes in, a mapping is corrected, labels are printed, and somebody scans one, in Chinese. */

import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const HEADINGS = [
    "使用单位",
    "部门",
    "设备类别",
    "品牌",
    "型号",
    "机身条码",
    "资产编号",
    "启用日期",
];
const GOOD = [
    "巡游测试局",
    "办公室",
    "打印机",
    "HP",
    "M404dn",
    "TOUR0001",
    "TZ-0001",
    "2021-03-05",
];
const BAD = ["巡游测试局", "办公室", "打印机", "HP", "M404dn", "TOUR0002", "TZ-0002", "2021-02-30"];

function chooseFile(name, type, parts) {
    return function () {
        const files = new DataTransfer();
        files.items.add(new File(parts, name, { type }));
        this.anchor.files = files.files;
        this.anchor.dispatchEvent(new Event("change", { bubbles: true }));
    };
}

const text = [HEADINGS, GOOD, BAD].map((cells) => cells.join(",")).join("\n");

tours.add("printer_register_import", {
    steps: () => [
        { trigger: ".o_list_button_add, .o-kanban-button-new", run: "click" },
        {
            content: "choose a file whose serial numbers stand under a heading that nobody knows",
            trigger:
                "div[name=file] input[type=file]:not(:visible), div[name=file] input[type=file]",
            run: chooseFile("设备台账.csv", "text/csv", ["\ufeff", text]),
        },
        {
            content: "the columns are shown, the unknown one is left aside",
            trigger: "div[name=column_ids] tr.o_data_row:contains(机身条码).text-muted",
        },
        {
            trigger: "div[name=column_ids] tr.o_data_row:contains(机身条码) td[name=field]",
            run: "click",
        },
        {
            content: "say what it holds",
            trigger: "div[name=column_ids] tr.o_selected_row td[name=field] input",
            run: "click",
        },
        { trigger: ".o_select_menu_item:contains(序列号)", run: "click" },
        {
            content: "it is mapped",
            trigger: "div[name=column_ids] tr.o_selected_row td[name=field] input:value(序列号)",
        },
        { trigger: "button[name=action_check]:visible", run: "click" },
        {
            content: "the impossible date is named with its row and reason",
            trigger: "div[name=preview_line_ids] tr.text-danger:contains(3):contains(2021-02-30)",
        },
        {
            content: "the refused rows can be downloaded",
            trigger: "button[name=action_download_refused]:visible",
        },
        { trigger: "button[name=action_import]:visible", run: "click" },
        {
            content: "imported",
            trigger: ".o_statusbar_status button[data-value=done][aria-checked=true]",
        },
        { trigger: "button[name=action_view_devices]", run: "click" },
        { trigger: "tr.o_data_row:contains(TOUR0001) td[name=category_id]", run: "click" },
        {
            content: "the device stands where the register said",
            trigger:
                ".o_form_view div[name=unit_id] input:value(巡游测试局), .o_form_view div[name=unit_id]:contains(巡游测试局)",
        },
        { trigger: "button[name=action_print_labels]", run: "click" },
        { trigger: ".modal div[name=size] input[data-value=roll_60x40]", run: "click" },
        {
            content: "labels of a roll have no begun sheet",
            trigger: ".modal:not(:has(div[name=start])) div[name=device_count]:contains(1)",
        },
        { trigger: ".modal .modal-footer .btn-secondary", run: "click" },
        { trigger: "body:not(:has(.modal)) .o_form_view" },
    ],
});

/** A small picture, as the telephone's camera makes it. */
function photo() {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 16;
    const bytes = atob(canvas.toDataURL("image/png").split(",")[1]);
    return Uint8Array.from(bytes, (char) => char.charCodeAt(0));
}

tours.add("printer_label_scan", {
    steps: () => [
        { content: "the page is in Chinese", trigger: "html[lang=zh-CN] .o_printer_label h1" },
        { content: "this device", trigger: ".o_printer_label .card:contains(M404dn)" },
        { trigger: "label[for=fault_jam]", run: "click" },
        { trigger: "textarea[name=description]", run: "edit 每页都卡" },
        {
            trigger: "input[name=attachment]",
            async run() {
                chooseFile("卡纸.png", "image/png", [photo()]).call(this);
            },
        },
        { trigger: "input[name=phone]", run: "edit 13912345678" },
        {
            content: "nothing is cut off on a narrow screen",
            trigger: "button[type=submit]",
            run() {
                if (document.documentElement.scrollWidth > window.innerWidth) {
                    throw new Error("the page is wider than the screen");
                }
            },
        },
        { trigger: "button[type=submit]", run: "click", expectUnloadPage: true },
        {
            content: "thanked, with the request's number",
            trigger: ".o_printer_label_number:contains(HT)",
        },
        { content: "and the promised times", trigger: ".o_printer_label .card:contains(M404dn)" },
    ],
});
