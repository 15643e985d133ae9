"""GeoJSON: facts on the map, a feature a fact, where the coordinates of its places are known."""

from __future__ import annotations

import json
from typing import Any

from tonggao.dataset.collect import Columns

FILE = "facts.geojson"
HEAD, SEPARATOR, FOOT = '{"type":"FeatureCollection","features":[\n', ",\n", "\n]}\n"


def pieces(columns: Columns) -> dict[str, str]:
    """The features of a batch, joined; facts without a place that has coordinates are left out."""
    places = columns["places"]
    where = {
        mention: [lon, lat]
        for mention, lon, lat in zip(places["mention_id"], places["lon"], places["lat"], strict=True)
        if lon is not None and lat is not None
    }
    points: dict[str, list[list[float]]] = {}
    slots = columns["fact_slots"]
    for fact, slot, mention in zip(slots["fact_id"], slots["slot"], slots["mention_id"], strict=True):
        if slot == "place" and mention in where and where[mention] not in points.setdefault(fact, []):
            points[fact].append(where[mention])
    flat = columns["facts_flat"]
    features = [
        _feature(dict(zip(flat, row, strict=True)), points[row_id])
        for row_id, row in zip(flat["fact_id"], zip(*flat.values(), strict=True), strict=True)
        if points.get(row_id)
    ]
    return {FILE: SEPARATOR.join(features)}


def _feature(row: dict[str, Any], points: list[list[float]]) -> str:
    single = len(points) == 1
    geometry = {"type": "Point" if single else "MultiPoint", "coordinates": points[0] if single else points}
    feature = {"type": "Feature", "id": row["fact_id"], "geometry": geometry, "properties": row}
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
