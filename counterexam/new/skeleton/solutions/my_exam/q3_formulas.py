"""The formula by SymPy, the order by an argument, the cells by going through the pixels."""

import sympy as sp

from counterexam.exam import argued, checked, proved, require

CENTRE = (2, 2)


@proved
def part_a() -> str:
    r"""The difference of the log densities is a polynomial in $x$, whose mean follows from
    $E[x] = m$ and $E[x^2] = m^2 + s^2$:
    $K = \frac{1}{2}(m^2 + s^2 - 1) - \log s$.
    """
    x, m = sp.symbols("x m", real=True)
    s = sp.symbols("s", positive=True)
    difference = -sp.log(s) - (x - m) ** 2 / (2 * s**2) + x**2 / 2
    mean = sp.expand(difference).subs(x**2, m**2 + s**2).subs(x, m)
    require(sp.simplify(mean - ((m**2 + s**2 - 1) / 2 - sp.log(s))) == 0, "the means add up")
    return r"\frac{1}{2}(m^2 + s^2 - 1) - \log(s)"


@argued
def part_b() -> str:
    """Each latent is drawn before the observation that depends on it, and both before the
    next latent.
    """
    return r"z_1, x_1, z_2, x_2, \ldots, z_T, x_T"


@checked
def part_c() -> list[list[int]]:
    """The cells that come before the centre in the order of generation."""
    cells = [(row, column) for row in (1, 2, 3) for column in (1, 2, 3)]
    return [list(cell) for cell in cells if cell < CENTRE]
