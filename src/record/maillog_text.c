/* record/maillog_text.c - see maillog_text.h. */
#include "record/maillog_text.h"

#include "mail/ip.h"

static void add(struct maillog_line *line, const char *name, struct str value,
		bool claimed)
{
	if (value.p && line->field_count < MAILLOG_FIELDS)
		line->fields[line->field_count++] =
		    (struct maillog_field){ name, value, claimed };
}

void maillog_add(struct maillog_line *line, const char *name, struct str value)
{
	add(line, name, value, false);
}

void maillog_add_claimed(struct maillog_line *line, const char *name, struct str value)
{
	add(line, name, value, true);
}

bool maillog_take_until(struct str *rest, struct str mark, struct str *ret)
{
	size_t at = str_find_str(*rest, mark);

	if (at == STR_NPOS)
		return false;
	*ret = str_sub(*rest, 0, at);
	*rest = str_skip(*rest, at + mark.n);
	return true;
}

/* The name is what a resolver said, which has no bracket in it; nevertheless the last
 * pair counts, with nothing but a port behind it. */
void maillog_add_host(struct maillog_line *line, enum maillog_party party,
		      struct str text)
{
	static const char *const names[][3] = {
		[MAILLOG_OF_CLIENT] = { "client_name", "client_ip", "client_port" },
		[MAILLOG_OF_RELAY] = { "relay_name", "relay_ip", "relay_port" },
	};
	const char *const *name = names[party];
	size_t close = str_rfind(text, ']'), open;
	struct str port;

	if (close == STR_NPOS) {
		maillog_add(line, name[0], text);
		return;
	}
	open = str_rfind(str_sub(text, 0, close), '[');
	if (open == STR_NPOS)
		return;
	if (open)
		maillog_add(line, name[0], str_sub(text, 0, open));
	maillog_add(line, name[1], str_sub(text, open + 1, close));
	port = str_skip(text, close + 1);
	if (str_eat_char(&port, ':') && port.n)
		maillog_add(line, name[2], port);
}
