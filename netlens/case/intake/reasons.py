"""Why a row was rejected or a value flagged: a short code to count by, and a sentence in a person's words."""

from netlens.i18n import _, mark

_WORDS = {
    # rejected
    "broken_row": mark("the row cannot be read"),
    "not_mapped": mark("no part of the column mapping applies to this row"),
    "missing_field": mark("this required field is empty"),
    "unknown_case": mark("no case of this id is in the import or in the case file"),
    "unknown_person": mark("no person of this id is in the import or in the case file"),
    "unknown_node": mark("the file names no node of this id"),
    "unknown_role": mark("this role is not in the list of roles"),
    "unknown_kind": mark("this kind is not in the list: phone, account, vehicle, document, address"),
    "long_key": mark("an id of more than 200 characters is none"),
    "not_done": mark("this transfer failed or was cancelled: no money moved"),
    "bad_stop": mark("the number of a stop must be 1, 2, 3 …"),
    "no_item": mark("this item of the chart is neither a thing nor a link"),
    "absent_end": mark("what this end of the link refers to is not in the chart"),
    "text_end": mark("an end of this link is a text or a picture, which stands for nobody"),
    "no_entity": mark("this line is no entity: it has no id, or no schema"),
    "no_stop": mark("this journey has neither a start nor an end"),
    "too_many_ends": mark("this ties more than 10,000 pairs at once"),
    # kept as written, and flagged
    "odd_name": mark("a name with digits in it"),
    "legacy_font": mark("typed for an old font (TCVN3 or VNI); kept as written"),
    "read_tcvn3": mark("typed for a TCVN3 font and read so; the original is kept"),
    "read_vni": mark("typed for a VNI font and read so; the original is kept"),
    "mojibake": mark("garbled by a wrong decoder and mended; the original is kept"),
    "lunar_date": mark("a date of the lunar calendar; kept as written"),
    "rough_date": mark("a date given as about; what is certain of it was taken"),
    "buddhist_era": mark("a year counted from the Buddha, turned to the common era"),
    "phone_note": mark("words beside the phone number were left out"),
    "phone_extension": mark("the extension behind the phone number was left out"),
    "digits_lost": mark("a spreadsheet rounded or hid this number: its digits are lost; kept as written"),
    "id_note": mark("words beside the ID number were left out"),
    "account_note": mark("words beside the account were left out"),
    "rough_amount": mark("a sum given as about; the figure was taken"),
    "province_mended": mark("a misspelt province was read as the only one it can be"),
    "province_part": mark("the province was taken out of a longer address"),
    "bad_date": mark("this date cannot be understood; kept as written"),
    "date_out_of_range": mark("this date lies before 1900 or after 2100; kept as written"),
    "date_order": mark("day and month stand the other way round than in the rest of the column"),
    "short_year": mark("a year of two digits was completed"),
    "bad_phone": mark("this phone number cannot be understood; kept as written"),
    "country_assumed": mark("a foreign number without its +; the country was told from its first digits"),
    "account_kind": mark("it is not said what kind of account this is"),
    "bad_account": mark("this account cannot be understood; kept as written"),
    "bad_amount": mark("this sum cannot be understood; kept as written"),
    "bad_number": mark("this is not a number; kept as written"),
    "unknown_currency": mark("this currency is not known; kept as written"),
    "unknown_country": mark("this country is not known; kept as written"),
    "unknown_province": mark("this province is not known; kept as written"),
    "bad_id_number": mark("this ID number has neither 9 nor 12 digits; kept as written"),
    "id_zero_restored": mark("zeros that a spreadsheet took away were put back before this ID number"),
    "id_province": mark("the first three digits of this ID number are no province and no country"),
    "id_sex": mark("this ID number belongs to a person of the other sex"),
    "id_birth_year": mark("this ID number belongs to a person of another year of birth"),
    "bad_passport": mark("this does not look like a passport number; kept as written"),
    "odd_plate": mark("this does not look like a number plate; kept as written"),
    "unknown_grade": mark("this grade is in no scheme we know: it weighs like none; kept as written"),
    "unknown_code": mark("this word is not in the list of codes; kept as written"),
    "differs": mark("an earlier row says otherwise and stands; --update takes the new value"),
    "changed": mark("this replaces what an earlier row says; the earlier value is kept with its source"),
    "chart_text": mark("a text or a picture on the chart"),
    "unknown_type": mark("this type of thing is not in the list of words; kept as an organisation or an event"),
    "unknown_link": mark("this type of link is not in the list of words; kept as another link"),
    "role_by_function": mark("the link says what was done, not the standing in the case; taken as that of a suspect"),
    "shown_protected": mark("the chart shows a victim, witness or informant; protected, in a case made for the chart"),
    "no_direction": mark("the chart shows no direction; taken as from its first end to its second"),
    "either_person": mark("the file does not say whether this is a person or an organisation; kept as an organisation"),
    "similar": mark("the file holds these two likely to be the same; kept as a note, which ties and joins nobody"),
    "absent_entity": mark("the file refers to something it does not hold; kept as written"),
    "other_line": mark("a line above or below the table"),
}
# What an importer itself flags of a row that counts all the same, or of a whole sheet.
_NOTED = {
    "service_number": mark("a short, service or sender's number: kept, and taken for nobody's"),
    "turned": mark("an incoming call: the other party is its caller"),
    "direction_assumed": mark("it is not said which way this went; taken as outgoing"),
    "subject_in_name": mark("whose calls these are stands in the file name alone"),
    "not_a_call": mark("no call between two numbers; only the number and its device were taken"),
    "bad_imei": mark("this is no IMEI: it ties nobody; kept as written"),
    "bad_cell": mark("this cell id has no MCC-MNC-LAC-CID that can be; kept as written"),
    "forwarded": mark("a forwarded call: both its legs were taken"),
    "balance_gap": mark("the running balance does not follow from the line before: a line is missing or was changed"),
    "balance_differs": mark("the closing balance is not what the lines add up to"),
    "two_sums": mark("debit and credit are both filled; their difference was taken"),
    "no_counterparty": mark("it is not said who stands on the other side; taken as the bank itself"),
    "named_party": mark("the other side is known by name alone; it joins nobody"),
    "shifted_columns": mark("address columns lie under each other's system names; read by label and value"),
    "unnamed_column": mark("a column without system name was read by its label"),
    "misspelt_column": mark("a misspelt system name was read as the only one it can be"),
    "screened": mark("a role in the offence that names nobody; whoever was screened is no suspect by it"),
    "no_status": mark("whether this is a victim is not said; taken as possible victim, and protected"),
    "no_consent": mark("consent was not given: the strictest handling code was set"),
    "under_18": mark("under 18 when trafficked: protected as a child"),
    "labelled_value": mark("a label instead of a code was read as the code it means"),
    "no_document": mark("neither document nor id number: the person is known by this row alone"),
    "odd_direction": mark("it is not said whether this is an exit or an entry"),
}


def reason(code: str) -> str:
    """The sentence of a code, in the language in use."""
    words = _WORDS.get(code) or _NOTED.get(code)
    return _(words) if words else code


def is_note(code: str) -> bool:
    """Whether an importer's Issue of this code is a flag: the row it speaks of counts by its own records."""
    return code in _NOTED
