"""What belongs to one protected person, of every kind; files that say it; and whether a text tells any of it."""

import re
from collections.abc import Iterator
from pathlib import Path

from netlens.case.values.name import fold

SAMPLES = Path(__file__).parent.parent / "samples"
NAME, ALIAS, JOINED = "Quỷnh Vượm Zờ", "Bríu Thoòng", "quynhvuomzo"
PHONE, ZALO, BANK, PAPER = "0971531042", "0986420135", "0451000233891", "014199004327"
HANDSET, OTHER_HANDSET, SIM, OTHER_SIM = "359871042216536", "354770198243011", "452041234567893", "452049876543217"
CARD = "9704366812345671"
PASSPORT, PLATE, HANDLE, MAIL = "K4471925", "24B1-667.18", "xoan.lech77", "quenh.zo@thu.example"
HOUSE = "27 ngõ Vắt Cổ, Bản Hồ"
WORDS = (NAME, ALIAS, HANDLE, MAIL, HOUSE, JOINED)
NUMBERS = (PHONE, ZALO, BANK, PAPER, HANDSET, OTHER_HANDSET, SIM, OTHER_SIM, CARD)
SIGNS = (PASSPORT, PLATE)
SECRETS = (*WORDS, *NUMBERS, *SIGNS)
# As others may write it down.
ANYHOW = (
    *SECRETS, NAME.upper(), fold(NAME), NAME.replace(" ", "_"), f"{NAME}; {PHONE}", "+84 971 531 042", "84971531042",
    PAPER[:3] + " " + PAPER[3:], HANDSET[:14] + "0", HANDSET[:14], OTHER_HANDSET[:14] + "05", "24B166718",
    "24B1 667.18", "K 4471925", f"facebook:{HANDLE}", f"zalo:{ZALO}", f"bank:VCB {BANK}", "imei:" + HANDSET,
    "imsi:" + SIM, f"gặp {NAME} ở {HOUSE}", f"chuyển {BANK} VCB", f"sđt {PHONE} máy {HANDSET} sim {OTHER_SIM}",
)  # fmt: skip

BASE = {
    "cases": "case_id,title,status,opened\nC1,Vụ một,investigating,2024-01-01\nC2,Vụ hai,investigating,2024-02-01\n",
    "persons": (
        "person_id,full_name,aliases,id_number,passport,phones,accounts,address,province,IMSI,Số thẻ\n"
        f'V1,{NAME},{ALIAS},{PAPER},{PASSPORT},{PHONE},zalo:{ZALO}; facebook:{HANDLE},"{HOUSE}",Lào Cai,{SIM},{CARD}\n'
        "S1,Tằng Xì Phoóng,,,,0912000001,,,,,\nS2,Ngụy Khắc Đoan,,,,0367000003,,,,,\nS3,Cồ Như Ước,,,,,,,,,\n"
    ),
    "identifiers": (
        f"person_id,kind,value,since,until,basis\nV1,account,bank:VCB {BANK},,,\nV1,vehicle,{PLATE},,,\n"
        f"V1,account,imei:{HANDSET},,,user\nV1,account,{MAIL},,,\nV1,account,email:{JOINED}@thu.example,,,\n"
    ),
    "involvements": (
        "case_id,person_id,role,since\nC1,V1,victim,2024-01-02\nC1,S1,offender,2024-01-02\nC1,S2,offender,2024-01-02\n"
        "C2,S1,suspect,2024-02-02\nC2,S2,suspect,2024-02-02\nC2,S3,suspect,2024-02-02\nC1,S3,suspect,2024-02-02\n"
    ),
    "calls": (
        f"caller,callee,start,seconds\n0912000001,{PHONE},2024-01-05T10:00:00,60\n"
        f"{PHONE},0367000003,2024-01-06T10:00:00,60\n0912000001,0367000003,2024-01-07T10:00:00,60\n"
    ),
}
DUMP = (
    f"CHI TIẾT CUỘC GỌI\nThuê bao: {PHONE}\n\nSTT;Loại;Số liên lạc;Ngày;Giờ;Thời lượng (giây);LAC;CI;IMEI;IMSI\n"
    f"1;Gọi đi;0912000001;27/03/2024;21:04:10;80;1234;56789;{OTHER_HANDSET};{OTHER_SIM}\n"
)
# Where a text says something: between quotation marks, tags or delimiters.
_PLACES = re.compile(r"(?<=[\",;>\t\n])[^\",;<>=\t\n\[\]{}]{1,60}(?=[\",;<\t\n])")


def filled(sample: Path, at: list[int], said: list[str]) -> str:
    """A sample with what is said put in the n-th of its places, over what stands there."""
    text = sample.read_text(encoding="utf-8-sig")
    places = [found.span() for found in _PLACES.finditer(text) if found[0].strip()]
    chosen = dict(zip((places[n % len(places)] for n in at), said, strict=False)) if places else {}
    for (start, end), secret in sorted(chosen.items(), reverse=True):
        text = text[:start] + secret.replace(";", " ").replace(",", " ") + text[end:]
    return text


def leaks(text: str) -> Iterator[tuple[str, str]]:
    """(secret, what stands around it) for what a text tells."""
    read = " " + " ".join(re.findall(r"[^\W\d_]+|\d+", fold(text))) + " "
    for secret in WORDS:
        sought = " " + " ".join(re.findall(r"[^\W\d_]+|\d+", fold(secret))) + " "
        if (at := read.find(sought)) >= 0:
            yield secret, read[max(at - 80, 0) : at + 80]
    for number in NUMBERS:
        for found in re.finditer(r"\d(?:[ .()\-]{0,2}\d){8,}(?! s\b)", text):  # no length of a call in seconds
            run = re.sub(r"\D", "", found[0])
            core = number[:14] if number in (HANDSET, OTHER_HANDSET) else number[-9:]
            if core in run:
                yield number, text[max(found.start() - 80, 0) : found.end() + 80]
                break
    for sign in SIGNS:
        letters = re.sub(r"\W", "", sign)
        pattern = r"(?<![^\W_])" + r"[\s.\-]{0,2}".join(letters) + r"(?![^\W_])"
        at_ = re.search(pattern, text, re.IGNORECASE)
        if at_:
            yield sign, text[max(at_.start() - 80, 0) : at_.end() + 80]
