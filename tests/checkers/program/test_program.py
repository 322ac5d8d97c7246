"""Constructions as programs or mathematics: both dresses meet in one property."""

import numpy as np
import pytest

from checkers.program import (
    Example,
    Made,
    Mathematics,
    Program,
    Property,
    Undecided,
    close,
    show,
)
from checkers.prose import Prose, rubric

CASES = [(t, 4, K) for t in (1, 2, 4) for K in (2, 3, 5)]


def rows_are_probabilities(made: Made):
    matrices = made.each("Q", CASES, lambda t, T, K: (K, K))
    for (t, T, K), Q in zip(CASES, matrices, strict=True):
        if Q.min() < -1e-9 or not close(Q.sum(1), 1):
            return {"t": f"{t}", "T": f"{T}", "K": f"{K}", "yours": show(Q)}
    return None


TRANSITION = Program(
    defines=("Q(t, T, K)",),
    properties=(Property("the rows of Q are probabilities", rows_are_probabilities),),
    mathematics=Mathematics("t, T, K natural; I identity in R^{K x K}", {"Q": "Q_t"}, ones="K"),
    otherwise=Prose(name="construction"),
)
RUBRIC = rubric("""
100% Noise grows with t.
    noise > grow*
""")
UNIFORM = """
import numpy as np
def Q(t, T, K):
    b = 1 / (T - t + 2)
    return (1 - b) * np.eye(K) + b / K * np.ones((K, K))
"""


def is_cumulative(made: Made):
    xs = [3.0, -1.0, 2.0, 7.0]
    ys, state = made.fold("step", made.start("initial_state"), xs[:2])
    later, _ = made.fresh().fold("step", state, xs[2:])
    found = [float(y.squeeze()) for y in ys + later]
    sums = np.cumsum(xs)
    return None if close(found, sums) else {"yours": show(found), "expected": show(sums)}


RUNNING_SUM = Program(
    defines=("initial_state()", "step(state, x) -> (state, y)"),
    properties=(Property("y_t is the sum of the first t inputs", is_cumulative),),
)


def fenced(code: str, language: str = "python") -> str:
    return f"My answer.\n\n```{language}\n{code.strip()}\n```\n\nDone."


@pytest.mark.parametrize(
    "answer",
    [
        fenced(UNIFORM),
        fenced(UNIFORM, ""),
        UNIFORM.strip(),
        f"I choose a uniform kernel:\n{UNIFORM}\nwhich is stochastic since rows sum to one.",
        fenced("%matplotlib inline\n" + UNIFORM + "\nprint(Q(1, 2, 3))\nraise ValueError()"),
        fenced("import matplotlib.pyplot as plt\n" + UNIFORM),
        fenced("import warnings\nwarnings.warn('x')\n" + UNIFORM),
        fenced("def Q(t, T, K):\n    return [[1 / K] * K for _ in range(K)]"),
        fenced("from fractions import Fraction as F\nQ = lambda t, T, K: [[F(1, K)] * K] * K"),
        fenced(
            ">>> import numpy as np\n>>> def Q(t, T, K):\n...     return np.eye(K)\n>>> 1\n1"
        ),
        r"$Q_t = (1 - \frac{1}{T-t+2}) I + \frac{1}{K(T-t+2)} \mathbf{1}\mathbf{1}^T$",
        r"Take $Q_t = (1 - \frac{t}{T}) I + \frac{t}{TK} \mathbf{1}\mathbf{1}^\top$.",
    ],
)
def test_the_property_decides_in_either_dress(answer):
    verdict = TRANSITION.check(answer)
    assert verdict.outcome == "correct", verdict.feedback
    assert verdict.evidence.worlds == len(CASES)


