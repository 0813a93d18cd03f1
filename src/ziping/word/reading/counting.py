"""How a list counts: the number formats of Word that Chinese reports use."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def shown(number: int, form: str) -> str:
    """The number as a list of this format shows it; plain digits where the format knows no more."""
    if form in ("bullet", "none"):
        return ""
    write = _FORMS.get(form)
    return (write(number) if write else "") or str(number)


def chinese(number: int) -> str:
    """十、十一、二十、一百零五; digits only from ten thousand."""
    if not 0 < number < 10_000:
        return ""
    text, gap = "", False
    digits = str(number)
    for place, digit in zip(reversed(range(len(digits))), map(int, digits), strict=True):
        if digit:
            text += ("零" if gap else "") + _DIGITS[digit] + _UNITS[place]
        gap = not digit
    return text.removeprefix("一") if 10 <= number < 20 else text


def _legal(number: int) -> str:
    text = chinese(number)
    return ("壹" if text.startswith("十") else "") + text.translate(_LEGAL)


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _roman(number: int) -> str:
    text = ""
    if number < 4000:
        for value, sign in _ROMAN:
            count, number = divmod(number, value)
            text += sign * count
    return text


def _letter(number: int) -> str:
    """a … z, aa, bb …: as Word counts."""
    times, at = divmod(number - 1, 26)
    return chr(ord("a") + at) * (times + 1) if 0 < number <= 260 else ""


def _circled(number: int) -> str:
    for first, last, sign in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(sign + number - first)
    return ""


def _twenty(sign: int) -> Callable[[int], str]:
    return lambda number: chr(sign + number - 1) if 1 <= number <= 20 else ""


def _one_of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else ""


_FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "japaneseCounting",
         "taiwaneseCountingThousand"), chinese,
    ),
    **dict.fromkeys(
        ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _digital
    ),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional"), _legal),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "ideographTraditional": _one_of(_STEMS),
    "ideographZodiac": _one_of(_BRANCHES),
    "decimalEnclosedParen": _twenty(0x2474),
    "decimalEnclosedFullstop": _twenty(0x2488),
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerLetter": _letter,
    "upperLetter": lambda number: _letter(number).upper(),
}  # fmt: skip
