/* check/log_list.h - the mail log, for the checks about it. */
#pragma once
#include "check/check.h"
#include "maillog/sessions.h"

/* NULL: no log was given, or it gave no answer. */
const struct log_sessions *log_read_of(const struct inspection *in);
/* The session of the message itself; NULL where it is not in the log. */
const struct log_session *log_own_of(const struct inspection *in);
/* Does it lie before the message's own? Where that is not known all count. */
bool log_is_before(const struct inspection *in, const struct log_session *session);
/* When it began, or its first line was written. */
int64_t log_time_of(const struct log_session *session);
/* Values client ("name[address]"), at (its begin) and line ("mail.log:26"). */
void finding_log_session(struct finding *finding, const struct log_session *session);

/* Different texts, in their order. */
struct log_names {
	struct str items[16];
	uint32_t count;
	uint64_t more;
};
void log_names_add(struct log_names *names, struct str name);
