from odoo import fields, models


class ProductTemplate(models.Model):
    _inherit = "product.template"

    wear_counter = fields.Selection(
        [("all", "All pages"), ("mono", "Black-and-white pages"), ("color", "Colour pages")],
        string="Worn by",
        default="all",
        help="The counter that tells how far it is worn: a colour cartridge lasts for so many colour pages.",
    )
