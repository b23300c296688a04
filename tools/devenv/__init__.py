"""The private environment of this repository: Odoo, Python packages, PostgreSQL, databases, servers, checks.

Standard library only: it runs before anything is installed.
"""
