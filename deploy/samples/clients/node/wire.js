// Avro in Confluent's wire format: a zero byte, the schema's id in four bytes, the record.
import avro from 'avsc';

// Encodes and decodes the values of topics; asks the registry once for each schema.
export class Registry {
  constructor(url) {
    this.url = url;
    this.cache = new Map();
  }

  // { id, type } of the schema at this path of the registry
  async get(path) {
    if (!this.cache.has(path)) {
      const answer = await fetch(this.url + path);
      if (!answer.ok) throw new Error(`${path}: the registry answers ${answer.status}`);
      const { id, schema } = await answer.json();
      this.cache.set(path, { id, type: avro.Type.forSchema(JSON.parse(schema)) });
    }
    return this.cache.get(path);
  }

  async encode(topic, value) {
    // Text and id of one schema, together: records are written by the names of their fields.
    const { id, type } = await this.get(`/subjects/${topic}-value/versions/latest`);
    const header = Buffer.alloc(5);
    header.writeUInt32BE(id, 1);
    return Buffer.concat([header, type.toBuffer(value)]);
  }

  async decode(data) {
    const { type } = await this.get(`/schemas/ids/${data.readUInt32BE(1)}`);
    return type.fromBuffer(data.subarray(5));
  }
}
