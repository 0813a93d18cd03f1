"""Native column charts in one calm colour; the values stand in them, so that previews show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.data_source import AxDataSource, NumData, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
)
from openpyxl.worksheet.worksheet import Worksheet

from ziping.collect.rollup.look import BLUE, INK, LINE, QUIET
from ziping.package.text import clean_text

LONGEST_LABEL = 40


class Bars(NamedTuple):
    """What a chart shows: the columns of labels and of counts, from `first` row on."""

    title: str
    label_col: int
    value_col: int
    first: int
    labels: Sequence[str]
    values: Sequence[int]


class ChartArea(NamedTuple):
    """The cells that a chart covers; it keeps to them whatever a program's columns measure."""

    row: int
    col: int
    rows: int
    cols: int


def add_chart(sheet: Worksheet, bars: Bars, area: ChartArea) -> None:
    """A chart over these cells."""
    chart = BarChart()
    chart.type, chart.style, chart.gapWidth = "col", 2, 55
    chart.title, chart.legend = _title(bars.title), None
    chart.series.append(_series(sheet, bars))
    chart.x_axis.delete = False
    chart.x_axis.txPr = _text(800, QUIET)
    chart.x_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=LINE))
    chart.x_axis.majorTickMark = "none"
    chart.y_axis.delete = True
    chart.y_axis.majorGridlines = None
    chart.y_axis.scaling.min = 0
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(solidFill=LINE, w=6350))
    chart.roundedCorners = False
    chart.anchor = _anchor(area)  # type: ignore[assignment]
    sheet.add_chart(chart)


def _anchor(area: ChartArea) -> TwoCellAnchor:
    top, left = area.row - 1, area.col - 1
    return TwoCellAnchor(
        editAs="oneCell",
        _from=AnchorMarker(col=left, row=top),
        to=AnchorMarker(col=left + area.cols, row=top + area.rows),
    )


def _series(sheet: Worksheet, bars: Bars) -> Any:
    last = bars.first + max(len(bars.values), 1) - 1
    values = Reference(sheet, bars.value_col, bars.first, bars.value_col, last)
    labels = Reference(sheet, bars.label_col, bars.first, bars.label_col, last)
    series = Series(values, title=bars.title)
    series.graphicalProperties = GraphicalProperties(solidFill=BLUE)
    series.val.numRef.numCache = NumData(
        formatCode="0",
        ptCount=len(bars.values),
        pt=[NumVal(idx=at, v=str(value)) for at, value in enumerate(bars.values)],
    )
    cache = StrData(
        ptCount=len(bars.labels),
        pt=[StrVal(idx=at, v=_short(label)) for at, label in enumerate(bars.labels)],
    )
    series.cat = AxDataSource(strRef=StrRef(f=str(labels), strCache=cache))
    series.dLbls = DataLabelList(
        numFmt="0", showVal=True, showSerName=False, showCatName=False, showLegendKey=False,
        showPercent=False, dLblPos="outEnd", txPr=_text(1000, INK),
    )  # fmt: skip
    return series


def _short(label: str) -> str:
    """A label as XML can hold it: a grade comes from the rules inside a file."""
    return clean_text(label)[:LONGEST_LABEL]


def _title(text: str) -> Title:
    look = CharacterProperties(sz=1100, b=True, solidFill=INK)
    run = RegularTextRun(rPr=look, t=text)
    title = Title(overlay=False)
    title.tx = _rich(Paragraph(pPr=ParagraphProperties(defRPr=look), r=[run]))
    return title


def _rich(paragraph: Paragraph) -> Text:
    return Text(rich=RichText(p=[paragraph]))


def _text(size: int, color: str) -> RichText:
    look = CharacterProperties(sz=size, solidFill=color)
    return RichText(
        p=[Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=CharacterProperties())]
    )
