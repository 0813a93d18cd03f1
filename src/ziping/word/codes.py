"""Short names for keys: two letters a word, so that a key fits into the name of a bookmark.

The table is part of the file format: reports that were sent out carry these letters. Words may be
added, none may change. A word that is not in it (a section of an office's own outline) is spelled
out at the end, behind an underscore.
"""

from __future__ import annotations

from functools import lru_cache

LONGEST_WORD = 24
# letters, word of the key, what a person calls it ("-": nothing, its neighbours say it)
_TABLE = """
un unit -
ov overall 整体
ba basic_data -
fu funds -
sa staffing -
sp spending -
pr projects 项目
te texts 正文
fi figures -
se sentences 整句
fo form -
ex execution -
in indicators 指标
so sources -
ep expenses -
pl project_lines 项目支出行
li line -
ob office_buildings -
nm name 名称
sd supervising_department 主管部门
iu implementing_unit 实施单位
yr year 年度
rd report_date 报告日期
nt notice 通知
fl filler 填表人
fd filling_date 填报日期
tl telephone 联系电话
le leader 单位负责人
oj objective 预期目标
rs result 实际完成情况
dt declared_total 总分
wt weight_total 分值合计
ib initial_budget 年初预算数
ab adjusted_budget 全年预算数
ae actual_expenditure 全年执行数
fm full_marks 分值
dr declared_rate 执行率
ds declared_score 得分
la level1 一级指标
lb level2 二级指标
tg target 年度指标值
ac actual 实际完成值
dv deviation_reason 偏差原因
ti tier 达成档次
na nature 性质
ca current_appropriation 当年财政拨款
co carry_over 上年结转资金
of other_funds 其他资金
ap authorized_posts 编制数
sf staff_in_post 实际在职人数
cr control_rate 控制率
fr frugality_measures 厉行节约保障措施
tp three_public_expenses 三公经费
ve vehicle_expenses 公务用车购置和维护经费
vp vehicle_purchase 公车购置
vo vehicle_operation 公车运行维护
os overseas_visits 出国经费
oh official_hospitality 公务接待
pe project_expenditure 项目支出
oe operating_expense 公用经费
oc office_expense 办公经费
ut utilities_and_travel 水费、电费、差旅费
mt meetings_and_training 会议费、培训费
gp government_procurement 政府采购金额
bj basic_expenditure_adjustment 部门基本支出预算调整
ly last_year_final_accounts 上年决算数
bu budget 本年预算数
fa final_accounts 本年决算数
az approved_size 批复规模
as actual_size 实际规模
sr size_control_rate 规模控制率
bi budget_investment 预算投资
ai actual_investment 实际投资
ir investment_control_rate 投资概算控制率
it income_total 按收入性质分
gb general_public_budget 一般公共预算
gf government_fund_budget 政府性基金
sc special_account_revenue 纳入专户管理的非税收入拨款
et expenditure_total 按支出性质分
be basic_expenditure 基本支出
pn personnel_expense 人员经费
st state_capital_budget 国有资本经营预算支出
si social_insurance_budget 社会保险基金预算支出
po administrative_posts 行政编制
pi institution_posts 事业编制
pt other_posts 其他编制
rt retired 退休人数
di dispatched 劳务派遣人数
to total 自评总分
gr grade 评价等级
er execution_rate 预算执行率
pd posts_detail 编制构成
pj project_detail 项目支出构成
"""
_ROWS = [row.split() for row in _TABLE.split("\n") if row]
CODES = {word: letters for letters, word, _ in _ROWS}
NAMES = {word: "" if name == "-" else name for _, word, name in _ROWS}
_WORDS = {letters: word for word, letters in CODES.items()}
_OWN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")


def is_own_word(word: str) -> bool:
    """Whether a section's key can be told in a bookmark: a to z, digits and underscores."""
    return 0 < len(word) <= LONGEST_WORD and word[0].isalpha() and not set(word) - _OWN


@lru_cache(maxsize=8192)
def code(key: str) -> str:
    """The letters of a key: `projects.0.form.indicators.3.actual` → `pr0foin3ac`."""
    *front, last = key.split(".")
    pieces = [word if word.isdecimal() else CODES[word] for word in front]
    if last.isdecimal() or last in CODES:
        return "".join([*pieces, CODES.get(last, last)])
    if not is_own_word(last):
        raise ValueError(key)
    return f"{''.join(pieces)}_{last}"


def key_of(letters: str) -> str | None:
    """The key of these letters, None where they are none of ours."""
    coded, spelled, own = letters.partition("_")
    words, at = [], 0
    while at < len(coded):
        end = at
        while end < len(coded) and coded[end] in "0123456789":
            end += 1
        end = end if end > at else at + 2
        piece = coded[at:end]
        words.append(piece if piece[0] in "0123456789" else _WORDS.get(piece, ""))
        at = end
    words += [own] if spelled else []
    return ".".join(words) if words and all(words) and (not spelled or is_own_word(own)) else None


@lru_cache(maxsize=8192)
def name(key: str) -> str:
    """What a person calls it: 项目1 指标4 实际完成值; Word shows it on the control."""
    words: list[str] = []
    for word in key.split("."):
        if word.isdecimal() and words:
            words[-1] += str(int(word) + 1)
        elif said := NAMES.get(word, word):
            words.append(said)
    return " ".join(words)
