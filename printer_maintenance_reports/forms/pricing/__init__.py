from . import part_price_dossier
