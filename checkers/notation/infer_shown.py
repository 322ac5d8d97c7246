"""A vocabulary in the language of `let`, so that a reader can check it and write it better."""

from __future__ import annotations

from collections.abc import Iterator

from checkers.notation.vocabulary import Law, Symbol, Variable, Vocabulary

RANGES = {"positive": "> 0", "nonnegative": ">= 0", "nonzero": "!= 0", "unit": "in (0,1)"}


def shown(vocabulary: Vocabulary) -> str:
    """One line of clauses: laws, what their variables are, functions, numbers."""
    clauses = [
        *_laws(vocabulary),
        *filter(None, map(_variable, vocabulary.variables.values())),
        *map(_symbol, vocabulary.symbols.values()),
    ]
    return "; ".join(clauses) if clauses else "nothing declared"


def _laws(vocabulary: Vocabulary) -> Iterator[str]:
    names = [_law(law, vocabulary) for law in vocabulary.laws]
    if names:
        yield ", ".join(names)


def _law(law: Law, vocabulary: Vocabulary) -> str:
    of, given = (
        ",".join(_argument(name, vocabulary) for name in names) for names in (law.of, law.given)
    )
    return f"{law.name}({of}|{given})" if given else f"{law.name}({of})"


def _argument(name: str, vocabulary: Vocabulary) -> str:
    variable = vocabulary.variables.get(name)
    length = variable.length if variable is not None else None
    return f"{name}_{{1:{length}}}" if length is not None else name


def _variable(variable: Variable) -> str:
    if variable.values:
        return f"{variable.name} in {{{', '.join(f'{value:g}' for value in variable.values)}}}"
    where = {"line": "R", "plane": "R^2"}.get(variable.space)
    return f"{variable.name} in {where}" if where else ""


def _symbol(symbol: Symbol) -> str:
    """``increasing bijection F``, ``D(x) in (0,1)``, ``alpha_i > 0``, ``W in R^{n x m}``."""
    name = symbol.name + "".join(f"_{letter}" for letter in "ij"[: len(symbol.family)])
    if symbol.takes:
        name = f"{name}({','.join(symbol.takes)})"
    traits = " ".join(sorted(symbol.traits))
    if symbol.shape:
        return f"{traits} {name} in R^{{{' x '.join(map(str, symbol.shape))}}}".strip()
    if symbol.takes and symbol.domain == "real":
        return f"{traits} function {name}".strip()
    if symbol.domain in RANGES:
        return f"{traits} {name} {RANGES[symbol.domain]}".strip()
    return f"{traits} {name} {symbol.domain}".strip()
