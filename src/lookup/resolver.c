/* lookup/resolver.c - see resolver.h. */
#include "lookup/resolver.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "base/scoped.h"

enum { PORT = 53, CONF_MAX = 64 * 1024 };

/* An address of a link ends in its interface: "fe80::1%eth0". */
static bool read_address(struct str text, char ret[INET6_ADDRSTRLEN + 20])
{
	char plain[INET6_ADDRSTRLEN], again[INET6_ADDRSTRLEN];
	struct str address = str_until(text, '%'), zone = str_skip(text, address.n);
	uint8_t bytes[16];
	int family = str_find(address, ':') == STR_NPOS ? AF_INET : AF_INET6;

	if (address.n >= sizeof plain || zone.n > 16 ||
	    (zone.n && (family == AF_INET || zone.n == 1)))
		return false;
	for (size_t i = 1; i < zone.n; i++)
		if (!ascii_is_alnum(zone.p[i]) && zone.p[i] != '.' && zone.p[i] != '-' &&
		    zone.p[i] != '_')
			return false;
	memcpy(plain, address.p, address.n);
	plain[address.n] = '\0';
	if (inet_pton(family, plain, bytes) != 1 ||
	    !inet_ntop(family, bytes, again, sizeof again))
		return false;
	snprintf(ret, INET6_ADDRSTRLEN + 20, "%s%.*s", again, STR_ARG(zone));
	return true;
}

static bool add(struct resolver_list *list, struct str address, uint32_t port)
{
	char text[INET6_ADDRSTRLEN + 20];

	if (!read_address(address, text))
		return false;
	snprintf(list->text[list->count++], RESOLVER_TEXT, "%s@%u", text, port);
	return true;
}

static bool read_line(struct str line, struct resolver_list *list, struct err *err)
{
	struct str address = line, digits;
	uint32_t port = PORT;

	if (str_cut_last(line, '@', &address, &digits) &&
	    (!str_to_u32(digits, &port) || port == 0 || port > 65535))
		return err_set(err, ERR_USAGE, "resolver", "%.*s: there is no such port",
			       STR_ARG(line));
	if (list->count == RESOLVERS_MAX)
		return err_set(err, ERR_USAGE, "resolver", "more than %d are too many",
			       RESOLVERS_MAX);
	if (!add(list, address, port))
		return err_set(err, ERR_USAGE, "resolver",
			       "%.*s: not an IP address, or ADDRESS@PORT; a name would "
			       "have to be looked up first",
			       STR_ARG(str_sub(line, 0, 200)));
	return true;
}

bool resolver_read(struct str lines, struct resolver_list *ret, struct err *err)
{
	struct resolver_list list = { .count = 0 };
	struct str line;

	while (str_split(&lines, '\n', &line)) {
		line = str_trim(line);
		if (line.n && !read_line(line, &list, err))
			return false;
	}
	*ret = list;
	return true;
}

void resolver_read_conf(struct str text, struct resolver_list *ret)
{
	struct str line;

	ret->count = 0;
	while (str_split(&text, '\n', &line)) {
		struct str word = str_take_word(&line);

		if (str_eq(word, STR("nameserver")) && ret->count < RESOLVERS_MAX)
			add(ret, str_take_word(&line), PORT);
	}
	if (ret->count == 0)
		add(ret, STR("127.0.0.1"), PORT);
}

void resolver_of_system(struct resolver_list *ret)
{
	static const char path[] = "/etc/resolv.conf";
	char text[CONF_MAX];
	size_t n = 0;
	ssize_t got;
	SCOPED(close_fd) int fd = open(path, O_RDONLY | O_CLOEXEC);

	while (fd >= 0 && n < sizeof text &&
	       (got = read(fd, text + n, sizeof text - n)) > 0)
		n += (size_t)got;
	resolver_read_conf(str_make(text, n), ret);
}
