"""One module a verb: ``add_arguments`` declares options, ``run`` calls one function and prints."""
