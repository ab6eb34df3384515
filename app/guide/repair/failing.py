"""Which answers each product fails, as one number a product: bit i is set where it fails answer i."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.catalog import bitset
from app.catalog.bitset import Bits

Codes = NDArray[Any]
"""Shape (products,), unsigned: the set of answers that each product fails."""

MOST_ANSWERS = 64
"""As many as one word has bits."""
BYTE = 8
FEW = 1 / 16
"""Share of the rows below which gathering single bits is cheaper than unpacking whole columns."""


def codes_of(base: Bits, fails: Sequence[Bits], rows: int) -> Codes:
    """The code of each product in `base`, in row order; `fails[i]` are the products that fail answer i.

    At most `MOST_ANSWERS` answers. The dtype is the narrowest that holds them.

    >>> base, fails = np.array([0b111], np.uint64), [np.array([0b110], np.uint64), np.array([0b011], np.uint64)]
    >>> codes_of(base, fails, 3)
    array([2, 3, 1], dtype=uint16)
    """
    width = np.dtype("u2" if len(fails) <= 16 else "u4" if len(fails) <= 32 else "u8")
    codes: Codes = np.zeros(rows, width)
    for first in range(0, len(fails), BYTE):
        plane = np.zeros(rows, np.uint8)
        for place, bits in enumerate(fails[first : first + BYTE]):
            plane |= bitset.unpack(bits, rows).view(np.uint8) << np.uint8(place)
        codes |= plane.astype(width) << width.type(first)
    return codes[bitset.unpack(base, rows)]


def least_failing(base: Bits, fails: Sequence[Bits]) -> Bits:
    """The products in `base` that fail the fewest answers; the empty set if `base` is empty.

    How many each fails is counted for 64 products at once, in binary, one bitmap a digit.
    """
    digits: list[Bits] = []
    for bits in fails:
        carry = bits
        for place, digit in enumerate(digits):
            digits[place], carry = digit ^ carry, digit & carry
        if carry.any():
            digits.append(carry)
    least = base
    for digit in reversed(digits):
        lower = least & ~digit
        least = lower if lower.any() else least
    return least


def codes_of_few(base: Bits, fails: Sequence[Bits], rows: int) -> Codes:
    """What `codes_of` says, bit by bit where `base` holds but few products."""
    found = bitset.row_numbers(base, rows)
    if len(found) > rows * FEW:
        return codes_of(base, fails, rows)
    words, places = found // bitset.WORD, (found % bitset.WORD).astype(np.uint64)
    codes = np.zeros(len(found), np.uint64)
    for place, bits in enumerate(fails):
        codes |= ((bits[words] >> places) & np.uint64(1)) << np.uint64(place)
    return codes
