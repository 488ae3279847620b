/* lookup/dns_context.c - see dns_context.h.
 *
 * The order matters: all options, then the resolvers, then the trust anchors; removing a
 * local zone or asking closes the context for everything that comes later. */
#include "lookup/dns_context.h"

#include <stdio.h>
#include <stdlib.h>
#include <unbound-event.h>
#include <unbound.h>

/* Answers that libunbound would give by itself; the resolver is to be asked. What is
 * special in the names' own right is answered in dns.c, without anybody's help. */
static const char *const local_zones[] = {
	"localhost.",
	"127.in-addr.arpa.",
	"1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa.",
	"test.",
	"home.arpa.",
};

static const char *const fixed[][2] = {
	/* The resolver may be on this machine, as in tests. */
	{ "do-not-query-localhost:", "no" },
	{ "qname-minimisation:", "no" },
	/* One question, one answer: none is concluded from others, none is changed. */
	{ "aggressive-nsec:", "no" },
	{ "harden-below-nxdomain:", "no" },
	{ "rrset-roundrobin:", "no" },
	{ "serve-expired:", "no" },
	{ "prefetch:", "no" },
	/* The resolver decides about private addresses. */
	{ "unblock-lan-zones:", "yes" },
	{ "insecure-lan-zones:", "yes" },
	{ "outgoing-num-tcp:", "256" },
	{ "edns-buffer-size:", "1232" },
	/* What was learnt of a resolver's silence is forgotten with the second. There is
	 * no better one to turn to, and one name that nobody answers for is not to keep
	 * the others from being asked. */
	{ "infra-host-ttl:", "0" },
	{ "use-syslog:", "no" },
};

static bool set(struct ub_ctx *ctx, const char *name, const char *value, struct err *err)
{
	int bad = ub_ctx_set_option(ctx, name, value);

	return !bad || err_set(err, ERR_SYSTEM, "libunbound", "%s %s: %s", name, value,
			       ub_strerror(bad));
}

static bool set_number(struct ub_ctx *ctx, const char *name, unsigned value,
		       struct err *err)
{
	char text[16];

	snprintf(text, sizeof text, "%u", value);
	return set(ctx, name, text, err);
}

/* When libunbound sends again. A resolver that has to find out itself needs more than the
 * 50 ms of the default, and what it answers after that is lost. */
static bool set_times(struct ub_ctx *ctx, unsigned timeout_ms, struct err *err)
{
	unsigned again = timeout_ms * 2 / 5;

	return set_number(ctx, "infra-cache-min-rtt:", again, err) &&
	       set_number(ctx, "unknown-server-time-limit:", again, err);
}

static bool set_options(struct ub_ctx *ctx, const struct dns_context_options *options,
			struct err *err)
{
	for (size_t i = 0; i < COUNT(fixed); i++)
		if (!set(ctx, fixed[i][0], fixed[i][1], err))
			return false;
	return set(ctx, "module-config:",
		   options->trust_anchor.n ? "validator iterator" : "iterator", err) &&
	       set_number(ctx, "outgoing-range:", options->in_flight, err) &&
	       set_number(ctx, "num-queries-per-thread:", 2 * options->in_flight, err) &&
	       /* Each sends twice; with the times below it comes to about the time that a
		* question has. */
	       set_number(ctx,
			  "outbound-msg-retry:", options->resolvers->count > 1 ? 1 : 2,
			  err) &&
	       set_times(ctx, options->timeout_ms, err);
}

static bool set_resolvers(struct ub_ctx *ctx, const struct resolver_list *list,
			  struct err *err)
{
	for (unsigned i = 0; i < list->count; i++) {
		int bad = ub_ctx_set_fwd(ctx, list->text[i]);

		if (bad)
			return err_set(err, ERR_USAGE, "resolver", "%s: %s",
				       list->text[i], ub_strerror(bad));
	}
	return true;
}

/* The record of a line: without a comment, without white space around it. */
static struct str anchor_of(struct str line)
{
	line = str_trim(str_until(line, ';'));
	return str_starts(line, STR("#")) ? STR_NONE : line;
}

static bool add_anchors(struct ub_ctx *ctx, struct str lines, struct err *err)
{
	char text[4096];
	struct str line;

	while (str_split(&lines, '\n', &line)) {
		int bad;

		line = anchor_of(line);
		if (line.n == 0)
			continue;
		if (line.n >= sizeof text)
			return err_set(err, ERR_USAGE, "trust anchor",
				       "a line is too long");
		memcpy(text, line.p, line.n);
		text[line.n] = '\0';
		bad = ub_ctx_add_ta(ctx, text);
		if (bad)
			return err_set(err, ERR_USAGE, "trust anchor", "%s",
				       ub_strerror(bad));
	}
	return true;
}

static void forget(void *arg, int rcode, void *packet, int n, int security, char *why,
		   int limited)
{
	(void)arg, (void)rcode, (void)packet, (void)n, (void)security, (void)why,
	    (void)limited;
}

/* Free the local zones; then one question that libunbound answers by itself makes it open
 * all it will ever open. */
static bool begin(struct ub_ctx *ctx, const struct dns_context_options *options,
		  struct err *err)
{
	int bad = ub_ctx_zone_add(ctx, "mekiki.invalid.", "static");

	if (bad)
		return err_set(err, options->trust_anchor.n ? ERR_USAGE : ERR_SYSTEM,
			       options->trust_anchor.n ? "trust anchor" : "libunbound",
			       options->trust_anchor.n
				   ? "a line is no DS or DNSKEY record (%s)"
				   : "%s",
			       ub_strerror(bad));
	for (size_t i = 0; i < COUNT(local_zones); i++)
		ub_ctx_zone_remove(ctx, local_zones[i]);
	bad = ub_resolve_event(ctx, "mekiki.invalid.", 1, 1, NULL, forget, NULL);
	if (bad)
		return err_set(err, ERR_SYSTEM, "libunbound", "%s", ub_strerror(bad));
	return true;
}

struct ub_ctx *dns_context_new(struct ub_event_base *base,
			       const struct dns_context_options *options, struct err *err)
{
	struct ub_ctx *ctx = ub_ctx_create_ub_event(base);

	if (!ctx) {
		err_set(err, ERR_SYSTEM, "libunbound", "cannot be set up");
		return NULL;
	}
	if (set_options(ctx, options, err) &&
	    set_resolvers(ctx, options->resolvers, err) &&
	    add_anchors(ctx, options->trust_anchor, err) && begin(ctx, options, err))
		return ctx;
	ub_ctx_delete(ctx);
	return NULL;
}

bool dns_context_is_anchored(struct str trust_anchor, struct str name)
{
	struct str line;

	while (str_split(&trust_anchor, '\n', &line)) {
		struct str rest = anchor_of(line), owner = str_take_word(&rest);

		if (owner.n && owner.p[owner.n - 1] == '.')
			owner.n--;
		if (rest.n && (owner.n == 0 || str_is_domain_or_below(name, owner)))
			return true;
	}
	return false;
}
