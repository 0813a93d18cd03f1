"""Word files that run or fetch something are not read; what is only embedded is told."""

from __future__ import annotations

from pathlib import Path

from ziping.errors import UnsafeFileError
from ziping.package.gate import Package
from ziping.word.reading.stream import too_much

MAX_LINKS = 1024 * 1024  # of a part that only lists others
_SAVE = "请用 Word 或 WPS 打开后另存为不含宏的 .docx（另存时类型选“Word 文档”）；来源不明的不要打开"
_REFUSED = {
    "宏": ("含宏", _SAVE),
    "ActiveX": ("含 ActiveX 控件", "请用 Word 或 WPS 打开，删去控件后另存为不含宏的 .docx"),
    "域代码": ("含取用外部数据的域", "请用 Word 或 WPS 打开，删去这个域后另存为不含宏的 .docx"),
    "外部引用": (
        "引用外部文件",
        "请用 Word 或 WPS 打开，断开链接、换回普通模板后另存为不含宏的 .docx；来源不明的不要打开",
    ),
}
_HARMLESS = ("外部引用（image）", "域代码 INCLUDEPICTURE")
_TEMPLATE = "外部引用（attachedTemplate）："


def refuse_macro_name(path: Path) -> None:
    """A .docm is refused by its name already."""
    if path.suffix.lower() in (".docm", ".dotm") and path.is_file():
        raise UnsafeFileError(
            path, f"这是启用宏的 Word 文件（{path.suffix.lower()}），不读取", _SAVE
        )


def refuse_active(package: Package) -> tuple[str, ...]:
    """What the file embeds, one line each; an error if anything in it runs or fetches."""
    for entry in package.entries:
        if entry.name.lower().endswith((".rels", "[content_types].xml")) and entry.size > MAX_LINKS:
            too_much(package.path, f"其中的 {entry.name} 内容过多")
    found = package.active_content()
    for line in found:
        kind = next((kind for kind in _REFUSED if line.startswith(kind)), None)
        if kind is not None and not line.startswith(_HARMLESS) and not _is_local_template(line):
            problem, remedy = _REFUSED[kind]
            raise UnsafeFileError(package.path, f"{problem}，不读取（{_short(line)}）", remedy)
    return tuple(found)


def _is_local_template(line: str) -> bool:
    """Word notes where a template lay on the disk of whoever wrote the file: no link to follow."""
    target = line.removeprefix(_TEMPLATE)
    if target == line:
        return False
    rest = target.removeprefix("file:///")
    is_path = rest[1:2] == ":" or ":" not in rest
    return is_path and not rest.startswith(("/", "\\"))


def _short(line: str) -> str:
    return line if len(line) <= 200 else line[:200] + "…"
