"""Mathematics as students write it, read into expressions: no eval, nothing guessed."""
