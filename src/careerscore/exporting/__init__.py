"""Occupations and job listings into files: JSON, CSV, Parquet and Excel."""

from careerscore.exporting.exports import export, export_bytes
from careerscore.exporting.files import ExportReport
from careerscore.exporting.listings import JobListing, export_listings
from careerscore.exporting.occupations import export_columns
from careerscore.exporting.schema import export_schema, listings_schema
from careerscore.exporting.sheet_names import sheet_name

__all__ = [
    "ExportReport",
    "JobListing",
    "export",
    "export_bytes",
    "export_columns",
    "export_listings",
    "export_schema",
    "listings_schema",
    "sheet_name",
]
