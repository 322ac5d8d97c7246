r"""What the letters of a derivation mean, said in the subject's own shorthand.

    let("p(x,z), q(z|x)")                          -> a Vocabulary
    assume("x independent of y given z", vocabulary) -> the vocabulary with that assumed

Clauses are separated by ``;``. A clause names symbols and says what they are; commas separate
names, and words hold for the names beside them, before or behind.

    p(x,z)                          a joint law with all its marginals and conditionals
    q(z|x)                          a free conditional; p(x,z), q(z|x) are two laws
    joint p(x,y,z)                  the same, said
    free k(x), k(y), k(z|x,y)       laws unrelated to others
    p(z), p(x|z)                    the chain rule makes them the joint p(z,x)
    p(x_{1:T}, z_{1:T})             a law of sequences
    free p(h_1), p(h_t|h_{t-1}), p(v_t|h_t)    the same, told by its steps
    free p(x), q(x'|x)              x' runs where x does
    joint p(x), x = (x_1, x_2)      a law of x_1 and x_2
    p(x,y) = a(x) b(x,y) / Z        an undeclared Z is what makes p sum to one
    p(x), p^T(x)                    two laws; p^T(x) := p(x)^{1/T}/Z(T) says what one is
    f_0(x), f_1(x) densities        laws of a real variable
    density p(f; a, b) on [0,1]     behind the ; stand parameters
    x in {0,1}    x in R            the values of a law's variable
    rho in (-1,1)                   bounds of a number
    a, b real    s > 0    t integer    index k    positive scalars s_1, s_2
    s, t > 0                        a bound of several names holds for each
    D(x) in (0,1)                   a function and where its values lie
    positive functions a(x,z), b(y,z)    convex function f(t)    F bijection
    bijection f(x) with inverse g   messages m_1(x), m_2(x)
    functions F_k(x), k = 1, \ldots, K, of x in R^m    functions h_j(x) to R^K
    u in R^3    vectors u, v in R^n, u nonzero    x_1, \ldots, x_n    alpha_i
    W in R^{2x3}    S positive definite    orthogonal matrix U in R^{n x n}
        orthogonal, symmetric, diagonal, invertible, triangular, identity, permutation,
        positive definite
    matrix U in R^{n x n} with columns u_i, entries U_{ik}    v_i the columns of V
    matrix A with eigenvectors u_k, eigenvalues lambda_k
    random variables x, y    random vector h        with moments, dependent unless said
    random variable x with mean m and variance v    standard normal vector e
    iid random variables x_1, \ldots, x_n           u uniform on [0,1]
    x_1, \ldots, x_n iid from p     normal random variable x with mean m and variance v
    x ~ N(mu, sigma^2)              the letters of the law declare themselves
    joint p(x,y,z); x -> y -> z     a Markov chain
    independent random variables x, y    logistic function sigma    counts TP, FN
    x independent of y given z    x \perp y | z     x, y independent with mean 0
    y := x + n                      a definition (also of functions and laws)
    A u = lambda u    E[x] = 0    a_i > 0 for i > 1        constraints
    L = diag(l_1, \ldots, l_n)      a name alone on the left is given that value
    H(m, v) is the Hessian of J    J stands for J(m, v)
    propto in x                     sides of a \propto are proportional as functions of x
    const free of x                 \text{const} does not depend on x
    relation as e -> 0              sides agree up to the order shown in O(..)
    log base 2                      \log is natural unless this says otherwise

Names may be dressed (``\mathbf{U}`` is U). Numbers in subscripts belong to the name, letters
are indices. A clause that is not understood raises `LetError`, which names it.
"""

from __future__ import annotations

import re

from checkers.notation.let.builder import Builder
from checkers.notation.let.clause import declare
from checkers.notation.let.equations import equation, prepare
from checkers.notation.let.errors import LetError, naming
from checkers.notation.let.facts import fact, introduction
from checkers.notation.let.items import clauses, cut
from checkers.notation.let.parameters import parameters
from checkers.notation.let.parts import Later
from checkers.notation.let.words import WORDS
from checkers.notation.vocabulary import Vocabulary

__all__ = ["LetError", "assume", "let"]

