"""How good the checks are: on labelled cases, on updates that companies really published, and by two independent labellings of findings."""
