"""A question with a long text: what would be changed, line by line, and yes or no."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from ziping.excel.live.looks import CARD, INK, LINE, PAPER, Bar, Looks

LINES = 16


def ask(parent: tk.Tk, looks: Looks, title: str, text: str) -> bool:
    """The officer's answer; closing the dialog means no."""
    dialog = Dialog(parent, looks, title, text)
    parent.wait_window(dialog)
    return dialog.answer


class Dialog(tk.Toplevel):
    def __init__(self, parent: tk.Tk, looks: Looks, title: str, text: str) -> None:
        super().__init__(parent, class_="Ziping", background=PAPER)
        self.configure(highlightbackground=LINE, highlightthickness=1)
        self.configure(padx=looks.scaled(14), pady=looks.scaled(12))
        self.answer = False
        self.title(title)
        self.transient(parent)
        self._text(looks, text)
        self._buttons(looks)
        self.bind("<Escape>", lambda _: self.destroy())
        self.bind("<Return>", lambda _: self._yes())
        at = parent.winfo_rootx() + looks.scaled(20), parent.winfo_rooty() + looks.scaled(60)
        self.geometry("+{}+{}".format(*at))
        self.attributes("-topmost", True)  # the window that asks may itself be on top
        self.wait_visibility()
        self.grab_set()
        self.focus_set()

    def _text(self, looks: Looks, text: str) -> None:
        frame = tk.Frame(self, background=CARD, highlightbackground=LINE, highlightthickness=1)
        frame.pack(fill="both", expand=True)
        lines = sum(1 + len(line) // 28 for line in text.split("\n"))
        shown = tk.Text(frame, font=looks.text, wrap="char", border=0, width=46)
        shown.configure(height=min(LINES, max(3, lines)), background=CARD, foreground=INK)
        shown.configure(padx=looks.scaled(10), pady=looks.scaled(8), highlightthickness=0)
        shown.insert("1.0", text)
        shown.configure(state="disabled")
        if lines > LINES:
            Bar(frame, shown)
        shown.pack(side="left", fill="both", expand=True)

    def _buttons(self, looks: Looks) -> None:
        line = tk.Frame(self, background=PAPER)
        line.pack(fill="x", pady=(looks.scaled(10), 0))
        yes = ttk.Button(line, text="确定", style="Main.TButton", command=self._yes)
        yes.pack(side="right")
        no = ttk.Button(line, text="取消", command=self.destroy)
        no.pack(side="right", padx=looks.scaled(8))

    def _yes(self) -> None:
        self.answer = True
        self.destroy()
