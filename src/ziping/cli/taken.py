"""What the terminal shows of an import: counts, then every place that wants a look."""

from __future__ import annotations

from collections.abc import Iterator

from ziping.cli.table import cut, wrap
from ziping.rules import RulePack
from ziping.tasks.importing import Imported, label_of
from ziping.word.reading.result import AMBIGUOUS, KINDS, UNRECOGNISED, Note

COLUMNS, LIMIT, LONGEST = 100, 30, 60


def import_lines(done: Imported) -> Iterator[str]:
    """Where the workbook is, what was taken, what was not, what to do next."""
    assessment = done.read.assessment
    unit = assessment.unit.name.value or "（未写单位名称）"
    year = assessment.budget_year or "（未写年度）"
    yield f"已生成：{done.target}"
    yield f"{unit}  {year}年度  规则：{done.read.pack.title}"
    counted = [f"{kind} {done.count(kind)} 处" for kind in KINDS if done.count(kind)]
    yield "导入  " + "，".join(counted)
    doubtful = [note for note in done.notes if note.kind in (UNRECOGNISED, AMBIGUOUS)]
    for note in doubtful[:LIMIT]:
        yield from wrap(f"  {_line(note, done.read.pack)}", COLUMNS, "      ")
    if len(doubtful) > LIMIT:
        yield f"  …… 另有 {len(doubtful) - LIMIT} 处"
    yield "每一处的去向见工作簿的“导入清单”。"
    yield "下一步：打开工作簿核对，补填达成档次等黄色格；保存关闭后运行："
    yield f'  ziping score "{done.target}"'


def _line(note: Note, pack: RulePack) -> str:
    """有歧义｜表2 第5行第3列｜“约30”｜取到哪里｜说明."""
    text = cut(note.text, LONGEST)
    quoted = f"“{text}”" if text else ""
    parts = (note.kind, str(note.place), quoted, label_of(note.key, pack), note.remark)
    return "｜".join(part for part in parts if part)
