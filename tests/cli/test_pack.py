"""`ziping pack`: the mail file as the finance bureau and the mail programs find it."""

from __future__ import annotations

import email
import email.policy
import io
import shutil
import subprocess
import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from tests.cli.conftest import Copy
from tests.cli.planting import plant
from tests.cli.running import refused, run, run_process, state
from tests.cli.test_full_disk import limited, says_full
from tests.support.office import Office
from tests.workbook.compare import differences, recalculation
from ziping.tasks.check import check_file
from ziping.tasks.score import work_out
from ziping.workbook.layout import HOME, OVERALL, RESULTS, RULES, UNIT
from ziping.workbook.read import read_workbook
from ziping.workbook.write import patched_parts

NAME = "绥宁县数据局_2024_绩效自评_v{}"
MACROS = Path(__file__).parents[2] / "workbooks" / "绩效自评工作簿.xlsm"


class Sent(NamedTuple):
    """A submission on disk."""

    folder: Path

    def file(self, ending: str) -> Path:
        return self.folder / f"{self.folder.name}{ending}"

    @property
    def letter(self) -> str:
        return (self.folder / "邮件正文.txt").read_bytes().decode("utf-8-sig")

    @property
    def mail(self) -> EmailMessage:
        raw = (self.folder / "邮件草稿.eml").read_bytes()
        found = email.message_from_bytes(raw, policy=email.policy.default)
        assert isinstance(found, EmailMessage)
        return found

    def home(self, name: str) -> object:
        """A value of 首页 as a reader sees it that computes nothing."""
        book = openpyxl.load_workbook(self.file(".xlsx"), data_only=True)
        return book[HOME][next(book.defined_names[f"zp_{name}"].destinations)[1]].value


def pack(path: Path, *more: object) -> Sent:
    ran = run("pack", path, "--no-pdf", *more)
    assert ran.code == 0, ran
    line = next(line for line in ran.out.splitlines() if line.startswith("已打包："))
    return Sent(Path(line.removeprefix("已打包：")))


def test_every_risk_on_request(copy: Copy) -> None:
    """What is left out says how to see it; nothing is left out then."""
    path = copy("empty")
    short, long = run("pack", path, "--no-pdf"), run("pack", path, "--no-pdf", "--all")
    assert short.code == long.code == 1
    assert "条，加 --all 列出全部" in short.out and "--all" not in long.out
    counts = run("pack", path, "--no-pdf", "--json").json["counts"]
    assert long.out.count("改法：") == sum(counts.values()) > short.out.count("改法：")


def test_the_whole_of_it(copy: Copy, office: Office) -> None:
    """With LibreOffice: folder, zip, mail, the PDF with its pages; the office's file is whole."""
    path = copy("clean")
    before = path.read_bytes()
    ran = run("pack", path, "--to", "jxg@example.gov.cn", "--json")
    told, folder = ran.json, path.with_name("报送")
    sent = Sent(folder / NAME.format(1))
    assert ran.code == 0 and path.read_bytes() == before
    assert (told["number"], told["counts"]["必退"], told["to"]) == (1, 0, ["jxg@example.gov.cn"])
    names = [sent.file(ending).name for ending in (".xlsx", ".docx", ".pdf")]
    assert sorted(path.name for path in sent.folder.iterdir()) == sorted(
        [*names, "邮件正文.txt", "邮件草稿.eml", "签字盖章扫描件"]
    )
    assert [one["name"] for one in told["attachments"]] == names
    info = subprocess.run(["pdfinfo", sent.file(".pdf")], capture_output=True, check=True).stdout
    assert f"Pages:           {told['attachments'][2]['pages']}".encode() in info
    assert run("report", path, "-o", path.with_name("报告.docx")).code == 0
    assert sent.file(".docx").read_bytes() == path.with_name("报告.docx").read_bytes()
    with zipfile.ZipFile(told["zip"]) as archive:
        for item in archive.infolist():
            assert item.flag_bits & 0x800 and item.date_time == (1980, 1, 1, 0, 0, 0)
            assert archive.read(item) == (folder / item.filename).read_bytes()
        assert len(archive.namelist()) == 6
    read = read_workbook(sent.file(".xlsx"))
    result = office.run(sent.file(".xlsx"), recalculation(read))
    checked = check_file(sent.file(".xlsx"))
    compared = list(differences("报送", read, checked.scored, result))
    assert len(compared) > 500 and not [one for one in compared if one]


