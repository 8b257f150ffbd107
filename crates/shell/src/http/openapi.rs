//! The OpenAPI 3.1 document, derived from the same declarations as the API itself.

use access::{Gate, Kind};
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

/// The document of everything this node mounts.
#[must_use]
pub fn document(gate: &Gate) -> Value {
    let mut generator =
        SchemaSettings::draft2020_12().with(|s| s.definitions_path = "/components/schemas".into()).into_generator();
    let mut paths = Map::new();
    for (name, zone, def) in gate.commands() {
        let schema = (def.schema)(&mut generator);
        let operation = json!({
            "operationId": name, "tags": [zone.name()],
            "parameters": [{ "name": "Idempotency-Key", "in": "header", "schema": { "type": "string", "maxLength": 200 } }],
            "requestBody": { "required": true, "content": { "application/json": { "schema": schema, "example": (def.example)() } } },
            "responses": responses("201", json!({ "type": "object", "properties": { "answer": {}, "repeated": { "type": "boolean" } } })),
        });
        paths.insert(format!("/api/v1/commands/{name}"), json!({ "post": operation }));
    }
    for (name, zone, def) in gate.views() {
        let mut parameters: Vec<Value> = def
            .params
            .iter()
            .map(|p| json!({ "name": p.name, "in": "query", "required": p.required, "schema": { "type": "string" } }))
            .collect();
        for (name, schema) in [
            ("page", json!({ "type": "integer", "minimum": 0 })),
            ("per_page", json!({ "type": "integer", "minimum": 1, "maximum": access::Query::MOST })),
            ("sort", json!({ "type": "string", "description": "a column; with - before it, from the greatest down" })),
            ("format", json!({ "enum": ["json", "csv", "hxl"] })),
        ] {
            parameters.push(json!({ "name": name, "in": "query", "schema": schema }));
        }
        let columns: Map<String, Value> =
            def.columns.iter().map(|c| (c.key.to_owned(), column(c.kind, c.hxl))).collect();
        let rows = json!({ "type": "object", "properties": { "rows": { "type": "array", "items": { "type": "object", "properties": columns } }, "total": { "type": ["integer", "null"] } } });
        let schema = if def.columns.is_empty() { json!({ "type": "object" }) } else { rows };
        let operation = json!({ "operationId": name, "tags": [zone.name()], "parameters": parameters, "responses": responses("200", schema) });
        paths.insert(format!("/api/v1/views/{name}"), json!({ "get": operation }));
    }
    let mut schemas: Map<String, Value> = generator.take_definitions(true).into_iter().collect();
    schemas.insert("Problem".into(), problem());
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Manara", "version": env!("CARGO_PKG_VERSION"), "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" } },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "session": { "type": "apiKey", "in": "cookie", "name": "manara_session" } },
        },
        "security": [{ "session": [] }],
    })
}

fn responses(good: &str, schema: Value) -> Value {
    let problem = json!({ "description": "problem", "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } } });
    json!({ good: { "description": "done", "content": { "application/json": { "schema": schema } } }, "default": problem })
}

fn column(kind: Kind, hxl: &str) -> Value {
    let mut schema = match kind {
        Kind::Number => json!({ "type": ["integer", "null"] }),
        Kind::Flag => json!({ "type": ["boolean", "null"] }),
        Kind::Moment => json!({ "type": ["string", "null"], "format": "date-time" }),
        Kind::Date => json!({ "type": ["string", "null"], "format": "date" }),
        Kind::Text | Kind::Code(_) | Kind::Codes(_) | Kind::Id => json!({ "type": ["string", "null"] }),
    };
    if let (false, Value::Object(map)) = (hxl.is_empty(), &mut schema) {
        map.insert("x-hxl".into(), Value::from(hxl));
    }
    schema
}

fn problem() -> Value {
    json!({
        "type": "object", "required": ["type", "title", "status", "code"],
        "properties": {
            "type": { "type": "string" }, "title": { "type": "string" }, "status": { "type": "integer" }, "code": { "type": "string" },
            "fields": { "type": "array", "items": { "type": "object", "properties": {
                "field": { "type": "string" }, "code": { "type": "string" }, "detail": { "type": "string" } } } },
        },
    })
}
