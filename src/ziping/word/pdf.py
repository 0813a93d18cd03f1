"""A report as PDF through LibreOffice, with a profile of its own so that an open one is no bar."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from ziping.errors import UnusableFileError, ZipingError
from ziping.package.atomic import write_atomic

TIMEOUT = 120
NAMES = ("soffice", "libreoffice")
USUAL = (
    r"%ProgramFiles%\LibreOffice\program\soffice.exe",
    r"%ProgramFiles(x86)%\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
OTHERWISE = "请安装 LibreOffice，或用 Word/WPS 打开报告后另存为 PDF"


def find_office() -> Path | None:
    """LibreOffice on PATH, else where its installer puts it."""
    on_path = (shutil.which(name) for name in NAMES)
    usual = (os.path.expandvars(path) for path in USUAL)
    found = next((path for path in (*on_path, *usual) if path and Path(path).is_file()), None)
    return Path(found) if found else None


def to_pdf(docx: Path, pdf: Path, *, overwrite: bool = True, timeout: float = TIMEOUT) -> None:
    """Convert `docx` into `pdf`, which is replaced only by a whole file, if at all."""
    office = find_office()
    if office is None:
        raise ZipingError("没有找到 LibreOffice，不能转成 PDF", OTHERWISE)
    with tempfile.TemporaryDirectory(prefix="ziping-pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"report{docx.suffix or '.docx'}"
        try:
            shutil.copyfile(docx, source)
        except OSError as error:
            raise UnusableFileError(docx, f"读不出来（{error.strerror}）", "请核对路径") from error
        _convert(office, source, folder, timeout)
        write_atomic(Path(pdf), (folder / "report.pdf").read_bytes(), replace=overwrite)


def _convert(office: Path, source: Path, folder: Path, timeout: float) -> None:
    command = [
        str(office),
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nologo", "--nodefault"),
        *("--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder), str(source)),
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout)
    except subprocess.TimeoutExpired:
        raise ZipingError(f"LibreOffice 超过 {timeout:g} 秒没有转完", OTHERWISE) from None
    finally:
        _end(process)
    if not (folder / "report.pdf").is_file():
        raise ZipingError(f"LibreOffice 没能转成 PDF（退出码 {process.returncode}）", OTHERWISE)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the launcher with its children: soffice starts a second process that does the work."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], check=False)
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(10)
