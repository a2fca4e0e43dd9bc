"""Times, durations, dates, counts and shares as people write them, read into values.

Each reader takes prose (as `Text.prose` gives it) and yields frozen values with their places. What can be read in several
ways carries all of them, and what is rounded or qualified ("about", "nearly", "over") a range: two quantities disagree only
where no reading of one meets a reading of the other.
"""
