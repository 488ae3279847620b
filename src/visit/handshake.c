/* visit/handshake.c - the facts of a TLS handshake: what was agreed on, and what stands
 * in the certificates. Whether the name is the host's is compared here; the result of the
 * verification is as it was at the time of the connection. */
#include "visit/part.h"

#include "base/limits.h"

static void read_verify(struct handshake *h)
{
	struct str rest = h->verify, number = str_take_word(&rest);

	h->verify_known = str_to_u32(number, &h->verify_code);
}

static void read_chain(struct arena *arena, const struct exchange *exchange,
		       struct handshake *h)
{
	uint32_t n = exchange->certificate_count;

	if (n > LIMIT_CERTIFICATES)
		n = LIMIT_CERTIFICATES;
	h->chain = arena_alloc_array(arena, n, sizeof *h->chain);
	for (uint32_t i = 0; i < n; i++) {
		if (certificate_read(arena, exchange->certificates[i],
				     &h->chain[h->count]))
			h->count++;
		else if (i == 0)
			break; /* the others are not its own */
		else
			h->unreadable++;
	}
	if (n && h->count == 0)
		h->unreadable = n;
}

static bool is_wildcard_for(struct str pattern, struct str host)
{
	struct str label, rest;

	return str_starts(pattern, STR("*.")) && str_cut(host, '.', &label, &rest) &&
	       str_eq_nocase(str_skip(pattern, 2), rest);
}

static void add_sibling(struct arena *arena, struct handshake *h, struct str own,
			struct str name)
{
	struct str domain;

	str_eat(&name, STR("*."));
	domain = host_registrable(arena, name);
	if (domain.n == 0 || str_eq_nocase(domain, own))
		return;
	for (uint32_t i = 0; i < h->sibling_count; i++)
		if (str_eq_nocase(h->siblings[i], domain))
			return;
	if (h->sibling_count == LIMIT_VISIT_SIBLINGS) {
		h->siblings_cut = true;
		return;
	}
	if (!h->siblings)
		h->siblings =
		    arena_alloc_array(arena, LIMIT_VISIT_SIBLINGS, sizeof *h->siblings);
	h->siblings[h->sibling_count++] = arena_lower(arena, domain);
}

static void read_names(struct arena *arena, struct handshake *h)
{
	const struct certificate *own = &h->chain[0];
	struct str domain = host_registrable(arena, h->host);

	h->covers = certificate_covers_host(own, h->host);
	for (uint32_t i = 0; i < own->dns.count; i++) {
		h->wildcard |=
		    str_starts(own->dns.items[i], STR("*.")) &&
		    (is_wildcard_for(own->dns.items[i], h->host) ||
		     str_is_domain_or_below(h->host, str_skip(own->dns.items[i], 2)));
		add_sibling(arena, h, domain, own->dns.items[i]);
	}
}

void handshake_read(struct arena *arena, const struct answer *answer,
		    const struct exchange *exchange, struct handshake *h)
{
	struct str rest = exchange->tls;

	h->answer = answer;
	h->protocol = str_take_word(&rest);
	h->cipher = str_take_word(&rest);
	h->alpn = exchange->alpn;
	h->verify = exchange->verify;
	read_verify(h);
	read_chain(arena, exchange, h);
	if (h->count == 0)
		return;
	read_names(arena, h);
	if (h->chain[0].last != CERTIFICATE_NO_TIME)
		h->expired = answer->asked_at > h->chain[0].last;
	if (h->chain[0].first != CERTIFICATE_NO_TIME)
		h->not_yet = answer->asked_at < h->chain[0].first;
}
