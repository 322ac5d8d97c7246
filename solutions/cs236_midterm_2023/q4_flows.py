"""Changes of variables by SymPy, and what spoils them."""

from pathlib import Path

from sympy import (
    Abs,
    Matrix,
    Rational,
    cos,
    diff,
    integrate,
    latex,
    real_root,
    simplify,
    sin,
    symbols,
)

from checkers.choice import Explained
from checkers.prose import rubrics
from counterexam.exam import Misprint, checked, proved, require

RUBRICS = rubrics(Path(__file__).with_suffix(".rubrics").read_text("utf-8"))


@proved
def part_a(low: int, high: int, power: int, point: int) -> float:
    r"""The change of variables is that of $z^{«power»} = x$, and $Z$ is uniform on $[a, b]$.

    $$p_X(x) = p_Z(z) \left|\frac{dz}{dx}\right|
    = \frac{1}{b - a} \cdot \frac{1}{«power» z^{«power» - 1}}$$
    """
    x, z = symbols("x z", real=True)
    p_Z, root = Rational(1, high - low), real_root(point, power)
    require(power % 2 == 1 and low < root < high, "a single z in the inside has this image")
    p_X = p_Z / Abs(diff(z**power, z))
    size = Abs(x) ** Rational(1, power)
    mass = integrate(p_X.subs(z, size), (x, 0, high**power))
    require(simplify(mass - p_Z * high) == 0, "positive X has its mass")
    return float(p_X.subs(z, root))


def work_a(low: int, high: int, power: int, point: int) -> list[tuple[str, str, str, str]]:
    """The inverse, its slope, and the density at the point."""
    x = symbols("x", positive=True)
    inverse = x ** Rational(1, power)
    slope = diff(inverse, x)
    p_X = slope / Rational(high - low)
    return [
        ("z", "=", latex(inverse), "the inverse of the power"),
        (r"\frac{dz}{dx}", "=", latex(slope), "differentiation"),
        (r"p_X(x) = p_Z(z) \left|\frac{dz}{dx}\right|", "=", latex(p_X), "for 0 < x"),
        (f"p_X({point})", "=", latex(p_X.subs(x, abs(point))), "put in"),
    ]


def slips_a(low: int, high: int, power: int, point: int) -> dict[str, float]:
    """Densities with another Jacobian."""
    slope = power * abs(point) ** (1 - 1 / power)
    return {
        "the Jacobian is left out": 1 / (high - low),
        "the slope of the power, not of its inverse": slope / (high - low),
    }


@checked
def part_b(low: float, high: float) -> Explained:
    r"""$z$ and $-z$ have the same square: no inverse exists, as both signs occur."""
    z = min(-low, high) / 2
    require(low <= -z < z <= high and (-z) ** 2 == z**2, "two points share their image")
    return Explained("No", RUBRICS["b"])


@checked
def part_c(low: float, high: float) -> Explained:
    r"""Without negative values the square increases, and the root $\sqrt{x}$ inverts it."""
    z = symbols("z", positive=True)
    require(low >= 0 and bool(diff(z**2, z).is_positive), "the square increases")
    return Explained("Yes", RUBRICS["c"])


@proved
def part_d(first: str, second: str, R: str, r: str, Theta: str, theta: str) -> str:
    r"""By change of variables $p_{«R»,«Theta»}(«r», «theta») = p_{X,Y}(x, y)\, |\det J|$.

    In the determinant $\cos^2«theta»$ and $\sin^2«theta»$ come together, so that

    $$|\det J| = \left|\det \frac{\partial(x, y)}{\partial(«r», «theta»)}\right|
    = «r» \cos^2«theta» + «r» \sin^2«theta» = «r».$$
    """
    functions = {"cos": cos, "sin": sin}
    radius, angle = symbols(r, positive=True), symbols(theta.lstrip("\\"), real=True)
    x, y = (radius * functions[name](angle) for name in (first, second))
    J = Matrix([x, y]).jacobian([radius, angle])
    volume = simplify(Abs(J.det()))
    require(volume == radius, "the Jacobian's determinant is the radius")
    point = ", ".join(latex(coordinate, fold_func_brackets=True) for coordinate in (x, y))
    return rf"{latex(volume)} \, p_{{X,Y}}({point})"


def work_d(
    first: str, second: str, R: str, r: str, Theta: str, theta: str
) -> list[tuple[str, str, str, str]]:
    """The Jacobian and its determinant."""
    functions = {"cos": cos, "sin": sin}
    radius, angle = symbols(r, positive=True), symbols(theta.lstrip("\\"), real=True)
    x, y = (radius * functions[name](angle) for name in (first, second))
    J = Matrix([x, y]).jacobian([radius, angle])
    determinant = simplify(Abs(J.det()))
    J_shown, x_shown, y_shown = (latex(item, fold_func_brackets=True) for item in (J, x, y))
    squares = rf"$\cos^2 {theta} + \sin^2 {theta} = 1$"
    density = rf"{r} \, p_{{X,Y}}({x_shown}, {y_shown})"
    return [
        (
            rf"\frac{{\partial(x, y)}}{{\partial({r}, {theta})}}",
            "=",
            J_shown,
            "differentiation",
        ),
        (r"|\det J|", "=", latex(determinant), squares),
        (rf"p_{{{R},{Theta}}}({r}, {theta})", "=", density, "change of variables"),
    ]


misprints = (
    Misprint(
        part="4.a",
        where="the key of 4.a, the density",
        let="x > 0",
        printed=r"\frac13 x^{-2/3} \cdot \frac15 = \frac{1}{15}",
        should_be=r"\frac13 \cdot 1^{-2/3} \cdot \frac15 = \frac{1}{15}",
        because="the density at any x is said to be 1/15, which it is at x = 1 only",
    ),
    Misprint(
        part="4.d",
        where="the key of 4.d, whose Jacobian it is",
        let=r"r > 0; \theta real; x := r \cos\theta; y := r \sin\theta",
        printed=r"\det \frac{\partial (r, \theta)}{\partial (r, \theta)} = r",
        should_be=r"\det \frac{\partial (x, y)}{\partial (r, \theta)} = r",
        because="it is called that of the inverse map at (x, y), by r and theta: this is (r, "
        "theta) by itself, with determinant 1; the matrix written out is that of f",
    ),
)