def test_the_draft_of_the_mail(copy: Copy, tmp_path: Path) -> None:
    scan = tmp_path / "盖章.pdf"
    scan.write_bytes(b"%PDF-1.4 signed")
    sent = pack(copy("clean"), "--to", "a@example.cn；b@example.cn", "--scan", scan)
    mail = sent.mail
    assert mail["Subject"] == "绥宁县数据局2024年度部门整体支出绩效自评（第1次报送）"
    assert (mail["To"], mail["X-Unsent"]) == ("a@example.cn, b@example.cn", "1")
    assert not {"From", "Date", "Message-ID", "Received"} & set(mail.keys()) and not mail.defects
    parts = list(mail.iter_attachments())
    scanned = f"{NAME.format(1)}_盖章扫描件.pdf"
    wanted = [f"{NAME.format(1)}{ending}" for ending in (".xlsx", ".docx")] + [scanned]
    for part, name in zip(parts, wanted, strict=True):
        assert (part.get_filename(), part.get_param("name")) == (name, name)
    assert parts[2].get_content() == (sent.folder / "签字盖章扫描件" / scanned).read_bytes()
    body = mail.get_body()
    assert isinstance(body, EmailMessage)
    assert body.get_content().replace("\r\n", "\n") in sent.letter.replace("\r\n", "\n")
    assert "自评总分 97 分，评价等级“优秀”。" in sent.letter and "主　题：绥宁县" in sent.letter
    raw = (sent.folder / "邮件草稿.eml").read_bytes()
    assert raw.count(b"filename*=utf-8''") == raw.count(b' name="=?utf-8?b?') == 3
    assert raw.isascii() and raw.count(b"\n") == raw.count(b"\r\n")
    assert max(map(len, raw.split(b"\r\n"))) < 998
    assert not (sent.folder / "签字盖章扫描件" / "说明.txt").exists()


def test_errors_stand(copy: Copy) -> None:
    path = copy("suining")
    before = state(path.parent)
    ran = run("pack", path, "--no-pdf")
    assert ran.code == 1 and state(path.parent) == before
    assert "退回风险  必退 4 条" in ran.out and "没有打包：有 4 条必退的问题" in ran.out
    assert "--with-errors" in ran.out and "改法：" in ran.out
    sent = pack(path, "--with-errors")
    assert "本次材料带 4 条尚未改正的错误报送" in sent.letter
    assert "3. 整体自评表 E23、F23、G23、H23、D23 第 23 行" in sent.letter
    assert (sent.home("count_errors"), sent.home("step_results")) == (4, "4条错误待改")


def test_a_second_submission_says_what_was_corrected(copy: Copy) -> None:
    first = pack(copy("suining"), "--with-errors")
    second = pack(copy("clean"))
    assert (first.folder.name, second.folder.name) == (NAME.format(1), NAME.format(2))
    assert "自评材料（第2次报送）" in second.letter
    assert second.letter.count("已改正：") == 4 and "带" not in second.letter.split("三、")[1]
    opened = [read_workbook(sent.file(".xlsx")).opened for sent in (first, second)]
    places = [one.find("", "submission") for one in opened]
    pairs = zip(opened, places, strict=True)
    assert [one.cell(at.sheet, at.row, at.col).value for one, at in pairs] == [1, 2]


def test_the_same_again(copy: Copy, tmp_path: Path) -> None:
    path = copy("clean")
    pack(path)
    before = state(path.parent)
    ran = run("pack", path, "--no-pdf")
    assert ran.code == 1 and state(path.parent) == before
    assert "内容与第 1 次报送完全相同" in ran.out and "--again" in ran.out
    assert run("pack", path, "--no-pdf", "--json").json["same_as"] == 1
    scan = tmp_path / "页.png"
    scan.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert pack(path, "--scan", scan).folder.name == NAME.format(2)
    assert run("pack", path, "--no-pdf", "--scan", scan).code == 1
    assert pack(path, "--again").folder.name == NAME.format(3)


def test_the_number_inside_counts(copy: Copy, tmp_path: Path) -> None:
    """A workbook that the bureau sent back goes on where it stood, wherever it lies now."""
    sent = pack(copy("clean"))
    back = Path(shutil.copyfile(sent.file(".xlsx"), tmp_path / "退回.xlsx"))
    assert pack(back).folder == tmp_path / "报送" / NAME.format(2)
    plant(sent.file(".xlsx"), UNIT, "filler", "填表人甲")  # corrected where it was packed
    assert pack(sent.file(".xlsx")).folder == sent.folder.with_name(NAME.format(2))


