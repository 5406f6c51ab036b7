"""Fills the official HTCDS layouts with invented people, for the tests of the importer.

The layout, field names and labels are those of HTCDS 2.0 by IOM (UNMigration/HTCDS, CC BY 4.0: workbook templates,
XLSForm, field standards); IOM endorses nothing here. Every person, number and place in the rows is made up.
"""

import csv
import io
import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from xlsxwriter import Workbook

# System names and labels of the workbook templates, column by column, with their own mistakes.
TEMPLATE: tuple[tuple[str, str], ...] = (
    ("", ""),
    ("cas_CaseOwner", "Case Owner"),
    ("prs_Salutation", "Salutation"),
    ("prs_FirstName", "First Name"),
    ("prs_SecondName", "Second Name"),
    ("con_Consent", "Consent"),
    ("prs_Birthdate", "Birthdate"),
    ("prs_Gender", "Gender"),
    ("prs_Citizenship", "Citizenship"),
    ("prs_Title", "Title"),
    ("prs_Email", "Email"),
    ("prs_HomePhone", "Home Phone"),
    ("prs_MobilePhone", "Mobile Phone"),
    ("prs_MailingCity", "Mailing Street"),
    ("prs_MailingCountry", "Mailing City"),
    ("prs_MailingState", "Mailing State/Province"),
    ("prs_MailingStreet", "Mailing Zip/Postal Code"),
    ("prs_MailingPostalCode", "Mailing Country"),
    ("vic_TraffickingStatus", "Trafficking Status"),
    ("vic_TraffickinStatusDecisionMakingOrg", "Trafficking Status Decision Making Organization"),
    ("vic_MethodOfRecruitment", "Method of Recruitment"),
    ("vic_LocationOfRecruitment", "Location of Recruitment"),
    ("vic_MethodsOfControl", "Methods of Control"),
    ("vic_TypeOfExploitation", "Type of Exploitation"),
    ("vic_ForcedLabourIndustry", "Forced Labour Industry"),
    ("vic_TypeOfSexExploitation", "Type of Sex Exploitation"),
    ("vic_LocationOfExploitation", "Location of Exploitation"),
    ("cas_Status", "Status"),
    ("cas_ReferringOrganisation", "Referring Organisation"),
    ("cas_IncomingReferralDate", "Incoming Referral Date"),
    ("cas_ReferringPrimaryCaseWorker", "Referring Primary Case Worker"),
    ("cas_ReasonForIncomingReferral", "Reason for Incoming Referral"),
    ("cas_IncomingReferralDetails", "Incoming Referral Details"),
    ("cas_ReferredOrganisation", "Referred Organisation"),
    ("cas_ReferredPrimaryCaseWorker", "Referred Primary Case Worker"),
    ("", "Reason for Outgoing Referral"),
    ("cas_OutgoingReferralDate", "Outgoing Referral Date"),
    ("cas_OutgoingReferralDetails", "Outgoing Referral Details"),
    ("cas_ReasonForCaseClosure", "Reason for Case Closure"),
)
SURVEY: tuple[str, ...] = (
    "start", "end", "con_Consent", "prs_Salutation", "prs_First_Name", "prs_Second_Name", "prs_Birthdate", "prs_Gender",
    "prs_Citizenship", "prs_Title", "prs_Email", "prs_HomePhone", "prs_MobilePhone", "prs_MailingCity",
    "prs_MailingCountry", "prs_MailingState", "prs_MailingStreet", "prs_MailingPostalCode", "vic_MethodOfRecruitment",
    "vic_LocationOfRecruitment", "vic_TraffickingStatus", "vic_TraffickingStatusDecisionMakingOrg",
    "vic_Methods_of_Control", "vic_TypeOfExploitation", "vic_ForcedLabourIndustry", "vic_TypeOfSexExploitation",
    "vic_LocationOfExploitation", "cas_Status", "cas_ReferringOrganisation", "cas_IncomingReferralDate",
    "cas_ReferringPrimaryCaseWorker", "cas_ReasonForIncomingReferral", "cas_IncomingReferralDetails", "__version__",
)  # fmt: skip
ISIC = "Water supply; sewerage, waste management and remediation"
STATUSES = ("Actual victim of trafficking", "Possible victim of trafficking", "Not a victim of trafficking")
CODES = {
    "Actual victim of trafficking": "ActualVictimOfTrafficking",
    "Possible victim of trafficking": "PossibleVictimOfTrafficking",
    "Not a victim of trafficking": "NotAVictimOfTrafficking",
    "Forced labour": "ForcedLabour",
    "Sexual exploitation": "SexualExploitation",
    "Forced marriage": "ForcedMarriage",
    "Debt bondage": "DebtBondage",
    "Takes earnings": "TakesEarnings",
    "At work": "AtWork",
    "Through online social networks": "ThroughOnlineSocialNetworks",
    ISIC: "E_WaterSupplySewerageWasteManagement",
    "Construction": "F_Construction",
    "Follow up": "FollowUp",
    "Closed Referred": "ClosedReferred",
}


