r"""Theorems on the density of a transformed variable.

z has density p_Z, x = f(z) with f invertible and smooth, and

    p_X(x) = p_Z(f^-1(x)) |det d f^-1(x) / dx| = p_Z(z) / |det J_f(z)|.

The right sides are formulas for densities; the left sides derive the density another way: as
the slope of a distribution function, or from a Jacobian by complex steps.
"""

from __future__ import annotations

import sympy as sp

from checkers.claims.arrays import (
    Array,
    Formula,
    cos,
    derivative,
    det,
    diagonal,
    exp,
    inverse,
    jacobian,
    log,
    sigmoid,
    sin,
    sqrt,
    stack,
    tanh,
    times,
    total,
    transposed,
    where,
)
from checkers.claims.claim import Claim, proves, theorem
from checkers.claims.domains import invertible, nonzero, positive, real, unit
from checkers.claims.symbols import require

PAPAMAKARIOS = "Papamakarios et al., Normalizing Flows, JMLR 2021"


def logistic(z: Array) -> Array:
    """The density of the standard logistic law, whose distribution function is the sigmoid."""
    return sigmoid(z) * sigmoid(-z)


@theorem(
    "p_X(x) = p_Z(f^-1(x)) |d f^-1(x) / dx|, on the line",
    source=f"{PAPAMAKARIOS}, equation 2",
    parts=("gm_midterm_2025 4.a", "cs236_midterm_2023 4.a", "dl_final 1.6"),
    worlds={"u": real(), "a": nonzero()},
    near_misses={
        "density": {
            "no Jacobian": lambda z, slope: logistic(z),
            "the Jacobian upside down": lambda z, slope: logistic(z) * abs(slope),
            "the sign is kept": lambda z, slope: logistic(z) / slope,
            "squared": lambda z, slope: logistic(z) / slope**2,
            "its root": lambda z, slope: logistic(z) / sqrt(abs(slope)),
            "the base density is dropped as a constant": lambda z, slope: 0.25 / abs(slope),
        }
    },
)
def change_of_variables_on_the_line(
    u: Array, a: Array, density: Formula = lambda z, slope: logistic(z) / abs(slope)
) -> tuple[Array, ...]:
    """With z = a u^3 + u (a > 0) or a u^3 - u (a < 0), u = f(z) is what is seen.

    P(U <= u) is F_Z(f^-1(u)) where f rises and 1 - F_Z(f^-1(u)) where it falls: its slope is
    p_U(u) > 0 in both cases. A slope of zero at a point leaves a density, infinite there.
    """
    u = tanh(u)  # keeps z within what the logistic law's tails can tell from 0 and 1
    sign = where(a > 0, 1.0, -1.0)

    def back(u: Array) -> Array:
        return a * u**3 + sign * u

    found = derivative(lambda u: sign * sigmoid(back(u)), u)
    return found, density(back(u), 1 / derivative(back, u))


@proves(change_of_variables_on_the_line)
def differentiate_the_law_of_x(claim: Claim) -> None:
    """P(X <= x) is F(h(x)) for rising h = f^-1 and 1 - F(h(x)) for falling, F' = p_Z."""
    x, F, h = sp.Symbol("x", real=True), sp.Function("F"), sp.Function("h")
    y = sp.Dummy()
    density = sp.Subs(sp.diff(F(y), y), y, h(x))
    for sign, law in ((1, F(h(x))), (-1, 1 - F(h(x)))):
        claimed = density * sign * sp.diff(h(x), x)  # |h'| = sign h'
        require(sp.simplify((sp.diff(law, x) - claimed).doit()) == 0, f"slope of {law}")


