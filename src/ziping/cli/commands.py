"""One function per command; each imports only what its path needs."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ziping.checks import Report, Severity
from ziping.cli.table import emit, say
from ziping.errors import ZipingError

if TYPE_CHECKING:
    from ziping.tasks.beside import Beside

OK, ERRORS_FOUND, CRASHED = 0, 1, 2


def score(options: Namespace) -> int:
    from ziping.cli.show import adopted_lines, report_lines, score_lines, written_lines
    from ziping.tasks.score import score_file

    beside = _beside(options)
    done = score_file(Path(options.file), adopt_marks=options.adopt, beside=beside)
    if options.json:
        from ziping.tasks.view import score_json

        _json(score_json(done.scored))
        return _code(done.report)
    say(score_lines(done.scored))
    say([""])
    say(report_lines(done.report, limit=20))
    say([""])
    if options.adopt:
        say(adopted_lines(done.adopted))
    say(written_lines(done.written))
    return _code(done.report)


def check(options: Namespace) -> int:
    note = Path(options.note) if options.note else None
    if note is not None:
        from ziping.tasks.note import note_place, write_note

        note_place(note)  # told before a long check, not after it
    done = _checked(Path(options.file), options.rules, _beside(options))
    if note is not None:
        write_note(done.scored, done.report, note)
    if options.json:
        from ziping.tasks.view import check_json

        _json(check_json(done.scored, done.report))
        return _code(done.report)
    from ziping.cli.found import found_lines

    say(found_lines(done.scored, done.report))
    if note is not None:
        say(["", f"校验意见：{note}"])
    return _code(done.report)


def _checked(path: Path, pack_name: str, beside: Beside) -> Any:
    from ziping.tasks.check import check_file

    if path.suffix.lower() in (".xlsx", ".xlsm"):  # the path of a click: no Word in it
        return check_file(path, beside)
    from ziping.package.program import is_word
    from ziping.tasks.importing import check_report

    return check_report(path, pack_name, beside) if is_word(path) else check_file(path, beside)


def _beside(options: Namespace) -> Beside:
    """The files that were named beside the one to check."""
    from ziping.tasks.beside import Beside

    named = {key: getattr(options, key, None) for key in Beside._fields}
    return Beside(**{key: Path(path) for key, path in named.items() if path})


def import_report(options: Namespace) -> int:
    from ziping.tasks.importing import import_file

    done = import_file(Path(options.file), Path(options.out), options.rules)
    if options.json:
        from ziping.tasks.view import import_json

        _json(import_json(done))
        return OK
    from ziping.cli.taken import import_lines

    say(import_lines(done))
    return OK


def normalize(options: Namespace) -> int:
    from ziping.tasks.normalize import find_rewritings, rewrite_values

    found = find_rewritings(Path(options.file))
    say(f"{i.place}  {i.label}：“{i.old}” → “{i.new}”" for i in found.rewritten)
    say(f"{i.place}  {i.label}：“{i.old}”没有改：{i.reason}" for i in found.left)
    if not found.rewritten and not found.left:
        say(["没有需要规范的指标值和完成值。"])
    elif options.dry_run:
        say([f"可以改写 {len(found.rewritten)} 处，还没有改动文件；去掉 --dry-run 即改写。"])
    elif found.rewritten:
        written = rewrite_values(found)
        say([f"已改写 {len(found.rewritten)} 处：{written.path}", f"原文件备份：{written.backup}"])
        say(["请再运行一次 ziping score 更新得分。"])
    return ERRORS_FOUND if found.left else OK


def fill(options: Namespace) -> int:
    from ziping.cli.filled import run

    return run(options)


def roll(options: Namespace) -> int:
    from ziping.tasks.roll import Request, roll_file

    asked = Request(options.year, options.unit, options.renamed_from, options.rules)
    done = roll_file(Path(options.file), Path(options.out), asked)
    if options.json:
        _json(done.to_json())
        return OK
    from ziping.cli.rolled import roll_lines

    say(roll_lines(done))
    return OK


def report(options: Namespace) -> int:
    from ziping.cli.reported import refresh, write

    if not options.update and not options.out:
        raise ZipingError(
            "没有写 -o：报告写到哪里",
            "加上 -o 报告.docx；只更新已有报告里的数字，用 --update 报告.docx",
        )
    if not options.update:
        return _code(write(options))
    done = refresh(options)
    return max(_code(done.checked.report), ERRORS_FOUND if done.left else OK)


def new(options: Namespace) -> int:
    if options.units is not None or options.unit is None:
        from ziping.cli.new_units import new_units

        return new_units(options)
    if options.last_year or options.json:
        raise ZipingError(
            "--last-year 和 --json 要和 --units 同用",
            "给一个单位结转上年文件，用 ziping roll；生成空白工作簿，去掉这两项",
        )
    from ziping.tasks.create import new_file

    pack = new_file(options.unit, options.year, options.rules, Path(options.out))
    say([f"已生成：{options.out}（规则：{pack.title}）"])
    say(["下一步：打开工作簿，从“首页”开始，填黄色格；填完保存关闭，再运行："])
    say([f'  ziping score "{options.out}"'])
    return OK


def export(options: Namespace) -> int:
    from ziping.tasks.export import export_file

    export_file(Path(options.file), Path(options.out))
    say([f"已写好：{options.out}（不含宏和按钮，可以发出去；原文件没有改动）"])
    return OK


def diff(options: Namespace) -> int:
    from ziping.cli.differed import run

    return run(options)


def pack(options: Namespace) -> int:
    from ziping.cli.packed import pack as run_pack

    return run_pack(options)


def tamper(options: Namespace) -> int:
    from ziping.cli.tampered import tamper as run

    return run(options)


def demo(options: Namespace) -> int:
    from ziping.cli.demo import run_demo

    return run_demo(Path(options.out))


def rules(options: Namespace) -> int:
    from ziping.cli.rules import list_packs, pack_lines

    say(pack_lines(options.name) if options.name else list_packs())
    return OK


def explain(options: Namespace) -> int:
    from ziping.checks.explain import FAMILIES, listing
    from ziping.checks.explain import explain as explained

    if not options.code or options.code in FAMILIES:
        say(listing(options.code or ""))
        return OK
    say(explained(options.code).splitlines())
    return OK


def addin(options: Namespace) -> int:
    from ziping.cli.addin import run

    return run(options)


def collect(options: Namespace) -> int:
    from ziping.cli.collected import collect as run

    return run(options)


def return_files(options: Namespace) -> int:
    from ziping.cli.returned import run

    return run(options)


def live(options: Namespace) -> int:
    from ziping.cli.live import run_live

    return run_live(options.file)


def _code(found: Report) -> int:
    """1 where an error stands or a cell can't be read as what it should be; 2 for a bug of ours."""
    if found.crashed:
        return CRASHED
    bad = found.count(Severity.ERROR) or found.has_bad_cell
    return ERRORS_FOUND if bad else OK


def _json(value: dict[str, Any]) -> None:
    import json

    emit(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
