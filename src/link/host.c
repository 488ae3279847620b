/* link/host.c - see host.h. */
#include "link/host_inside.h"

#include <arpa/inet.h>

void host_warm(void)
{
	static bool open;

	if (open)
		return;
	host_suffix_warm();
	host_idna_warm();
	host_skeleton_warm();
	open = true;
}

/* --- addresses ----------------------------------------------------------- */

/* RFC 5321 and URLs put IPv6 into brackets; "IPv6:" is RFC 5321's alone. */
static struct str without_brackets(struct str name)
{
	if (name.n >= 2 && name.p[0] == '[' && name.p[name.n - 1] == ']') {
		name = str_sub(name, 1, name.n - 1);
		str_eat(&name, STR("IPv6:"));
	}
	return name;
}

static bool address_literal(struct arena *arena, struct str name, struct str *ret_text)
{
	char z[INET6_ADDRSTRLEN], text[INET6_ADDRSTRLEN];
	unsigned char bytes[16];
	int family;

	name = without_brackets(name);
	if (name.n == 0 || name.n >= sizeof z)
		return false;
	/* Most names are none, and one look says so. */
	if (!ascii_is_digit(name.p[name.n - 1]) && !memchr(name.p, ':', name.n))
		return false;
	memcpy(z, name.p, name.n);
	z[name.n] = '\0';
	if (memchr(name.p, '\0', name.n))
		return false;
	family = memchr(z, ':', name.n) ? AF_INET6 : AF_INET;
	if (inet_pton(family, z, bytes) != 1 ||
	    !inet_ntop(family, bytes, text, sizeof text))
		return false;
	*ret_text = arena_str(arena, str_c(text));
	return true;
}

/* --- names ----------------------------------------------------------------- */

bool host_ends_in_number(struct str name)
{
	size_t dot = str_rfind(name, '.');
	struct str last = dot == STR_NPOS ? name : str_skip(name, dot + 1);

	if (last.n == 0)
		return false;
	for (size_t i = 0; i < last.n; i++) {
		if (!ascii_is_digit(last.p[i]))
			return false;
	}
	return true;
}

struct str host_without_final_dot(struct str name)
{
	if (name.n && name.p[name.n - 1] == '.')
		name.n--;
	return name;
}

char *host_copy(struct arena *arena, struct str name)
{
	char *z;

	if (name.n == 0 || name.n > NAME_MAX_BYTES || memchr(name.p, '\0', name.n))
		return NULL;
	z = arena_bytes(arena, name.n + 1);
	for (size_t i = 0; i < name.n; i++)
		z[i] = ascii_lower(name.p[i]);
	z[name.n] = '\0';
	return z;
}

void host_parse(struct arena *arena, struct str name, struct host *ret)
{
	struct tails tails;
	char *z;

	host_warm();
	*ret = (struct host){ 0 };
	if (address_literal(arena, name, &ret->ascii)) {
		ret->ok = ret->is_address = true;
		ret->unicode = ret->ascii;
		return;
	}
	name = host_without_final_dot(name);
	if (name.n == 0 || name.n > NAME_MAX_BYTES) {
		ret->ascii = ret->unicode = arena_lower(arena, name);
		return;
	}
	if (host_is_plain(name)) {
		ret->ok = true;
		ret->ascii = ret->unicode = arena_lower(arena, name);
	} else {
		host_parse_idna(arena, name, ret);
	}
	/* UTS 46 maps the ideographic full stop and kin to '.': a dot may be there only
	 * now, and a full-width address may be an address only now. */
	if (ret->ok && address_literal(arena, ret->ascii, &ret->ascii)) {
		ret->is_address = true;
		ret->unicode = ret->ascii;
		return;
	}
	ret->ascii = host_without_final_dot(ret->ascii);
	ret->ok = ret->ok && !host_ends_in_number(ret->ascii);
	if (!ret->ok || !(z = host_copy(arena, ret->ascii)))
		return;
	name = str_make(z, ret->ascii.n);
	tails = host_tails(name);
	ret->registrable_domain = host_tail(name, tails.registrable);
	ret->public_suffix = host_tail(name, tails.suffix);
}
