"""Asking: the questions that could be asked, what each would bring, which one to ask, and how it is put."""
