"""How many threads NumPy multiplies with."""


def use_one_thread() -> None:
    """Let OpenBLAS, which NumPy multiplies with, use one thread in this process from now on.

    What a question needs is small: a thousand sentence vectors with its own. On 2 cores with other work
    that took 8 ms with two threads, which wait for each other, and 0.04 ms with one. Torch and the C
    engine have threads of their own.
    """
    from threadpoolctl import ThreadpoolController

    ThreadpoolController().select(internal_api="openblas").limit(limits=1)
