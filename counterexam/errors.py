"""The errors a user can mend. Nothing about an answer ever follows from one."""


class InputError(Exception):
    """Bad input: one line that names the file and the place, shown with exit status 2."""


class BankError(InputError):
    """A problem or solution module is not as it must be: file, place and remedy in one line."""
