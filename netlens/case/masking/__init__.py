"""What belongs to protected people, wherever it stands in a text.

finding    looks for names, numbers, papers, plates and handles in a text, and puts codes there
belonging  what of a case belongs to each protected person
"""
