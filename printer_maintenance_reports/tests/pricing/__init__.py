from . import test_part_price_dossier
