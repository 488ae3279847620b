/* lookup/endpoint.c - see endpoint.h. */
#include "lookup/endpoint.h"

#include "lookup/connect_map.h"
#include "lookup/guard.h"
#include "record/dns.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>

#define N_(text) text

static const char not_mapped[] =
    N_("the connect-map of this test does not list that address and port");
static const char no_address[] = N_("the name has no address");
static const char unreadable[] = N_("the resolver's answer cannot be read");

/* --- one address -----------------------------------------------------------------------
 */

static void write_host(const struct ip *ip, char ret[48])
{
	if (!inet_ntop(ip->kind == IP_V4 ? AF_INET : AF_INET6, ip->bytes, ret, 48))
		ret[0] = '\0';
}

static void write_end(const struct ip *ip, uint16_t port, char ret[64])
{
	char host[48];

	write_host(ip, host);
	snprintf(ret, 64, ip->kind == IP_V4 ? "%s:%u" : "[%s]:%u", host, port);
}

static void fill_socket(const struct ip *ip, uint16_t port, struct endpoint *ret)
{
	struct sockaddr_in v4 = { .sin_family = AF_INET, .sin_port = htons(port) };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6, .sin6_port = htons(port) };

	if (ip->kind == IP_V4) {
		memcpy(&v4.sin_addr, ip->bytes, 4);
		memcpy(&ret->to, &v4, sizeof v4);
		ret->to_n = sizeof v4;
	} else {
		memcpy(&v6.sin6_addr, ip->bytes, 16);
		memcpy(&ret->to, &v6, sizeof v6);
		ret->to_n = sizeof v6;
	}
}

/* The guard first, then the map. NULL, or why not. */
static const char *judge(const struct lookup *lookup, const struct ip *ip, uint16_t port,
			 struct connect_end *ret)
{
	const char *reason = guard_address(ip);
	const struct connect_end *to;

	*ret = (struct connect_end){ *ip, port };
	if (reason || !lookup->map)
		return reason;
	to = connect_map_find(lookup->map, ip, port);
	if (!to)
		return not_mapped;
	*ret = *to;
	return NULL;
}

static void add(const struct lookup *lookup, const struct ip *ip, uint16_t port,
		struct endpoints *found)
{
	struct connect_end to;
	const char *reason = judge(lookup, ip, port, &to);
	struct endpoint *e;

	if (reason && !found->reason)
		found->reason = reason;
	if (reason || found->count == ENDPOINTS_MAX)
		return;
	for (unsigned i = 0; i < found->count; i++)
		if (ip_eq(&found->items[i].ip, ip))
			return;
	e = &found->items[found->count++];
	*e = (struct endpoint){ .ip = *ip, .mapped_port = to.port };
	write_end(ip, port, e->text);
	write_end(&to.ip, to.port, e->mapped);
	write_host(&to.ip, e->mapped_host);
	fill_socket(&to.ip, to.port, e);
}

/* --- a name ----------------------------------------------------------------------------
 */

enum { FAMILIES = 2 }; /* A, AAAA */

struct heard {
	struct ip ips[ENDPOINTS_MAX];
	unsigned count;
	enum answer_status status;
	char reason[256];
};

struct search {
	struct lookup *lookup;
	endpoint_done *done;
	void *arg;
	uint16_t port;
	unsigned open;
	struct heard heard[FAMILIES];
};

static bool read_addresses(const struct told *told, uint16_t type, struct heard *ret)
{
	struct arena *arena = arena_new(0);
	const struct dns_record **records;
	struct dns_packet packet;
	uint32_t count;
	struct err err;
	bool ok;

	if (!arena)
		abort();
	ok = dns_read(arena, told->bytes, &packet, &err) &&
	     dns_select(arena, &packet, type, &records, &count, NULL, NULL);
	for (uint32_t i = 0; ok && i < count && ret->count < ENDPOINTS_MAX; i++) {
		struct ip *ip = &ret->ips[ret->count++];

		ip->kind = type == DNS_A ? IP_V4 : IP_V6;
		memcpy(ip->bytes, records[i]->data.p, records[i]->data.n);
	}
	arena_free(arena);
	return ok;
}

static void hear(const struct told *told, uint16_t type, struct heard *ret)
{
	ret->status = (enum answer_status)told->status;
	snprintf(ret->reason, sizeof ret->reason, "%.*s", STR_ARG(told->reason));
	if (told->status != ANSWER_ANSWERED || read_addresses(told, type, ret))
		return;
	ret->status = ANSWER_FAILED;
	snprintf(ret->reason, sizeof ret->reason, "%s", unreadable);
}

/* No address was told. What is said of the name itself weighs less than that something
 * could not be found out. */
