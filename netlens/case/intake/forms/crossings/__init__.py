"""Lists of border gates, immigration offices and airlines: who crossed where, when, with which paper."""
