"""A ring summary made by hand, for the formats: every part filled. The people are invented."""

from dataclasses import replace
from math import cos, pi, sin

from netlens.report.summary import RingSummary, SummaryMember, SummaryRing, Terms

NAMES = (
    "Lò Văn Sửu", "Đặng Thị Quyên", "Vàng A Chứ", "Trương Quốc Khánh", "Phùng Thị Ngọc Diệp",
    "Hoàng Ngọc Ưởng", "V-0042", "phone:+84912000111", "Nguyễn Đình Thược",
)  # fmt: skip
BANDS = ("firm", "firm", "firm", "firm", "likely", "likely", "possible", "possible", "loose")
FUNCTIONS = (
    ("Organiser",), ("RecruiterOrIntermediary",), ("Transporter", "Smuggler"), ("MoneyCourier",), ("Harbourer",),
    (), ("RecruiterOrIntermediary",), (), ("Guard",),
)  # fmt: skip
TIES = ((0, 1), (0, 2), (0, 3), (1, 2), (1, 4), (2, 4), (3, 4), (2, 5), (1, 6), (0, 7), (3, 8), (4, 5), (0, 4))


def member(i: int) -> SummaryMember:
    code, flags, notes = f"m{i + 1}", (), ()
    if i == 6:
        flags = ("dual",)
        notes = ("Also recorded as a victim: the non-punishment principle is to be considered.",)
    if i == 5:
        flags, notes = ("cleared",), ("Acquitted in one case: that case carries no evidence here.",)
    return SummaryMember(
        code=code,
        record="V-0042" if i == 6 else NAMES[i] if i == 7 else f"persons:P{i + 1:04d}",
        name=NAMES[i],
        protected=i == 6,
        band=BANDS[i],
        recorded="none" if i == 7 else "suspect" if i > 3 else "offender",
        functions=FUNCTIONS[i],
        stage="convicted" if i < 2 else "acquitted" if i == 5 else "arrested" if i < 7 else "",
        notes=notes,
        why=(
            (f"Named as offender or suspect in {6 - i % 4} cases of this ring.", (1, 2, 3, 5)),
            ("Called 3 other members 17 times between March and June 2024.", (6, 7, 8)),
        ),
        evidence={"case": 6 - i % 4, "called": 17},
        words={
            "band": ("Firmly in it", "Likely in it", "Possibly in it", "Loosely tied")[
                ("firm", "likely", "possible", "loose").index(BANDS[i])
            ],
            "recorded": "no role recorded" if i == 7 else "suspect" if i > 3 else "offender",
            "functions": "; ".join(FUNCTIONS[i]),
            "stage": "Convicted" if i < 2 else "Acquitted" if i == 5 else "Arrested" if i < 7 else "",
        },
        kind="phone" if i == 7 else "person",
        flags=flags,
    )


