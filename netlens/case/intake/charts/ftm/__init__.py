"""FollowTheMoney: entities as JSON, one to a line, or in an array.

lines     the JSON values of a file with their rows; what cannot be read is an Issue
entity    one entity in plain values; what its schema is to us (resources/charts/follow_the_money.toml)
index     the first reading: which id is what, whether entities come after what refers to them
things    a person, company, account, trip … → records
edges     what ties: edges, calls, messages, payments, likenesses → records
reading   the second reading, in the order of the file
"""
