"""What the registry says of Excel and WPS on this machine."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import PurePath, PureWindowsPath
from typing import NamedTuple

from ziping.excel.addin.system import Hive, System, Value

VERSIONS = ("16.0", "15.0", "14.0")  # the ribbon came with Excel 2010
NAMES = {"16.0": "2016 或更新", "15.0": "2013", "14.0": "2010"}
APP_PATH = r"Software\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
OFFICE = r"Software\Microsoft\Office"
MACHINES = {0x014C: 32, 0x8664: 64, 0xAA64: 64}
PLATFORMS = {"x86": 32, "x64": 64, "arm64": 64}
ENOUGH = 4096  # bytes of a program's head
WPS_PROGRAMS = ("et.exe", "wps.exe", "wpsoffice.exe", "ksolaunch.exe")


class Excel(NamedTuple):
    """An Excel found; `bits` is None where nothing tells."""

    program: str
    version: str
    bits: int | None


def excel(system: System) -> Excel | None:
    version, program = _installed(system)
    if not program:
        return None
    return Excel(program, version, _bits(system, program))


def _installed(system: System) -> tuple[str, str]:
    """The newest version whose program is there, by its own key, else by the program's name."""
    for version in VERSIONS:
        key = rf"{OFFICE}\{version}\Excel\InstallRoot"
        for bits in (64, 32):
            folder = system.read("HKLM", key, "Path", bits=bits)
            if isinstance(folder, str) and folder:
                program = system.path(folder) / "EXCEL.EXE"
                if system.is_file(program):
                    return version, str(program)
    for said in _said(system, ("HKCU", "HKLM"), APP_PATH):
        program = system.path(said.strip('"'))
        if program.name.lower() == "excel.exe" and system.is_file(program):
            return "", str(program)
    return "", ""


def _said(system: System, hives: tuple[Hive, ...], key: str) -> Iterator[str]:
    for hive in hives:
        for bits in (64, 32):
            value = system.read(hive, key, bits=bits)
            if isinstance(value, str) and value:
                yield value


def _bits(system: System, program: str) -> int | None:
    """By the program itself; by what the installer noted where it can't be read."""
    found = header_bits(system.content(system.path(program), ENOUGH))
    if found:
        return found
    for key, name in _noted():
        for bits in (64, 32):
            value = system.read("HKLM", key, name, bits=bits)
            if isinstance(value, str) and value.lower() in PLATFORMS:
                return PLATFORMS[value.lower()]
    return None


def _noted() -> Iterator[tuple[str, str]]:
    yield rf"{OFFICE}\ClickToRun\Configuration", "Platform"
    for version in VERSIONS:
        yield rf"{OFFICE}\{version}\Outlook", "Bitness"


def header_bits(head: bytes | None) -> int | None:
    """32 or 64 by the header of a Windows program."""
    if not head or head[:2] != b"MZ" or len(head) < 0x40:
        return None
    (place,) = struct.unpack_from("<I", head, 0x3C)
    if head[place : place + 4] != b"PE\0\0" or len(head) < place + 6:
        return None
    (machine,) = struct.unpack_from("<H", head, place + 4)
    return MACHINES.get(machine)


def wps_in_place_of_excel(system: System) -> str:
    """The program behind the name Excel.Application where it is WPS, or nothing."""
    for class_name in _said(system, ("HKCR",), r"Excel.Application\CLSID"):
        for said in _said(system, ("HKCR",), rf"CLSID\{class_name}\LocalServer32"):
            program = _program(said)
            if is_wps(program):
                return str(program)
    return ""


def _program(command: str) -> PurePath:
    """The program of a registered command line: quoted, or up to its `.exe`."""
    if command.startswith('"'):
        return PureWindowsPath(command[1:].partition('"')[0])
    end = command.lower().find(".exe")
    return PureWindowsPath(command[: end + 4] if end >= 0 else command)


def is_wps(program: PurePath) -> bool:
    parts = [part.lower() for part in program.parts]
    folders = ("kingsoft", "wps office")
    return program.name.lower() in WPS_PROGRAMS or any(name in parts for name in folders)


def wps(system: System) -> str:
    """Where WPS is, by the name of its table program, or nothing."""
    key = APP_PATH.replace("excel.exe", "et.exe")
    return next(_said(system, ("HKCU", "HKLM"), key), "") or wps_in_place_of_excel(system)


def settings(system: System, key: str, name: str) -> list[tuple[str, Value, bool]]:
    """A setting of each Excel version: key, value, and whether an administrator set it."""
    found: list[tuple[str, Value, bool]] = []
    for version in VERSIONS:
        for hive, root, ruled in _roots():
            place = rf"{root}\{version}\{key}"
            value = system.read(hive, place, name)
            if value is not None:
                found.append((place, value, ruled))
    return found


def _roots() -> tuple[tuple[Hive, str, bool], ...]:
    policies = r"Software\Policies\Microsoft\Office"
    return ("HKCU", policies, True), ("HKLM", policies, True), ("HKCU", OFFICE, False)
