/* process/task.c - the shapes of the records, with their ceilings. */
#include "process/task.h"

#include "case/notebook.h"
#include "door/question.h"

enum { TEXT = 1024, PATH = 4096 + 32, PROFILE = 1u << 20 };

static const struct wire_field setup_fields[] = {
	WIRE_TEXT_IN(struct setup, data_dir, PATH),
	WIRE_TEXT_IN(struct setup, locale_dir, PATH),
	WIRE_TEXT_IN(struct setup, user_data, PATH),
	WIRE_TEXT_IN(struct setup, language, 16),
	WIRE_TEXT_IN(struct setup, format, 32),
	WIRE_TEXT_IN(struct setup, picture, 32),
	WIRE_TEXT_IN(struct setup, profile, PROFILE),
	WIRE_TEXT_IN(struct setup, profile_name, PATH),
	WIRE_TEXT_IN(struct setup, trust_store, PATH),
	WIRE_TEXT_IN(struct setup, geo, 65536),
	WIRE_TEXT_IN(struct setup, yara, 65536),
	WIRE_TEXT_IN(struct setup, client_ip, TEXT),
	WIRE_TEXT_IN(struct setup, helo, TEXT),
	WIRE_TEXT_IN(struct setup, mail_from, TEXT),
	WIRE_TEXT_IN(struct setup, tlp, 32),
	WIRE_TEXT_IN(struct setup, only, 65536),
	WIRE_TEXT_IN(struct setup, skip, 65536),
	WIRE_TEXT_IN(struct setup, redact, PATH),
	WIRE_TEXT_IN(struct setup, redact_text, LIMIT_REDACT_PROFILE),
	WIRE_TEXT_IN(struct setup, roles, TEXT),
	WIRE_TEXT_IN(struct setup, tool_version, 64),
	WIRE_TEXT_IN(struct setup, contact, 16),
	WIRE_TEXT_IN(struct setup, salt, TEXT),
	WIRE_NUMBER_IN(struct setup, allowed, CONTACT_BROWSE),
	WIRE_NUMBER_IN(struct setup, clock, INT64_MAX),
	WIRE_NUMBER_IN(struct setup, colour, 1),
	WIRE_NUMBER_IN(struct setup, no_defang, 1),
	WIRE_NUMBER_IN(struct setup, explain, 1),
	WIRE_NUMBER_IN(struct setup, verbose, 2),
	WIRE_NUMBER_IN(struct setup, width, 1000),
	WIRE_NUMBER_IN(struct setup, wants_geo, 1),
	WIRE_NUMBER_IN(struct setup, has_log, 1),
	WIRE_TEXT_IN(struct setup, queue_id, 64),
	WIRE_NUMBER_IN(struct setup, has_answers, 1),
	WIRE_NUMBER_IN(struct setup, replay, REPLAY_KINDS - 1),
	WIRE_NUMBER_IN(struct setup, revision, LIMIT_CASE_REVISIONS),
	WIRE_NUMBER_IN(struct setup, answers_length, LIMIT_ANSWERS_FILE),
	WIRE_NUMBER_IN(struct setup, connect_map, 1),
	WIRE_NUMBER_IN(struct setup, plan, 1),
	WIRE_NUMBER_IN(struct setup, show_recipient, 1),
	WIRE_NUMBER_IN(struct setup, files, 1),
	WIRE_NUMBER_IN(struct setup, preview, 1),
	WIRE_NUMBER_IN(struct setup, undecoded, 1),
	WIRE_NUMBER_IN(struct setup, questions, LIMIT_QUESTIONS),
	WIRE_NUMBER_IN(struct setup, view, CASE_VIEWS - 1),
	WIRE_TEXT_IN(struct setup, order, 2 * LIMIT_ENTRY_TEXT),
};
const struct wire_shape setup_shape = { 1, setup_fields, COUNT(setup_fields), 0 };

