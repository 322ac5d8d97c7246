"""`python -m counterexam` is the command line."""

from counterexam.cli import main

main()
