"""An office's own wording of the generated sentences: a small TOML file in front of the pack's.

    [[section]]
    key = "basic_expenditure"
    template = "全年基本支出{基本支出}万元，其中人员经费{人员经费}万元。"

Every placeholder is looked at before anything is written.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ziping.errors import RulePackError, UnusableFileError
from ziping.package.gate import read_file
from ziping.rules import RulePack
from ziping.word.figures import PLACEHOLDERS

MAX_BYTES = 200_000
WORDS = ("template", "otherwise", "when")
KNOWN = {*PLACEHOLDERS, *PLACEHOLDERS.values()}
Section = dict[str, str]


def with_template(pack: RulePack, path: Path) -> RulePack:
    """The pack with the sentences of an office's file in the places of its own."""
    rule = pack.rule("report.outline")
    given = _sections(path)
    titles = {
        section["key"]: section.get("title") or chapter["title"]
        for chapter in rule.value
        for section in chapter["sections"]
    }
    for section in given.values():
        _check(section, titles, path)
    outline = [
        {
            **chapter,
            "sections": [{**one, **given.get(one["key"], {})} for one in chapter["sections"]],
        }
        for chapter in rule.value
    ]
    return pack._replace(
        rules={**pack.rules, "report.outline": rule._replace(value=outline, source=str(path))}
    )


def _sections(path: Path) -> dict[str, Section]:
    document = _read(path)
    sections = document.pop("section", None)
    if document or not isinstance(sections, list) or not sections:
        extra = f"不认识的“{next(iter(document))}”" if document else "没有 [[section]]"
        raise RulePackError(
            f"模板文件“{path}”里{extra}", "每一节以 [[section]] 开头，写 key 和 template"
        )
    found: dict[str, Section] = {}
    for at, section in enumerate(sections, 1):
        key = section.get("key") if isinstance(section, dict) else None
        if not isinstance(key, str) or key in found:
            said = f"的 key“{key}”重复" if key in found else "没有写 key"
            raise RulePackError(
                f"模板文件“{path}”第 {at} 个 [[section]] {said}", "每一节写一个 key"
            )
        found[key] = section
    return found


def _read(path: Path) -> dict[str, Any]:
    try:
        raw = read_file(path)
    except UnusableFileError as error:
        raise RulePackError(f"模板文件{error.problem}", error.remedy) from None
    if len(raw) > MAX_BYTES:
        raise RulePackError(f"模板文件“{path}”过大", f"不应超过 {MAX_BYTES // 1000} KB")
    try:
        return tomllib.loads(raw.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        raise RulePackError(f"模板文件“{path}”不是 UTF-8 文本", "请另存为 UTF-8 编码") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise RulePackError(
            f"模板文件“{path}”{_line(error)}写得不合 TOML 的语法",
            "请对照 docs/report.md 的例子改正：引号成对，一项一行",
        ) from None


def _line(error: Exception) -> str:
    """第 3 行: the parser tells it in English, at the end of its message."""
    line = str(error).partition("(at line ")[2].partition(",")[0]
    return f"第 {line} 行" if line.isdecimal() else "末尾"


def _check(section: Section, titles: Mapping[str, str], path: Path) -> None:
    """Key, words and placeholders of one section."""
    key = section["key"]
    if key not in titles:
        listed = "、".join(f"{name}（{title}）" for name, title in titles.items())
        raise RulePackError(f"模板文件“{path}”：提纲里没有“{key}”这一节", f"可用的节：{listed}")
    for word, text in section.items():
        if word != "key" and (word not in WORDS or not isinstance(text, str)):
            raise RulePackError(
                f"模板文件“{path}”的“{key}”一节：“{word}”写得不对",
                f"每一节只写 key 和 {'、'.join(WORDS)}，都是引号里的文字",
            )
    if section.get("when", "unit") not in KNOWN:
        raise _unknown(path, f"“{key}”一节 when", section["when"])
    for word in ("template", "otherwise"):
        where = f"“{key}”一节 {word}"
        for at, name in _placeholders(section.get(word, ""), where, path):
            if name not in KNOWN:
                raise _unknown(path, f"{where} 第 {at} 个字", f"{{{name}}}")


def _placeholders(text: str, where: str, path: Path) -> list[tuple[int, str]]:
    """Each name in braces with the place of its brace, counted from 1."""
    found, at = [], 0
    while (at := _next_brace(text, at)) < len(text):
        end = _next_brace(text, at + 1)
        if text[at] == "}" or end == len(text) or text[end] == "{":
            raise RulePackError(
                f"模板文件“{path}”的{where} 第 {at + 1} 个字：花括号不成对",
                "占位符写成 {基本支出} 的样子",
            )
        found.append((at + 1, text[at + 1 : end]))
        at = end + 1
    return found


def _next_brace(text: str, start: int) -> int:
    places = [text.find(brace, start) for brace in "{}"]
    return min((at for at in places if at >= 0), default=len(text))


def _unknown(path: Path, where: str, name: str) -> RulePackError:
    listed = "、".join(f"{{{said}}}（{key}）" for said, key in PLACEHOLDERS.items())
    return RulePackError(
        f"模板文件“{path}”的{where}：不认识的占位符“{name}”", f"可用的占位符：{listed}"
    )
