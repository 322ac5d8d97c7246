"""`counterexam verify`: every reference through its own checker, claims and misprints run."""
