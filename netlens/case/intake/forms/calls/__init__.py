"""Call records of phone companies.

ways     which way a call went, and what kind of contact it was, by the company's word for it
numbers  whose calls they are; numbers that are nobody's
cells    cell ids: MCC-MNC-LAC-CID
devices  handsets (IMEI), and the first look over a sheet that dates them
records  a row of the sheet → what it says
"""
