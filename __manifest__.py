{
    "name": "Printer Maintenance Suite",
    "summary": "The ready-made service for a maintenance tender: policy, questionnaire, demo customer",
    "version": "19.0.1.2.0",
    "license": "AGPL-3",
    "category": "Services/Printer Maintenance",
    "author": "Printer Maintenance Team",
    "depends": ["printer_maintenance", "printer_maintenance_reports"],
    "data": [
        "data/service_policy.xml",
        "data/survey.xml",
        "data/responsibilities.xml",
        "data/scope_exclusions.xml",
        "data/commitments.xml",
        "data/emergency_plan.xml",
    ],
    "demo": [
        "data/demo_company.xml",
        "data/demo_customer.xml",
        "data/demo_requests.xml",
        "data/demo_devices.xml",
    ],
    "assets": {
        "web.assets_tests": ["printer_maintenance_suite/static/tests/tours/*.js"],
    },
}
