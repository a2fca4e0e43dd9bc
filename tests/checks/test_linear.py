import pytest

from tests.checks import linear


@pytest.mark.parametrize(
    ("seconds", "passes"),
    [
        (lambda size: size / 20_000, True),
        (lambda size: size / 2_000, True),
        (lambda size: (size / 25_000) ** 2 / 10, False),
        (lambda size: (size / 200_000) ** 2, True),  # too short to tell
    ],
)
def test_it_tells_what_grows_by_the_square(monkeypatch, seconds, passes):
    spent = [0.0]
    monkeypatch.setattr(linear.time, "process_time", lambda: spent[0])

    def do(size):
        spent[0] += seconds(size)

    if passes:
        linear.assert_it_is_linear(do)
    else:
        with pytest.raises(AssertionError):
            linear.assert_it_is_linear(do)


def test_waiting_does_not_count(monkeypatch):
    monkeypatch.setattr(linear, "CLEAR", 0.0001)
    linear.assert_it_is_linear(lambda size: linear.time.sleep(0.2 if size == linear.LONG else 0))
