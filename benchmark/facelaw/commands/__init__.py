"""One module a verb: ``add_arguments`` declares the options, ``run`` calls one public function and prints."""
