"""The window itself: puts the parts together and passes news and wishes on."""

from __future__ import annotations

import queue
import tkinter as tk
from time import strftime
from tkinter import ttk

from ziping.excel.live.asking import ask
from ziping.excel.live.figures import Figures
from ziping.excel.live.findings import Counts, Detail, Findings
from ziping.excel.live.looks import INK, MUTED, PAPER, Looks, sharpen
from ziping.excel.live.snapshot import Snapshot, State
from ziping.excel.live.view import HEADS, HINTS, NAME, short_name, title, view
from ziping.excel.live.watch import Watch, our_bug
from ziping.excel.live.worker import Books, News, Note, Question, Worker
from ziping.excel.names import ACTIONS, BY_NAME
from ziping.excel.outcome import Outcome

SIZE, LEAST = (420, 660), (340, 520)
POLL = 150  # milliseconds between two looks for news
SLOW = 1.2  # seconds after which the program counts as busy
BUSY_NOW = "正在等表格程序回应，稍候自动继续"
BUTTONS_A_ROW = 4
REREAD = "整份重读一遍（F5）；平时不用，改动会自动读到"


class Window(tk.Tk):
    """Runs in the main thread; never speaks to the program itself."""

    def __init__(self, watch: Watch) -> None:
        sharpen()
        super().__init__(className="ziping")
        self.worker = Worker(watch)
        self.looks = Looks(self)
        self.full_name = ""
        self.acting = ""
        self.status_text = self.hint = self.written = ""
        self.follows = False  # whether figures are shown
        self._build()
        self._place()
        self._show(Snapshot(State.CONNECTING))
        self.protocol("WM_DELETE_WINDOW", self.close)

    def run(self) -> None:
        self.worker.start()
        self._poll()
        self.mainloop()

    def close(self) -> None:
        self.worker.stop()
        self.destroy()

    def report_callback_exception(self, kind: object, error: BaseException, trace: object) -> None:
        """A bug of ours in the window is told in the window."""
        self._say("。".join(our_bug(error if isinstance(error, Exception) else Exception(kind))))

    def _place(self) -> None:
        width, height = (self.looks.scaled(pixels) for pixels in SIZE)
        left = max(0, self.winfo_screenwidth() - width - self.looks.scaled(24))
        self.geometry(f"{width}x{height}+{left}+{self.looks.scaled(70)}")
        self.minsize(*(self.looks.scaled(pixels) for pixels in LEAST))

    def _build(self) -> None:
        pad = self.looks.scaled(10)
        self._build_foot(pad)
        self._build_top(pad)
        self.body = tk.Frame(self, background=PAPER)
        self.figures = Figures(self.body, self.looks)
        self.figures.pack(fill="x", padx=pad)
        self.counts = Counts(self.body, self.looks)
        self.counts.pack(fill="x", padx=pad, pady=self.looks.scaled(5))
        lists = tk.Frame(self.body, background=PAPER)
        lists.pack(fill="both", expand=True, padx=pad)
        lists.columnconfigure(0, weight=1)
        lists.rowconfigure(0, weight=3, minsize=self.looks.scaled(84))
        lists.rowconfigure(1, weight=1, minsize=self.looks.scaled(138))
        self.detail = Detail(lists, self.looks)
        self.findings = Findings(lists, self.looks, self.detail)
        self.findings.grid(row=0, sticky="nsew")
        self.detail.grid(row=1, sticky="nsew", pady=(self.looks.scaled(8), 0))
        self.findings.jump = self.worker.select
        self._build_blank()

    def _build_top(self, pad: int) -> None:
        line = tk.Frame(self, background=PAPER)
        line.pack(side="top", fill="x", padx=pad, pady=self.looks.scaled(8))
        self.on_top = tk.BooleanVar(self, True)
        switch = ttk.Checkbutton(line, text="置顶", style="Switch.Toolbutton")
        switch.configure(variable=self.on_top, command=self._set_on_top)
        switch.pack(side="right")
        again = ttk.Button(line, text="重读", style="Switch.Toolbutton", command=self._reread)
        again.pack(side="right")
        again.bind("<Enter>", lambda _: self._hint(REREAD))
        again.bind("<Leave>", lambda _: self._hint(""))
        self.bind("<F5>", lambda _: self._reread())
        self.names: tuple[str, ...] = ()
        self.picker = ttk.Combobox(line, state="readonly", font=self.looks.text)
        self.picker.pack(side="left", fill="x", expand=True, padx=(0, pad // 2))
        self.picker.bind("<<ComboboxSelected>>", lambda _: self._picked())
        self.picker.bind("<Button-1>", lambda _: self.worker.list_books(), add=True)
        self.picker.bind("<Enter>", lambda _: self.worker.list_books())
        self._set_on_top()

    def _build_blank(self) -> None:
        self.blank = tk.Frame(self, background=PAPER)
        middle = tk.Frame(self.blank, background=PAPER)
        middle.place(relx=0.5, rely=0.4, anchor="center", relwidth=0.86)
        self.blank_head = tk.Label(middle, font=self.looks.head, background=PAPER, foreground=INK)
        self.blank_hint = tk.Label(middle, font=self.looks.text, background=PAPER, foreground=MUTED)
        for label in (self.blank_head, self.blank_hint):
            label.pack(pady=self.looks.scaled(6))
            label.configure(wraplength=self.looks.scaled(340), justify="center")

    def _build_foot(self, pad: int) -> None:
        self.status = tk.Label(self, font=self.looks.small, anchor="w", justify="left")
        self.status.configure(background=PAPER, foreground=MUTED)
        self.status.pack(side="bottom", fill="x", padx=pad, pady=(0, self.looks.scaled(6)))
        self.status.bind("<Configure>", lambda e: self.status.configure(wraplength=e.width))
        grid = tk.Frame(self, background=PAPER)
        grid.pack(side="bottom", fill="x", padx=pad, pady=self.looks.scaled(8))
        self.buttons = []
        for at, action in enumerate(ACTIONS):
            button = ttk.Button(grid, text=action.label, command=lambda a=action: self._act(a.name))  # type: ignore[misc]
            row, column = divmod(at, BUTTONS_A_ROW)
            span = BUTTONS_A_ROW - column if action is ACTIONS[-1] else 1
            button.grid(row=row, column=column, columnspan=span, sticky="ew", padx=2, pady=2)
            button.bind("<Enter>", lambda _, a=action: self._hint(a.hint))  # type: ignore[misc]
            button.bind("<Leave>", lambda _: self._hint(""))
            self.buttons.append(button)
        self.buttons[0].configure(style="Main.TButton")
        for column in range(BUTTONS_A_ROW):
            grid.columnconfigure(column, weight=1, uniform="buttons")

    def _set_on_top(self) -> None:
        self.attributes("-topmost", self.on_top.get())

    def _picked(self) -> None:
        self.picker.selection_clear()
        self.worker.choose(self.names[self.picker.current()])

    def _reread(self) -> None:
        self._say("正在重读…")
        self.worker.refresh()

    def _act(self, name: str) -> None:
        self.acting = BY_NAME[name].label
        self._enable(False)
        self._say(f"正在{self.acting}…")
        self.worker.act(name)

    def _enable(self, is_ready: bool) -> None:
        for button in self.buttons:
            button.state(["!disabled" if is_ready and not self.acting else "disabled"])

    def _poll(self) -> None:
        self.after(POLL, self._poll)
        while True:
            try:
                news = self.worker.news.get_nowait()
            except queue.Empty:
                break
            self._take(news)
        busy = self.follows and not self.acting and self.worker.busy_seconds > SLOW
        self._write_status(BUSY_NOW if busy else self.hint or self.status_text)

    def _take(self, news: News) -> None:
        if isinstance(news, Snapshot):
            self._show(news)
        elif isinstance(news, Outcome):
            self._outcome(news)
        elif isinstance(news, Question):
            news.reply.put(ask(self, self.looks, news.title, news.text))
        elif isinstance(news, Books):
            self._list(news.names)
        elif isinstance(news, Note):
            self._note(news.text)

    def _outcome(self, outcome: Outcome) -> None:
        self.acting = ""
        self._enable(True)
        self.detail.report(outcome)
        self._say(f"{outcome.title}：{outcome.message}")

    def _note(self, text: str) -> None:
        if self.acting:
            self.acting = ""
            self._enable(True)
        self._say(text)

    def _show(self, snapshot: Snapshot) -> None:
        self.full_name = snapshot.full_name
        if snapshot.state is State.BUSY and self.follows:
            self._say(f"{HEADS[State.BUSY]}：{HINTS[State.BUSY]}")
            return
        self.title(title(snapshot))
        self._list(snapshot.books or self.names)
        if snapshot.checked is None:
            self._show_blank(snapshot)
            return
        shown = view(snapshot.checked, snapshot.active)
        for part in (self.figures, self.counts, self.findings):
            part.show(shown)
        self._swap(self.body, self.blank)
        self._enable(True)
        if not self.acting:
            self._say(f"已连接　{strftime('%H:%M:%S')} 更新")

    def _show_blank(self, snapshot: Snapshot) -> None:
        self._swap(self.blank, self.body)
        self._enable(snapshot.state is State.TROUBLE)
        self.blank_head.configure(text=snapshot.problem or HEADS[snapshot.state])
        hint = snapshot.remedy or HINTS.get(snapshot.state, "")
        if snapshot.state is State.WAITING and snapshot.full_name and not snapshot.problem:
            hint = f"正在等待“{short_name(snapshot.full_name)}”，\n打开后自动连上。"
        self.blank_hint.configure(text=hint)
        self._say("")

    def _swap(self, shown: tk.Frame, hidden: tk.Frame) -> None:
        self.follows = shown is self.body
        hidden.pack_forget()
        if not shown.winfo_manager():
            shown.pack(side="top", fill="both", expand=True)

    def _list(self, names: tuple[str, ...]) -> None:
        """The open workbooks of ours, by their file names; by path where two are alike."""
        full = names if self.full_name in names or not self.full_name else (self.full_name, *names)
        self.names = full
        short = [short_name(name) for name in full]
        shown = [s if short.count(s) == 1 else f for s, f in zip(short, full, strict=True)]
        self.picker.configure(values=shown)
        self.picker.set(shown[full.index(self.full_name)] if self.full_name else NAME)

    def _hint(self, text: str) -> None:
        self.hint = text

    def _say(self, text: str) -> None:
        self.status_text = text

    def _write_status(self, text: str) -> None:
        if text != self.written:  # told apart here: each question to Tk costs
            self.written = text
            self.status.configure(text=text)
