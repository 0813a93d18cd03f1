"""What a submission is made of: its name and number, the scan, the letter's risks."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.clean import clean_data
from ziping import rules
from ziping.errors import UnusableFileError, ZipingError
from ziping.rules.mail import Mail
from ziping.tasks.create import create
from ziping.tasks.packing import Asked, prepare
from ziping.tasks.packing.draft import addresses
from ziping.tasks.packing.finished import pages_of
from ziping.tasks.packing.folder import places, write_all, zip_of
from ziping.tasks.packing.letter import size_of
from ziping.tasks.packing.numbers import Sender, one_line, packed_before
from ziping.tasks.packing.risk import Grade, Risk, late
from ziping.tasks.packing.scans import MOST_EACH, read_scans

OFFICE = "甲县水利局"
USUAL = Mail()
BY_CODE = Mail(file_name="{code}{unit}（{year}）第{number}次")
# the rule, the unit, the number → the name
NAMES = [
    (Mail(), OFFICE, 3, "甲县水利局_2025_绩效自评_v3"),
    (BY_CODE, OFFICE, 12, "101甲县水利局（2025）第12次"),
    (Mail(), "甲县/水利局: 本级?", 1, "甲县_水利局_ 本级__2025_绩效自评_v1"),
    (Mail(), "..", 1, "未命名_2025_绩效自评_v1"),
    (Mail(), "CON", 1, "_CON_2025_绩效自评_v1"),
    (Mail(file_name="{number}{unit}."), OFFICE, 2, "2甲县水利局"),
    (Mail(file_name="{number}_" + "长" * 90 + "{unit}"), OFFICE, 2, "2025_v2"),
]


def sender(mail: Mail = USUAL, unit: str = OFFICE) -> Sender:
    return Sender(mail, unit, "101", 2025)


@pytest.mark.parametrize(("mail", "unit", "number", "name"), NAMES)
def test_names(mail: Mail, unit: str, number: int, name: str) -> None:
    assert sender(mail, unit).name(number) == name


@pytest.mark.parametrize("unit", ["甲" * 60, "甲" * 30_000, "\U00031350" * 60, "乙县" * 20 + "v7"])
def test_a_long_unit_is_cut_and_the_number_stays(unit: str) -> None:
    one, two = sender(unit=unit).name(1), sender(unit=unit).name(2)
    assert one.endswith("_2025_绩效自评_v1") and two.endswith("_v2")
    assert len(one) <= 60 and len(f"{one}_盖章扫描件20.jpeg".encode()) < 200


def test_a_subject_stays_on_its_line() -> None:
    title = sender(unit="甲局\r\nBcc: x@example.com\u202e").title(1)
    assert title == "甲局 Bcc: x@example.com 2025年度部门整体支出绩效自评（第1次报送）"
    assert one_line(" 甲\t\n乙\x00丙\u200b ") == "甲 乙 丙"


def test_submissions_that_lie_there(tmp_path: Path) -> None:
    for name in ("甲县水利局_2025_绩效自评_v1", "甲县水利局_2025_绩效自评_v3", "别的"):
        (tmp_path / name).mkdir()
    for name in (
        "甲县水利局_2025_绩效自评_v3.zip",
        "甲县水利局_2025_绩效自评_v4.ZIP",
        "甲县水利局_2024_绩效自评_v7.zip",
        "甲县水利局_2025_绩效自评_v08.zip",
        "甲县林业局_2025_绩效自评_v9.zip",
        "甲县水利局_2025_绩效自评_v99999999999.zip",
        "甲县水利局_2025_绩效自评_v5 (2).zip",
    ):
        (tmp_path / name).write_bytes(b"x")
    found = packed_before(sender(), tmp_path)
    assert sorted(found) == [1, 3, 4]
    assert found[3].is_dir() and found[4].name.endswith(".ZIP")
    assert packed_before(sender(), tmp_path / "没有") == {}


ADDRESSES = [
    ("", ()),
    ("jxg@example.gov.cn", ("jxg@example.gov.cn",)),
    (" a@b.cn；c@d.cn, ", ("a@b.cn", "c@d.cn")),
]


@pytest.mark.parametrize(("given", "found"), ADDRESSES)
def test_addresses(given: str, found: tuple[str, ...]) -> None:
    assert addresses(given) == found


@pytest.mark.parametrize("given", ["甲局", "a@b", "a b@c.cn", "a@b.cn\nBcc: c@d.cn", "甲@b.cn"])
def test_no_addresses(given: str) -> None:
    with pytest.raises(ZipingError, match="不像邮箱地址"):
        addresses(given)


PICTURES = {"页.pdf": b"%PDF-1.4", "页.JPG": b"\xff\xd8\xff\xe0", "页.png": b"\x89PNG\r\n\x1a\n"}


def test_scans_get_the_submission_name(tmp_path: Path) -> None:
    for name, content in PICTURES.items():
        (tmp_path / name).write_bytes(content)
    paths = [tmp_path / name for name in PICTURES]
    assert [scan.name for scan in read_scans(paths, "甲_v1")] == [
        "甲_v1_盖章扫描件1.pdf",
        "甲_v1_盖章扫描件2.jpg",
        "甲_v1_盖章扫描件3.png",
    ]
    assert read_scans(paths[:1], "甲_v1")[0] == ("甲_v1_盖章扫描件.pdf", b"%PDF-1.4")


# what is given as a scan → what is said
BAD_SCANS = [
    ("页.docx", b"PK\3\4", "扩展名是“.docx”"),
    ("页.png", b"%PDF-1.4", "内容不是 PNG 图片"),
    ("页.pdf", b"MZ", "内容不是 PDF"),
    ("页.pdf", b"", "0 字节"),
    ("页.jpg", b"\xff\xd8\xff" + bytes(MOST_EACH), "超过 10 MB"),
]


@pytest.mark.parametrize(("name", "content", "says"), BAD_SCANS, ids=lambda value: str(value)[:8])
def test_what_is_no_scan(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnusableFileError, match=says):
        read_scans([tmp_path / name], "甲_v1")


def test_too_many_scans(tmp_path: Path) -> None:
    page = tmp_path / "页.pdf"
    page.write_bytes(b"%PDF-" + bytes(9 << 20))
    with pytest.raises(UnusableFileError, match="合计超过 20 MB"):
        read_scans([page] * 3, "甲_v1")
    with pytest.raises(UnusableFileError, match="最多 20 个"):
        read_scans([page] * 21, "甲_v1")
    with pytest.raises(UnusableFileError, match="找不到这个文件"):
        read_scans([tmp_path / "无.pdf"], "甲_v1")


def test_pages_of_a_file() -> None:
    tree = b"<</Type/Outlines/Count 9>>endobj <</Type /Pages /Kids[] /Count 3>>endobj"
    assert pages_of(tree) == 3
    assert pages_of(b"%PDF-1.7 <</Type/ObjStm>>") == 0
    assert [size_of(length) for length in (6, 73_000, 1_400_000)] == ["1 KB", "71 KB", "1.3 MB"]


@pytest.mark.parametrize(
    ("deadline", "days"), [(None, 0), (date(2026, 4, 1), 0), (date(2026, 3, 29), 3)]
)
def test_late(deadline: date | None, days: int) -> None:
    told = [risk.problem for risk in late(deadline, date(2026, 4, 1))]
    assert told == ([f"报送截止日期是 2026年3月29日，已过 {days} 天"] if days else [])


HEAD = '[pack]\nname = "某县"\ntitle = "某县"\nissuer = "某县财政局"\nversion = "1"\n'
SAID = 'from = 2020, source = "通知", status = "confirmed" }'
COUNTY = f"""{HEAD}base = "suining"
[mail]
address = {{ value = "jxg@example.gov.cn", {SAID}
deadline = {{ value = 2025-03-31, {SAID}
file_name = {{ value = "{{code}}_{{unit}}_第{{number}}次", {SAID}
"""


@pytest.fixture(scope="module")
def risks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Risk, ...]:
    """Those of a workbook under a county's pack: late, with a wrong mark, a blank and a draft."""
    data = clean_data()
    data["unit"]["telephone"], data["unit"]["filler"] = "0739-0000000", "填表人甲"
    data["indicators"][1]["reason"] = "【草稿】实际完成值超过年度指标值较多，请写明原因。"
    data["indicators"][0]["score"] = Decimal(99)
    data["basic_data"]["authorized_posts"] = None
    path = tmp_path_factory.mktemp("risks") / "自评.xlsx"
    texts = rules.loader.read_texts("suining")
    create(rules.parse((*texts, COUNTY), 2024), data, path)
    prepared = prepare(path, Asked(), date(2025, 4, 2))
    assert prepared.to == ("jxg@example.gov.cn",)
    assert prepared.name == "_绥宁县数据局_第1次"
    return prepared.risks


def test_risks_of_the_rules_and_of_what_is_blank(risks: tuple[Risk, ...]) -> None:
    grades = [risk.grade for risk in risks]
    assert grades == sorted(grades, key=list(Grade).index)
    told = {grade: [r.problem for r in risks if r.grade is grade] for grade in Grade}
    likely = "\n".join(told[Grade.LIKELY])
    for words in ("已过 2 天", "单位编码空着", "还是草稿", "编制数印成“（未填）”"):
        assert words in likely, words
    assert "没有附签字盖章的扫描件" in told[Grade.NOTE]
    assert not [text for text in told[Grade.NOTE] if "联系" in text or "收件地址" in text]


def test_a_cell_that_a_check_names_is_told_once(risks: tuple[Risk, ...]) -> None:
    assert "ZP207" in [risk.code for risk in risks if risk.grade is Grade.SURE]
    posts = [risk for risk in risks if "基础数据表 B3" in map(str, risk.places)]
    assert len(posts) == 1


FILES = (("邮件正文.txt", b"1"), ("签字盖章扫描件/说明.txt", b"2"))


def test_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped at any step, by a full disk or by Ctrl-C, nothing is left, not even the folder."""
    made = places(tmp_path / "报送", "甲_v1")
    for step in ("zip_of", "write_atomic", "Path.rename", "Path.open"):
        with monkeypatch.context() as patch:

            def stops(*given: object, **named: object) -> None:
                raise KeyboardInterrupt

            patch.setattr(f"ziping.tasks.packing.folder.{step}", stops)
            with pytest.raises(KeyboardInterrupt):
                write_all(made, FILES)
        assert not list(tmp_path.iterdir()), step
    write_all(made, FILES)
    assert {path.name for path in made.folder.parent.iterdir()} == {"甲_v1", "甲_v1.zip"}
    assert (made.folder / "签字盖章扫描件" / "说明.txt").read_bytes() == b"2"


def test_the_zip_reads_as_unix_and_as_utf8() -> None:
    content = zip_of("甲_v1", FILES)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        items = archive.infolist()
    assert [item.filename for item in items] == [f"甲_v1/{name}" for name, _ in FILES]
    assert {(item.create_system, item.flag_bits, item.extract_version) for item in items} == {
        (3, 0x800, 20)
    }
    assert content == zip_of("甲_v1", FILES)
