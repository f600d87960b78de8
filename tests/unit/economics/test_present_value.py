"""Net present value and internal rate of return."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from careerscore.economics.present_value import internal_rate, net_present_value


@pytest.mark.parametrize(
    ("flows", "rate"),
    [
        ([], None),
        ([0, 0], None),
        ([5, -5], None),
        ([-5, -5], None),
        ([-100, 110], 0.1),
        ([0, -100, 0, 121], 0.1),
        ([-100, 100], 0.0),
        ([-100, 0, 25], -0.5),
        ([-1_000_000, 1], -0.999999),
        ([-1e4, -1e5, -1e6, 0, 0.5], -0.999292918),
        ([-1e-300, 1e5], 1e305),
        ([-1e-320, 1e5], None),
        # Several changes of sign, one of the sum: one positive rate.
        ([-100, 150, -20, 15], 0.433477),
        # The sum returns to nothing: 0 and 100 percent would both fit.
        ([-1, 3, -2], None),
        # 10 and 20 percent would both fit.
        ([-100, 230, -132], None),
        # Never made up for, and three rates below zero would fit.
        ([-5, 4.9, -1.4, 0.1], None),
        # What was laid out comes back and goes again.
        ([-100, 150, -70, 20], None),
    ],
)
def test_the_internal_rate_is_given_where_there_is_just_one(flows, rate):
    found = internal_rate(flows)
    assert found == (None if rate is None else pytest.approx(rate, rel=1e-4, abs=1e-9))


@given(
    st.lists(st.integers(-1000, -1), min_size=1, max_size=5),
    st.lists(st.integers(1, 1000), min_size=1, max_size=40),
)
@example([-1000], [1])
def test_what_is_laid_out_first_and_comes_back_has_one_rate(spent, earned):
    flows = spent + earned
    rate = internal_rate(flows)
    assert rate is not None
    assert rate > -1
    values = [flow / (1 + rate) ** year for year, flow in enumerate(flows)]
    assert abs(sum(values)) <= 1e-6 * sum(map(abs, values))
    if sum(flows):
        assert (rate > 0) == (sum(flows) > 0)
    else:
        assert rate == pytest.approx(0, abs=1e-6)


@given(st.lists(st.integers(-1000, 1000), max_size=12))
def test_a_rate_that_is_given_is_the_only_positive_one(flows):
    rate = internal_rate(flows)
    if rate is None:
        return
    values = [flow / (1 + rate) ** year for year, flow in enumerate(flows)]
    assert abs(sum(values)) <= 1e-6 * sum(map(abs, values))
    if sum(flows) > 0:
        assert rate > 0


def test_a_rate_below_zero_is_not_taken_for_the_positive_one():
    flows = [-1, 2, 1, 0, 0, -1]
    rate = internal_rate(flows)
    assert rate > 0
    assert net_present_value(rate, flows) == pytest.approx(0, abs=1e-12)
    dear = [-1, 90_000, -1, 90_000]
    assert internal_rate(dear) == pytest.approx(89_999, rel=1e-3)


@given(st.floats(-0.5, 1), st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=80))
def test_the_present_value_is_the_sum_of_what_is_discounted(rate, flows):
    values = [flow * (1 + rate) ** -year for year, flow in enumerate(flows)]
    found = net_present_value(rate, flows)
    assert found == pytest.approx(sum(values), abs=1e-9 * (1 + sum(map(abs, values))))
