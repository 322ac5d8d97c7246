r"""What the signs and words of the notation are called: the tables the lexer and grammar use.

One table a kind of thing. A sign has many spellings (``\leq``, ``\le``, ``≤``, ``<=``); each
is listed once, beside the one name it has in an expression. To teach the reader a new
spelling, add it here.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


GREEK = words(
    """alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma
    tau upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"""
)

ALIASES = {"eps": "epsilon", "infty": "inf", "infinity": "inf", "ell": "ell"}
"""Letters as plain text spells them."""

LETTERS = {
    **{name: name for name in GREEK},
    "varepsilon": "epsilon", "vartheta": "theta", "varphi": "phi", "varrho": "rho",
    "varsigma": "sigma", "ell": "ell", "infty": "inf", "infinity": "inf", "hbar": "hbar",
    "imath": "i", "jmath": "j", "emptyset": "varnothing", "varnothing": "varnothing",
}  # fmt: skip
"""Commands that are letters, and the name each letter has."""

UNICODE_LETTERS = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon",
    "ζ": "zeta", "η": "eta", "θ": "theta", "ϑ": "theta", "ι": "iota", "κ": "kappa",
    "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho",
    "ϱ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi",
    "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta",
    "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Υ": "Upsilon",
    "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega", "∞": "inf", "ℓ": "ell", "∅": "varnothing",
}  # fmt: skip

RELATIONS = {
    "=": "=", "==": "=", r"\equiv": "=", "≡": "=",
    "<": "<", r"\lt": "<", ">": ">", r"\gt": ">",
    r"\ll": "<", r"\gg": ">", "≪": "<", "≫": ">",
    "<=": "<=", r"\le": "<=", r"\leq": "<=", r"\leqslant": "<=", r"\leqq": "<=", "≤": "<=",
    "⩽": "<=", ">=": ">=", r"\ge": ">=", r"\geq": ">=", r"\geqslant": ">=", r"\geqq": ">=",
    "≥": ">=", "⩾": ">=",
    r"\preceq": "<=", r"\succeq": ">=", r"\prec": "<", r"\succ": ">",
    r"\propto": "propto", "∝": "propto", r"\varpropto": "propto",
    r"\sim": "~", "∼": "~", "~": "~", r"\thicksim": "~",
    ":=": ":=", r"\triangleq": ":=", r"\defeq": ":=",
    r"\eqdef": ":=", r"\coloneqq": ":=", r"\coloneq": ":=", "≜": ":=",
    r"\doteq": ":=", "≔": ":=", "=:": ":=", r"\leftarrow": ":=", r"\gets": ":=", "←": ":=",
    "!=": "!=", r"\ne": "!=", r"\neq": "!=", "≠": "!=",
    r"\approx": "approx", "≈": "approx", r"\simeq": "approx", r"\cong": "approx",
    "~=": "approx", "≃": "approx", r"\approxeq": "approx",
    r"\in": "in", "∈": "in", r"\notin": "notin", "∉": "notin",
    r"\subset": "subset", r"\subseteq": "subset", "⊂": "subset", "⊆": "subset",
    r"\implies": "=>", r"\Rightarrow": "=>", r"\Longrightarrow": "=>", "⇒": "=>", "=>": "=>",
    "⟹": "=>", r"\therefore": "=>", "∴": "=>",
    r"\iff": "<=>", r"\Leftrightarrow": "<=>", r"\Longleftrightarrow": "<=>", "⇔": "<=>",
    "⟺": "<=>", "<=>": "<=>",
    r"\to": "->", r"\rightarrow": "->", "→": "->", "->": "->", r"\longrightarrow": "->",
    r"\perp": "independent", "⊥": "independent", r"\indep": "independent", "⫫": "independent",
    r"\mapsto": "->", "↦": "->",
}  # fmt: skip
"""Every spelling of a relation, and the name it has in a `Chain` or a `Compare`."""

CHAINED = words("= <= >= < > propto ~ := != approx in => <=> subset notin")
"""The relations that may stand between the parts of a chain."""

SIGNS = {
    "+": "+", "＋": "+", "-": "-", "−": "-", "–": "-", "－": "-",
    r"\pm": "pm", "±": "pm",
    "*": "*", r"\cdot": ".", "·": ".", "⋅": ".", "∙": ".", r"\bullet": ".", r"\times": "*",
    "×": "*", r"\ast": "*", "∗": "*",
    r"\odot": "odot", "⊙": "odot", r"\otimes": "otimes", "⊗": "otimes",
    r"\circ": "circ", "∘": "circ",
    "/": "/", "÷": "/", r"\div": "/", "∕": "/", r"\slash": "/",
    "^": "^", "_": "_", "**": "^", "!": "!",
    "(": "(", ")": ")", "[": "[", "]": "]", "{": "{", "}": "}", r"\{": "\\{", r"\}": "\\}",
    "（": "(", "）": ")", "［": "[", "］": "]", "【": "[", "】": "]",
    r"\lbrace": "\\{", r"\rbrace": "\\}", r"\lbrack": "[", r"\rbrack": "]",
    r"\langle": "<|", r"\rangle": "|>", "⟨": "<|", "⟩": "|>", "〈": "<|", "〉": "|>",
    "|": "|", r"\vert": "|", "∣": "|", r"\lvert": "|(", r"\rvert": ")|",
    r"\mid": "mid", "||": "||", r"\|": "||", r"\Vert": "||", "‖": "||", "∥": "||",
    r"\parallel": "||", r"\lVert": "||(", r"\rVert": ")||",
    ",": ",", "，": ",", "、": ",", ";": ";", "；": ";", ":": ":", "：": ":", r"\colon": ":",
    ".": "dot", "。": "dot",
    "...": "dots", "…": "dots", "⋯": "dots", "⋮": "dots", "⋱": "dots",
    r"\dots": "dots", r"\ldots": "dots", r"\cdots": "dots", r"\vdots": "dots",
    r"\ddots": "dots", r"\dotsc": "dots", r"\dotsb": "dots", r"\dotsm": "dots",
    r"\sum": "sum", "∑": "sum", r"\prod": "prod", "∏": "prod",
    r"\int": "int", "∫": "int", r"\iint": "int", r"\iiint": "int", r"\oint": "int",
    "∬": "int", r"\partial": "partial", "∂": "partial", r"\nabla": "nabla", "∇": "nabla",
    r"\frac": "frac", r"\tfrac": "frac", r"\dfrac": "frac", r"\cfrac": "frac",
    r"\sqrt": "sqrt", "√": "sqrt", r"\binom": "binom", r"\choose": "choose",
    r"\top": "top", r"\intercal": "top", "⊤": "top", r"\prime": "'", r"\star": "star",
    "′": "'", "″": "''", "'": "'", "’": "'", r"\dagger": "dagger", "†": "dagger",
    r"\setminus": "setminus", r"\backslash": "setminus", "∖": "setminus",
    r"\cup": "cup", "∪": "cup", r"\cap": "cap", "∩": "cap",
    r"\wedge": "and", r"\land": "and", "∧": "and", r"\vee": "or", r"\lor": "or",
    r"\underbrace": "underbrace", r"\overbrace": "underbrace", r"\underset": "underset",
    r"\stackrel": "overset", r"\overset": "overset", r"\substack": "substack",
    r"\xrightarrow": "arrow", r"\forall": "remark",
    r"\lfloor": "floor", r"\rfloor": ")floor", "⌊": "floor", "⌋": ")floor",
    r"\lceil": "ceil", r"\rceil": ")ceil", "⌈": "ceil", "⌉": ")ceil", r"\given": "mid",
    "<|": "<|", "|>": "|>", "@": ".", "⟂": "independent",
    r"\#": "sharp", "#": "sharp", r"\sharp": "sharp", "♯": "sharp",
}  # fmt: skip
"""Every other sign: the kind of token that it makes."""

FUNCTIONS = {
    "log": "log", "ln": "log", "lg": "log", "exp": "exp", "sqrt": "sqrt",
    "sin": "sin", "cos": "cos", "tan": "tan", "sinh": "sinh", "cosh": "cosh", "tanh": "tanh",
    "arcsin": "arcsin", "arccos": "arccos", "arctan": "arctan", "atan": "arctan",
    "artanh": "artanh", "erf": "erf", "logit": "logit", "sign": "sign", "sgn": "sign",
    "det": "det", "tr": "tr", "Tr": "tr", "trace": "tr", "Trace": "tr", "diag": "diag",
    "Diag": "diag", "rank": "rank", "vec": "vec", "abs": "abs",
    "sigmoid": "sigmoid", "Sigmoid": "sigmoid", "softmax": "softmax", "Softmax": "softmax",
    "SoftMax": "softmax", "softplus": "softplus", "Softplus": "softplus", "relu": "relu",
    "ReLU": "relu", "silu": "silu", "SiLU": "silu", "swish": "silu", "Swish": "silu",
    "floor": "floor", "ceil": "ceil",
}  # fmt: skip
"""Functions written as words, with or without a backslash."""

MEASURES = {
    "Var": "Var", "var": "Var", "Cov": "Cov", "cov": "Cov",
    "KL": "KL", "DKL": "KL", "D_KL": "KL", "kl": "KL", "JSD": "JSD", "JS": "JSD", "DJS": "JSD",
    "TV": "TV", "DTV": "TV", "CE": "CE", "MI": "I",
}  # fmt: skip
"""Functionals of laws and random variables, by the word that names them."""

FUNCTIONALS = frozenset(
    {"KL", "JSD", "TV", "chi2", "CE", "H", "I", "Var", "Cov", "fdivergence"}
)
"""The heads of all functionals of laws and random variables."""

DIVERGENCE_SUBSCRIPTS = {
    "KL": "KL", "kl": "KL", "JS": "JSD", "JSD": "JSD", "TV": "TV", "tv": "TV", "js": "JSD",
}  # fmt: skip
"""What a D is, by its subscript; any other one is an f-divergence with that f."""

DISTRIBUTIONS = {
    "Normal": "Normal", "Gaussian": "Normal", "Cat": "Cat", "Categorical": "Cat",
    "Bernoulli": "Bernoulli", "Bern": "Bernoulli", "Ber": "Bernoulli",
    "Uniform": "Uniform", "Unif": "Uniform", "uniform": "Uniform", "Beta": "Beta",
    "Dirichlet": "Dirichlet", "Dir": "Dirichlet", "Exponential": "Exponential",
    "Exp": "Exponential", "Laplace": "Laplace", "Poisson": "Poisson", "Binomial": "Binomial",
    "Gumbel": "Gumbel", "Multinomial": "Multinomial", "Logistic": "Logistic",
}  # fmt: skip
"""Families of laws by name; the letters N, U, B stand for them in calligraphic dress."""

BINDERS = {
    "max": "max", "min": "min", "sup": "max", "inf": "min", "argmax": "argmax",
    "argmin": "argmin", "lim": "lim",
}  # fmt: skip
"""Words that bind the variable of their subscript."""

SPELT_SIGNS = {"sum": "sum", "prod": "prod", "int": "int", "grad": "nabla", "nabla": "nabla"}
"""Signs that plain text spells as words, and the kind of token they make."""

ACCENTS = {
    "hat": "hat", "widehat": "hat", "bar": "bar", "overline": "bar", "tilde": "tilde",
    "widetilde": "tilde", "dot": "dot", "ddot": "ddot", "check": "check", "breve": "breve",
    "mathring": "ring", "underline": "under", "vec": "", "overrightarrow": "",
}  # fmt: skip
"""Marks over a letter: they end its name."""

COMBINING = {
    "\u0302": "hat", "\u0304": "bar", "\u0305": "bar", "\u0303": "tilde", "\u0307": "dot",
    "\u0308": "ddot", "\u20d7": "", "\u0306": "breve", "\u030c": "check",
}  # fmt: skip

SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀᵏʲᵐᵗˣᵈᴷ", "0123456789+-=()niTkjmtxdK", strict=True))
SUBSCRIPTS = dict(
    zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "0123456789+-=()aehijklmnoprstuvx", strict=True)
) | {"ᵩ": "φ", "ᵦ": "β", "ᵧ": "γ", "ᵨ": "ρ", "ᵪ": "χ"}

SPACES = words(r"\, \; \! \: \> \quad \qquad \enspace \thinspace \medspace \enskip")
WIDE = frozenset([r"\;", r"\quad", r"\qquad", r"\enspace"])
r"""Spaces that may part the entries of a row: [1 \quad 2]."""

IGNORED = words(
    r"""\left \right \big \Big \bigg \Bigg \bigl \Bigl \biggl \Biggl \bigr \Bigr \biggr \Biggr
    \bigm \Bigm \biggm \Biggm \middle \displaystyle \textstyle \scriptstyle \scriptscriptstyle
    \limits \nolimits \nonumber \notag \mathrel \mathbin \mathop \mathord \mathopen \mathclose
    \mathpunct \mathinner \ensuremath \boxed \protect \relax \noindent \centering \smash
    \mathstrut \strut \bf \rm \it \sf \tt \cal \boldmath \mathbf \boldsymbol \bm \pmb \mathit
    \mathcal \mathscr \mathfrak \mathsf \mathtt \mathbb \mathbbm \mathrm \mathnormal \mathds
    \textbf \allowbreak \break \vphantom \hfill \qedhere \operatorname \operatorname*
    \( \) \[ \] \square \blacksquare \Box \qed \cancel \bcancel \xcancel \fbox ∎ □ ■ $"""
)
"""Commands that only dress what follows."""

SWALLOWED = words(
    r"\label \tag \tag* \color \textcolor \hspace \hspace* \vspace \ref \phantom \hphantom"
)
"""Commands dropped together with their argument."""

CONSTANTS = words("const constant cst Const Constant const. cst. consts")

REMARKS = words(
    """if for where with and by since so because when otherwise using all else elsewhere as or
    thus hence therefore then from let given note that this is are we i.e. e.g. s.t. such
    subject to Bayes Jensen definition respectively resp. holds on wrt w.r.t. in any every
    independent i.i.d. iid proof Proof QED therefore, where, but it the of Note Thus Hence
    Since Then Therefore Using By Because has have which while masked Mean Variance Step
    Claim Proof Case"""
)
"""Words that are talk, not names."""

CONNECTIVES = words("and so thus hence therefore then or but")
"""Words after which another statement begins."""

PARAMETERS = words("theta phi psi omega vartheta varphi xi")
"""Greek subscripts that say only what a law or a function is parametrised by."""
