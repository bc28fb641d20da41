"""Check what localities report against the points of a policy directive, and score it.

>>> import checker
>>> pack = checker.load_pack("miit-5g-2020")
>>> result = checker.validate("submissions/2020-H1/110000-beijing.yaml", pack=pack)
>>> [(one.code, one.place) for one in result.failing("major")]
[('claim-falls', 'submissions/2020-H1/110000-beijing.yaml:40:7')]
>>> scored = checker.score("submissions/2020-H1", pack=pack)
>>> scored.read == scored.judged + scored.refused
True
>>> beijing = scored.submissions[0]
>>> (beijing.locality, beijing.period, beijing.lower <= beijing.upper)
('110000', '2020-H1', True)
>>> "Beijing built 5,135" in checker.explain("submissions/2020-H1/110000-beijing.yaml", "P01-2", pack=pack)
True

In the tests of a data repository::

    @pytest.mark.parametrize("file", sorted(Path("submissions").rglob("*.yaml")))
    def test_submission_is_sound(file):
        assert not checker.validate(file).failing("major")

What is named here is all that is public. Nothing of it is imported before it is asked for.
"""

from importlib import import_module

__version__ = "0.1.0"

__all__ = [
    "CheckerError",
    "Finding",
    "Result",
    "RulePack",
    "Submission",
    "__version__",
    "explain",
    "load_pack",
    "score",
    "validate",
]


def __getattr__(name: str) -> object:
    """Return a public name from the module that holds it: importing the package alone stays cheap."""
    if name in __all__:
        return getattr(import_module("checker.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names."""
    return __all__
