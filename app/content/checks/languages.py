"""Whether a library's language is one: a tag of BCP 47, of parts that are on a list.

The reading voice, hyphenation, dates and the direction of writing follow from it, so a slip in it
shows in many places, and in none of them as what it is.
"""

from __future__ import annotations

import re

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(-(?P<script>[A-Z][a-z]{3}))?(-(?P<region>[A-Z]{2}|\d{3}))?"
)

# ISO 639-1, all of it; and of ISO 639-3 some without two letters that waiting rooms hear.
_LANGUAGES = """
aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de
dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia
id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo
lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl
ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk
tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
ace arc ast bem bho ceb chr ckb cmn dag din fil fon fur gan gsw hak haw hmn hsb kab kam khb kmb
kmr kok kri lua luo lus mad mai mfe min mni mos nan nso nus pag pap pcm prs quc rhg rom sat scn
sco shn srn swb syl syr szl tet tig tpi tum tzm umb vec war wuu yue zgh
"""
_SCRIPTS = """
Adlm Arab Armn Beng Cans Cher Cyrl Deva Ethi Geor Grek Gujr Guru Hang Hans Hant Hebr Jpan Khmr
Knda Kore Laoo Latn Mlym Mong Mymr Nkoo Olck Orya Rohg Sinh Syrc Taml Telu Tfng Thaa Thai Tibt
"""
LANGUAGES = frozenset(_LANGUAGES.split())
SCRIPTS = frozenset(_SCRIPTS.split())


def is_language(tag: str) -> bool:
    """Whether a tag, as "en-GB" or "pa-Arab-PK", names a language that is on the list."""
    found = _TAG.fullmatch(tag)
    return (
        found is not None
        and found["language"] in LANGUAGES
        and (found["script"] is None or found["script"] in SCRIPTS)
    )
