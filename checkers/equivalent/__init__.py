"""Equivalence of an answer with a reference, outside any exam.

Both are texts as people write them: an equation (either side counts) or a bare expression, a
vector, matrix, law, set, interval, condition or tuple, a number to the digits given, an order
of growth, an option's letter, a word such as True. What an answer marks as final counts (a box,
"the answer is ..."); one that gives two answers is not accepted for the better of them.
"""

from checkers.equivalent.deciding import LONGEST, equivalent

__all__ = ["LONGEST", "equivalent"]
