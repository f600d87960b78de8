"""Score, join and sum up data frames of any library, and files of any size."""

from careerscore.frames.assessing import assess
from careerscore.frames.csv_dialect import CsvDialect
from careerscore.frames.custom import SupportsExpressions
from careerscore.frames.join import Joined, join_reference
from careerscore.frames.joined_files import JoinedFile
from careerscore.frames.joining_files import join_file
from careerscore.frames.match_report import MatchReport
from careerscore.frames.places import PlaceMatch
from careerscore.frames.streaming import FileReport, score_file
from careerscore.frames.summary import employment_summary
from careerscore.frames.wage_ranks import wage_rank

__all__ = [
    "CsvDialect",
    "FileReport",
    "Joined",
    "JoinedFile",
    "MatchReport",
    "PlaceMatch",
    "SupportsExpressions",
    "assess",
    "employment_summary",
    "join_file",
    "join_reference",
    "score_file",
    "wage_rank",
]