static const struct wire_field task_fields[] = {
	WIRE_NUMBER_IN(struct task, kind, TASK_KINDS - 1),
	WIRE_NUMBER_IN(struct task, ticket, INT64_MAX),
	WIRE_NUMBER_IN(struct task, has_file, 1),
	WIRE_NUMBER_IN(struct task, offset, INT64_MAX),
	WIRE_NUMBER_IN(struct task, length, INT64_MAX),
	WIRE_NUMBER_IN(struct task, size, INT64_MAX),
	WIRE_NUMBER_IN(struct task, cut, 1),
	WIRE_NUMBER_IN(struct task, one, 1),
	WIRE_NUMBER_IN(struct task, found, 1),
	WIRE_NUMBER_IN(struct task, converted, 1),
	WIRE_NUMBER_IN(struct task, headers_only, 1),
	WIRE_NUMBER_IN(struct task, unread, 1),
	WIRE_NUMBER_IN(struct task, number, 1000),
	WIRE_NUMBER_IN(struct task, json_lines, 1),
	WIRE_NUMBER_IN(struct task, record, 1),
	WIRE_NUMBER_IN(struct task, thing, 1),
	WIRE_NUMBER_IN(struct task, second, INT64_MAX),
	WIRE_NUMBER_IN(struct task, rows, 1),
	WIRE_TEXT_IN(struct task, name, PATH),
	WIRE_TEXT_IN(struct task, error, TEXT),
	WIRE_TEXT_IN(struct task, death, TEXT),
	WIRE_TEXT_IN(struct task, sha256, 64),
	WIRE_TEXT_IN(struct task, argument, TEXT),
};
const struct wire_shape task_shape = { 2, task_fields, COUNT(task_fields), 0 };

static const struct wire_field reply_fields[] = {
	WIRE_NUMBER_IN(struct reply, kind, REPLY_KINDS - 1),
	WIRE_NUMBER_IN(struct reply, ticket, INT64_MAX),
	WIRE_NUMBER_IN(struct reply, class_, CLASS_COUNT - 1),
	WIRE_NUMBER_IN(struct reply, trouble, TROUBLE_NOT_MAIL),
	WIRE_NUMBER_IN(struct reply, next, INT64_MAX),
	WIRE_NUMBER_IN(struct reply, truncated, 1),
	WIRE_NUMBER_IN(struct reply, rows, LIMIT_CASE_BYTES),
	WIRE_TEXT_IN(struct reply, text, TEXT),
	WIRE_TEXT_IN(struct reply, sha256, 64),
};
const struct wire_shape reply_shape = { 3, reply_fields, COUNT(reply_fields),
					LIMIT_REPORT_BYTES + LIMIT_CASE_BYTES };

/* One byte more than an entry may have: what is too long is told, not cut. */
static const struct wire_field order_fields[] = {
	WIRE_NUMBER_IN(struct order, about, LIMIT_CASE_ENTRIES),
	WIRE_NUMBER_IN(struct order, removes, ENTRY_REMOVES_MOST),
	WIRE_NUMBER_IN(struct order, removes_given, 1),
	WIRE_TEXT_IN(struct order, kind, 32),
	WIRE_TEXT_IN(struct order, author, LIMIT_ENTRY_LINE + 1),
	WIRE_TEXT_IN(struct order, text, LIMIT_ENTRY_TEXT + 1),
	WIRE_TEXT_IN(struct order, state, 32),
	WIRE_TEXT_IN(struct order, title, LIMIT_ENTRY_LINE + 1),
	WIRE_TEXT_IN(struct order, outlet, LIMIT_ENTRY_LINE + 1),
	WIRE_TEXT_IN(struct order, url, LIMIT_ENTRY_LINE + 1),
	WIRE_TEXT_IN(struct order, said_by, LIMIT_ENTRY_LINE + 1),
	WIRE_TEXT_IN(struct order, when, 64),
};
const struct wire_shape order_shape = { 30, order_fields, COUNT(order_fields), 0 };
