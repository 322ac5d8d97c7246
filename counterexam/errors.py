"""The errors a user can mend. Nothing about an answer ever follows from one."""


class InputError(Exception):
    """Bad input: one line that names the file and the place, shown with exit status 2."""


class BankError(InputError):
    """A problem or solution module is not as it must be: file, place and remedy in one line.

    `place` is a file, with a line where it is known; `part` the part that is at fault.
    """

    def __init__(
        self, problem: str, remedy: str = "", *, place: str = "", part: str | None = None
    ) -> None:
        """Keep what the line is made of."""
        self.problem, self.remedy, self.place, self.part = problem, remedy, place, part
        where = f"{place}: " if place else ""
        super().__init__(f"{where}{problem}{f'; {remedy}' if remedy else ''}")
