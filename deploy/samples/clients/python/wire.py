"""Avro in Confluent's wire format: a zero byte, the schema's id in four bytes, the record."""
import io
import json
import struct
from urllib.request import urlopen

import avro.io
import avro.schema


class Writer(avro.io.DatumWriter):
    """Takes a record in a union as (name, fields): Avro's own choice by fields confuses AiAgentPaused with
    AiAgentResumed. Fills in defaults."""

    def write_union(self, schema, datum, encoder):
        if not isinstance(datum, tuple):
            return super().write_union(schema, datum, encoder)
        branch = [s.type == "record" and s.name == datum[0] for s in schema.schemas].index(True)
        encoder.write_long(branch)
        return self.write_data(schema.schemas[branch], datum[1], encoder)

    def write_record(self, schema, datum, encoder):
        defaults = {field.name: field.default for field in schema.fields if field.has_default}
        super().write_record(schema, {**defaults, **datum}, encoder)


class Reader(avro.io.DatumReader):
    """Gives a record in a union as (name, fields)."""

    def read_union(self, writers_schema, readers_schema, decoder):
        branch = writers_schema.schemas[decoder.read_long()]
        value = self.read_data(branch, branch, decoder)
        return (branch.name, value) if branch.type == "record" else value


class Registry:
    """Encodes and decodes the values of topics; asks the registry once for each schema."""

    def __init__(self, url):
        self.url = url
        self.cache = {}

    def get(self, path):
        if path not in self.cache:
            with urlopen(self.url + path, timeout=10) as answer:
                self.cache[path] = json.load(answer)
        return self.cache[path]

    def encode(self, topic, value):
        # Text and id of one schema, together: records are written by the names of their fields.
        newest = self.get(f"/subjects/{topic}-value/versions/latest")
        out = io.BytesIO()
        out.write(struct.pack(">bI", 0, newest["id"]))
        schema = avro.schema.parse(newest["schema"])
        Writer(schema).write_data(schema, value, avro.io.BinaryEncoder(out))
        return out.getvalue()

    def decode(self, data):
        schema = avro.schema.parse(self.get(f"/schemas/ids/{struct.unpack('>I', data[1:5])[0]}")["schema"])
        return Reader(schema).read(avro.io.BinaryDecoder(io.BytesIO(data[5:])))
