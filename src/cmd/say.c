/* cmd/say.c - what the command says itself: short, on standard error, inert. */
#include "cmd/cmd.h"
#include "report/inert.h"

#include <pwd.h>
#include <stdio.h>
#include <unistd.h>

const char *text_of(const struct session *session, const char *msgid)
{
	return catalogue_text(&session->texts, msgid);
}

void complain(const struct session *session, const char *name, const char *text)
{
	struct buf line;

	(void)session;
	buf_init(&line, 16384);
	buf_add(&line, STR("mekiki: "));
	if (name && *name) {
		inert_add(&line, str_c(name), INERT_LINE);
		buf_add(&line, STR(": "));
	}
	inert_add(&line, str_c(text), INERT_LINE);
	buf_add_char(&line, '\n');
	fwrite(line.p, 1, line.n, stderr);
	buf_fini(&line);
}

void complain_err(const struct session *session, const struct err *err)
{
	complain(session, err->where, err->what);
}

struct str session_user(struct session *session)
{
	const struct passwd *user = getpwuid(getuid());

	if (user && user->pw_name[0])
		return arena_str(session->arena, str_c(user->pw_name));
	return arena_printf(session->arena, "uid %u", (unsigned)getuid());
}
