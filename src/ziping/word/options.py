"""How a report is to be written: what an officer may ask for, all off by default."""

from __future__ import annotations

from typing import NamedTuple


class Options(NamedTuple):
    """`declared`: every cell as the office has it, right or wrong (`--as-declared`).

    `public`: the version for publication, without names, telephones and internal sheets.
    `telephone`: print the filler's telephone; `declared` prints it too, `public` never does.
    """

    declared: bool = False
    public: bool = False
    telephone: bool = False

    @property
    def prints_telephone(self) -> bool:
        return (self.telephone or self.declared) and not self.public


PLAIN = Options()
