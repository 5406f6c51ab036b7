"""What is wrong with the records of a case, ranked by how many rows it touches; and how it can be put right.

`report.look(case)` gives the problems; each file of finders looks for one family of them. A problem with a fix becomes
the edit `Correct`, which lays values over the rows (netlens/case/corrections/) and can be taken back.
"""
