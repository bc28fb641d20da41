from checker.api import CheckerError as CheckerError
from checker.api import Finding as Finding
from checker.api import Result as Result
from checker.api import RulePack as RulePack
from checker.api import Submission as Submission
from checker.api import explain as explain
from checker.api import load_pack as load_pack
from checker.api import score as score
from checker.api import validate as validate

__version__: str
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