def test_macros_stay_at_home(tmp_path: Path) -> None:
    path = Path(shutil.copyfile(MACROS, tmp_path / "自评.xlsm"))
    plant(path, UNIT, "unit_name", "甲县水利局")
    plant(path, UNIT, "year", 2025)
    before = path.read_bytes()
    ran = run("pack", path, "--no-pdf", "--with-errors")
    assert ran.code == 0 and "报送的工作簿不带宏" in ran.out and path.read_bytes() == before
    content = (tmp_path / "报送" / "甲县水利局_2025_绩效自评_v1").rglob("*.xlsx")
    with zipfile.ZipFile(io.BytesIO(next(content).read_bytes())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not [name for name in parts if "vba" in name.lower()]
    assert not [name for name, part in parts.items() if b"ZP_" in part or "Python核对" in str(part)]


def test_what_the_click_would_do_is_done_in_the_copy(copy: Copy) -> None:
    """A lost formula comes back and is no finding there; the results are those of the copy."""
    path = copy("clean")
    plant(path, OVERALL, "computed_score", None, nth=2)
    ran = run("pack", path, "--no-pdf")
    assert ran.code == 0 and "补回了 1 格" in ran.out and "ZP007" not in ran.out
    assert "ZP007" in run("check", path).out
    mailed = path.with_name("报送") / NAME.format(1) / f"{NAME.format(1)}.xlsx"
    assert "ZP007" not in run("check", mailed).out
    book = openpyxl.load_workbook(mailed, data_only=True)
    codes = {cell.value for row in book[RESULTS].iter_rows() for cell in row}
    assert "ZP119" in codes and "ZP007" not in codes
    read = read_workbook(mailed)
    parts = patched_parts(read.opened, work_out(read).plan.edits)
    assert set(parts) <= {read.opened.part_of(HOME)}  # the time of the run


def test_a_formula_that_was_changed_is_sent_back(copy: Copy) -> None:
    """It shows what it should, so no click mends it; and a weight was changed by hand."""
    path = copy("clean")
    plant(path, OVERALL, "total", 97, formula="90+7")
    plant(path, RULES, "rule_weight_output", 40)
    ran = run("pack", path, "--no-pdf")
    assert ran.code == 1 and "退回风险  必退 2 条" in ran.out
    assert "整体自评表 N8：“整体自评表”有 1 处公式与下发的不同" in ran.out
    assert "现在是“=90+7”" in ran.out and "ZP008" in ran.out


WRONG = [
    (("pack", "甲.docx"), "这是 Word 报告，打包要用工作簿"),
    (("pack", "无.xlsx"), "找不到这个文件"),
    (("pack", "clean.xlsx", "--to", "甲局"), "不像邮箱地址"),
    (("pack", "clean.xlsx", "-o", "clean.xlsx"), "这是文件，不是文件夹"),
    (("pack", "clean.xlsx", "-o", "无/报送"), "没有文件夹"),
    (("pack", "clean.xlsx", "-o", "只读"), "不可写"),
    (("pack", "clean.xlsx", "--scan", "甲.docx"), "扫描件的扩展名是“.docx”"),
    (("pack", "clean.xlsx", "--last-year", "无.xlsx"), "找不到这个文件"),
    (("pack", "无名.xlsx", "--with-errors"), "单位名称空着或不对，不能打包"),
]


@pytest.mark.parametrize(("words", "says"), WRONG, ids=lambda value: " ".join(value[1:3]))
def test_what_can_not_be_packed(
    copy: Copy, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], says: str
) -> None:
    path = copy("clean")
    monkeypatch.chdir(path.parent)
    Path("甲.docx").write_bytes(b"x")
    Path("只读").mkdir(mode=0o555)
    if "无名.xlsx" in words:
        shutil.copyfile(path, "无名.xlsx")
        plant(Path("无名.xlsx"), UNIT, "unit_name", None)
    before = state(path.parent)
    assert says in refused(run(*words, "--no-pdf"))
    assert state(path.parent) == before


def test_nothing_is_overwritten(copy: Copy) -> None:
    """A name that is taken by something of another kind is left alone."""
    path = copy("clean")
    taken = path.with_name("报送") / f"{NAME.format(2)}.zip"
    taken.mkdir(parents=True)
    first = taken.with_name(NAME.format(1))
    first.write_bytes("我的".encode())
    assert pack(path).folder.name == NAME.format(3)
    assert first.read_bytes() == "我的".encode() and taken.is_dir()


def test_without_libreoffice_and_open_elsewhere(
    copy: Copy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ziping.word.pdf.find_office", lambda: None)
    path = copy("clean")
    path.with_name("~$clean.xlsx").write_bytes(b"x")
    ran = run("pack", path)
    assert ran.code == 0 and "没有 PDF：没有找到 LibreOffice" in ran.out
    assert "打包的是最后一次保存的内容" in ran.out
    assert not list(path.parent.rglob("*.pdf"))


def test_full_disk(copy: Copy) -> None:
    path = copy("clean")
    before = state(path.parent)
    says_full(run_process("pack", path, "--no-pdf", before=limited))
    assert state(path.parent) == before


def test_equal_content_equal_bytes(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    path = copy("clean")
    monkeypatch.setattr("ziping.tasks.score.now", lambda: "2026-03-20 09:00")
    monkeypatch.setattr("ziping.tasks.packing.finished.today", lambda: "2026年3月20日")
    packed = [pack(path, "-o", path.with_name(name)) for name in "甲乙"]
    zips = [sent.folder.with_name(f"{sent.folder.name}.zip").read_bytes() for sent in packed]
    assert zips[0] == zips[1]