@pytest.mark.parametrize(
    "answer",
    [
        r"$Q_t = (1-\beta) I + \frac{\beta}{K}\mathbf{1}\mathbf{1}^T$ with $\beta = 0.1$",
        r"Let $\beta = t/(2T)$, $Q_t = (1-\beta) I + \frac{\beta}{K}\mathbf{1}\mathbf{1}^T$.",
    ],
)
def test_letters_mean_what_the_answer_says(answer):
    verdict = TRANSITION.check(answer)
    assert verdict.outcome == "correct", verdict.feedback
    tripled = answer.replace(r"\frac{\beta}{K}", r"\frac{3\beta}{K}")
    assert TRANSITION.check(tripled).outcome == "incorrect"


def test_a_matrix_of_one_size_is_left_to_a_person():
    answer = r"$Q_t = \begin{pmatrix} 0.9 & 0.1 \\ 0.1 & 0.9 \end{pmatrix}$ for K = 2"
    assert TRANSITION.check(answer).outcome == "review"


BASIS = Program(
    defines=("B_tilde(V, B)",),
    properties=(
        Property(
            "B_tilde is V B",
            lambda made: None if close(made("B_tilde", V, B, shape=(2,)), V @ B) else {},
        ),
    ),
    mathematics=Mathematics(
        "invertible matrix V in R^{d x d}; B in R^d", {"B_tilde": r"\tilde{B}"}
    ),
)
V, B = np.array([[1.0, 2.0], [0.0, 1.0]]), np.array([1.0, 1.0])


@pytest.mark.parametrize(
    "answer", [r"$\tilde B = V B$", "B_tilde = V B", "B~ = V B", "B\u0303 = V B"]
)
def test_a_name_may_be_written_as_in_mathematics_or_in_python(answer):
    assert BASIS.check(answer).outcome == "correct"


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (fenced(UNIFORM.replace("b / K", "b")), "take t = 1, T = 4, K = 2"),
        (fenced("def Q(t, T, K):\n    return [1 / K] * K"), "shape (2,), expected 2 x 2"),
        (fenced("def Q(t, T, K):\n    return 1 / 0"), "ZeroDivisionError"),
        (fenced("def Q(t, T):\n    return 1"), "TypeError"),
        (fenced("def Q(t, T, K):\n    return 'I'"), "TypeError"),
        (fenced("def Q(t, T, K):\n    return None"), "TypeError"),
        (fenced("def Q(t, T, K):\n    return [[float('nan')] * K] * K"), "not a finite number"),
        (r"$Q_t = (1 - \frac{t}{T}) I + \frac{t}{T} \mathbf{1}\mathbf{1}^\top$", "take t = 1"),
    ],
)
def test_what_lacks_the_property_is_met_with_a_call(answer, said):
    verdict = TRANSITION.check(answer)
    assert verdict.outcome == "incorrect"
    assert said in verdict.feedback
    assert verdict.counterexample


@pytest.mark.parametrize(
    "code",
    [
        "from nowhere import ones\ndef Q(t, T, K):\n    return ones((K, K)) / K",
        "def Q(t, T, K):\n    import nowhere\n    return nowhere.ones((K, K)) / K",
    ],
)
def test_a_program_that_needs_what_is_not_installed_is_left_to_a_person(code):
    verdict = TRANSITION.check(fenced(code))
    assert (verdict.outcome, verdict.earned) == ("review", 0)
    assert "No module named 'nowhere'" in verdict.feedback


def test_a_wrong_program_is_wrong_whatever_it_imports():
    wrong = f"import nowhere\n{UNIFORM.replace('b / K', 'b')}"
    assert TRANSITION.check(fenced(wrong)).outcome == "incorrect"


@pytest.mark.parametrize("words", ["Voilà :", "由题意可得", "Solución", "Отсюда следует"])
def test_words_in_any_script_may_stand_around_a_program(words):
    assert TRANSITION.check(f"{words}\n\n{UNIFORM}\n\n{words}。").outcome == "correct"
    named = UNIFORM.replace("b", "β")
    assert TRANSITION.check(fenced(named)).outcome == "correct"


def test_layers_are_told():
    told = TRANSITION.check(fenced(UNIFORM)).feedback.partition("Run behind ")[2]
    assert {"landlock", "limits", "seccomp"} <= {*told.rstrip(".").split(", ")}