static void tell_none(const struct search *search, struct endpoints *found)
{
	const struct heard *worst = NULL;

	for (int i = 0; i < FAMILIES; i++) {
		const struct heard *heard = &search->heard[i];

		if (heard->status == ANSWER_ANSWERED || heard->status == ANSWER_NO_DATA)
			continue;
		if (!worst || worst->status == ANSWER_NO_SUCH_NAME)
			worst = heard;
	}
	found->status = worst ? worst->status : ANSWER_NO_DATA;
	found->reason = !worst ? no_address : worst->reason[0] ? worst->reason : NULL;
}

static void finish(struct search *search)
{
	struct endpoints found = { 0 };
	unsigned told = 0;

	for (int i = 0; i < FAMILIES; i++)
		for (unsigned j = 0; j < search->heard[i].count; j++, told++)
			add(search->lookup, &search->heard[i].ips[j], search->port,
			    &found);
	if (told == 0)
		tell_none(search, &found);
	else if (found.count == 0)
		found.status = ANSWER_NOT_ALLOWED;
	else
		found.reason = NULL;
	search->done(search->arg, &found);
	free(search);
}

static void told_v4(void *arg, const struct told *told)
{
	struct search *search = arg;

	hear(told, DNS_A, &search->heard[0]);
	if (--search->open == 0)
		finish(search);
}

static void told_v6(void *arg, const struct told *told)
{
	struct search *search = arg;

	hear(told, DNS_AAAA, &search->heard[1]);
	if (--search->open == 0)
		finish(search);
}

static void search_name(struct lookup *lookup, struct str host, uint16_t port,
			endpoint_done *done, void *arg)
{
	struct arena *arena = arena_new(0);
	struct question v4, v6;
	struct search *search = calloc(1, sizeof *search);

	if (!arena || !search)
		abort();
	*search = (struct search){
		.lookup = lookup, .done = done, .arg = arg, .port = port, .open = FAMILIES
	};
	if (question_dns(arena, DNS_A, host, &v4) &&
	    question_dns(arena, DNS_AAAA, host, &v6)) {
		lookup_ask(lookup, &v4, told_v4, search);
		lookup_ask(lookup, &v6, told_v6, search); /* may have freed it */
	} else { /* a host of the web that cannot stand in the DNS */
		for (int i = 0; i < FAMILIES; i++)
			search->heard[i].status = ANSWER_NO_SUCH_NAME;
		finish(search);
	}
	arena_free(arena);
}

void endpoint_find(struct lookup *lookup, struct str host, uint16_t port,
		   endpoint_done *done, void *arg)
{
	struct endpoints found = { 0 };
	struct ip ip;

	if (ip_parse(host, &ip)) {
		add(lookup, &ip, port, &found);
		if (found.count == 0)
			found.status = ANSWER_NOT_ALLOWED;
		done(arg, &found);
	} else if (lookup->setup.proxy.n) {
		found.by_proxy = true;
		done(arg, &found);
	} else {
		search_name(lookup, host, port, done, arg);
	}
}

/* --- a connection ----------------------------------------------------------------------
 */

static bool read_socket(const struct sockaddr *address, struct connect_end *ret)
{
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;

	*ret = (struct connect_end){ 0 };
	if (address->sa_family == AF_INET) {
		memcpy(&v4, address, sizeof v4);
		ret->ip.kind = IP_V4;
		memcpy(ret->ip.bytes, &v4.sin_addr, 4);
		ret->port = ntohs(v4.sin_port);
	} else if (address->sa_family == AF_INET6) {
		memcpy(&v6, address, sizeof v6);
		ret->ip.kind = IP_V6;
		memcpy(ret->ip.bytes, &v6.sin6_addr, 16);
		ret->port = ntohs(v6.sin6_port);
	}
	return ret->ip.kind != IP_NONE;
}

const char *endpoint_refusal(const struct lookup *lookup, const struct sockaddr *address)
{
	struct connect_end end;

	if (!read_socket(address, &end))
		return guard_address(&end.ip);
	if (lookup->map)
		return connect_map_leads_to(lookup->map, &end.ip, end.port) ? NULL
									    : not_mapped;
	return guard_address(&end.ip);
}

bool endpoint_prepare(struct lookup *lookup, struct err *err)
{
	struct arena *arena;
	struct connect_map *map;

	if (lookup->setup.connect_map.n == 0)
		return true;
	arena = arena_new(0); /* it lives as long as we do */
	if (!arena)
		abort();
	map = arena_new_of(arena, struct connect_map);
	if (!connect_map_read(arena, lookup->setup.connect_map, map, err))
		return false;
	lookup->map = map;
	return true;
}