@theorem(
    "p_X(x) = 1 / (5 * 3 x^(2/3)) for X = Z^3, Z uniform on [-2, 3]; so p_X(1) = 1/15",
    source=f"{PAPAMAKARIOS}, equation 2",
    parts=("cs236_midterm_2023 4.a",),
    worlds={"h": unit()},
    near_misses={
        "density": {
            "p_Z alone, 1/5": lambda x: 0 * x + 1 / 5,
            "the slope of the cube for that of the root": lambda x: 3 * x ** (2 / 3) / 5,
            "1/3 for 1/5": lambda x: x ** (-2 / 3) / 9,
            "Z uniform on [0, 3]": lambda x: x ** (-2 / 3) / 9,
            "x^(-1/3)": lambda x: x ** (-1 / 3) / 15,
            "x^(2/3)": lambda x: x ** (2 / 3) / 15,
        }
    },
)
def density_of_a_cube(
    h: Array, density: Formula = lambda x: x ** (-2 / 3) / 15
) -> tuple[Array, ...]:
    """On (0, 27): the slope of P(X <= x) = (x^(1/3) + 2) / 5. At 0 the density is infinite."""
    x = 27 * (h + 0.01) / 1.02
    return derivative(lambda x: (exp(log(x) / 3) + 2) / 5, x), density(x)


@proves(density_of_a_cube)
def differentiate_the_distribution_function(claim: Claim) -> None:
    """P(Z^3 <= x) = P(Z <= x^(1/3)) for x > 0; differentiate."""
    x = sp.Symbol("x", positive=True)
    density = sp.diff((sp.cbrt(x) + 2) / 5, x)
    require(sp.simplify(density - x ** sp.Rational(-2, 3) / 15) == 0, "p_X(x)")
    require(density.subs(x, 1) == sp.Rational(1, 15), "p_X(1) = 1/15")
    below = sp.integrate(density, (x, 0, 8)) + sp.integrate(density, (x, 0, 27))
    require(below == 1, "the density integrates to one over (-8, 27)")


@theorem(
    "|a^2 - b^2| >= |a - b|^2 on [0, 3]: Z^2 tells points apart there, as a flow must",
    source=f"{PAPAMAKARIOS}, section 2.1",
    parts=("cs236_midterm_2023 4.b", "cs236_midterm_2023 4.c"),
    relation=">=",
    worlds={"a": unit(), "b": unit()},
    near_misses={
        "interval": {
            "on [-2, 3]": lambda u: 5 * u - 2,
            "on [-3, 0.1]": lambda u: 3.1 * u - 3,
            "on [-1, 1]": lambda u: 2 * u - 1,
        },
        "f": {
            "a shifted square": lambda z: (z - 1) ** 2,
            "a constant": lambda z: 0 * z,
            "a sine": lambda z: sin(3 * z),
        },
    },
)
def square_is_injective_on_the_right(
    a: Array,
    b: Array,
    interval: Formula = lambda u: 3 * u,
    f: Formula = lambda z: z**2,
) -> tuple[Array, ...]:
    """|a^2 - b^2| = |a - b| (a + b), and a + b >= |a - b| for a, b >= 0.

    On [-2, 3] a and -a fall together: on (0, 4) the density of Z^2 is a sum over two roots.
    """
    a, b = interval(a), interval(b)
    return abs(f(a) - f(b)), (a - b) ** 2


@proves(square_is_injective_on_the_right)
def the_sum_exceeds_the_difference(claim: Claim) -> None:
    """With b = a + c, c >= 0: (b^2 - a^2) - (b - a)^2 = 2 a c."""
    a, c = sp.symbols("a c", nonnegative=True)
    excess = sp.expand((a + c) ** 2 - a**2 - c**2)
    require(excess.is_nonnegative, "2 a c >= 0")


def _polar(v: Array) -> Array:
    r, theta = v[..., 0], v[..., 1]
    return stack([r * cos(theta), r * sin(theta)])


def _bump(x: Array, y: Array, m: Array) -> Array:
    """A density on the plane, up to its constant: not rotationally symmetric."""
    return exp(-((x - m[..., 0]) ** 2) / 2 - (y - m[..., 1]) ** 2)


