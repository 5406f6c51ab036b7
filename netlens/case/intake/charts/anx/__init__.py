"""i2 Analyst's Notebook exchange files (ANX): XML whose root is `Chart`.

catalogue  the types, attribute classes, grades and strengths a chart defines, and how its items name them
item       one ChartItem → what it says, in plain values
index      the first reading: which item is what, who is one with whom, whether links come after their ends
reading    the second: items → records, in the order of the file
"""
