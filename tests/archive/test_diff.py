from archive.diff import lines_changed


def test_lines_stand_beside_each_other_and_say_which_changed():
    pairs = lines_changed("one\ntwo\nthree", "one\n2\n2b\nthree")
    assert [(p.old_number, p.old, p.new_number, p.new, p.changed) for p in pairs] == [
        (1, "one", 1, "one", False),
        (2, "two", 2, "2", True),
        (None, "", 3, "2b", True),
        (3, "three", 4, "three", False),
    ]
