from postincident.rendering import to_document


def test_a_fragment_becomes_a_document_with_a_title_and_a_language():
    page = to_document("<p>Hello</p>", "Cards < & declined", "de")
    assert page.startswith('<!doctype html>\n<html lang="de">')
    assert "<title>Cards &lt; &amp; declined</title>" in page
    assert "<body>\n<p>Hello</p>\n</body>" in page


def test_a_document_stays_as_it_is():
    for page in ("<!doctype html><html><p>Hello</p></html>", "\n<HTML><p>Hello</p></HTML>"):
        assert to_document(page, "T") == page
