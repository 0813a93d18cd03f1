"""From inputs to compared numbers: typed and saved in LibreOffice, scored, recalculated there."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from pathlib import Path
