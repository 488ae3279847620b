/* cmd/config.c - defaults from /etc/mekiki/mekiki.conf, then from the user's file.
 *
 * "key = value" lines, '#' comments. The command line wins.
 */
#include "base/limits.h"
#include "cmd/cmd.h"

#include "base/scoped.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

static const char *keep(struct session *session, struct str value)
{
	return arena_printf(session->arena, "%.*s", STR_ARG(value)).p;
}

static bool take_contact(struct session *session, struct str value, const char *path,
			 unsigned number, struct err *err)
{
	struct options *options = &session->options;

	options->contact_given = true;
	return contact_find(value, &options->contact) ||
	       err_set(err, ERR_USAGE, path,
		       "line %u: contact is offline, lookup, visit or browser", number);
}

static bool add_resolver(struct session *session, struct str value, const char *path,
			 unsigned number, struct err *err)
{
	session->options.resolvers_configured = true;
	return options_add_resolver(&session->options, keep(session, value), err) ||
	       err_set(err, ERR_USAGE, path,
		       "line %u: \"%.*s\" is no resolver like 192.0.2.1@53", number,
		       STR_ARG(value));
}

/* "jpcert /var/lib/mekiki/jpcert.csv", "safebrowsing KEY": which lists there are is known
 * to the one who asks them. */
static bool add_list(struct buf *list, struct str value, const char *path,
		     unsigned number, struct err *err)
{
	struct str rest = value, name = str_take_word(&rest);

	rest = str_trim(rest);
	if (name.n == 0 || rest.n == 0)
		return err_set(err, ERR_USAGE, path,
			       "line %u: the name of a list is missing, or what belongs "
			       "to it",
			       number);
	buf_printf(list, "%.*s %.*s\n", STR_ARG(name), STR_ARG(rest));
	return true;
}

static bool take_line(struct session *session, struct str line, const char *path,
		      unsigned number, struct err *err)
{
	struct options *options = &session->options;
	struct str key, value;

	line = str_trim(str_until(line, '#'));
	if (line.n == 0)
		return true;
	if (!str_cut(line, '=', &key, &value))
		return err_set(err, ERR_USAGE, path, "line %u: no \"=\" in it", number);
	key = str_trim(key);
	value = str_trim(value);
	if (str_eq(key, STR("format")))
		options->format = keep(session, value);
	else if (str_eq(key, STR("lang")))
		options->language = keep(session, value);
	else if (str_eq(key, STR("profile")))
		options->profile = keep(session, value);
	else if (str_eq(key, STR("trust-store")))
		options->trust_store = keep(session, value);
	else if (str_eq(key, STR("contact")))
		return take_contact(session, value, path, number, err);
	else if (str_eq(key, STR("resolver")))
		return add_resolver(session, value, path, number, err);
	else if (str_eq(key, STR("trust-anchor")))
		options->trust_anchor = keep(session, value);
	else if (str_eq(key, STR("yara")))
		buf_printf(&options->yara, "%.*s\n", STR_ARG(value));
	else if (str_eq(key, STR("list-file")))
		return add_list(&options->list_files, value, path, number, err);
	else if (str_eq(key, STR("list-key")))
		return add_list(&options->list_keys, value, path, number, err);
	else
		return err_set(err, ERR_USAGE, path,
			       "line %u: unknown key \"%.*s\"; known are format, lang, "
			       "profile, trust-store, contact, resolver, "
			       "trust-anchor, yara, list-file, list-key",
			       number, STR_ARG(key));
	return true;
}

static bool read_one(struct session *session, const char *path, struct err *err)
{
	char bytes[64 * 1024];
	SCOPED(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct str rest, line;
	unsigned number = 0;
	ssize_t n;

	if (fd < 0)
		return errno == ENOENT || errno == ENOTDIR || errno == EACCES ||
		       err_set(err, ERR_FILE, path, "%s", strerror(errno));
	n = read(fd, bytes, sizeof bytes);
	if (n < 0)
		return err_set(err, ERR_FILE, path, "%s", strerror(errno));
	rest = str_make(bytes, (size_t)n);
	while (str_split(&rest, '\n', &line))
		if (!take_line(session, line, path, ++number, err))
			return false;
	return true;
}

bool config_read(struct session *session, struct err *err)
{
	const char *home = getenv("HOME"), *xdg = getenv("XDG_CONFIG_HOME");
	const char *user = NULL;

	if (!read_one(session, "/etc/mekiki/mekiki.conf", err))
		return false;
	if (xdg && xdg[0] == '/')
		user = arena_printf(session->arena, "%s/mekiki/mekiki.conf", xdg).p;
	else if (home && home[0] == '/')
		user =
		    arena_printf(session->arena, "%s/.config/mekiki/mekiki.conf", home).p;
	return !user || read_one(session, user, err);
}
