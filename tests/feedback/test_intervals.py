"""Against published figures: Wilson's interval (Newcombe 1998, table I) and the t table."""

import pytest

from feedback.intervals import mean, share, t_quantile, wilson


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_is_as_published(k, n, low, high):
    assert wilson(k, n) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_a_share_has_it_and_none_is_told_of_one_or_two():
    figure = share(15, 148)
    assert (figure.value, figure.n, figure.low, figure.high) == (15 / 148, 148, *wilson(15, 148))
    assert [share(k, 29).said for k in (0, 1, 2, 3)] == ["0 %", "–", "–", "10 %"]


@pytest.mark.parametrize(
    ("df", "t"), [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (5, 2.571), (10, 2.228), (30, 2.042), (1000, 1.962)]
)
def test_the_quantile_is_that_of_the_t_table(df, t):
    assert t_quantile(df) == pytest.approx(t, abs=0.01)


def test_a_mean_has_students_interval():
    ratings = [2, 3, 3, 4, 5]  # mean 3.4, standard deviation 1.140
    figure = mean(5, sum(ratings), sum(one * one for one in ratings))
    assert figure.value == pytest.approx(3.4)
    assert (figure.low, figure.high) == (pytest.approx(1.984, abs=0.01), pytest.approx(4.816, abs=0.01))
    assert (figure.said, figure.interval) == ("3.4", "2.0 to 4.8")


def test_an_interval_stays_on_the_scale_and_one_of_no_difference_is_none():
    assert mean(3, 13, 59).high == 5
    assert (mean(4, 20, 100).said, mean(4, 20, 100).interval) == ("5.0", "")


@pytest.mark.parametrize("n", [0, 1, 2])
def test_fewer_than_three_show_nothing(n):
    assert (share(0, n).said, share(0, n).interval) == ("–", "")
    assert (mean(n, 5 * n, 25 * n).said, mean(n, 5 * n, 25 * n).n) == ("–", n)
