/* check/log_list.c - see log_list.h. */
#include "check/log_list.h"

const struct log_sessions *log_read_of(const struct inspection *in)
{
	const struct log_sessions *log = in->log;

	return log && log->asked && log->answer && log->answer->status == ANSWER_ANSWERED
		   ? log
		   : NULL;
}

const struct log_session *log_own_of(const struct inspection *in)
{
	const struct log_sessions *log = log_read_of(in);

	return log ? log_own_session(log) : NULL;
}

bool log_is_before(const struct inspection *in, const struct log_session *session)
{
	const struct log_session *own = log_own_of(in);

	return !own || session->n < own->n;
}

int64_t log_time_of(const struct log_session *session)
{
	if (session->begin || session->line_count == 0)
		return session->begin;
	return session->lines[0].utc;
}

void finding_log_session(struct finding *finding, const struct log_session *session)
{
	struct arena *arena = finding->in->arena;
	struct str name = session->client_name, ip = session->client_ip;

	finding_str(finding, "client",
		    ip.n ? arena_printf(arena, "%.*s[%.*s]", STR_ARG(name), STR_ARG(ip))
			 : STR("-"));
	finding_time(finding, "at", log_time_of(session));
	if (session->line_count) {
		const struct log_line *line = &session->lines[0];

		finding_str(finding, "line",
			    arena_printf(arena, "%.*s:%llu", STR_ARG(line->file),
					 (unsigned long long)line->number));
	}
}

void log_names_add(struct log_names *names, struct str name)
{
	if (name.n == 0)
		return;
	for (uint32_t i = 0; i < names->count; i++)
		if (str_eq_nocase(names->items[i], name))
			return;
	if (names->count == COUNT(names->items))
		names->more++;
	else
		names->items[names->count++] = name;
}
