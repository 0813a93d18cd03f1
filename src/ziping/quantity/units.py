"""Units before which a Chinese numeral counts as a number: 一流, 三公经费, 万众满意 are words.

Left out on purpose: 级 类 起 块 度 流 等, which make words with 一, 二, 三 (一起, 二类).
"""

from __future__ import annotations

_COUNTED = """
个 件 次 人 人次 人天
户 户次 家 家次 项 场 场次 期 期次 份 篇 条 台 台次 台套 套 座 处 间 所 村 个村
镇 站 点 株 棵 只 羽 本 册 幅 张 支 根 盏 宗 笔 班 班次 课时 学时 堂 集 种 枚 艘 栋 幢 床 张床 床位
名 位 批 批次 辆 辆次 个百分点 个项目 个单位
"""
_MEASURED = """
元 美元 亩 公顷 公里 千米 米 平方米 平方公里 立方米 吨 公斤 千克 克 升 千瓦 千瓦时
天 日 月 个月 季度 个季度 周 年 小时 分钟 秒 工作日 个工作日
"""

UNITS = frozenset((_COUNTED + _MEASURED).split())
