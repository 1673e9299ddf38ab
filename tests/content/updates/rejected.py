"""Why a library is not opened."""

from __future__ import annotations

import pytest

from app.content.updates.trusted_copy import ContentSource
from app.domain.errors import ContentError


def rejection_of(content_source: ContentSource) -> ContentError:
    with pytest.raises(ContentError) as raised:
        content_source.open().close()
    assert raised.value.problem
    assert raised.value.hint
    return raised.value
