"""What is known of an item lies in one record, as narrow as the values allow."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from app.ranking.behaviour import Attributes, describe, undescribed
from app.ranking.behaviour.files import load, save
from tests.ranking.behaviour.worlds import described, log_of, model_of


@pytest.mark.parametrize(
    ("attributes", "values", "size"),
    [(0, 1, 8), (1, 2, 16), (8, 255, 16), (9, 255, 32), (4, 256, 16), (5, 256, 32), (13, 256, 40), (2, 70_000, 16)],
)
def test_a_record_is_copied_in_one_go_as_long_as_it_can_be(attributes: int, values: int, size: int) -> None:
    columns = [np.array([-1, values - 1, 0], np.int32)] * attributes
    found = describe([str(place) for place in range(attributes)], columns, np.array([1.0, 0.0, np.e]))
    assert found.records.dtype.itemsize == size
    assert found.codes.tolist() == [[0] * attributes, [values] * attributes, [1] * attributes]
    assert found.price[[0, 2]].tolist() == [0.0, 1.0] and np.isnan(found.price[1])
    assert found.values == attributes * (values + 1)


def test_popularity_comes_with_a_log_and_leaves_the_rest() -> None:
    before = described(5)
    after = before.rated(np.arange(5, dtype=np.float32))
    assert before.popularity.tolist() == [0.0] * 5
    assert after.popularity.tolist() == [0.0, 1.0, 2.0, 3.0, 4.0]
    assert after.codes.tolist() == before.codes.tolist()


@pytest.mark.parametrize("attributes", [undescribed(6), described(6)], ids=["none", "three"])
def test_records_are_mapped_as_they_were_written(attributes: Attributes, tmp_path: Path) -> None:
    model = model_of(log_of([0, 1, 2], [1, 5]), 6, attributes)
    save(model, tmp_path / "it")
    again = load(tmp_path / "it").attributes
    assert again.records.dtype == model.attributes.records.dtype
    assert again.records.tobytes() == model.attributes.records.tobytes()
