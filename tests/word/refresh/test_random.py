"""Whatever stands between the controls, and whatever they held: only their texts and marks move."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.word.refresh.pieces import refreshed
from ziping.word.inline import Value
from ziping.word.markup import document, paragraph

KEYS = (
    "overall.execution.initial_budget",
    "figures.execution_rate",
    "overall.indicators.0.actual",
    "figures.grade",
)
FOREIGN = (
    "<w:r><w:t>她写的 &amp; &#x6570;&lt;字&gt;</w:t></w:r>",
    '<w:r><w:rPr><w:b/><w:color w:val="FF0000"/></w:rPr><w:t xml:space="preserve"> 粗 </w:t></w:r>',
    '<w:ins w:id="800" w:author="甲 &quot;>&quot;"><w:r><w:t>加</w:t></w:r></w:ins>',
    "<w:del w:id='801' w:author='乙'><w:r><w:delText>删</w:delText></w:r></w:del>",
    '<w:commentRangeStart w:id="3"/>',
    '<w:bookmarkStart w:id="700" w:name="_Toc1"/><w:bookmarkEnd w:id="700"/>',
    '<w:bookmarkStart w:id="701" w:name="zp_"/><w:bookmarkEnd w:id="701"/>',
    '<w:bookmarkStart w:id="702" w:name="zp_s_staffing"/>',
    '<w:sdt><w:sdtPr><w:tag w:val="别人的"/></w:sdtPr><w:sdtContent><w:r/></w:sdtContent></w:sdt>',
    "<w:sdt><w:sdtContent/></w:sdt>",
    "<!-- <w:sdt> -->",
    "<![CDATA[ <w:t> ]]>",
    "<?word <w:t>?>",
    '<x:y xmlns:x="urn:x" x:z="/>"><x:t>t</x:t></x:y>',
    '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>',
    "</w:p>\r\n<w:p>",
    "</w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p>",
)
SIGNS = st.characters(codec="utf-8", categories=("L", "N", "P", "S"))
TEXTS = st.lists(st.text(SIGNS, min_size=1, max_size=12), min_size=4, max_size=4)
BETWEEN = st.lists(st.lists(st.sampled_from(FOREIGN), max_size=3), min_size=5, max_size=5)


def built(texts: list[str], between: list[list[str]]) -> bytes:
    """The controls with the foreign pieces between them."""
    values = tuple(map(Value, KEYS, texts))
    xml = document([paragraph(values, "A")]).decode()
    head, *rest = xml.split("<w:bookmarkStart")
    pieces = [head]
    for foreign, control in zip(between, rest, strict=False):
        pieces += [*foreign, "<w:bookmarkStart", control]
    return "".join(pieces).encode()


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS, BETWEEN)
def test_only_controls_move(old: list[str], new: list[str], between: list[list[str]]) -> None:
    assert refreshed(built(old, between), built(new, [[]] * 5)) == built(new, between)
