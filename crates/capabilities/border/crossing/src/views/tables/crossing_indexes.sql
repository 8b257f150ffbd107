CREATE INDEX crossing_record_at ON crossing_record (site, at);
CREATE INDEX crossing_record_stream ON crossing_record (stream, at);
CREATE INDEX crossing_record_plate ON crossing_record (plate_key, at) WHERE plate_key IS NOT NULL;
CREATE INDEX crossing_record_party ON crossing_record (party) WHERE party IS NOT NULL;
