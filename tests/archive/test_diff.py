from archive.diff import lines_changed, words_beside


def test_lines_stand_beside_each_other_and_say_which_changed():
    pairs = lines_changed("one\ntwo\nthree", "one\n2\n2b\nthree")
    assert [(p.old_number, p.old, p.new_number, p.new, p.changed) for p in pairs] == [
        (1, "one", 1, "one", False),
        (2, "two", 2, "2", True),
        (None, "", 3, "2b", True),
        (3, "three", 4, "three", False),
    ]


def test_a_number_is_marked_whole():
    one, other = words_beside("About 8,200 were sent by 07:50.", "9,412 were sent by 07:55.")
    assert one == "<mark>About 8,200</mark> were sent by <mark>07:50</mark>."
    assert other == "<mark>9,412</mark> were sent by <mark>07:55</mark>."
