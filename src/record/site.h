/* record/site.h - the site profile: who we are, whom we trust (input -> facts).
 *
 * A text file of "key = value" lines, '#' comments, lists by repetition or by commas;
 * keys and their meaning are documented in mekiki(1), "SITE PROFILE":
 *   name, own-domain, relay (host, address or network), authserv-id, arc-sealer,
 *   hoster (brand id),
 *   local-part, catch-all (yes/no), role-account,
 *   results-below (yes/no), spam-stamp, spam-field, time-zone
 * (+0900), holidays (JP), language, preset (exchange-online, gmail, …), brand
 * (id:domain), list (which reputation lists may be asked; none by itself), allow
 * (domains and addresses that weigh less as indicators), reporter-name, reporter-mail,
 * reporter-org (who signs letters). Without a
 * profile everything is inferred and the report says so. */
#pragma once
#include "base/arena.h"
#include "base/err.h"
#include "mail/ip.h"

struct blocklist;

struct str_list {
	struct str *items;
	uint32_t count, cap;
};

struct site {
	bool given; /* false: no profile; every list is empty */
	struct str name;
	struct str_list own_domains;
	struct str_list relay_hosts; /* names; ".example.jp" means all below */
	struct ip_net *relay_nets;
	uint32_t relay_net_count, relay_net_cap;
	struct str_list authserv_ids;
	struct str_list arc_sealers; /* domains whose seals are believed */
	struct str hoster;	     /* brand id */
	struct str_list local_parts;
	enum { CATCH_ALL_UNKNOWN, CATCH_ALL_YES, CATCH_ALL_NO } catch_all;
	struct str_list role_accounts;
	bool results_below; /* our filter writes its results below our Received, and takes
			     * out those that come in with our id */
	struct str_list spam_stamps; /* "[spam]" in front of a subject */
	struct str_list spam_fields; /* "X-Spam-Flag: YES" */
	bool zone_given;
	int32_t zone_minutes;
	struct str holidays; /* "JP" or empty */
	struct str language; /* "ja", "en" or empty */
	struct str_list presets;
	/* Who writes when others are told. */
	struct str reporter_name, reporter_mail, reporter_org;
	struct str_list brand_domains;	/* "brand-id:domain" */
	struct str_list allow;		/* domains with those below; addresses */
	const struct blocklist **lists; /* record/blocklist.h */
	uint32_t list_count, list_cap;
};

/* Errors name the line. Unknown keys are errors with a hint, not ignored. */
bool site_parse(struct arena *arena, struct str text, const char *name, struct site *ret,
		struct err *err);
bool site_is_own_domain(const struct site *site, struct str domain); /* or below one */
/* Is what this domain seals (ARC) believed: own, a trusted server's, or named for it? */
bool site_trusts_sealer(const struct site *site, struct str domain);
bool site_is_relay(const struct site *site, struct str host, const struct ip *ip);
void str_list_add(struct arena *arena, struct str_list *list, struct str s);
bool str_list_has_nocase(const struct str_list *list, struct str s);
