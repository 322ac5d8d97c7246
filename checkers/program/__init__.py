r"""Constructions told as a program or as mathematics, and judged by their properties alone.

A part names what an answer must define, and what must be true of it:

    form=Program(
        defines=("Q(t, T, K)",),
        properties=(Property("the rows of Q(t, T, K) are probabilities", rows_sum_to_one),),
        mathematics=Mathematics(let="t, T, K natural", writes={"Q": "Q_t"}),
        otherwise=Prose(name="construction"),
    )

A property is a sentence with a test. The test is handed the `Made` object, whichever dress it
came in, asks it for values, and returns a counterexample, or None if it found none:

    def rows_sum_to_one(made: Made) -> Counterexample | None:
        cases = [(t, 4, K) for t in (1, 2, 4) for K in (2, 3, 5)]
        for (t, T, K), Q in zip(cases, made.each("Q", cases, lambda t, T, K: (K, K))):
            if not close(Q.sum(1), 1) or Q.min() < -1e-9:
                return {"t": f"{t}", "T": f"{T}", "K": f"{K}", "yours": show(Q)}
        return None

What `made` answers are arrays of floats and no object of the student's:

    made("A", shape=("d", "d"))         a constant, or a function without arguments
    made("B_tilde", V, B, shape=(n,))   one call; axes of size 1 do not count in shapes
    made.each("Q", cases, shape)        many calls in one message: the fast way
    made.start("initial_state")         a `State`: kept for the program, weighed, never read
    made.fold("step", state, xs)        (outputs, state) of ``step(state, x) -> (state, y)``
    made.folds("step", [(state, xs)])   many of them in one message
    made.fresh()                        the same program in a new process, remembering nothing

A program could keep more than it shows in a state, or show less than it keeps: measure the very
states that are then handed to a fresh process.

``LinearSteps("initial_state", "step", inputs, longer)`` tests that steps take time linear in
a state that does not grow; how far it can be trusted stands in `costs`.

A letter in a shape is a size that the first array to have it chooses; a test may also check
shapes itself. Raise `Undecided("why")` in a test to leave its share to a person. Calls that
fail (an exception, a wrong shape, an entry that is not finite) end the test as failed, with the
call as counterexample; where a program does not end in time, a person decides. `share` splits
the points among several properties; without it they count alike, and each must be worth its
share on its own.

An answer is read as a program if it has Python (a notebook's code cells, fenced blocks, plain
text) that defines a required name; else as mathematics, if that is declared and the answer
says what the name is; else by the form `otherwise`, or by a person. In mathematics the
arguments of `defines` are letters that `let` declares: whole numbers stand for sizes and
indices too, arrays are matrices and vectors of the declared shape.

Programs run in `checkers.sandbox`; where a machine lacks what is asked of a sandbox they are
not run, and a person decides. The reference is an `Example`: an answer in either dress, and the
rubric for words where `otherwise` reads them.
"""

from checkers.program.costs import LinearSteps
from checkers.program.form import Example, Program, Property
from checkers.program.made import Made, ProgramFails, State, Undecided, close, show
from checkers.program.mathematics import Mathematics

__all__ = [
    "Example",
    "LinearSteps",
    "Made",
    "Mathematics",
    "Program",
    "ProgramFails",
    "Property",
    "State",
    "Undecided",
    "close",
    "show",
]