@theorem(
    "p_{R,Theta}(r, theta) = r p_{X,Y}(r cos theta, r sin theta)",
    source="Casella and Berger, Statistical Inference, 2002, section 4.3",
    parts=("cs236_midterm_2023 4.d",),
    worlds={"r": positive(), "theta": real(), "m": real(2)},
    near_misses={
        "density": {
            "no Jacobian": lambda r, theta, m: _bump(r * cos(theta), r * sin(theta), m),
            "divided by r": lambda r, theta, m: _bump(r * cos(theta), r * sin(theta), m) / r,
            "r squared": lambda r, theta, m: r**2 * _bump(r * cos(theta), r * sin(theta), m),
            "sine and cosine exchanged": lambda r, theta, m: (
                r * _bump(r * sin(theta), r * cos(theta), m)
            ),
            "at (r, theta)": lambda r, theta, m: r * _bump(r, theta, m),
            "its root": lambda r, theta, m: sqrt(r) * _bump(r * cos(theta), r * sin(theta), m),
        }
    },
)
def density_in_polar_coordinates(
    r: Array,
    theta: Array,
    m: Array,
    density: Formula = lambda r, theta, m: r * _bump(r * cos(theta), r * sin(theta), m),
) -> tuple[Array, ...]:
    """The Jacobian of (r, theta) -> (x, y) by complex steps; at r = 0 it is singular."""
    v = stack([r, theta])
    xy = _polar(v)
    volume = abs(det(jacobian(_polar, v)))
    return volume * _bump(xy[..., 0], xy[..., 1], m), density(r, theta, m)


@proves(density_in_polar_coordinates)
def the_jacobian_is_r(claim: Claim) -> None:
    """cos^2 + sin^2 = 1, and r > 0."""
    r, theta = sp.Symbol("r", positive=True), sp.Symbol("theta", real=True)
    J = sp.Matrix([r * sp.cos(theta), r * sp.sin(theta)]).jacobian([r, theta])
    require(sp.simplify(J.det() - r) == 0, "det J = r")


def _gauss(x: Array, mean: Array, precision: Array) -> Array:
    off = x - mean
    return exp(-total(off * times(precision, off)) / 2)


@theorem(
    "x = A z + b, z ~ N(0, I): p_X(x) = p_Z(A^-1 (x - b)) / |det A|, a normal N(b, A A^T)",
    source=f"{PAPAMAKARIOS}, equation 3",
    parts=("gm_midterm_2025 4.a",),
    worlds={"A": invertible(2), "b": real(2), "z": real(2)},
    near_misses={
        "volume": {
            "no Jacobian": lambda A: 1 + 0 * det(A),
            "the Jacobian upside down": lambda A: 1 / abs(det(A)),
            "the sign is kept": det,
            "squared": lambda A: det(A) ** 2,
            "its root": lambda A: sqrt(abs(det(A))),
            "the product of the diagonal": lambda A: abs(diagonal(A).prod(-1)),
        }
    },
)
def change_of_variables_in_the_plane(
    A: Array, b: Array, z: Array, volume: Formula = lambda A: abs(det(A))
) -> tuple[Array, ...]:
    """Without the factor 1 / (2 pi) on both sides. A singular A leaves no density."""
    x = times(A, z) + b
    cov = A @ transposed(A)
    normal = _gauss(x, b, inverse(cov)) / sqrt(det(cov))
    return normal, exp(-total(z**2) / 2) / volume(A)


@proves(change_of_variables_in_the_plane)
def the_covariance_is_a_square(claim: Claim) -> None:
    """(A z)^T (A A^T)^-1 (A z) = z^T z and det A A^T = (det A)^2."""
    A, z = sp.Matrix(2, 2, sp.symbols("a:4", real=True)), sp.Matrix(sp.symbols("z:2"))
    exponent = (z.T * A.T * (A * A.T).inv() * A * z)[0]
    require(sp.simplify(exponent - (z.T * z)[0]) == 0, "the exponent")
    require(sp.expand((A * A.T).det() - A.det() ** 2) == 0, "the volume")
