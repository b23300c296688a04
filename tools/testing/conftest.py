"""Files here that only pylint or pytest itself can load."""

collect_ignore = ["odoo_checker_fix.py", "suite_plugin.py"]
