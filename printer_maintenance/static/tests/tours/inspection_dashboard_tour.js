import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("printer_inspection_dashboard", {
    steps: () => [
        {
            trigger:
                ".o_inspection_figure[data-code=daily_rounds] .text-success, .o_inspection_figure .text-danger",
        },
        { trigger: ".o_inspection_sections canvas" },
        { trigger: "button[data-span=week]", run: "click" },
        { trigger: "button[data-span=week][aria-pressed=true]" },
        { trigger: ".o_inspection_figure[data-code=daily_rounds] .card-body", run: "click" },
        { trigger: ".o_list_view .o_data_row, .o_kanban_view .o_kanban_record" },
        { trigger: ".breadcrumb-item a, .o_back_button", run: "click" },
        { trigger: ".o_inspection_sections .card-header button", run: "click" },
        { trigger: ".o_pivot_view" },
    ],
});
