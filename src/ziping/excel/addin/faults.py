"""What is wrong with an interpreter that answers: the same for installing and for the doctor."""

from __future__ import annotations

from ziping import __version__
from ziping.excel.addin.interpreter import Fault, Interpreter
from ziping.excel.addin.probing import Probe
from ziping.excel.addin.system import System
from ziping.excel.names import XLWINGS

OLDEST = (3, 11)
CACHE = "pywin32 的缓存"
OFFLINE = "（没有互联网时加 --no-index --find-links 安装包文件夹）"


def faults(system: System, interpreter: Interpreter, told: Probe) -> list[Fault]:
    """The worst first; what follows from a fault is not told again."""
    found = [
        _store(told),
        _letters(system, interpreter),
        _age(told),
        _ziping(system, interpreter, told),
    ]
    if told.ziping == __version__:
        found.append(_cache(told))
        if told.pywin32 or not found[-1]:  # a broken cache can keep both from being imported
            found += [_xlwings(interpreter, told), _pywin32(system, interpreter, told)]
        found.append(_libraries(system, interpreter, told))
    return [fault for fault in found if fault]


def _store(told: Probe) -> Fault | None:
    if "WindowsApps" not in told.base and "PythonSoftwareFoundation" not in told.base:
        return None
    return Fault(
        "解释器",
        "这是 Microsoft Store 版的 Python",
        "Windows 把它写进用户文件夹的文件改放到别处，Excel 看不到加载项",
        "请用 python.org 的安装包或免安装包，再用 --python 指定它的文件夹",
    )


def _letters(system: System, interpreter: Interpreter) -> Fault | None:
    if system.fits_code_page(interpreter.launched):
        return None
    return Fault(
        "解释器",
        f"{interpreter.launched} 的路径里有这台电脑的系统代码页写不出的字",
        "Excel 的宏按系统代码页启动程序，这样的路径会变成问号",
        r"请把 Python 装在只有英文字母的文件夹（如 D:\ziping），再用 --python 指定它",
    )


def _age(told: Probe) -> Fault | None:
    if told.version >= OLDEST:
        return None
    oldest = ".".join(map(str, OLDEST))
    return Fault(
        "Python 版本",
        f"Python {told.spelled}，太旧",
        f"ziping 和 xlwings 需要 Python {oldest} 或更新",
        f"请安装 Python {oldest} 或更新的版本，在里面安装 ziping，再运行 ziping addin install",
    )


def _ziping(system: System, interpreter: Interpreter, told: Probe) -> Fault | None:
    if told.ziping == __version__:
        return None
    if told.ziping:
        return Fault(
            "ziping",
            f"那个 Python 里是 ziping {told.ziping}，这里是 {__version__}",
            "加载项和程序的版本要一致",
            "更新后再试：" + _install_ziping(f'"{interpreter.asked}" -m pip'),
        )
    return Fault(
        "ziping",
        f"那个 Python 里用不了 ziping（{told.errors.get('ziping', '')}）",
        *_absent(system, interpreter, told),
    )


def _absent(system: System, interpreter: Interpreter, told: Probe) -> tuple[str, str]:
    if closed := closed_path_file(system, interpreter):
        return (
            f"这是免安装的 Python，{closed} 让它不看 Lib\\site-packages",
            f"用记事本打开 {closed}，把“#import site”前面的 # 去掉并保存，再安装 ziping",
        )
    if told.in_user_site:
        return (
            "ziping 装在了用户目录里（pip install --user）；按钮为安全起见用隔离方式启动，不看那里",
            "请建一个虚拟环境，在里面安装：py -m venv 文件夹，再 "
            + _install_ziping(r"文件夹\Scripts\pip"),
        )
    return "按钮要启动的程序就在里面", _install_ziping(f'"{interpreter.asked}" -m pip')


def closed_path_file(system: System, interpreter: Interpreter) -> str:
    """The `python3xx._pth` of an embeddable Python that keeps its packages out, or nothing."""
    folder = system.path(interpreter.asked).parent
    for name in system.listing(folder):
        if name.lower().endswith("._pth"):
            text = (system.content(folder / name) or b"").decode("utf-8", "replace")
            if "import site" not in [line.strip() for line in text.splitlines()]:
                return name
    return ""


def _xlwings(interpreter: Interpreter, told: Probe) -> Fault | None:
    if told.xlwings == XLWINGS:
        return None
    if not told.xlwings:
        return Fault(
            "xlwings",
            f"没有 xlwings，或不能导入（{told.errors.get('xlwings', '')}）",
            "按钮和实时窗口通过它读写 Excel",
            "请先安装：" + _install(interpreter, f"xlwings=={XLWINGS}"),
        )
    return Fault(
        "xlwings",
        f"xlwings {told.xlwings}，加载项按 {XLWINGS} 制作",
        "按钮多半能用，单元格里的 ZP_ 函数找不到它的 DLL",
        _install(interpreter, f"xlwings=={XLWINGS}"),
        fatal=False,
    )


def _pywin32(system: System, interpreter: Interpreter, told: Probe) -> Fault | None:
    if system.platform != "win32" or told.pywin32 or not told.xlwings:
        return None
    return Fault(
        "pywin32",
        f"没有 pywin32，或不能导入（{told.errors.get('pywin32', '')}）",
        "xlwings 通过它和 Excel 说话",
        _install(interpreter, "pywin32"),
    )


def _cache(told: Probe) -> Fault | None:
    if told.cache is None or not told.cache.problem:
        return None
    return Fault(
        CACHE,
        f"pywin32 的缓存坏了（{told.cache.folder}，{told.cache.problem}）",
        "它是 pywin32 自己存下的 Excel 的对象说明，坏了以后按钮和实时窗口可能连不上 Excel",
        "关闭 Excel 和实时窗口，删掉文件夹 %TEMP%\\gen_py（在文件夹窗口的地址栏里输入 %TEMP% "
        "就到了；上面写的不是这里的，删上面写的那个），用到时会自己重建",
        fatal=not told.pywin32,  # its index is read with each import of pywin32
    )


def _libraries(system: System, interpreter: Interpreter, told: Probe) -> Fault | None:
    if system.platform != "win32" or told.libraries or told.xlwings != XLWINGS:
        return None
    remedy = reinstall(interpreter)
    if told.bits == 32:
        remedy = "xlwings 没有给 32 位 Python 带 DLL；请换 64 位 Python（Excel 是 32 位的也不要紧）"
    return Fault(
        "函数用的 DLL",
        f"没有找到 xlwings64-{XLWINGS}.dll、xlwings32-{XLWINGS}.dll",
        "按钮照常，单元格里的 ZP_ 函数用不了",
        remedy,
        fatal=False,
    )


def reinstall(interpreter: Interpreter) -> str:
    """Of xlwings alone, whose DLLs are gone."""
    words = f"-m pip install --force-reinstall --no-deps xlwings=={XLWINGS}{OFFLINE}"
    return f'重新安装 xlwings："{interpreter.asked}" {words}'


def _install_ziping(pip: str) -> str:
    """From the folder of the program or of the wheels: no index is asked for its name."""
    return (
        f'在 ziping 的程序文件夹里运行 {pip} install ".[excel]"'
        '（没有互联网时：install --no-index --find-links 安装包文件夹 "ziping[excel]"）'
    )


def _install(interpreter: Interpreter, what: str) -> str:
    return f'"{interpreter.asked}" -m pip install "{what}"{OFFLINE}'