def test_a_name_that_is_not_defined_goes_to_a_person_with_the_reason():
    verdict = RUNNING_SUM.check(
        fenced("def step(state, x):\n    return state, x\ninitial_state(")
    )
    assert verdict.outcome == "unreadable"
    assert "SyntaxError" in verdict.feedback


@pytest.mark.parametrize(("answer", "outcome"), [("", "blank"), ("noise grows", "review")])
def test_other_answers_go_on_to_the_other_form(answer, outcome):
    assert TRANSITION.check(answer, Example("", RUBRIC)).outcome == outcome


@pytest.mark.parametrize(
    "body",
    [
        "return 0.0\ndef step(s, x):\n    return s + x, s + x",
        "return {'sum': 0}\ndef step(s, x):\n    return {'sum': s['sum'] + x}, s['sum'] + x",
        "return np.zeros(2)\ndef step(s, x):\n    s = s + x\n    return s, s[:1]",
        (
            "return S()\ndef step(s, x):\n    s.sum += x\n    return s, s.sum\n"
            "class S:\n    def __init__(self):\n        self.sum = 0"
        ),
        "return deque([0], 1)\ndef step(s, x):\n    s.append(s[-1] + x)\n    return s, s[-1]",
    ],
)
def test_a_state_of_any_make_survives_in_a_fresh_process(body):
    imports = "import numpy as np\nfrom collections import deque\n"
    verdict = RUNNING_SUM.check(fenced(f"{imports}def initial_state():\n    {body}"))
    assert verdict.outcome == "correct", verdict.feedback


def test_a_step_that_remembers_outside_of_its_state_is_refuted():
    hidden = "t = [0]\ndef initial_state():\n    return 0\n"
    hidden += "def step(s, x):\n    t[0] += x\n    return 0, t[0]"
    assert RUNNING_SUM.check(fenced(hidden)).outcome == "incorrect"


def _never(made: Made):
    raise Undecided("it takes judgement")


def _fails(made: Made):
    return {"Q": show(made("Q", 1, 1, 2, shape=("n", "n")))}


def test_shares_are_earned_lost_and_left_open_apart():
    form = Program(
        defines=("Q(t, T, K)",),
        properties=(
            Property("it is stochastic", rows_are_probabilities, 0.5),
            Property("it is elegant", _never),
            Property("it is absent", _fails),
        ),
    )
    verdict = form.check(fenced(UNIFORM))
    assert (verdict.outcome, verdict.earned, verdict.pending) == ("review", 0.5, 0.25)
    assert [finding.suggested for finding in verdict.rubric] == [0.5, 0, 0]


ARRAYS = Program(
    defines=("A", "B", "C"),
    properties=(
        Property(
            "C A^3 B = 1",
            lambda made: (
                None
                if close(
                    made("C", shape=(1, "d"))
                    @ np.linalg.matrix_power(made("A", shape=("d", "d")), 3)
                    @ made("B", shape=("d", 1)),
                    1,
                )
                else {"A": show(made("A"))}
            ),
        ),
    ),
    mathematics=Mathematics("A in R^{4 x 4}; B in R^4; C in R^{1 x 4}"),
    otherwise=Prose(name="construction"),
)


@pytest.mark.parametrize(
    "answer",
    [
        fenced(
            "import numpy as np\nA, B, C = np.eye(4, k=-1), np.eye(4)[:, :1], np.eye(4)[3:]"
        ),
        (
            "import numpy as np\nA = np.zeros((4, 4))\nA[1, 0] = A[2, 1] = 1\nA[3, 2] += 1\n"
            "B = np.zeros(4)\nB[0] = 1\nC = B[::-1]\nprint(A)"
        ),
        (
            "The state holds four inputs.\n\nimport numpy as np\nA = np.zeros((4, 4))\n"
            "A[1, 0] = A[2, 1] = A[3, 2] = 1\nB = [1, 0, 0, 0]\nC = [0, 0, 0, 1]\n"
            "So A shifts them."
        ),
        (
            "1. shift:\n\n   ```python\n   import numpy as np\n   def A():\n"
            "       return np.eye(4, k=-1)\n   B = [[1], [0], [0], [0]]\n"
            "   C = [[0, 0, 0, 1]]\n   ```"
        ),
        (
            r"$A = \begin{pmatrix}0&0&0&0\\1&0&0&0\\0&1&0&0\\0&0&1&0\end{pmatrix}$, "
            r"$B = (1,0,0,0)^T$, $C = (0,0,0,1)$"
        ),
        "A = [[0,0,0,0],[1,0,0,0],[0,1,0,0],[0,0,1,0]]\nB = [1,0,0,0]\nC = [0,0,0,1]",
    ],
)
def test_arrays_are_read_from_code_and_from_matrices(answer):
    verdict = ARRAYS.check(answer)
    assert verdict.outcome == "correct", verdict.feedback


