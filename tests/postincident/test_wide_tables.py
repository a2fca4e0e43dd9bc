"""What is wider than a phone scrolls in a region of its own, which the keyboard reaches and whose edges say that there is more."""

import re

import pytest
from django.conf import settings

pytestmark = pytest.mark.once
REGION = re.compile(r"<div class=\"(?:[\w-]+ )*scroll-x\b[^>]*>")


def regions():
    for path in sorted((settings.BASE_DIR / "templates").rglob("*.html")):
        for tag in REGION.findall(path.read_text()):
            yield pytest.param(tag, id=f"{path.name}: {tag[-50:]}")


@pytest.mark.parametrize("tag", list(regions()))
def test_it_is_a_named_region_in_reach_of_the_keyboard(tag):
    assert 'role="region"' in tag
    assert "aria-label=" in tag
    assert 'tabindex="0"' in tag


def test_its_edges_are_shaded_until_the_table_ends():
    css = (settings.BASE_DIR / "static/css/postincident.css").read_text()
    rule = css[css.index(".scroll-x{") :].split("}", 1)[0]
    stays = re.findall(r"linear-gradient\(to (\w+),var\(--shade\),transparent\)[^,;]*no-repeat(?! local)", rule)
    moves = re.findall(r"linear-gradient\(to (\w+),var\(--ground\)[^)]*\)[^,;]*no-repeat local", rule)
    assert stays == moves == ["right", "left"]
