"""The way to a Dask cluster, and what is said where it cannot be gone."""

from __future__ import annotations

import logging
import re
import warnings
from contextlib import suppress
from typing import Any, cast

from ziping.collect.cluster_task import version
from ziping.errors import ZipingError

CONNECT_SECONDS = 6
# checked here: what Dask cannot read it takes for a wish to start a cluster of its own
_ADDRESS = re.compile(r"(?:(?:tcp|tls|ws|wss)://)?(?:[\w.-]+|\[[0-9A-Fa-f:]+\])(?::\d{1,5})")
_REMEDY = (
    "请核对地址（如 tcp://192.0.2.10:8786）、网络和防火墙，确认调度器已启动；"
    "或去掉 --scheduler 在本机读"
)


def connect(scheduler: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise ZipingError(
            "在集群上读需要 distributed，还没有安装",
            '请在程序所在的文件夹运行：.venv/bin/python -m pip install ".[cluster]"'
            "（Windows 是 .venv\\Scripts\\python），再试一次；或去掉 --scheduler 在本机读",
        ) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is said by us
    if not _ADDRESS.fullmatch(scheduler):
        raise ZipingError(f"调度器的地址“{scheduler}”看不懂", _REMEDY)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            client = cast(Any, Client)(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
    except Exception as error:
        raise ZipingError(f"连不上调度器“{scheduler}”", _REMEDY) from error
    try:
        _check_versions(client)
    except BaseException:
        client.close(timeout=5)
        raise
    return client


def _check_versions(client: Any) -> None:
    """Every machine must read by the same rules."""
    if not threads(client):
        raise ZipingError(
            "集群里还没有工作机",
            "请先在各工作机上运行 dask worker 调度器地址；或去掉 --scheduler 在本机读",
        )
    try:
        found = client.run(version)
    except Exception as error:
        raise not_installed() from error
    other = {where: told for where, told in found.items() if told != version()}
    if other:
        raise other_version("、".join(f"{where} 是 {told}" for where, told in other.items()))


def not_installed() -> ZipingError:
    return ZipingError(
        "集群的工作机上没有装 ziping，或装得不全",
        f"请在每台工作机上安装 ziping {version()}（与本机同一版本），再启动 dask worker",
    )


def other_version(told: str) -> ZipingError:
    return ZipingError(
        f"集群的工作机上 ziping 版本不同：本机是 {version()}，{told[:300]}",
        "请在每台工作机上安装与本机相同的版本，再启动 dask worker",
    )


def threads(client: Any) -> int:
    with suppress(Exception):
        return sum(client.nthreads().values())
    return 0
