"""Colours, fonts and styles of the window: few, calm, readable."""

from __future__ import annotations

import sys
import tkinter as tk
from collections.abc import Sequence
from contextlib import suppress
from math import hypot
from tkinter import font as tkfont
from tkinter import ttk
from typing import Any

PAPER, CARD, LINE = "#F3F5F7", "#FFFFFF", "#DDE2E7"
INK, MUTED, ACCENT, ACCENT_DARK, CHOSEN = "#1F2933", "#66727F", "#2A6496", "#1E4E77", "#E3EDF6"
SEVERITIES = {"E": "#C0392B", "W": "#C98A1B", "I": "#5B8DB8", "X": "#7A4B94"}
TONES = {
    "best": "#2E7D5B",
    "good": "#2A6496",
    "fair": "#B5741A",
    "poor": "#C0392B",
    "none": "#66727F",
}
FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
)
LIST_ITEM: Any = [  # without the room for the sign that opens a branch
    (
        "Treeitem.padding",
        {
            "sticky": "nswe",
            "children": [
                ("Treeitem.image", {"side": "left", "sticky": ""}),
                ("Treeitem.text", {"side": "left", "sticky": ""}),
            ],
        },
    )
]
THIN_BAR: Any = [
    (
        "Vertical.Scrollbar.trough",
        {"sticky": "ns", "children": [("Vertical.Scrollbar.thumb", {"expand": 1})]},
    )
]


def sharpen() -> None:
    """On Windows, real pixels instead of a blurred enlargement; before the first window."""
    if sys.platform == "win32":
        import ctypes

        with suppress(Exception):
            ctypes.windll.shcore.SetProcessDpiAwareness(1)


class Looks:
    """Fonts by role and `scaled` pixels; made once the first window is there."""

    def __init__(self, root: tk.Tk) -> None:
        self.scale = max(1.0, root.winfo_fpixels("1i") / 96)
        family = chosen(tkfont.families(root))
        self.small = tkfont.Font(root, family=family, size=-self.scaled(12))
        self.text = tkfont.Font(root, family=family, size=-self.scaled(13))
        self.bold = tkfont.Font(root, family=family, size=-self.scaled(13), weight="bold")
        self.head = tkfont.Font(root, family=family, size=-self.scaled(16), weight="bold")
        self.total = tkfont.Font(root, family=family, size=-self.scaled(40), weight="bold")
        root.configure(background=PAPER)
        root.option_add("*TCombobox*Listbox.font", self.text)
        self._style(ttk.Style(root))

    def scaled(self, pixels: int) -> int:
        return round(pixels * self.scale)

    def _style(self, style: ttk.Style) -> None:
        style.theme_use("clam")
        style.configure(".", background=PAPER, foreground=INK, font=self.text)
        self._buttons(style)
        style.configure(
            "List.Treeview",
            rowheight=self.scaled(27),
            fieldbackground=CARD,
            background=CARD,
            foreground=INK,
            borderwidth=0,
            indent=0,
        )
        style.layout("List.Treeview", [("Treeview.treearea", {"sticky": "nswe"})])
        style.layout("List.Treeview.Item", LIST_ITEM)
        style.configure("List.Treeview.Item", padding=(self.scaled(8), 0, 0, 0))
        style.map("List.Treeview", background=[("selected", CHOSEN)])
        style.map("List.Treeview", foreground=[("selected", INK)])
        style.configure("TCombobox", fieldbackground=CARD, background=CARD, bordercolor=LINE)
        style.map("TCombobox", fieldbackground=[("readonly", CARD)], foreground=[("readonly", INK)])
        style.map("TCombobox", selectbackground=[("readonly", CARD)])
        style.map("TCombobox", selectforeground=[("readonly", INK)])
        self._switch(style)
        self._bars(style)

    def _switch(self, style: ttk.Style) -> None:
        """On is told by colour, in the same place and size as off."""
        style.configure("Switch.Toolbutton", background=PAPER, foreground=MUTED, padding=(8, 4))
        style.configure("Switch.Toolbutton", relief="flat", borderwidth=1, font=self.small)
        on, over = ("selected", CHOSEN), ("active", LINE)
        style.map("Switch.Toolbutton", background=[on, over], foreground=[("selected", ACCENT)])
        style.map("Switch.Toolbutton", relief=[("selected", "flat")])

    def _bars(self, style: ttk.Style) -> None:
        """A thin bar without arrows."""
        style.layout("Thin.Vertical.TScrollbar", THIN_BAR)
        style.configure("Thin.Vertical.TScrollbar", width=self.scaled(7), gripcount=0)
        style.configure("Thin.Vertical.TScrollbar", background="#C3CBD3", troughcolor=CARD)
        style.configure("Thin.Vertical.TScrollbar", bordercolor=CARD, lightcolor="#C3CBD3")
        style.configure("Thin.Vertical.TScrollbar", darkcolor="#C3CBD3", relief="flat")
        style.map("Thin.Vertical.TScrollbar", background=[("disabled", CARD), ("active", MUTED)])
        style.map("Thin.Vertical.TScrollbar", lightcolor=[("disabled", CARD)])
        style.map("Thin.Vertical.TScrollbar", darkcolor=[("disabled", CARD)])

    def _buttons(self, style: ttk.Style) -> None:
        style.configure("TButton", background=CARD, bordercolor=LINE, padding=(2, 5))
        style.configure("TButton", borderwidth=1, relief="flat", focuscolor=LINE)
        style.map(
            "TButton",
            background=[("disabled", PAPER), ("active", CHOSEN)],
            foreground=[("disabled", "#A7B0B9")],
        )
        style.configure("Main.TButton", background=ACCENT, foreground=CARD, bordercolor=ACCENT)
        style.map(
            "Main.TButton",
            background=[("disabled", "#B9C7D4"), ("active", ACCENT_DARK)],
            foreground=[("disabled", CARD)],
        )


def chosen(families: Sequence[str]) -> str:
    """The first family that can print Chinese; Tk's own choice where none is known."""
    there = set(families)
    return next((family for family in FAMILIES if family in there), "TkDefaultFont")


class Bar(ttk.Scrollbar):
    """A thin scroll bar on the right; it goes where there is nothing to scroll."""

    def __init__(self, parent: tk.Misc, moved: tk.Text | ttk.Treeview) -> None:
        super().__init__(parent, style="Thin.Vertical.TScrollbar", command=moved.yview)
        self.pack(side="right", fill="y")
        moved.configure(yscrollcommand=self.set)


def dot(root: tk.Misc, colour: str, size: int) -> tk.PhotoImage:
    """A round mark with a soft edge on white; its corners stay clear."""
    image = tk.PhotoImage(master=root, width=size, height=size)
    middle = (size - 1) / 2
    for x in range(size):
        for y in range(size):
            cover = size / 2 - hypot(x - middle, y - middle)
            if cover > 0:
                image.put(_blended(root, colour, min(1.0, cover)), (x, y))
    return image


def _blended(root: tk.Misc, colour: str, cover: float) -> str:
    pairs = zip(root.winfo_rgb(colour), root.winfo_rgb(CARD), strict=True)
    mixed = (round((ours * cover + white * (1 - cover)) / 257) for ours, white in pairs)
    return "#" + "".join(f"{part:02x}" for part in mixed)
