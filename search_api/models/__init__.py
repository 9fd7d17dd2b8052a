"""What the JSON routes answer. Unknown is null; every fact comes with its address and mark."""

from search_api.models.base import HitPage, Model
from search_api.models.candidates import CandidatesOut
from search_api.models.challenges import Challenges
from search_api.models.documents import DocumentPage, DocumentViewOut
from search_api.models.measures import MeasurePage, MeasureViewOut
from search_api.models.status import RankingOut, VersionedStatusOut

__all__ = [
    "CandidatesOut",
    "Challenges",
    "DocumentPage",
    "DocumentViewOut",
    "HitPage",
    "MeasurePage",
    "MeasureViewOut",
    "Model",
    "RankingOut",
    "VersionedStatusOut",
]
