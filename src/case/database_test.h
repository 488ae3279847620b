/* case/database_test.h - a small case for tests and the fuzz target. */
#pragma once
#include "case/bundle.h"

/* Rows in several tables; texts with NUL and bytes that are no UTF-8. */
static inline void sample_bundle(struct buf *out)
{
	struct case_message message = { .sha256 = STR("00ff"),
					.bytes = STR("Subject: \xff\0\r\n\r\nbody") };
	struct case_input input = { .name = STR("a.eml"), .size = 20, .complete = 1 };
	struct case_revision revision = {
		.n = 1, .finished = 1, .clock = 1700000000, .contact = STR("offline")
	};
	struct case_data data = { 1, STR("brands.txt"), STR("2026-01-01"), STR("ab") };
	struct case_data_bytes bytes = { STR("ab"), STR("aaaaaaaaaaaaaaaaaaaaaaaaaaa") };
	struct case_answer answer = { .revision = 1,
				      .n = 1,
				      .question = STR("dns TXT a.example"),
				      .status = STR("timeout"),
				      .duration_ms = 1.5 };
	struct case_value value = { .revision = 1,
				    .owner = STR("finding"),
				    .key = STR("name"),
				    .kind = STR("text"),
				    .text = STR("\xe9\0x") };
	struct case_sighting sighting = { .revision = 1,
					  .site = STR("a.example"),
					  .state = STR("live"),
					  .utc = 1700000000 };
	struct case_entry entry = { .revision = 1,
				    .n = 1,
				    .kind = STR("source"),
				    .utc = 1700000000,
				    .author = STR("ann"),
				    .text = STR("\xe3\x81\x82\0\xff"),
				    .title = STR("Report"),
				    .when = STR("2021-11-15 AM"),
				    .removes = 1 };

	bundle_begin(out);
	bundle_put(out, CASE_MESSAGE, &message);
	bundle_put(out, CASE_INPUT, &input);
	bundle_put(out, CASE_REVISION, &revision);
	bundle_put(out, CASE_DATA, &data);
	bundle_put(out, CASE_DATA_BYTES, &bytes);
	bundle_put(out, CASE_ANSWER, &answer);
	bundle_put(out, CASE_VALUE, &value);
	bundle_put(out, CASE_VALUE, &value);
	bundle_put(out, CASE_SIGHTING, &sighting);
	bundle_put(out, CASE_ENTRY, &entry);
}
