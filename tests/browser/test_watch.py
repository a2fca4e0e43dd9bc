import pytest

from tests.processes import until

pytestmark = pytest.mark.browser


def test_the_watch_notes_what_goes_wrong_behind_the_screen(open_browser, watch):
    visitor = open_browser("visitor")
    visitor.go("/sign-in/login/")
    visitor.page.evaluate(
        """() => {
            document.body.append(Object.assign(document.createElement("img"), {src: "http://127.0.0.2:9/a.png"}));
            setTimeout(() => { throw new Error("a broken script"); });
        }"""
    )

    def noted(words):
        visitor.page.title()  # lets what happened meanwhile arrive
        return [complaint for complaint in watch.complaints if words in complaint]

    assert until(lambda: noted("Content Security Policy"), every=0.05)
    assert until(lambda: noted("a broken script"), every=0.05)
    watch.complaints.clear()
