"""A saved column mapping: which column of a flat table feeds which native field. Made once, used again next month.

A TOML file:

    name = "Province dump"            # what the window and the ledger call it
    dates = "dmy"                     # how its dates are written; without it, the import finds out or asks
    text = "tcvn3"                    # how text typed for old fonts is read: tcvn3, vni, each (by its own) or keep
    register = "LC"                   # whose ids these are; --register goes before it
    grade = "B/2"                     # the grade of a source without one of its own; likewise handling = "P"

    [[sheet]]                         # one per shape of table; the first whose columns are all there reads the file
    headers = ["Số vụ", "Ngày"]       # all headings of the file it was made for: by them the window recognises it again
    dates = { "Ngày" = "mdy" }        # the order of one column; zones = { "Start" = "+07:00" } likewise its clock

    [[sheet.record]]                  # one row gives one record of each of these
    table = "persons"
    as = "victim{}"                   # what the row's other records call it; without a person_id it gets one of its own
    each = ["1", "2", "3"]            # once for each, put in the place of {} (columns "Nạn nhân 1", "Nạn nhân 2" …)
    fields = { full_name = "Nạn nhân {}", phones = ["Di động {}", "Máy bàn {}"], accounts = "Zalo {}" }
    prefix = { "Zalo {}" = "zalo:" }  # put before what a column holds
    optional = true                   # left out, not rejected, where nothing or a required field is empty

    [[sheet.record]]
    table = "involvements"
    each = ["1", "2", "3"]
    refers = { person_id = "victim{}" }                   # the key of that record of the same row
    fields = { case_id = "Số vụ", since = ["Ngày", "Giờ"] }   # several are joined by a space (a list: by ;)
    joined = { since = " " }          # or by what stands here
    constants = { role = "victim" }
    where = { "Diện" = ["nghi can", "nạn nhân"] }     # only rows whose column holds one of these
    split = { functions = "," }       # a cell with several values: one record each (one list, for a multi-value field)
    optional = true
    [sheet.record.translate.role]     # as written → code
    "Nghi can" = "suspect"
"""

from netlens.case.mapping.shapes import Mapping, RecordMap, SheetMap

__all__ = ["Mapping", "RecordMap", "SheetMap"]
