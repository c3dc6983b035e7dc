"""Croissant 1.1 metadata, with the responsible-AI vocabulary, generated from columns and hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from facelaw.files import dump_json
from facelaw.release.parquet import columns
from facelaw.release.rows import BOOL, INT, PAIRS, SETS, STRING, STRINGS, Release

SCALARS = {STRING: "sc:Text", BOOL: "sc:Boolean", INT: "sc:Integer"}

CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The prefixes of the format; readers want them spelt out in the file."""

RAI: dict[str, Any] = {
    "rai:dataCollection": (
        "Scenarios about face swapping in China were written anew: some after publicly reported "
        "cases, with invented persons, others invented. Each has minimal variants."
    ),
    "rai:dataCollectionType": ["Manual Human Curator", "Experiments"],
    "rai:dataAnnotationProtocol": (
        "Facts with verbatim quotes and verdicts were stated with language models; every answer "
        "is also derived from the stated facts by a logic program over dated norms, and the "
        "build fails where the two differ. No licensed counsel reviewed it."
    ),
    "rai:machineAnnotationTools": ["large language models", "clingo"],
    "rai:dataBiases": [
        "Mainland Chinese law only; reported cases lean to the courts that publish most.",
        "Facts are clear-cut by design, so that an answer follows; real files are murkier.",
    ],
    "rai:dataLimitations": [
        "Measures reasoning from stated facts; it says nothing of fitness to advise clients.",
        "Not reviewed by licensed counsel; not legal advice.",
    ],
    "rai:dataUseCases": ["Evaluating legal reasoning of language models; not for deciding cases."],
    "rai:personalSensitiveInformation": [
        "All persons are invented; where obscene material matters, only counts are given."
    ],
    "rai:dataSocialImpact": (
        "May show where models misjudge the law that protects people from forged images; "
        "contains no instructions for making such images."
    ),
    "rai:dataReleaseMaintenancePlan": (
        "Versioned: major when scores stop being comparable, minor when items are added, "
        "patch for wording."
    ),
}


def croissant(
    release: Release,
    files: Mapping[str, bytes],
    parts: Mapping[str, tuple[str, str]],
    about: Mapping[str, str],
) -> str:
    """Return the text of ``croissant.json``.

    Args:
        release: version and date.
        files: path to content of the Parquet files.
        parts: path to config and split, in the order of the record sets.
        about: ``name``, ``description``, ``license``, ``cite``, ``creator``.
    """
    return dump_json(
        {
            "@context": CONTEXT,
            "@type": "sc:Dataset",
            "name": about["name"],
            "conformsTo": [
                "http://mlcommons.org/croissant/1.1",
                "http://mlcommons.org/croissant/RAI/1.0",
            ],
            "description": about["description"],
            "license": about["license"],
            "version": release.version,
            "datePublished": release.released_on,
            "inLanguage": ["zh", "en"],
            "citeAs": about["cite"],
            "creator": {"@type": "sc:Organization", "name": about["creator"]},
            "keywords": ["legal reasoning", "Chinese law", "deepfake", "benchmark"],
            **RAI,
            "distribution": [_file(path, files[path]) for path in parts],
            "recordSet": [_records(path, *part) for path, part in parts.items()],
        }
    )


def _file(path: str, content: bytes) -> dict[str, str]:
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "contentUrl": path,
        "encodingFormat": "application/x-parquet",
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def _records(path: str, config: str, split: str) -> dict[str, Any]:
    """Return the record set of one file: a field for each column."""
    name = f"{config}-{split}"
    key = ("id",) if config == "gold" else ("id", "lang", "condition", "template")
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "key": [{"@id": f"{name}/{column}"} for column in key],
        "field": [_field(path, name, *column) for column in columns(config).items()],
    }


def _field(path: str, records: str, column: str, kind: str) -> dict[str, Any]:
    at = f"{records}/{column}"
    extract: dict[str, Any] = {"fileObject": {"@id": path}, "extract": {"column": column}}
    field: dict[str, Any] = {"@type": "cr:Field", "@id": at, "name": column}
    if kind in SCALARS:
        return field | {"dataType": SCALARS[kind], "source": extract}
    if kind == STRINGS:
        return field | {"dataType": "sc:Text", "repeated": True, "source": extract}
    if kind == SETS:
        return field | {
            "dataType": "sc:Text",
            "isArray": True,
            "arrayShape": "-1,-1",
            "source": extract,
        }
    if kind != PAIRS:
        raise ValueError(f"{column}: no field for a column of type {kind}")
    return field | {
        "repeated": True,
        "subField": [
            {
                "@type": "cr:Field",
                "@id": f"{at}/{name}",
                "name": name,
                "dataType": "sc:Text",
                "source": extract | {"transform": {"jsonPath": name}},
            }
            for name in ("key", "value")
        ],
    }
