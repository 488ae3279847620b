/* maillog/query.h - asks the mail log about one message: once by all that is known of it,
 * and once more where only the log names its client. */
#pragma once
#include "door/door.h"
#include "maillog/sessions.h"
#include "record/path.h"

struct maillog_subject {
	struct message *message;
	const struct path *path;
	struct str queue_id;	  /* as the user knows it; empty */
	struct str envelope_from; /* empty: not known */
	bool of_log_alone;	  /* there is no message */
	/* Of our server, by the site profile, where the message does not tell. */
	bool zone_known;
	int32_t zone_minutes;
	int64_t clock;
};

struct maillog_query;
struct maillog_query *maillog_begin(struct arena *arena, struct door *door,
				    const struct maillog_subject *subject);
/* False: waiting. Otherwise `*ret` is set, with `asked`. */
bool maillog_round(struct maillog_query *query, struct log_sessions **ret);