def test_words_that_only_look_like_code_go_on_to_the_other_form():
    assert (
        ARRAYS.check(
            "A = a shift, B = first unit vector, C = last", Example("", RUBRIC)
        ).outcome
        == "review"
    )


def ends_where_it_leads(made: Made):
    if not made.has("q"):
        return {"q": "not given"}
    path = np.linalg.multi_dot([np.eye(3), *made.each("Q", [(t, 2, 3) for t in (1, 2)])])
    told = made.each("q", [(x_0, 2, 3) for x_0 in np.eye(3).reshape(3, 1, 3)], (3,))
    return None if close(np.stack(told), path) else {"yours": show(np.stack(told))}


WITH_ITS_END = Program(
    defines=TRANSITION.defines,
    besides=("q(x_0, T, K)",),
    properties=(*TRANSITION.properties, Property("q is where Q leads", ends_where_it_leads)),
    mathematics=Mathematics(
        r"x_0, ..., x_T in R^{1 x K}; Q_1, ..., Q_T in R^{K x K}; T, K natural; "
        r"I identity in R^{K x K}; \beta_t in (0,1)",
        {"Q": "Q_t", "q": "q(x_T|x_0)"},
        ones="K",
        listed={"q": "x_T"},
    ),
)
KEEPING = r"$Q_t = (1 - \beta_t) I + \frac{\beta_t}{K} \mathbf{1} \mathbf{1}^\top$"
HALVING = (
    "```python\nimport numpy as np\ndef Q(t, T, K):\n    return np.eye(K) / 2 + 0.5 / K\n```"
)
MIXED = r"$q(x_T|x_0) = Cat(x_T; a x_0 + \frac{1 - a}{K} \mathbf{1}^\top)$"


@pytest.mark.parametrize(
    ("answer", "earned", "pending"),
    [
        (KEEPING, 0.5, 0),
        (rf"{KEEPING}, {MIXED} with $a = \prod_{{t=1}}^T (1 - \beta_t)$", 1, 0),
        (rf"{KEEPING}, {MIXED} with $a = \prod_{{t=1}}^T \beta_t$", 0.5, 0),
        (rf"{KEEPING}, $q(x_T|x_0) = x_0 Q_1 \cdots Q_T$", 1, 0),
        (rf"{KEEPING}, $q(x_T = 1|x_0) = 1 / K$", 0.5, 0.5),
        (HALVING, 0.5, 0),
        (f"{HALVING}\n{MIXED} with $a = 2^{{-T}}$", 1, 0),
        (f"{HALVING}\n{MIXED} with $a = 2^{{-1}}$", 0.5, 0),
        (f"{HALVING}\n$q(x_T|x_0) = x_0 Q_1 \\cdots Q_T$", 0.5, 0.5),
        (
            HALVING.replace(
                "\n```", "\ndef q(x, T, K):\n    return x / 2**T + (1 - 2**-T) / K\n```"
            ),
            1,
            0,
        ),
    ],
)
def test_what_stands_besides_is_judged_in_either_dress(answer, earned, pending):
    verdict = WITH_ITS_END.check(answer)

    assert (verdict.earned, verdict.pending) == (earned, pending), verdict.feedback
