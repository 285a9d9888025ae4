"""The benchmark of callbacks measures what it names."""

from pathlib import Path

from benchmarks import callback_speed as bench


def test_each_kind_is_measured_beside_bare_flask(tmp_path: Path) -> None:
    cost = bench.measure(str(tmp_path), rounds=2)

    assert len(cost) == 7
    assert "bare Flask" in cost
    assert min(cost.values()) > 0
