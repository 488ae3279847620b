/* link/url_host.c - the host parser of the URL standard (3.5). */
#include "base/limits.h"
#include "base/utf8.h"
#include "link/host.h"
#include "link/url_parts.h"

static bool parse_ipv6(struct arena *arena, struct str input, struct url_cut *ret)
{
	uint16_t address[8];
	bool zero = true;

	if (input.p[input.n - 1] != ']' ||
	    !url_ipv6_parse(str_sub(input, 1, input.n - 1), address))
		return false;
	for (int i = 0; i < 5; i++)
		zero = zero && address[i] == 0;
	if (zero && address[5] == 0xffff)
		ret->odd |= URL_ODD_IPV4_MAPPED;
	ret->host_kind = URL_HOST_IPV6;
	ret->host = url_ipv6_text(arena, address);
	return true;
}

/* Hosts of schemes that the standard does not know (3.5, "opaque-host parser"). */
static bool parse_opaque(struct arena *arena, struct str input, struct url_cut *ret)
{
	char *out, *end;

	if (url_clean_prefix(input, URL_SET_NO_HOST) < input.n)
		return false;
	ret->host_kind = input.n ? URL_HOST_OPAQUE : URL_HOST_EMPTY;
	ret->host = input;
	if (url_clean_prefix(input, URL_SET_CONTROL) == input.n)
		return true;
	out = arena_bytes(arena, 3 * input.n);
	end = url_encode(out, input, URL_SET_CONTROL);
	arena_shrink(arena, out, 3 * input.n, (size_t)(end - out));
	ret->host = str_make(out, (size_t)(end - out));
	return true;
}

static struct str without_final_dot(struct str name)
{
	if (name.n > 1 && name.p[name.n - 1] == '.')
		name.n--;
	return name;
}

static bool parse_ipv4(struct arena *arena, struct url_cut *ret)
{
	struct str written = without_final_dot(ret->host);
	uint32_t address;

	if (!url_ipv4_parse(ret->host, &address))
		return false;
	ret->host_kind = URL_HOST_IPV4;
	ret->host = url_ipv4_text(arena, address);
	if (!str_eq(written, ret->host))
		ret->odd |= URL_ODD_NUMBER_FORM;
	return true;
}

bool url_host_parse(struct arena *arena, struct str input, bool special,
		    struct url_cut *ret)
{
	struct str domain;

	if (input.n && input.p[0] == '[')
		return parse_ipv6(arena, input, ret);
	if (!special)
		return parse_opaque(arena, input, ret);
	domain = url_percent_decode(arena, input);
	if (domain.n != input.n)
		ret->odd |= URL_ODD_HOST_ENCODED;
	if (!host_to_ascii(arena, domain, &ret->host) ||
	    url_clean_prefix(ret->host, URL_SET_NO_DOMAIN) < ret->host.n)
		return false;
	if (!ascii_is_all(domain) && host_is_mapped(domain))
		ret->odd |= URL_ODD_HOST_MAPPED;
	if (ret->host.p[ret->host.n - 1] == '.')
		ret->odd |= URL_ODD_FINAL_DOT;
	if (url_ends_in_number(ret->host))
		return parse_ipv4(arena, ret);
	ret->host_kind = URL_HOST_DOMAIN;
	return true;
}
