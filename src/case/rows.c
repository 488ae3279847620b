/* case/rows.c - the tables of a case file, with their ceilings. */
#include "case/rows.h"

enum {
	WORD = 64,
	LINE = 8192,
	LISTED = 65536,
	PROFILE = 1u << 20,
	SENTENCE = 16384, /* of ours */
};

#define NUMBER(type, member) \
	{ \
#member, CASE_NUMBER, offsetof(type, member), 0 \
	}
#define REAL(type, member) \
	{ \
#member, CASE_REAL, offsetof(type, member), 0 \
	}
#define TEXT(type, member, most) \
	{ \
#member, CASE_TEXT, offsetof(type, member), most \
	}
#define BYTES(type, member, most) \
	{ \
#member, CASE_BYTES, offsetof(type, member), most \
	}

static const struct case_column message[] = {
	TEXT(struct case_message, sha256, WORD),
	BYTES(struct case_message, bytes, LIMIT_MESSAGE_BYTES),
	BYTES(struct case_message, internet_form, LIMIT_MESSAGE_BYTES),
};

static const struct case_column input[] = {
	TEXT(struct case_input, name, LINE),
	NUMBER(struct case_input, size),
	NUMBER(struct case_input, complete),
	NUMBER(struct case_input, converted),
	NUMBER(struct case_input, thing),
	TEXT(struct case_input, death, LINE),
	NUMBER(struct case_input, headers_only),
	NUMBER(struct case_input, unread),
	TEXT(struct case_input, client_ip, LINE),
	TEXT(struct case_input, helo, LINE),
	TEXT(struct case_input, mail_from, LINE),
	TEXT(struct case_input, only_checks, LISTED),
	TEXT(struct case_input, skip_checks, LISTED),
	TEXT(struct case_input, profile_name, LINE),
	TEXT(struct case_input, profile, PROFILE),
};

static const struct case_column revision[] = {
	NUMBER(struct case_revision, n),
	NUMBER(struct case_revision, finished),
	NUMBER(struct case_revision, asked),
	TEXT(struct case_revision, tool_version, WORD),
	TEXT(struct case_revision, sandbox, WORD),
	TEXT(struct case_revision, contact, WORD),
	NUMBER(struct case_revision, connect_map),
	NUMBER(struct case_revision, clock),
	NUMBER(struct case_revision, findings_dropped),
	TEXT(struct case_revision, icu, WORD),
	TEXT(struct case_revision, trust_store, LINE),
	TEXT(struct case_revision, salt, WORD),
};

static const struct case_column data[] = {
	NUMBER(struct case_data, revision),
	TEXT(struct case_data, name, WORD),
	TEXT(struct case_data, as_of, WORD),
	TEXT(struct case_data, sha256, WORD),
};

static const struct case_column data_bytes[] = {
	TEXT(struct case_data_bytes, sha256, WORD),
	{ "bytes", CASE_PACKED, offsetof(struct case_data_bytes, bytes),
	  LIMIT_CASE_DATA },
};

static const struct case_column answer[] = {
	NUMBER(struct case_answer, revision),
	NUMBER(struct case_answer, n),
	TEXT(struct case_answer, question, LIMIT_QUESTION_BYTES),
	TEXT(struct case_answer, status, WORD),
	TEXT(struct case_answer, dnssec, WORD),
	TEXT(struct case_answer, dnssec_by, LINE),
	NUMBER(struct case_answer, asked_at),
	REAL(struct case_answer, duration_ms),
	NUMBER(struct case_answer, cached),
	TEXT(struct case_answer, source, LINE),
	TEXT(struct case_answer, reason, LINE),
	BYTES(struct case_answer, bytes, LIMIT_BROWSE_ANSWER),
	TEXT(struct case_answer, purposes, LINE),
};

static const struct case_column finding[] = {
	NUMBER(struct case_finding, revision),
	NUMBER(struct case_finding, n),
	TEXT(struct case_finding, id, WORD),
	TEXT(struct case_finding, severity, WORD),
	TEXT(struct case_finding, grade, WORD),
	NUMBER(struct case_finding, variant),
	TEXT(struct case_finding, title, SENTENCE),
	TEXT(struct case_finding, detail, SENTENCE),
};

static const struct case_column evidence[] = {
	NUMBER(struct case_evidence, revision),
	NUMBER(struct case_evidence, finding),
	TEXT(struct case_evidence, kind, WORD),
	TEXT(struct case_evidence, field, LIMIT_FIELD_BYTES),
	NUMBER(struct case_evidence, number),
	NUMBER(struct case_evidence, start),
	NUMBER(struct case_evidence, length),
};

