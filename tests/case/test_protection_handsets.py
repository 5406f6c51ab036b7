"""A protected person's handset and SIM card are as hidden as the phone they are used with; a suspect's are not."""

from pathlib import Path

from intake_batch import Intake

from netlens.case import protection
from netlens.case.intake.forms.calls.devices import handset
from netlens.case.lookup import look_up
from netlens.case.records import Ref, Source

HEAD = "Thuê bao: {}\n\nLoại;Số liên lạc;Thời gian;Thời lượng;Cell ID;IMEI;IMSI\n"
CALL = "Gọi đi;{};13/03/2022 10:00:00;5;452-04-1234-56789;{};{}\n"
HERS, HIS, BOTH = map(handset, ("35987104221653", "35477019824301", "35209900176148"))


def intake(folder: Path) -> Intake:
    """V1 is a victim; she and the suspect S1 each have a handset, and both have used a third one."""
    taken = Intake(folder)
    taken.take(
        cases="case_id\nC1\n",
        persons="person_id,full_name,phones\nV1,Lò Thị Mỷ,0971531042\nS1,Tằng Xì Phoóng,0912000001\n",
        involvements="case_id,person_id,role\nC1,V1,victim\nC1,S1,suspect\n",
    )
    dumps = {
        "hers": HEAD.format("0971531042") + CALL.format("0367000003", HERS, "452049876543217")
        + CALL.format("0367000004", BOTH, "452049876543217"),
        "his": HEAD.format("0912000001") + CALL.format("0367000003", HIS, "452041111111111")
        + CALL.format("0367000004", BOTH, "452041111111111"),
    }  # fmt: skip
    taken.take_files(taken.files(**dumps))
    return taken


def test_a_handset_used_only_with_her_number_is_hers(tmp_path: Path) -> None:
    with intake(tmp_path).case() as case:
        hers, his, both = (case.find(Ref("account", "", f"imei:{imei}")) or 0 for imei in (HERS, HIS, BOTH))
        code = protection.code(case, case.find(Ref("person", "main", "V1")) or 0)
        assert protection.shown_label(case, hers) == f"handset of {code}"
        assert protection.shown_label(case, hers, "vi") == f"máy của {code}"
        assert protection.shown_label(case, his) == f"imei:{HIS}"
        assert protection.shown_label(case, both) == f"imei:{BOTH}"
        assert [one.protected for one in look_up(case, f"imei:{HERS}")] == [True]
        assert [one.protected for one in look_up(case, f"imei:{HIS}")] == [False]
        assert HERS not in case.record_id(hers)
        assert case.by_record_id(case.record_id(hers)) == hers
        shown = protection.shown_text(
            case, f"máy {HERS[:14]}0, {HERS[:14]}, {HIS}, sim 452049876543217 và 452041111111111"
        )
        assert shown == f"máy {code}, {code}, {HIS}, sim {code} và 452041111111111"


def test_where_she_was_is_hidden_in_her_calls(tmp_path: Path) -> None:
    with intake(tmp_path).case() as case:
        calls = case.table("calls")
        hers = case.find(Ref("phone", "", "+84971531042"))
        for file, row, caller in zip(calls.file.tolist(), calls.row.tolist(), calls.a.tolist(), strict=True):
            shown = protection.shown_written(case, case.as_written(Source(file, row)))
            assert shown["cell"] == ("[hidden]" if caller == hers else "452-04-1234-56789")


def test_a_plate_and_a_handle_are_found_however_they_are_written(tmp_path: Path) -> None:
    taken = Intake(tmp_path)
    taken.take(
        cases="case_id\nC1\n",
        persons="person_id,full_name,accounts,address\nV1,Lò Thị Mỷ,facebook:xoan.lech77,27 ngõ Vắt Cổ Bản Hồ\n",
        identifiers="person_id,kind,value\nV1,vehicle,24B1-667.18\n",
        involvements="case_id,person_id,role\nC1,V1,victim\n",
    )
    with taken.case() as case:
        texts = ("xe 24B1 667.18 đỗ", "xe 24b166718 đỗ", "fb xoan.lech77", "ở 27 ngõ Vắt Cổ, Bản Hồ")
        shown = [protection.shown_text(case, text) for text in texts]
        assert shown == ["xe V-0001 đỗ", "xe V-0001 đỗ", "fb V-0001", "ở V-0001"]
        assert protection.shown_text(case, "xe 24B1-667.19, 27 ngõ Chợ") == "xe 24B1-667.19, 27 ngõ Chợ"
