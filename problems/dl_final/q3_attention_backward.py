"""The gradients of self-attention, from its outputs back to its weight matrices."""

from checkers.formula import Formula
from checkers.value import Record
from counterexam.exam import Misprint, Part, Question

SCORES = r"q_1, \ldots, q_n in R^d; k_1, \ldots, k_n in R^d"
WEIGHTS = (
    SCORES + r"; \alpha_{ij} := \frac{\exp(q_i^\top k_j)}{\sum_{t=1}^n \exp(q_i^\top k_t)}; "
    r"matrix E in R^{d x n} with columns q_i; Q := E^\top; "
    r"matrix F in R^{d x n} with columns k_i; K := F^\top; A := \text{softmax}(Q K^\top)"
)
OUTPUTS = (
    WEIGHTS + r"; v_1, \ldots, v_n in R^m; y_1, \ldots, y_n in R^m; g_1, \ldots, g_n in R^m; "
    r"matrix H in R^{m x n} with columns v_i; V := H^\top; "
    r"matrix J in R^{m x n} with columns g_i; "
    r"\frac{\partial L}{\partial y_i} := g_i; \frac{\partial L}{\partial Y} := J^\top"
)
ATTENDED = (
    WEIGHTS + r"; matrix M in R^{n x n}, entries M_{ij}; "
    r"\frac{\partial L}{\partial \alpha_{ij}} := M_{ij}; \frac{\partial L}{\partial A} := M"
)
PROJECTED = (
    r"matrices W_Q, W_K, W_V in R^{m x d}; x_1, \ldots, x_n in R^d; "
    r"q_1, \ldots, q_n in R^m; k_1, \ldots, k_n in R^m; "
    r"v_1, \ldots, v_n in R^m; f_1, \ldots, f_n in R^m; g_1, \ldots, g_n in R^m; "
    r"h_1, \ldots, h_n in R^m; matrix U in R^{d x n} with columns x_i; X := U^\top; "
    r"matrix F in R^{m x n} with columns f_i; matrix G in R^{m x n} with columns g_i; "
    r"matrix H in R^{m x n} with columns h_i; "
    r"\frac{\partial L}{\partial q_i} := f_i; \frac{\partial L}{\partial Q} := F^\top; "
    r"\frac{\partial L}{\partial k_i} := g_i; \frac{\partial L}{\partial K} := G^\top; "
    r"\frac{\partial L}{\partial v_i} := h_i; \frac{\partial L}{\partial V} := H^\top"
)


def _gradients(part: str, points: float, statement: str, let: str, *of: str) -> Part:
    form = Record({name: Formula(let=let) for name in of}, name="formula")
    return Part(part, points=points, statement=statement, form=form)


question = Question(
    "Attention backward",
    statement=r"""
A self-attention layer maps its inputs $x_1, \dots, x_n \in \mathbb{R}^d$ to queries, keys and
values $q_i = W_Q x_i$, $k_i = W_K x_i$, $v_i = W_V x_i$. Its weights and outputs are

$$\alpha_{ij} = \frac{\exp(q_i^\top k_j)}{\sum_t \exp(q_i^\top k_t)}, \qquad
y_i = \sum_j \alpha_{ij} v_j,$$

without scaling, and $L$ is a scalar loss of the outputs. If you write matrices, $X, Q, K, V, Y$
have the vectors as their rows and $A$ has the entries $\alpha_{ij}$. A gradient has the shape
of what it is taken by.
""",
    parts=[
        _gradients(
            "3.1",
            2,
            r"Given all $\partial L / \partial y_i$, what are $\partial L / \partial v_i$ and "
            r"$\partial L / \partial \alpha_{ij}$?",
            OUTPUTS,
            "v_i",
            "alpha_ij",
        ),
        _gradients(
            "3.2",
            4,
            r"Given all $\partial L / \partial \alpha_{ij}$, what are "
            r"$\partial L / \partial q_i$ and $\partial L / \partial k_i$?",
            ATTENDED,
            "q_i",
            "k_i",
        ),
        _gradients(
            "3.3",
            3,
            r"Given all $\partial L / \partial q_i$, $\partial L / \partial k_i$, "
            r"$\partial L / \partial v_i$: what are the gradients by $W_Q$, $W_K$, $W_V$?",
            PROJECTED,
            "W_Q",
            "W_K",
            "W_V",
        ),
    ],
    misprints=(
        Misprint(
            where="3, the attention weights",
            let=SCORES,
            printed=r"\sum_{j=1}^n \frac{\exp(q_i^\top k_j)}{\sum_{t=1}^n q_i^\top k_t} = 1",
            should_be=r"\sum_{j=1}^n \frac{\exp(q_i^\top k_j)}{\sum_{t=1}^n \exp(q_i^\top k_t)}"
            r" = 1",
            because="the normalizer lacks its exponential, and the weights do not sum to one",
        ),
        Misprint(
            where="3, the outputs",
            let=SCORES + r"; \alpha_{ij} := \frac{\exp(q_i^\top k_j)}"
            r"{\sum_{t=1}^n \exp(q_i^\top k_t)}; c in R^m",
            printed=r"\sum_{i=1}^n \alpha_{ij} c = c",
            should_be=r"\sum_{j=1}^n \alpha_{ij} c = c",
            because="output j sums over queries, over which the weights do not sum to one",
        ),
    ),
)