static const struct case_column verdict[] = {
	NUMBER(struct case_verdict, revision),
	{ "class", CASE_TEXT, offsetof(struct case_verdict, class_), WORD },
	REAL(struct case_verdict, score),
	TEXT(struct case_verdict, category, WORD),
	TEXT(struct case_verdict, sender, SENTENCE),
	TEXT(struct case_verdict, content, SENTENCE),
	TEXT(struct case_verdict, summary, SENTENCE),
};

static const struct case_column question[] = {
	NUMBER(struct case_question, revision),
	NUMBER(struct case_question, n),
	TEXT(struct case_question, text, SENTENCE),
};

static const struct case_column share[] = {
	NUMBER(struct case_share, revision),	   NUMBER(struct case_share, finding),
	REAL(struct case_share, weight),	   REAL(struct case_share, listed),
	REAL(struct case_share, factor),	   TEXT(struct case_share, kind, WORD),
	TEXT(struct case_share, provenance, LINE), TEXT(struct case_share, held, WORD),
};

static const struct case_column value[] = {
	NUMBER(struct case_value, revision),
	TEXT(struct case_value, owner, WORD),
	NUMBER(struct case_value, owner_n),
	TEXT(struct case_value, key, WORD),
	TEXT(struct case_value, kind, WORD),
	TEXT(struct case_value, text, LIMIT_MESSAGE_BYTES),
	NUMBER(struct case_value, number),
};

static const struct case_column phrase[] = {
	TEXT(struct case_phrase, english, SENTENCE),
	TEXT(struct case_phrase, japanese, SENTENCE),
};

static const struct case_column sighting[] = {
	NUMBER(struct case_sighting, revision),	  TEXT(struct case_sighting, site, LINE),
	TEXT(struct case_sighting, href, LISTED), TEXT(struct case_sighting, state, WORD),
	NUMBER(struct case_sighting, utc),
};

static const struct case_column entry[] = {
	NUMBER(struct case_entry, revision),
	NUMBER(struct case_entry, n),
	TEXT(struct case_entry, kind, WORD),
	NUMBER(struct case_entry, utc),
	TEXT(struct case_entry, author, LIMIT_ENTRY_LINE),
	TEXT(struct case_entry, text, LIMIT_ENTRY_TEXT),
	NUMBER(struct case_entry, about),
	TEXT(struct case_entry, state, WORD),
	TEXT(struct case_entry, title, LIMIT_ENTRY_LINE),
	TEXT(struct case_entry, outlet, LIMIT_ENTRY_LINE),
	TEXT(struct case_entry, url, LIMIT_ENTRY_LINE),
	TEXT(struct case_entry, said_by, LIMIT_ENTRY_LINE),
	TEXT(struct case_entry, when, WORD),
	NUMBER(struct case_entry, removes),
};

#define SHAPE(table, most) \
	{ \
#table, table, COUNT(table), most, 1 \
	}
#define SHAPE_SINCE(table, most, since) \
	{ \
#table, table, COUNT(table), most, since \
	}

/* In the order of enum case_table. */
const struct case_shape case_shapes[CASE_TABLES] = {
	SHAPE(message, 1),
	SHAPE(input, 1),
	SHAPE(revision, LIMIT_CASE_REVISIONS),
	SHAPE(data, LIMIT_CASE_REVISIONS *LIMIT_CASE_TABLES),
	SHAPE(data_bytes, LIMIT_CASE_REVISIONS *LIMIT_CASE_TABLES),
	SHAPE(answer, LIMIT_CASE_REVISIONS *(LIMIT_QUESTIONS + LIMIT_QUESTIONS_REFUSED)),
	SHAPE(finding, LIMIT_CASE_REVISIONS *LIMIT_FINDINGS),
	SHAPE(evidence, LIMIT_CASE_REVISIONS *LIMIT_FINDINGS *LIMIT_EVIDENCE),
	SHAPE(verdict, LIMIT_CASE_REVISIONS),
	SHAPE(question, LIMIT_CASE_REVISIONS *LIMIT_FINDINGS),
	SHAPE(share, LIMIT_CASE_REVISIONS *LIMIT_FINDINGS),
	SHAPE(value, LIMIT_CASE_VALUES),
	SHAPE(phrase, LIMIT_CASE_REVISIONS *LIMIT_FINDINGS),
	SHAPE_SINCE(sighting, LIMIT_CASE_REVISIONS *LIMIT_CASE_SITES, 2),
	SHAPE_SINCE(entry, LIMIT_CASE_ENTRIES, 2),
};
