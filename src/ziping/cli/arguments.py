"""The commands with their arguments, and what the help says of each."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from ziping.cli.parser import ChineseParser

Parser = argparse.ArgumentParser


def _year(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"写四位年份，如 2025（写的是“{text}”）") from None


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text)):
        raise argparse.ArgumentTypeError(f"写 1 或更大的整数，如 4（写的是“{text}”）")
    return int(text)


def _demo(parser: Parser) -> None:
    parser.add_argument("--out", metavar="文件夹", default="ziping演示", help="结果放在哪里")


def _new(parser: Parser) -> None:
    parser.add_argument("--unit", metavar="单位名称", help="单位全称：给一个单位生成一份")
    parser.add_argument(
        "--units", metavar="名单", help="单位名单（.xlsx、.csv）：一个单位一份，并写来函和发放登记"
    )
    parser.add_argument("--year", required=True, type=_year, metavar="年度", help="如 2024")
    parser.add_argument(
        "--rules",
        default="national",
        metavar="规则包",
        help="见 ziping rules，或规则文件（如 我县.toml）；默认 national",
    )
    parser.add_argument(
        "-o",
        "--out",
        required=True,
        metavar="文件.xlsx",
        help="写到哪里，不覆盖已有文件；和 --units 同用时写文件夹",
    )
    parser.add_argument(
        "--last-year",
        metavar="文件夹",
        help="和 --units 同用：放着各单位上年工作簿或报告的文件夹，找得到的就结转",
    )
    parser.add_argument("--json", action="store_true", help="和 --units 同用：输出 JSON")


def _file(parser: Parser) -> None:
    parser.add_argument("file", metavar="工作簿.xlsx", help="自评工作簿")


def _score(parser: Parser) -> None:
    _file(parser)
    _last_year(parser)
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument(
        "--adopt", action="store_true", help="采用测算分：填进空着的得分，草拟偏差原因"
    )


def _normalize(parser: Parser) -> None:
    _file(parser)
    parser.add_argument("--dry-run", action="store_true", help="只看不改")


def _last_year(parser: Parser) -> None:
    parser.add_argument(
        "--last-year", metavar="文件", help="同一单位上年的工作簿或 Word 报告，用来对比"
    )


def _check(parser: Parser) -> None:
    parser.add_argument("file", metavar="文件", help="自评工作簿，或 Word 自评报告")
    parser.add_argument(
        "--report", metavar="报告.docx", help="同一年度的 Word 报告，用来和工作簿对照"
    )
    _last_year(parser)
    parser.add_argument(
        "--note", metavar="意见.docx", help="写一份可以发回单位的校验意见，不覆盖已有文件"
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    _pack(parser)


def _pack(parser: Parser) -> None:
    parser.add_argument(
        "--rules",
        default="",
        metavar="规则包",
        help="读 Word 报告用的规则包或规则文件（如 我县.toml）；认得出县名的不用写",
    )


def _import(parser: Parser) -> None:
    parser.add_argument("file", metavar="报告.docx", help="Word 自评报告（.docx，或 .doc、.wps）")
    parser.add_argument(
        "-o", "--out", required=True, metavar="文件.xlsx", help="写到哪里，不覆盖已有文件"
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    _pack(parser)


def _roll(parser: Parser) -> None:
    parser.add_argument("file", metavar="文件", help="上年的自评工作簿，或 Word 自评报告")
    parser.add_argument("--year", required=True, type=_year, metavar="年度", help="新的自评年度")
    parser.add_argument(
        "-o", "--out", required=True, metavar="新.xlsx", help="写到哪里，不覆盖已有文件"
    )
    parser.add_argument("--unit", metavar="新名", help="单位改了名的，写现在的全称")
    parser.add_argument("--renamed-from", default="", metavar="旧名", help="单位原来的名称")
    parser.add_argument(
        "--rules",
        default="",
        metavar="规则包",
        help="换规则包才写，也可以是规则文件（如 我县.toml）；默认沿用原文件的",
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _report(parser: Parser) -> None:
    _file(parser)
    parser.add_argument("-o", "--out", metavar="报告.docx", help="写到哪里；没有 --update 时必写")
    parser.add_argument(
        "--update",
        metavar="报告.docx",
        help="只更新这份报告里的数字，其余一字不动；不写 -o 就写回这份报告",
    )
    parser.add_argument(
        "--another", action="store_true", help="和 --update 同用：报告是另一单位或年度的，也更新"
    )
    parser.add_argument("--pdf", action="store_true", help="同时转成 PDF（需要 LibreOffice）")
    parser.add_argument(
        "--as-declared", action="store_true", help="每一格都照单位填的印，算错的也不改"
    )
    parser.add_argument("--public", action="store_true", help="公开版：不印填表人、电话、签字盖章")
    parser.add_argument("--with-telephone", action="store_true", help="印上联系电话（平时留空）")
    parser.add_argument("--template", metavar="模板.toml", help="用本单位自己的句子")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _export(parser: Parser) -> None:
    _file(parser)
    parser.add_argument(
        "-o", "--out", required=True, metavar="文件.xlsx", help="写到哪里，不覆盖已有文件"
    )


def _fill(parser: Parser) -> None:
    _file(parser)
    parser.add_argument(
        "--from",
        dest="source",
        required=True,
        metavar="导出表.xlsx",
        help="预算系统或账务系统导出的表（.xlsx 或 .csv）",
    )
    parser.add_argument("--yes", action="store_true", help="不再询问，全部写入")
    parser.add_argument("--dry-run", action="store_true", help="只看不写")
    parser.add_argument("--money", choices=("元", "万元"), help="表里没有写金额单位的，在这里说明")
    parser.add_argument("--unit", metavar="单位名", help="表里有几个单位的，取哪一个")
    parser.add_argument("--json", action="store_true", help="输出 JSON；不加 --yes 不写入")


def _diff(parser: Parser) -> None:
    parser.add_argument("old", metavar="原来的", help="工作簿或 Word 报告，较早的一份")
    parser.add_argument("new", metavar="现在的", help="较晚的一份")
    parser.add_argument(
        "-o", "--out", metavar="对比.xlsx", help="另写成 .xlsx 或 .docx，不覆盖已有文件"
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    _pack(parser)


def _mail(parser: Parser) -> None:
    _file(parser)
    parser.add_argument("-o", "--out", metavar="文件夹", help="放在哪里；默认工作簿旁边的“报送”")
    parser.add_argument(
        "--with-errors", action="store_true", help="有必退的问题也打包，邮件正文里如实写明"
    )
    parser.add_argument(
        "--scan", nargs="+", default=[], metavar="扫描件", help="签字盖章的扫描件（PDF、JPG、PNG）"
    )
    _last_year(parser)
    parser.add_argument("--no-pdf", action="store_true", help="不转 PDF")
    parser.add_argument("--public", action="store_true", help="报告用公开版")
    parser.add_argument("--to", default="", metavar="地址", help="收件邮箱；默认用规则包所定的")
    parser.add_argument("--again", action="store_true", help="内容没有变也再报一次")
    parser.add_argument("--all", action="store_true", help="退回风险全部列出，平时每级只列前几条")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _rules(parser: Parser) -> None:
    parser.add_argument("name", nargs="?", metavar="规则包", help="规则包名称或 .toml 文件")


def _explain(parser: Parser) -> None:
    parser.add_argument(
        "code", nargs="?", metavar="代码", help="如 ZP101；只写一位数字列出那一类，不写列出全部"
    )


def _addin(parser: Parser) -> None:
    parser.set_defaults(show_help=parser.format_help)
    steps = parser.add_subparsers(dest="step", metavar="操作", parser_class=ChineseParser)
    for name, text in ADDIN_STEPS.items():
        step = steps.add_parser(name, help=text, description=text)
        if name == "doctor":
            step.add_argument("file", nargs="?", metavar="工作簿", help="连这份工作簿一起看")
            step.add_argument("--json", action="store_true", help="输出 JSON")
            continue
        step.add_argument("--libreoffice", action="store_true", help="LibreOffice 的菜单和按钮")
        if name == "install":
            step.add_argument(
                "--python", metavar="文件夹", help="按钮用哪个 Python；不写就用现在这个"
            )


ADDIN_STEPS = {
    "install": "给当前用户装上加载项，不要管理员权限，不联网；再装一次就是更新",
    "uninstall": "卸载加载项，不动工作簿",
    "doctor": "按钮、选项卡、函数不好用时：查出原因和改法（退出码：0 都好，1 要处理，2 用不了）",
}


def _live(parser: Parser) -> None:
    parser.add_argument(
        "file", nargs="?", metavar="工作簿.xlsx", help="跟着哪一份；不写就跟着正在打开的"
    )


def _collect(parser: Parser) -> None:
    parser.add_argument(
        "files", nargs="+", metavar="文件夹或文件", help="收到的工作簿、报告、邮件（.eml）、.zip"
    )
    parser.add_argument(
        "-o", "--out", required=True, metavar="汇总.xlsx", help="汇总工作簿；再运行一次就更新它"
    )
    parser.add_argument("--units", metavar="名单.xlsx", help="单位名单：列出未收的单位")
    parser.add_argument("--year", type=_year, metavar="年度", help="不写就按多数文件的年度")
    parser.add_argument("--deadline", metavar="日期", help="如 2025-03-31；不写就按文件所带的")
    parser.add_argument(
        "--workers",
        type=_count,
        default=0,
        metavar="个数",
        help="同时读几个文件；不写就按处理器个数",
    )
    parser.add_argument("--scheduler", metavar="地址", help="在 Dask 集群上读，如 tcp://主机:8786")
    parser.add_argument("--again", action="store_true", help="全部重读，不用上次的结果")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    _pack(parser)


def _return(parser: Parser) -> None:
    parser.add_argument("file", metavar="汇总.xlsx", help="ziping collect 生成的汇总工作簿")
    parser.add_argument(
        "-o", "--out", required=True, metavar="文件夹", help="退回件放在哪里，一个单位一个文件夹"
    )
    parser.add_argument(
        "--only", nargs="+", default=[], metavar="单位", help="只退这几个单位：写编码或全称"
    )
    parser.add_argument("--due", metavar="日期", help="改报期限，如 2025-04-10；不写就留空")
    parser.add_argument("--again", action="store_true", help="同一次报送退过了，也再退一次")
    parser.add_argument("--json", action="store_true", help="输出 JSON")


def _tamper(parser: Parser) -> None:
    _file(parser)
    parser.add_argument(
        "--rules",
        default="",
        metavar="规则包",
        help="下发时用的规则文件（如 我县.toml）；用本程序所带规则包的不用写",
    )
    parser.add_argument("--json", action="store_true", help="输出 JSON")


COMMANDS: dict[str, tuple[str, Callable[[Parser], None]]] = {
    "demo": ("用样例走一遍：评分、校验、出报告", _demo),
    "new": ("生成空白工作簿", _new),
    "score": ("评分并校验，把结果写回工作簿（原文件留备份）", _score),
    "fill": ("导入数据：从预算、账务系统导出的表取数，先列出新旧值，确认后写入", _fill),
    "normalize": ("规范指标值：把“百万件”“十二个”等改成可计算的写法", _normalize),
    "check": ("只校验，不改文件；工作簿和 Word 报告都可以", _check),
    "import": ("把 Word 自评报告转成工作簿，并列出每一处的去向", _import),
    "roll": ("结转：由上年的工作簿或报告生成今年的工作簿，并列出结转清单", _roll),
    "report": ("生成 Word 报告", _report),
    "export": ("去掉宏、按钮和“Python核对”，存为可以发出去的 .xlsx", _export),
    "diff": ("对比两份工作簿或报告：数据、得分、文字、问题有什么变化", _diff),
    "pack": ("打包报送：先看退回风险，再生成工作簿、报告、邮件草稿和压缩包", _mail),
    "collect": ("汇总：读收到的文件夹、邮件和压缩包，写成一个汇总工作簿", _collect),
    "return": ("退回：给要改的单位生成退回单、带校验结果的工作簿和邮件草稿", _return),
    "tamper": ("改动核对：收回的工作簿与下发的相比，公式、规则、表头等改了哪些", _tamper),
    "rules": ("列出规则包，或某个规则包的每一项及其依据", _rules),
    "explain": ("列出各项校验，或解释其中一条", _explain),
    "addin": ("Excel 加载项和 LibreOffice 扩展：安装、卸载、检查", _addin),
    "live": ("实时窗口：在 Excel 或 LibreOffice 旁边看着得分和问题", _live),
}
