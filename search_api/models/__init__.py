"""What the JSON routes answer. Unknown is null; every fact comes with its address and mark."""

from search_api.models.base import Model
from search_api.models.candidates import CandidatesOut
from search_api.models.challenges import ChallengeOut, Challenges
from search_api.models.comparing import ComparisonOut, GapMapOut, SimilarMeasures, SimilarOut
from search_api.models.documents import DocumentPage, DocumentViewOut
from search_api.models.hits import HitPage
from search_api.models.measures import MeasurePage, MeasureViewOut
from search_api.models.news import NewsPage, StudyViewOut, Suggestions
from search_api.models.status import RankingOut, VersionedStatusOut
from search_api.models.thesaurus import ConceptOut, Ratings, ThesaurusOut, narrower_of

__all__ = [
    "CandidatesOut",
    "ChallengeOut",
    "Challenges",
    "ComparisonOut",
    "ConceptOut",
    "DocumentPage",
    "DocumentViewOut",
    "GapMapOut",
    "HitPage",
    "MeasurePage",
    "MeasureViewOut",
    "Model",
    "NewsPage",
    "RankingOut",
    "Ratings",
    "SimilarMeasures",
    "SimilarOut",
    "StudyViewOut",
    "Suggestions",
    "ThesaurusOut",
    "VersionedStatusOut",
    "narrower_of",
]
