"""A burst is welcome, a flood is not."""

from sandbox.rate_limit import TokenBucket


def test_a_burst_passes_and_then_as_many_as_flow_in():
    bucket = TokenBucket(per_second=20, burst=60, now=100.0)

    burst = [bucket.take(100.0) for _ in range(61)]
    one_second_later = [bucket.take(101.0) for _ in range(21)]

    assert burst == [True] * 60 + [False]
    assert one_second_later == [True] * 20 + [False]


def test_a_bucket_never_holds_more_than_its_burst():
    bucket = TokenBucket(per_second=20, burst=2, now=0.0)

    assert [bucket.take(3600.0) for _ in range(3)] == [True, True, False]
