"""The form `choice`: one option or several, true or false, with or without an explanation."""

from checkers.choice.forms import Choice, Explained, TrueFalse, YesNo

__all__ = ["Choice", "Explained", "TrueFalse", "YesNo"]
