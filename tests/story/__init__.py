from . import test_story
from . import test_story_tour
from . import test_visit_stories
from . import test_inspection_stories
from . import test_part_stories
from . import test_quote_tour
