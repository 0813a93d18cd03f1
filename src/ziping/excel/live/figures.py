"""The upper half of the window: whose file, total and grade, rate, weights, counts."""

from __future__ import annotations

import tkinter as tk
from tkinter.font import Font

from ziping.excel.live.looks import CARD, INK, LINE, MUTED, SEVERITIES, TONES, Looks
from ziping.excel.live.view import View, Weight

NOTE_WIDTH = 120


class Figures(tk.Frame):
    """A white card; `show` puts the figures of a view in."""

    def __init__(self, parent: tk.Misc, looks: Looks) -> None:
        super().__init__(parent, background=CARD, highlightbackground=LINE, highlightthickness=1)
        self.looks = looks
        pad = looks.scaled(14)
        head = tk.Frame(self, background=CARD)
        head.pack(fill="x", padx=pad, pady=(looks.scaled(8), 0))
        self.unit = self._label(looks.bold, INK, head)
        self.caption = self._label(looks.small, MUTED, head)
        self.caption.pack(side="right")
        self.unit.pack(side="left", fill="x", expand=True)
        self._sums(pad)
        self.weights = tk.Frame(self, background=CARD)
        self.weights.pack(fill="x", padx=pad, pady=(looks.scaled(2), looks.scaled(7)))
        self._cells: list[tuple[tk.Label, tk.Label, tk.Label]] = []

    def _label(self, font: Font, colour: str, parent: tk.Misc | None = None) -> tk.Label:
        return tk.Label(
            parent or self,
            font=font,
            foreground=colour,
            background=CARD,
            anchor="w",
        )

    def _sums(self, pad: int) -> None:
        line = tk.Frame(self, background=CARD)
        line.pack(fill="x", padx=pad)
        self.total = self._label(self.looks.total, INK, line)
        self.total.pack(side="left")
        self.grade = tk.Label(line, font=self.looks.head, foreground=CARD, padx=8, pady=1)
        side = tk.Frame(line, background=CARD)
        side.pack(side="right")
        self.rate = self._label(self.looks.head, INK, side)
        self.rate.pack(anchor="e")
        rate_label = self._label(self.looks.small, MUTED, side)
        rate_label.configure(text="预算执行率")
        rate_label.pack(anchor="e")
        self.note = self._label(self.looks.small, MUTED, line)
        self.note.configure(wraplength=self.looks.scaled(NOTE_WIDTH), justify="left")
        self.note.pack(side="left", anchor="s", pady=(0, self.looks.scaled(10)))

    def show(self, view: View) -> None:
        self.unit.configure(text=view.unit)
        self.caption.configure(text=view.caption)
        self.total.configure(text=view.total, foreground=TONES[view.tone])
        self.grade.configure(text=view.grade, background=TONES[view.tone])
        if view.grade:
            self.grade.pack(side="left", padx=self.looks.scaled(10), after=self.total)
        else:
            self.grade.pack_forget()
        self.note.configure(text=view.note)
        self.rate.configure(text=view.rate)
        self._show_weights(view.weights)

    def _show_weights(self, weights: tuple[Weight, ...]) -> None:
        if len(weights) != len(self._cells):
            self._build_weights(len(weights))
        for cell, weight in zip(self._cells, weights, strict=True):
            colour = SEVERITIES["E"] if weight.off else INK
            cell[0].configure(text=weight.label)
            cell[1].configure(text=f"{weight.text} ✓" if not weight.off else weight.text)
            cell[1].configure(foreground=colour)
            cell[2].configure(text=weight.off, foreground=colour)
        for _, _, off in self._cells:  # the line for what is off takes no room where all is well
            if any(weight.off for weight in weights):
                off.grid()
            else:
                off.grid_remove()

    def _build_weights(self, count: int) -> None:
        for child in self.weights.winfo_children():
            child.destroy()
        self._cells = []
        for column in range(count):
            self.weights.columnconfigure(column, weight=1, uniform="weights")
            labels = [
                self._label(self.looks.small, MUTED, self.weights),
                self._label(self.looks.bold, INK, self.weights),
                self._label(self.looks.small, MUTED, self.weights),
            ]
            for row, label in enumerate(labels):
                label.configure(anchor="center")
                label.grid(row=row, column=column, sticky="ew")
            self._cells.append((labels[0], labels[1], labels[2]))
