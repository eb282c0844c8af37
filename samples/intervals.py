"""Bookings of a meeting room, as [start, end] in minutes since midnight.

The minute `end` itself is free again. All bookings lie within the opening hours.
"""


def merge(intervals):
    """The booked times as few intervals, in order; no two of them overlap or touch."""
    merged = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = end
        else:
            merged.append([start, end])
    return merged


def booked(intervals):
    """How many minutes the room is booked, each minute counted once."""
    return sum(end - start for start, end in merge(intervals))


def free(intervals, opens, closes):
    """The times between `opens` and `closes` in which the room can be had."""
    gaps = []
    for start, end in merge(intervals):
        if start > opens:
            gaps.append([opens, start])
        opens = end
    if opens < closes:
        gaps.append([opens, closes])
    return gaps


if __name__ == "__main__":
    # A workshop from 9:00 to 12:00 with two short meetings inside it, and one that runs over its end.
    today = [[540, 720], [600, 630], [660, 690], [710, 750]]
    print("booked:", booked(today), "minutes")
    print("free:", free(today, 480, 1080))
