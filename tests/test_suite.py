"""What the suite promises of itself."""


def test_spread_over_processes_a_file_stays_in_one(request):
    """pytest-xdist writes a test's group behind its address; one that is lost there costs minutes and breaks nothing else."""
    is_spread = hasattr(request.config, "workerinput")
    assert request.node.nodeid.endswith("@test_suite.py-tests") == is_spread
