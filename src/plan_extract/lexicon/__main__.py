"""`python -m plan_extract.lexicon` compiles the word lists."""

from .compile import main

main()