def people(count: int, seed: int = 1) -> list[dict[str, str]]:
    """Rows by field, with labels as a person picks them; several values joined by `; `."""
    rng = random.Random(seed)
    rows = []
    for n in range(count):
        exploited = rng.sample(["Forced labour", "Sexual exploitation", "Forced marriage"], rng.randint(1, 2))
        rows.append(
            {
                "cas_CaseOwner": f"Cán bộ {rng.randint(1, 3)}",
                "prs_FirstName": f"Ví Dụ {n}".replace("0", "A").translate(str.maketrans("123456789", "BCDEFGHIK")),
                "prs_SecondName": rng.choice(["Nguyễn", "Trần", "Giàng"]),
                "con_Consent": rng.choice(["TRUE", "TRUE", "FALSE"]),
                "prs_Birthdate": f"{rng.randint(13, 28)}/{rng.randint(1, 12):02d}/{rng.randint(1980, 2012)}",
                "prs_Gender": rng.choice(["Feminine", "Masculine", "NonSpecifiedUnknown"]),
                "prs_Citizenship": rng.choice(["VN", "Viet Nam", "KH"]),
                "prs_Email": f"nobody{n}@example.org",
                "prs_HomePhone": "",
                "prs_MobilePhone": f"09{10_000_000 + n * 37}",
                "prs_MailingStreet": f"Ngõ {n + 1}",
                "prs_MailingCity": "Thị trấn Giả Định",
                "prs_MailingState": rng.choice(["Hà Giang", "Nghệ An", "Lào Cai"]),
                "prs_MailingPostalCode": f"{10_000 + n}",
                "prs_MailingCountry": "Viet Nam",
                "vic_TraffickingStatus": STATUSES[n % 3] if n % 7 else STATUSES[0],
                "vic_TraffickingStatusDecisionMakingOrg": rng.choice(["Police", "NGO"]),
                "vic_MethodOfRecruitment": rng.choice(["At work", "At work; Through online social networks"]),
                "vic_LocationOfRecruitment": "Quán Mẫu",
                "vic_MethodsOfControl": "Debt bondage ; Takes earnings",
                "vic_TypeOfExploitation": "; ".join(exploited),
                "vic_ForcedLabourIndustry": rng.choice([ISIC, f"{ISIC}; Construction", ""]),
                "vic_LocationOfExploitation": "Xưởng Mẫu",
                "cas_Status": rng.choice(["Active", "Follow up", "Closed", "Closed Referred"]),
                "cas_ReferringOrganisation": "Tổ chức Mẫu",
                "cas_IncomingReferralDate": f"{rng.randint(13, 28)}/{rng.randint(1, 12):02d}/2023",
                "cas_ReferringPrimaryCaseWorker": "Người Phụ Trách",
                "cas_ReasonForOutgoingReferral": "Other",
            }
        )
    return rows


def template_rows(rows: Sequence[Mapping[str, str]], *, numbered: int = 1000, by_name: bool = False) -> list[list[str]]:
    """The two header rows and the rows below them, filled in by label, or `by_name`: as a machine would."""
    labels = {label: field for field, label in LABELS.items()}
    fields = []
    for name, label in TEMPLATE:
        right = name.replace("Traffickin" + "Status", "TraffickingStatus")
        fields.append(right if by_name and name else labels.get(label, right))
    lines = [[name for name, _label in TEMPLATE], [label for _name, label in TEMPLATE]]
    for n in range(max(numbered, len(rows))):
        said = rows[n] if n < len(rows) else {}
        lines.append([str(n + 1), *(said.get(field, "") for field in fields[1:])])
    return lines


