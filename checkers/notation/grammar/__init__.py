"""The grammar of formulas, from the engine (`cursor`) to the table of forms (`table`)."""
