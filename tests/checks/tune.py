"""How a check does on the half of the cases that may be read."""

from measure import cases


def assert_it_reaches(check, recall, category_recall=0.75, false_alarms=0.05):
    judged = list(map(cases.judge, cases.read_cases(cases.TUNE, check)))
    for category, ones in cases.by_category(judged).items():
        assert cases.score(ones).recall >= category_recall, (category, [one.case.id for one in ones if not one.found])
    whole = cases.score(judged)
    assert whole.recall >= recall
    assert whole.alarms < false_alarms, [one.case.id for one in judged if one.alarms]
