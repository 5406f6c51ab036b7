"""Charts of other programs (i2 Analyst's Notebook, FollowTheMoney): things, ties between them, and what both say.

words    the words of their types: which kind of thing, which kind of tie (resources/charts/words.toml)
values   the number, plate or account by which a thing is known everywhere; grades, dates, sums as charts write them
things   one thing of a chart → records; Node: what a tie needs to know of it
ties     one tie between two things → records
anx      i2 Analyst's Notebook exchange files
ftm      FollowTheMoney entities as JSON
"""
