/* record/blocklist.c - see blocklist.h. Codes as their publishers document them. */
#include "record/blocklist.h"

#define N_(text) text

#define CODE(b, c, d) (127u << 24 | (b) << 16 | (c) << 8 | (d))

/* Spamhaus answers so in place of an answer (its "return codes in 127.255.255.0/24"). */
#define SPAMHAUS_ERRORS \
	{ CODE(255, 255, 252), LISTING_ERROR, \
	  N_("the name of the list is not spelled right") }, \
	    { CODE(255, 255, 254), LISTING_ERROR, \
	      N_("the list does not answer public resolvers, nor those without a " \
		 "name of their own") }, \
	{ \
		CODE(255, 255, 255), LISTING_ERROR, \
		    N_("the list was asked more often than it allows") \
	}

#define ZEN_CODES \
	{ CODE(0, 0, 2), LISTING_BAD, \
	  N_("an address of spammers, or of those who serve them (SBL)") }, \
	    { CODE(0, 0, 3), LISTING_BAD, \
	      N_("seen sending spam, entered by machine (CSS)") }, \
	    { CODE(0, 0, 4), LISTING_BAD, \
	      N_("a machine that was taken over, or an open proxy (XBL)") }, \
	    { CODE(0, 0, 5), LISTING_BAD, \
	      N_("a machine that was taken over, or an open proxy (XBL)") }, \
	    { CODE(0, 0, 6), LISTING_BAD, \
	      N_("a machine that was taken over, or an open proxy (XBL)") }, \
	    { CODE(0, 0, 7), LISTING_BAD, \
	      N_("a machine that was taken over, or an open proxy (XBL)") }, \
	    { CODE(0, 0, 9), LISTING_BAD, \
	      N_("a network in the hands of criminals (DROP)") }, \
	    { CODE(0, 0, 10), LISTING_POLICY, \
	      N_("a range whose holder says that it sends no mail by itself " \
		 "(PBL)") }, \
	{ \
		CODE(0, 0, 11), LISTING_POLICY, \
		    N_("a range that sends no mail by itself, as Spamhaus sees it " \
		       "(PBL)") \
	}

#define DBL_CODES \
	{ CODE(0, 1, 2), LISTING_BAD, N_("a domain of spammers") }, \
	    { CODE(0, 1, 4), LISTING_BAD, N_("a domain used for phishing") }, \
	    { CODE(0, 1, 5), LISTING_BAD, N_("a domain used for malware") }, \
	    { CODE(0, 1, 6), LISTING_BAD, N_("a domain that commands botnets") }, \
	    { CODE(0, 1, 102), LISTING_ABUSED, \
	      N_("a lawful domain that is abused for spam") }, \
	    { CODE(0, 1, 103), LISTING_ABUSED, \
	      N_("a lawful redirector that is abused for spam") }, \
	    { CODE(0, 1, 104), LISTING_ABUSED, \
	      N_("a lawful domain that is abused for phishing") }, \
	    { CODE(0, 1, 105), LISTING_ABUSED, \
	      N_("a lawful domain that is abused for malware") }, \
	    { CODE(0, 1, 106), LISTING_ABUSED, \
	      N_("a lawful domain that is abused to command botnets") }, \
	{ \
		CODE(0, 1, 255), LISTING_ERROR, \
		    N_("the list takes domains, and was asked for an address") \
	}

enum { ADDRESSES = LIST_TAKES_IPV4 | LIST_TAKES_IPV6 };

