"""Occupations, job listings and results on places as files: JSON, CSV, Parquet and Excel."""

from careerscore.exporting.api import ExportReport, export, export_bytes
from careerscore.exporting.listings import export_listings
from careerscore.exporting.occupations import export_columns
from careerscore.exporting.results import export_result
from careerscore.exporting.schema import export_schema, listings_schema
from careerscore.exporting.xlsx import sheet_name
from careerscore.model.listing import JobListing

__all__ = [
    "ExportReport",
    "JobListing",
    "export",
    "export_bytes",
    "export_columns",
    "export_listings",
    "export_result",
    "export_schema",
    "listings_schema",
    "sheet_name",
]