LONGEST = 6_000
"""Characters of all clauses together."""
ARTICLE = re.compile(
    r"(\b(?:of|is|as|with|be|are) )(?:an|a(?! [aeio])) (?=[a-z]{3})"
    r"|^(?:an|a(?! [aeio])) (?=[a-z]{3,} +(?!and\b)[^ ,])"
)
VERBAL = re.compile(r"(\b(?:is|as|be|are) )an? (?=[a-z]{3})")
LETTER = re.compile(r"[(,|]\s*a\s*[),|]|(?<![\w\\])a\s*(?:[,=<>|^_]|(?:in|and|is)\b)|\band a\b")
"""Where a is a letter; it is an article after verbs only then."""
NAMES = r"^([^\s,()<>=]+(?:\s*,\s*[^\s,()<>=]+)+)\s*"
"""Several plain names before a bound: a, b > 0; s_1, \\ldots, s_d > 0."""
SIZED = r"^\$?(\w+)\s*(?:x|×|\\times|-by-|by)\s*(\w+)\$? (?!.* in )"
"""K x K, n \times d before what has that size."""
REWRITTEN = tuple(
    (re.compile(pattern), word)
    for pattern, word in (
        (r"i\.i\.d\.", "iid"),
        (r"\bconditionally (?=independent\b)", ""),
        (r"\b(?:all[- ])?ones vectors?\b|\bvector of (?:all )?ones\b", "vector"),
        (r"(?<=1\}) of (?:all )?ones\b", ""),
        (
            r",?\s*(?:that |which )?(?:sum(?:s|ming)?|add(?:s|ing)? up) to (?:1|one)\b",
            " simplex",
        ),
        (r"\bin the (?:probability )?simplex\b", "simplex"),
        (r",?\s*(?:is |are )?(?:smooth|differentiable) in \\?\w+", ""),
        (rf"{NAMES}>\s*0$", r"positive \1"),
        (rf"{NAMES}(?:>=|≥|\\geq?(?![a-z]))\s*0$", r"nonnegative \1"),
        (rf"{NAMES}(?:!=|≠|\\neq?(?![a-z]))\s*0$", r"nonzero \1"),
        (SIZED + r"((?:[a-z-]+ )*matri(?:x|ces) [^;]*)$", r"\3 in R^{\1 x \2}"),
        (r"^(\w+)-(?:dimensional )?((?:[a-z-]+ )*vectors? (?!.* in )[^;]*)$", r"\2 in R^\1"),
    )
)
"""Phrases, each with the word that says the same."""
DERIVATIVE = re.compile(
    r",?\s*\\partial_\S+ (?:is )?the derivative (?:by|with respect to) [^,;]+"
)
HOLLOW = re.compile(
    r"(?P<before>matrix (?P<name>\\?\w+(?:\{\w+\})?)[^;]*?),?\s+with (?:a )?(?:zero|vanishing) "
    r"diagonal"
)
"""A matrix of which a diagonal of zeros is said."""
DRAWN = re.compile(r"\bfrom\b")
"""What is drawn from a law is taken in when all laws are known."""
LEADING = re.compile(r"(?:[a-z-]{3,} )+(?=[^:=]*:=)")
SENTENCE = re.compile(r":=|[=<>≤≥≠∝|].*\s(?:for|if|whenever)\s")
MAP = re.compile(r"(\S+)\s*:\s*\S+\s*(?:->|→|\\to|\\rightarrow)\s*(\S+)")


def let(text: str) -> Vocabulary:
    """The vocabulary that the clauses declare. LetError: one of them is not understood."""
    return assume(text, Vocabulary())


def assume(text: str, vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary with what the clauses add. LetError: one of them is not understood."""
    if len(text) > LONGEST:
        raise LetError(text[:40], f"at most {LONGEST:,} characters")
    builder = Builder(vocabulary)
    later = Later()
    article = VERBAL if builder.knows("a") or LETTER.search(text) else ARTICLE
    told = HOLLOW.sub(r"\g<before>; \g<name>_{ii} = 0", text)
    for clause in sorted(clauses(told), key=lambda each: bool(DRAWN.search(each))):
        plain = article.sub(r"\1", clause)
        for pattern, word in REWRITTEN:
            plain = pattern.sub(word, plain)
        with naming(clause):
            _take(MAP.sub(r"function \1 to \2", plain), builder, later)
    _conclude(builder, later)
    return builder.finish()


def _take(clause: str, builder: Builder, later: Later) -> None:
    """Declare the names of a clause; keep what needs all names declared for later."""
    introduced, plain = introduction(DERIVATIVE.sub("", clause))
    if introduced:
        declare(introduced, builder, later)
    known = fact(plain)
    if not plain:
        return
    if known is not None:
        later.facts.append((clause, known))
    elif SENTENCE.search(plain):
        _told(plain, builder, later)
    else:
        declare(plain, builder, later)


def _told(sentence: str, builder: Builder, later: Later) -> None:
    """Keep an equation; words before it say what its left side is: function J(w) := ...,
    and names before these are declared: density p(x), cdf F(x) := ...
    """
    before, sign, after = sentence.partition(":=")
    *names, last = cut(before, (",",))
    if sign and names and LEADING.match(sentence):
        declare(",".join(names), builder, later)
        sentence = f"{last.strip()} := {after}"
    words = LEADING.match(sentence)
    if words is None or not all(word in WORDS for word in words[0].split()):
        later.equations.append(sentence)
        return
    equation = sentence[words.end() :]
    declare(words[0] + equation.split(":=")[0], builder, later)
    later.equations.append(equation)


def _conclude(builder: Builder, later: Later) -> None:
    """Take in what needs all names declared: functions first, then what they are."""
    for one in later.equations:
        with naming(one):
            prepare(one, builder)
    for clause, take in later.facts:
        with naming(clause):
            take(builder)
    for one in later.equations:
        parameters(one, builder)
    for one in later.equations:
        with naming(one):
            equation(one, builder)
    for relate in later.parts:
        relate(builder)
