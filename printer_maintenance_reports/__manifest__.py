{
    "name": "Printer Maintenance Reports",
    "summary": "Every named form of the service as spreadsheet and PDF, from one declaration",
    "version": "19.0.1.3.0",
    "license": "AGPL-3",
    "category": "Services/Printer Maintenance",
    "author": "Printer Maintenance Team",
    "depends": ["printer_maintenance", "report_xlsx"],
    "data": [
        "data/visit_protocol.xml",
        "views/frame/paper_formats.xml",
        "views/frame/form_templates.xml",
        "views/customer/customer_file.xml",
        "views/dispatch/repair_record.xml",
        "views/visit/visit_protocol.xml",
    ],
}
