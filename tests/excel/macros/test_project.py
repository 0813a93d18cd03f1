"""vbaProject.bin, read back by others: olevba, Apache POI, pyVBAanalysis, the CFB directory."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from pathlib import Path

import olefile
import pytest
from oletools.olevba import VBA_Parser
from pyvbaanalysis import analyze_loose_files, analyze_office_file

from tests.excel.macros.products import DOCUMENT_MODULES, PRODUCTS, parts, text_of
from ziping.package.gate import EXTENSIONS, open_package
from ziping.package.sheets import Workbook
from ziping.workbook.macros.package import PROJECT
from ziping.workbook.macros.project import NO_CACHE
from ziping.workbook.macros.splice import elements

JAVA_READER = Path(__file__).with_name("ReadMacros.java")
CLASSES = [
    Path(f"/usr/share/java/{name}.jar")
    for name in ("poi", "commons-collections4", "commons-codec", "commons-math3")
]
each_product = pytest.mark.parametrize("product", list(PRODUCTS))


def plain(text: str) -> str:
    return text.replace("\r\n", "\n").rstrip("\n")


def expected(product: str) -> dict[str, str]:
    return {name: plain(text) for name, text in text_of(product).modules}


def document_modules(product: str) -> set[str]:
    return {"ThisWorkbook", *(f"Sheet{n + 1}" for n in range(DOCUMENT_MODULES[product]))}


@each_product
def test_olevba_reads_every_module_as_it_was_written(product: str) -> None:
    parser = VBA_Parser(str(PRODUCTS[product]))
    try:
        found = {
            name.removesuffix(".bas").removesuffix(".cls"): plain(code)
            for _, _, name, code in parser.extract_macros()
        }
    finally:
        parser.close()
    documents = {name: found.pop(name) for name in document_modules(product)}
    assert found == expected(product)
    lines = [line for text in documents.values() for line in text.split("\n")]
    assert all(line.startswith("Attribute ") for line in lines)


@pytest.fixture(scope="module")
def read_by_poi(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for each product, with its modules as Apache POI reads them; one Java for both."""
    if shutil.which("javac") is None or not CLASSES[0].exists():
        reason = "no Java compiler or no POI (apt install default-jdk-headless libapache-poi-java)"
        if os.environ.get("ZIPING_REQUIRE_LIBREOFFICE") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("poi")
    given: list[Path] = []
    for product, file in PRODUCTS.items():
        (folder / product).mkdir()
        given += [file, folder / product]
    classes = ":".join(str(path) for path in CLASSES)
    command = ["java", "-cp", classes, *map(str, (JAVA_READER, *given))]
    subprocess.run(command, check=True, env=os.environ | {"LC_ALL": "C.UTF-8"})
    return folder


@each_product
def test_apache_poi_reads_the_same(product: str, read_by_poi: Path) -> None:
    found = {
        path.name: plain(path.read_text("utf-8")) for path in (read_by_poi / product).iterdir()
    }
    documents = {name: found.pop(name) for name in document_modules(product)}
    assert found == expected(product)
    assert all(text.startswith("Attribute VB_Name") for text in documents.values())


@each_product
def test_no_name_is_undeclared_and_nothing_else_is_odd(product: str) -> None:
    """The analyser knows the names of VBA, Excel and Office; no other is told to it."""
    found = {
        module: [f"{one.code}: {one.message}" for one in problems]
        for module, problems in analyze_office_file(str(PRODUCTS[product])).items()
    }
    assert {module: problems for module, problems in found.items() if problems} == {}


def test_the_analyser_would_find_an_undeclared_name(tmp_path: Path) -> None:
    wrong = tmp_path / "Wrong.bas"
    lines = (
        "Option Explicit",
        "Public Sub TryIt()",
        "    nowhere = 1",
        "    NoSuch 1",
        "End Sub",
        "",
    )
    wrong.write_text('Attribute VB_Name = "Wrong"\r\n' + "\r\n".join(lines), "ascii")
    codes = [one.code for one in analyze_loose_files([str(wrong)])["Wrong"]]
    assert codes == ["undeclared-variable", "unknown-call"]


@each_product
def test_code_names_are_those_of_the_document_modules(product: str) -> None:
    found = parts(PRODUCTS[product])
    (book,) = elements(found["xl/workbook.xml"], "workbookPr")
    assert book.get("codeName") == "ThisWorkbook"
    package = open_package(PRODUCTS[product], extensions=EXTENSIONS | {".xlam"})
    names = [
        elements(found[sheet.part], "sheetPr")[0].get("codeName")
        for sheet in Workbook(package).sheets
    ]
    assert {"ThisWorkbook", *names} == document_modules(product)


@each_product
def test_the_project_carries_no_compiled_code(product: str) -> None:
    """Source alone: whoever opens it compiles it, and nothing hides beside the text."""
    with olefile.OleFileIO(io.BytesIO(parts(PRODUCTS[product])[PROJECT])) as storage:
        assert storage.openstream("VBA/_VBA_PROJECT").read() == NO_CACHE
        streams = {"/".join(path) for path in storage.listdir()}
        declared = storage.openstream("PROJECT").read().decode("ascii").splitlines()
    own = {f"VBA/{name}" for name in (*expected(product), *document_modules(product))}
    assert streams == own | {"PROJECT", "PROJECTwm", "VBA/dir", "VBA/_VBA_PROJECT"}
    assert [line[7:] for line in declared if line.startswith("Module=")] == list(expected(product))


@each_product
def test_the_directory_is_sorted_as_its_format_says(product: str) -> None:
    """[MS-CFB] 2.6.4: shorter names first, then by capitals; else Excel calls the file damaged."""
    with olefile.OleFileIO(io.BytesIO(parts(PRODUCTS[product])[PROJECT])) as storage:
        entries = {entry.sid: entry for entry in storage.direntries if entry is not None}
    storages = [entry for entry in entries.values() if entry.sid_child != olefile.NOSTREAM]
    assert len(storages) == 2
    for entry in storages:
        names = in_order(entries, entry.sid_child)
        assert names == sorted(names, key=lambda name: (len(name), name.upper()))


def in_order(entries: dict[int, olefile.olefile.OleDirectoryEntry], sid: int) -> list[str]:
    if sid == olefile.NOSTREAM:
        return []
    entry = entries[sid]
    left, right = in_order(entries, entry.sid_left), in_order(entries, entry.sid_right)
    return [*left, entry.name, *right]
