"""What is missing, unclear, indiscreet, inconsistent or unkind in a text, said before a reader says it.

Each check is one module with one pure function of a text and a frozen `Context`:

    def check(text: Text, context: Context) -> Iterable[Finding]

Nothing here reads the database; `communications.checking` loads a Context for a communication and keeps what was overridden.
"""
