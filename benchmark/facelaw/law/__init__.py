"""The law as data: dated norms, readings and claims, derived by clingo, with checked proofs."""
