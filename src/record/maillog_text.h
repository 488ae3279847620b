/* record/maillog_text.h - what the readers of record/maillog.h share. */
#pragma once
#include "record/maillog.h"

/* Beyond MAILLOG_FIELDS it is left out; an empty slice with a pointer is kept. */
void maillog_add(struct maillog_line *line, const char *name, struct str value);
void maillog_add_claimed(struct maillog_line *line, const char *name, struct str value);
/* "name[192.0.2.1]", with a port behind ("]:25"): fields PREFIX_name, PREFIX_ip,
 * PREFIX_port; what is no address (a socket's path) becomes PREFIX_ip as it stands. */
enum maillog_party { MAILLOG_OF_CLIENT, MAILLOG_OF_RELAY };
void maillog_add_host(struct maillog_line *line, enum maillog_party party,
		      struct str text);
/* Up to `mark`, or false; `*rest` is what stands behind it. */
bool maillog_take_until(struct str *rest, struct str mark, struct str *ret);

/* Each reads line->text where line->program is its own. */
bool maillog_read_postfix(struct maillog_line *line);
bool maillog_read_policy(struct maillog_line *line);
bool maillog_read_sendmail(struct maillog_line *line);
void maillog_read_exim(struct maillog_line *line);
