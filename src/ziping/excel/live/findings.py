"""The lower half of the window: counts, the list of findings, the chosen one in full."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Iterable
from tkinter import ttk

from ziping.excel.live.looks import (
    CARD,
    INK,
    LINE,
    MUTED,
    PAPER,
    SEVERITIES,
    TONES,
    Bar,
    Looks,
    dot,
)
from ziping.excel.live.view import ALL_WELL, Row, View
from ziping.excel.outcome import Outcome
from ziping.model import Place

Pairs = Iterable[tuple[str, str]]
GONE = "这一条已经没有了"
EMPTY_DETAIL = "点一条问题，可看改法和依据，并跳到它的单元格。"


class Counts(tk.Frame):
    """● 错误 2  ● 警告 5  ● 提示 3."""

    def __init__(self, parent: tk.Misc, looks: Looks) -> None:
        super().__init__(parent, background=PAPER)
        self.labels = {}
        for severity in "EWI":
            tk.Label(
                self, text="●", font=looks.text, foreground=SEVERITIES[severity], background=PAPER
            ).pack(side="left")
            self.labels[severity] = tk.Label(self, font=looks.text, background=PAPER)
            self.labels[severity].pack(side="left", padx=(0, looks.scaled(14)))

    def show(self, view: View) -> None:
        for severity, label, count in view.counts:
            self.labels[severity].configure(
                text=f"{label} {count}", foreground=INK if count else MUTED
            )


class Findings(tk.Frame):
    """One line a finding; a click brings its cell to the front."""

    def __init__(self, parent: tk.Misc, looks: Looks, detail: Detail) -> None:
        super().__init__(parent, background=CARD, highlightbackground=LINE, highlightthickness=1)
        self.detail = detail
        self.jump: Callable[[Place], None] = lambda place: None
        self.rows: tuple[Row, ...] = ()
        self.dots = {key: dot(self, colour, looks.scaled(9)) for key, colour in SEVERITIES.items()}
        self.tree = ttk.Treeview(self, style="List.Treeview", show="tree", height=3)
        self.tree.configure(columns=("problem",))
        self.tree.column("#0", width=looks.scaled(136), minwidth=looks.scaled(90), stretch=False)
        self.tree.column("problem", width=looks.scaled(250), stretch=True)
        Bar(self, self.tree)
        self.tree.pack(side="left", fill="both", expand=True)
        self.empty = tk.Label(self, font=looks.text, foreground=TONES["best"], background=CARD)
        self.tree.bind("<<TreeviewSelect>>", lambda _: self._tell())
        self.tree.bind("<ButtonRelease-1>", lambda _: self._go())
        self.tree.bind("<Return>", lambda _: self._go())

    def show(self, view: View) -> None:
        """The list as it is now; what was chosen stays chosen, and in its place."""
        if view.rows == self.rows:
            return
        old, top = self.chosen(), self.tree.yview()[0]
        self.rows = view.rows
        self.tree.delete(*self.tree.get_children())
        for at, row in enumerate(view.rows):
            text = f" {'└ ' if row.is_member else ''}{row.place}"
            image = self.dots[row.severity]
            self.tree.insert("", "end", str(at), text=text, image=image, values=(row.problem,))
        self._empty_or_not()
        self.tree.yview_moveto(top)
        self._choose_again(old)

    def _empty_or_not(self) -> None:
        if self.rows:
            self.empty.place_forget()
        else:
            self.empty.configure(text=f"✓ {ALL_WELL}")
            self.empty.place(relx=0.5, rely=0.4, anchor="center")

    def _choose_again(self, old: Row | None) -> None:
        if old is None:
            return
        for at, row in enumerate(self.rows):
            if row.key == old.key:
                self.tree.selection_set(str(at))
                return
        self.detail.tell([("", f"✓ {GONE}"), *old.details[1:]])

    def chosen(self) -> Row | None:
        picked = self.tree.selection()
        return self.rows[int(picked[0])] if picked else None

    def _tell(self) -> None:
        row = self.chosen()
        if row is not None:
            self.detail.tell(row.details)

    def _go(self) -> None:
        row = self.chosen()
        if row is not None:
            self._tell()
            if row.at is not None:
                self.jump(row.at)


class Detail(tk.Frame):
    """Problem, remedy and source in full, or what an action came to."""

    def __init__(self, parent: tk.Misc, looks: Looks) -> None:
        super().__init__(parent, background=CARD, highlightbackground=LINE, highlightthickness=1)
        self.text = tk.Text(self, height=3, width=10, font=looks.text, wrap="char", border=0)
        self.text.configure(
            background=CARD,
            foreground=INK,
            highlightthickness=0,
            padx=looks.scaled(10),
            pady=looks.scaled(7),
            spacing1=looks.scaled(2),
            cursor="arrow",
            state="disabled",
        )
        Bar(self, self.text)
        self.text.pack(side="left", fill="both", expand=True)
        indent = looks.text.measure("改法　")
        self.text.tag_configure("line", lmargin2=indent)
        self.text.tag_configure("label", foreground=MUTED)
        self.text.tag_configure("head", font=looks.bold)
        self.text.tag_configure("error", font=looks.bold, foreground=SEVERITIES["E"])
        self.clear()

    def clear(self) -> None:
        self._begin()
        self.text.insert("end", EMPTY_DETAIL, "label")
        self._end()

    def tell(self, pairs: Pairs) -> None:
        self._begin()
        for label, text in pairs:
            if label:
                self.text.insert("end", f"{label}　", ("label", "line"))
            self.text.insert("end", f"{text}\n", ("line",) if label else ("head",))
        self._end()

    def report(self, outcome: Outcome) -> None:
        """What an action came to; errors in the same quiet place."""
        self._begin()
        self.text.insert("end", f"{outcome.title}\n", "error" if outcome.is_error else "head")
        for line in (outcome.message, *outcome.details):
            self.text.insert("end", f"{line}\n")
        self._end()

    def _begin(self) -> None:
        self.text.configure(state="normal")
        self.text.delete("1.0", "end")

    def _end(self) -> None:
        self.text.delete("end-1c", "end")
        self.text.configure(state="disabled")
        self.text.yview_moveto(0)
