/* process/outside.c - the shapes of the records, with their ceilings. */
#include "process/outside.h"

enum { LINE = 1024, LISTED = 65536 };

static const struct wire_field setup_fields[] = {
	WIRE_NUMBER_IN(struct outside_setup, contact, CONTACT_BROWSE),
	WIRE_TEXT_IN(struct outside_setup, resolver, LINE),
	WIRE_TEXT_IN(struct outside_setup, trust_anchor, LISTED),
	WIRE_NUMBER_IN(struct outside_setup, timeout_ms, 600000),
	WIRE_NUMBER_IN(struct outside_setup, in_flight, 65536),
	WIRE_TEXT_IN(struct outside_setup, connect_map, LISTED),
	WIRE_NUMBER_IN(struct outside_setup, clock, INT64_MAX),
	WIRE_TEXT_IN(struct outside_setup, user_agent, LINE),
	WIRE_TEXT_IN(struct outside_setup, proxy, LINE),
	WIRE_TEXT_IN(struct outside_setup, trust_store, LINE * 4),
	WIRE_TEXT_IN(struct outside_setup, geo, LISTED),
	WIRE_TEXT_IN(struct outside_setup, lists, LISTED),
	WIRE_TEXT_IN(struct outside_setup, list_keys, LISTED),
	WIRE_NUMBER_IN(struct outside_setup, attempt, 1000),
};
const struct wire_shape outside_setup_shape = { 4, setup_fields, COUNT(setup_fields), 0 };

static const struct wire_field asked_fields[] = {
	WIRE_NUMBER_IN(struct asked, ticket, INT64_MAX),
	WIRE_TEXT_IN(struct asked, question, LIMIT_QUESTION_BYTES),
};
const struct wire_shape asked_shape = { 5, asked_fields, COUNT(asked_fields),
					LIMIT_MEDIA_BYTES };

static const struct wire_field told_fields[] = {
	WIRE_NUMBER_IN(struct told, ticket, INT64_MAX),
	WIRE_TEXT_IN(struct told, question, LIMIT_QUESTION_BYTES),
	WIRE_NUMBER_IN(struct told, status, ANSWER_STATUSES - 1),
	WIRE_NUMBER_IN(struct told, dnssec, DNSSEC_STATES - 1),
	WIRE_TEXT_IN(struct told, dnssec_by, LINE),
	WIRE_NUMBER_IN(struct told, asked_at, INT64_MAX),
	WIRE_NUMBER_IN(struct told, duration_us, INT64_MAX),
	WIRE_NUMBER_IN(struct told, cached, 1),
	WIRE_TEXT_IN(struct told, from, LINE),
	WIRE_TEXT_IN(struct told, reason, LINE),
	WIRE_TEXT_IN(struct told, bytes, LIMIT_BROWSE_ANSWER),
	WIRE_NUMBER_IN(struct told, ttl, UINT32_MAX),
};
const struct wire_shape told_shape = { 6, told_fields, COUNT(told_fields), 0 };

static const struct wire_field resume_fields[] = {
	WIRE_NUMBER_IN(struct resume, ticket, INT64_MAX),
};
const struct wire_shape resume_shape = { 7, resume_fields, COUNT(resume_fields), 0 };

void told_of_answer(const struct answer *answer, struct told *ret)
{
	*ret = (struct told){
		.question = answer->question,
		.status = answer->status,
		.dnssec = answer->dnssec,
		.dnssec_by = answer->dnssec_by,
		.asked_at = answer->asked_at > 0 ? (uint64_t)answer->asked_at : 0,
		.duration_us = (uint64_t)(answer->duration_ms * 1000),
		.cached = answer->cached,
		.from = answer->from,
		.reason = answer->reason,
		.bytes = answer->bytes,
	};
}

void told_to_answer(const struct told *told, struct answer *ret)
{
	*ret = (struct answer){
		.question = told->question,
		.status = (enum answer_status)told->status,
		.dnssec = (enum dnssec)told->dnssec,
		.dnssec_by = told->dnssec_by,
		.asked_at = (int64_t)told->asked_at,
		.duration_ms = (double)told->duration_us / 1000,
		.cached = told->cached,
		.from = told->from,
		.reason = told->reason,
		.bytes = told->bytes,
	};
}