static const struct blocklist lists[] = {
	{ .id = "zen.spamhaus.org",
	  .name = "Spamhaus ZEN",
	  .means = LIST_BY_DNS,
	  .takes = ADDRESSES,
	  .codes = { ZEN_CODES, SPAMHAUS_ERRORS } },
	{ .id = "zen.dq.spamhaus.net",
	  .name = "Spamhaus ZEN",
	  .means = LIST_BY_KEYED_DNS,
	  .takes = ADDRESSES,
	  .codes = { ZEN_CODES, SPAMHAUS_ERRORS } },
	{ .id = "bl.spamcop.net",
	  .name = "SpamCop",
	  .means = LIST_BY_DNS,
	  .takes = LIST_TAKES_IPV4,
	  .codes = { { CODE(0, 0, 2), LISTING_BAD,
		       N_("reported for spam within the last days") } } },
	{ .id = "dbl.spamhaus.org",
	  .name = "Spamhaus DBL",
	  .means = LIST_BY_DNS,
	  .takes = LIST_TAKES_DOMAIN,
	  .codes = { DBL_CODES, SPAMHAUS_ERRORS } },
	{ .id = "dbl.dq.spamhaus.net",
	  .name = "Spamhaus DBL",
	  .means = LIST_BY_KEYED_DNS,
	  .takes = LIST_TAKES_DOMAIN,
	  .codes = { DBL_CODES, SPAMHAUS_ERRORS } },
	{ .id = "multi.surbl.org",
	  .name = "SURBL",
	  .means = LIST_BY_DNS,
	  .takes = LIST_TAKES_DOMAIN,
	  .mask = true,
	  .codes = { { 1, LISTING_ERROR,
		       N_("the list does not answer this resolver: too many ask "
			  "through it") },
		     { 8, LISTING_BAD, N_("a site of phishing (PH)") },
		     { 16, LISTING_BAD, N_("a site of malware (MW)") },
		     { 64, LISTING_BAD, N_("a site seen in spam (ABUSE)") },
		     { 128, LISTING_ABUSED,
		       N_("a lawful site that was broken into (CR)") } } },
	{ .id = "multi.uribl.com",
	  .name = "URIBL",
	  .means = LIST_BY_DNS,
	  .takes = LIST_TAKES_DOMAIN,
	  .mask = true,
	  .codes = { { 1, LISTING_ERROR,
		       N_("the list does not answer this resolver: too many ask "
			  "through it") },
		     { 2, LISTING_BAD, N_("a domain of spammers (black)") },
		     { 4, LISTING_WEAK,
		       N_("a domain seen in mail that not everybody asked for (grey)") },
		     { 8, LISTING_WEAK,
		       N_("a domain entered by machine, not looked at yet (red)") } } },
	{ .id = "safebrowsing",
	  .name = "Google Safe Browsing",
	  .means = LIST_BY_PREFIX,
	  .takes = LIST_TAKES_URL,
	  .host = "safebrowsing.googleapis.com",
	  .codes = { { 1, LISTING_BAD, N_("suspected of malware") },
		     { 2, LISTING_BAD,
		       N_("suspected of deceiving its visitors (phishing)") },
		     { 3, LISTING_BAD, N_("suspected of unwanted software") },
		     { 4, LISTING_BAD,
		       N_("suspected of applications that may do harm") } } },
	{ .id = "jpcert",
	  .name = "JPCERT/CC phishurl-list",
	  .means = LIST_BY_COPY,
	  .takes = LIST_TAKES_URL },
	{ .id = "openphish",
	  .name = "OpenPhish",
	  .means = LIST_BY_COPY,
	  .takes = LIST_TAKES_URL },
	{ .id = "phishtank",
	  .name = "PhishTank",
	  .means = LIST_BY_COPY,
	  .takes = LIST_TAKES_URL },
	{ .id = "urlhaus",
	  .name = "URLhaus",
	  .means = LIST_BY_COPY,
	  .takes = LIST_TAKES_URL },
	{ .id = "urlhaus-api",
	  .name = "URLhaus",
	  .means = LIST_BY_POST,
	  .takes = LIST_TAKES_DOMAIN | LIST_TAKES_URL,
	  .host = "urlhaus-api.abuse.ch",
	  .codes = { { 1, LISTING_BAD, N_("a place from which malware was spread") },
		     { 2, LISTING_WEAK,
		       N_("a host from which malware was spread; honest owners whose "
			  "site was broken into are among those") } } },
	{ .id = "crt.sh", .name = "crt.sh", .means = LIST_BY_LOGS, .host = "crt.sh" },
};

const struct blocklist *blocklist_find(struct str id)
{
	for (size_t i = 0; i < COUNT(lists); i++)
		if (str_eq_nocase(id, str_c(lists[i].id)))
			return &lists[i];
	return NULL;
}

const struct blocklist *blocklist_next(const struct blocklist *after)
{
	const struct blocklist *next = after ? after + 1 : lists;

	return next < lists + COUNT(lists) ? next : NULL;
}

/* --- codes --------------------------------------------------------------------------
 */

static const struct list_code not_a_list = {
	0, LISTING_ERROR,
	N_("no list answers so: the resolver answers for names that do not exist")
};
static const struct list_code unknown = {
	0, LISTING_ERROR, N_("the list answers with a code that is not known here")
};

static uint32_t read_mask(const struct blocklist *list, uint32_t bits,
			  const struct list_code **ret, uint32_t most)
{
	uint32_t n = 0, known = 0;

	for (size_t i = 0; i < LIST_CODES && list->codes[i].code; i++) {
		const struct list_code *code = &list->codes[i];

		known |= code->code;
		if ((bits & code->code) && n < most)
			ret[n++] = code;
	}
	if ((bits & ~known) || n == 0) {
		ret[0] = &unknown;
		return 1;
	}
	return n;
}

uint32_t blocklist_read(const struct blocklist *list, const struct ip *answer,
			const struct list_code **ret, uint32_t most)
{
	const uint8_t *b = answer->bytes;

	ret[0] = &not_a_list;
	if (answer->kind != IP_V4 || b[0] != 127)
		return 1;
	ret[0] = &unknown;
	if (list->mask)
		return b[1] || b[2] ? 1 : read_mask(list, b[3], ret, most);
	for (size_t i = 0; i < LIST_CODES && list->codes[i].code; i++)
		if (list->codes[i].code == CODE((uint32_t)b[1], (uint32_t)b[2], b[3]))
			ret[0] = &list->codes[i];
	return 1;
}

const char *listing_name(enum listing listing)
{
	static const char *const names[] = {
		[LISTING_BAD] = "bad",	   [LISTING_ABUSED] = "abused",
		[LISTING_WEAK] = "weak",   [LISTING_POLICY] = "policy",
		[LISTING_ERROR] = "error",
	};

	return names[listing];
}