LABELS: Mapping[str, str] = {
    "prs_MailingStreet": "Mailing Street",
    "prs_MailingCity": "Mailing City",
    "prs_MailingState": "Mailing State/Province",
    "prs_MailingPostalCode": "Mailing Zip/Postal Code",
    "prs_MailingCountry": "Mailing Country",
    "cas_ReasonForOutgoingReferral": "Reason for Outgoing Referral",
}


def coded(text: str) -> list[str]:
    """The codes of a cell filled in with labels."""
    long = text.startswith(ISIC)
    parts = [ISIC, *text[len(ISIC) :].split("; ")[1:]] if long else text.split("; ")
    return [CODES.get(part.strip(), part.strip()) for part in parts if part.strip()]


def survey_rows(rows: Sequence[Mapping[str, str]], *, groups: bool = False, ticks: bool = False) -> list[list[str]]:
    """As Kobo or ODK export the survey: codes, several parted by blanks; `groups` before names; `ticks` per choice."""
    head = [*SURVEY, "_id", "_uuid", "_index"]
    several = ("vic_MethodOfRecruitment", "vic_Methods_of_Control", "vic_TypeOfExploitation")
    choices = {
        "vic_MethodOfRecruitment": ("AtWork", "ThroughOnlineSocialNetworks"),
        "vic_Methods_of_Control": ("DebtBondage", "TakesEarnings"),
        "vic_TypeOfExploitation": ("ForcedLabour", "SexualExploitation", "ForcedMarriage"),
    }
    names = [f"victim/{name}" if groups and name[:4] in ("prs_", "vic_") else name for name in head]
    extra = [(name, choice) for name in several for choice in choices[name]] if ticks else []
    prefix = "victim/" if groups else ""
    lines = [[*names, *(f"{prefix}{name}/{choice}" for name, choice in extra)]]
    same = {
        "prs_First_Name": "prs_FirstName",
        "prs_Second_Name": "prs_SecondName",
        "vic_Methods_of_Control": "vic_MethodsOfControl",
    }
    for n, row in enumerate(rows, 1):
        said = {
            name: " ".join(coded(row.get(same.get(name, name), "")))
            if name.startswith("vic_") and "Location" not in name
            else row.get(same.get(name, name), "")
            for name in SURVEY
        }
        said |= {"_id": str(9000 + n), "_uuid": f"uuid-{n}", "_index": str(n), "__version__": "v1"}
        ticked = [str(int(choice in said[name].split())) for name, choice in extra]
        lines.append([*("" if ticks and name in several else said[name] for name in head), *ticked])
    return lines


def salesforce_rows(rows: Sequence[Mapping[str, str]]) -> list[list[str]]:
    """A report of the Salesforce package: its API names, values parted by `;` alone, an id per case and contact."""
    columns = {
        "CaseNumber": "", "ContactId": "", "Contact.FirstName": "prs_FirstName", "Contact.LastName": "prs_SecondName",
        "Contact.Birthdate": "prs_Birthdate", "Contact.Gender__c": "prs_Gender",
        "Contact.MobilePhone": "prs_MobilePhone", "Status": "cas_Status",
        "Trafficking_Status__c": "vic_TraffickingStatus",
        "Type_of_Exploitation__c": "vic_TypeOfExploitation", "Methods_of_Control__c": "vic_MethodsOfControl",
        "Method_of_Recruitment__c": "vic_MethodOfRecruitment", "Forced_Labour_Industry__c": "vic_ForcedLabourIndustry",
        "Incoming_Referral_Date__c": "cas_IncomingReferralDate",
        "Referring_Organisation__c": "cas_ReferringOrganisation",
    }  # fmt: skip
    lines = [list(columns)]
    for n, row in enumerate(rows, 1):
        said = {"CaseNumber": f"{1000 + n}", "ContactId": f"003X{n:05d}"}
        lines.append([said.get(name) or row.get(field, "").replace("; ", ";") for name, field in columns.items()])
    return lines


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[str]]]) -> Path:
    with Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for n, row in enumerate(rows):
                sheet.write_row(n, 0, row)
    return path


def text(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return stream.getvalue()