def made_summary(lang: str = "en", *, sample: bool = True) -> RingSummary:
    ring = SummaryRing(
        id="R3",
        label="Operation Red River",
        status="supported",
        sentences=(
            "9 people and numbers form this ring; 4 of them belong to it firmly.",
            "Supported: the ties among them are more than chance would give, they hold when a tenth of the evidence is "
            "taken away, and they do not hang on one case or one call. It does not mean that anyone is guilty.",
            "The weakest evidence has the grade 3/E.",
        ),
        corridors=(
            {"code": "CN", "label": "Northern Viet Nam → China", "share": 0.75, "words": "3 of 4 cases", "cases": 3,
             "routes": 2, "victims": 5},
            {"code": "KH", "label": "Southern Viet Nam → Cambodia", "share": 0.25, "words": "1 of 4 cases", "cases": 1,
             "routes": 1, "victims": 2},
        ),
        decision="confirmed",
        first="2023-02-11",
        last="2024-06-30",
        words={"status": "Supported", "decision": "Confirmed by the analyst", "period": "11/02/2023 – 30/06/2024"},
    )  # fmt: skip
    sources = tuple(f"ho_so_{1 + n // 6}.xlsx, Bị can, row {n + 2}" for n in range(14))
    annex = tuple(
        {
            "number": n + 1,
            "file": 1 + n // 6,
            "sheet": "Bị can",
            "row": n + 2,
            "handling": "H1" if n % 3 else "",
            "grade": "1/A",
        }
        for n in range(14)
    )
    files = tuple(
        {"number": n, "name": f"ho_so_{n}.xlsx", "sha256": f"{n}" * 64, "register": "LC", "importer": "excel",
         "imported": "2026-11-20T09:14:00+07:00"}
        for n in (1, 2, 3)
    )  # fmt: skip
    return RingSummary(
        ring=ring,
        members=tuple(member(i) for i in range(9)),
        protected=(
            {"code": "V-0042", "kind": "Victim; also a member", "facts": 4},
            {"code": "V-0043", "kind": "Victim", "facts": 2},
            {"code": "V-0051", "kind": "Witness", "facts": 1},
        ),
        cases=(
            {"record": "cases:VA-2024-017", "offence": "Trafficking in persons (art. 150)", "status": "Charged",
             "opened": "2024-03-07", "agency": "PC02 Lào Cai", "province": "Lào Cai", "members": 5, "victims": 3,
             "corridors": "Northern Viet Nam → China", "sources": (1, 2)},
            {"record": "cases:VA-2023-104", "offence": "Trafficking in persons under 16 (art. 151)", "status": "Tried",
             "opened": "2023-02-11", "agency": "PC02 Hà Giang", "province": "Hà Giang", "members": 4, "victims": 2,
             "corridors": "Northern Viet Nam → China", "sources": (3,)},
        ),
        routes=(
            {"record": "routes:T1", "case": "cases:VA-2024-017", "corridor": "Northern Viet Nam → China", "note": "",
             "stops": (
                {"stop": 1, "place": "Sơn La", "kind": "Recruitment", "mode": "", "gate": "", "date": "2024-03-01",
                 "sources": (9,)},
                {"stop": 2, "place": "Lào Cai", "kind": "Transit", "mode": "Bus, coach", "gate": "Lào Cai – Hà Khẩu",
                 "date": "2024-03-02", "sources": (10,)},
                {"stop": 3, "place": "Hà Khẩu, CN", "kind": "Exploitation", "mode": "On foot", "gate": "",
                 "date": "2024-03-03", "sources": (11,)},
             )},
        ),
        ties=tuple((a, b, 1.0 / (1 + n), 1 + 7 * (n % 3)) for n, (a, b) in enumerate(TIES)),
        positions=tuple((0.5 + 0.48 * cos(2 * pi * i / 9) * (0.5 + 0.5 * (i % 2)), 0.5 + 0.48 * sin(2 * pi * i / 9))
                        for i in range(9)),
        sources=sources,
        settings={"method": "nest", "objective": "modularity", "seeds": 1, "resolutions": [0.5, 2.25],
                  "versions": {"igraph": "1.0.0"}},
        terms=Terms("CN-MPS-JWG", "Joint working group, case VA-2024-017", "H1", lang, sample=sample),
        made="2026-11-22T21:47:00+07:00",
        version="0.1.0",
        why=(("The members share 4 cases as offenders or suspects.", (1, 2, 3)), ("Calls join 7 of them.", (6, 7, 8))),
        offences=({"code": "150", "label": "Trafficking in persons (art. 150)", "cases": 3},
                  {"code": "151", "label": "Trafficking in persons under 16 (art. 151)", "cases": 1}),
        evidence=({"kind": "case", "label": "Shared cases", "facts": 21},
                  {"kind": "called", "label": "Calls", "facts": 119},
                  {"kind": "paid", "label": "Payments", "facts": 6}),
        weakest="3/E: not reliable, suspected to be false",
        what_if=(
            {"without": "the weakest-graded evidence (3/E)", "outcome": "The ring stands; m9 leaves it."},
            {"without": "the file ho_so_1.xlsx", "outcome": "The ring stands with 7 of 9 members."},
            {"without": "m1, the best-connected member", "outcome": "The ring splits in two."},
        ),
        limits=(
            "Being in the same case or the same place is not complicity.",
            "The records show where the police looked: they are records of attention, not of all that happened.",
            "A ring is a lead for investigation. It is not evidence of guilt, and no decision may rest on it alone.",
        ),
        annex=annex,
        files=files,
        handling="H1",
        handling_counts={"H1": 9, "": 5},
    )  # fmt: skip


def hostile_summary(text: str) -> RingSummary:
    """The same, with `text` in every place where an agency's records reach the page."""
    plain = made_summary()
    first = replace(plain.members[0], name=text, record=f"persons:{text}", why=((text, (1,)),), notes=(text,))
    return replace(
        plain,
        ring=replace(plain.ring, label=text, sentences=(text,)),
        members=(first, *plain.members[1:]),
        cases=({**plain.cases[0], "record": text, "agency": text, "province": text},),
        files=tuple({**file, "name": text} for file in plain.files),
        sources=tuple(text for _source in plain.sources),
        terms=replace(plain.terms, recipient=text, purpose=text),
    )
