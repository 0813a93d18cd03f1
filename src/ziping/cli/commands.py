"""One function per command; each imports only what its path needs."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ziping.checks import Report, Severity

OK, ERRORS_FOUND = 0, 1


def score(options: Namespace) -> int:
    from ziping.cli.show import report_lines, score_lines
    from ziping.tasks.score import score_file
    from ziping.tasks.view import score_json

    done = score_file(Path(options.file), adopt_marks=options.adopt)
    if options.json:
        _json(score_json(done.scored))
        return _code(done.report)
    _print(score_lines(done.scored))
    print()
    _print(report_lines(done.report, limit=20))
    print()
    if options.adopt:
        print(f"采用测算分：填入 {len(done.adopted.edits)} 格（原有得分不改；草拟的原因请改写）")
    if done.written.mended:
        print(f"补回公式：{len(done.written.mended)} 格")
    print(f"已写入：{done.written.path}")
    if done.written.backup:
        print(f"原文件备份：{done.written.backup}")
    return _code(done.report)


def check(options: Namespace) -> int:
    from ziping.tasks.check import check_file
    from ziping.tasks.view import check_json

    done = check_file(Path(options.file))
    if options.json:
        _json(check_json(done.scored, done.report))
        return _code(done.report)
    from ziping.cli.show import not_evaluated_lines, report_lines

    _print(report_lines(done.report))
    _print(not_evaluated_lines(done.report))
    if not done.report.findings:
        print("没有发现问题。")
    return _code(done.report)


def normalize(options: Namespace) -> int:
    from ziping.tasks.normalize import normalize_file

    done = normalize_file(Path(options.file), write=not options.dry_run)
    for item in done.rewritten:
        print(f"{item.place}  {item.label}：“{item.old}” → “{item.new}”")
    for item in done.left:
        print(f"{item.place}  {item.label}：“{item.old}” 不能自动改写：{item.reason}")
    if not done.rewritten and not done.left:
        print("指标值都能计算，没有需要规范的。")
    elif done.written is not None:
        print(f"已改写 {len(done.rewritten)} 处：{done.written.path}")
        print(f"原文件备份：{done.written.backup}")
        print("请再运行一次 ziping score 更新得分。")
    return ERRORS_FOUND if done.left else OK


def report(options: Namespace) -> int:
    from ziping.tasks.report import report_file

    done = report_file(Path(options.file), Path(options.out), pdf=options.pdf)
    if done.kept is not None:
        print(f"原有报告已另存：{done.kept}")
    print(f"报告：{done.target}")
    if done.pdf is not None:
        print(f"PDF：{done.pdf}")
    for gap in done.gaps:
        print(f"未填：{gap}")
    errors = done.checked.report.count(Severity.ERROR)
    if errors:
        print(f"工作簿还有 {errors} 条错误，报送前请先改正（ziping check 可查看）。")
    return _code(done.checked.report)


def new(options: Namespace) -> int:
    from ziping.tasks.create import new_file

    pack = new_file(options.unit, options.year, options.rules, Path(options.out))
    print(f"已生成：{options.out}（规则：{pack.title}）")
    print("下一步：打开工作簿，从“首页”开始，填黄色格；填完运行 ziping score 评分。")
    return OK


def demo(options: Namespace) -> int:
    from ziping.cli.demo import run_demo

    return run_demo(Path(options.out))


def rules(options: Namespace) -> int:
    from ziping.cli.rules import list_packs, pack_lines

    _print(pack_lines(options.name) if options.name else list_packs())
    return OK


def explain(options: Namespace) -> int:
    from ziping.checks.explain import explain as explained

    print(explained(options.code))
    return OK


def _code(found: Report) -> int:
    """1 where an error stands or a cell can't be read as what it should be."""
    bad = found.count(Severity.ERROR) or found.has_bad_cell
    return ERRORS_FOUND if bad else OK


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _json(value: dict[str, Any]) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))
