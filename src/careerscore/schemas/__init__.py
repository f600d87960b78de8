"""JSON Schemas of every class that is written as JSON."""

from __future__ import annotations

from careerscore.schemas.catalogue import document_class, document_classes, json_schema

__all__ = ["document_class", "document_classes", "json_schema"]
