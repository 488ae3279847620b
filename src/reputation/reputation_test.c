/* reputation/reputation_test.c - what lists are asked, and what their answers are taken
 * for. */
#include "base/digest.h"
#include "base/test.h"
#include "record/brand.h"
#include "record/tables_rows.h"
#include "reputation/reputation.h"

#include <stdio.h>

static const struct table_rows small_tables[] = {
	{ "brands.txt",
	  TABLE_HEAD "oak\tOak\tOak\tOak Bank\toak.example\tbank\tJP\t2026-11-21\n" },
	{ "domains.txt", TABLE_HEAD ".pages.example\tuser-content\tPages\n" },
	{ "networks.txt", TABLE_HEAD "flare\tFlare\tcdn\tnet:198.51.100.0/24\twhy\n" },
};

static const struct tables *tables(void)
{
	static struct tables built;

	return tables_of_rows(&built, small_tables, COUNT(small_tables));
}

struct scene {
	struct site site;
	struct message *message;
	struct path path;
	struct identities ids;
	struct claims claims;
	struct links links;
	struct survey_query survey_query;
	struct reputation_query query;
	struct survey *survey;
	struct reputation *reputation;
	struct door *door;
	struct token_needles secrets;
};

static void gather(struct scene *s, const char *mail)
{
	static const struct path_override none;
	static const struct str recipient = STR("joe.public@mine.example");

	s->message = message_parse(test_arena(), test_copy(mail), NULL);
	path_build(test_arena(), s->message, &s->site, &none, &s->path);
	identity_collect(test_arena(), s->message, &s->path, &s->site, tables(), &none,
			 &s->ids);
	brand_claims(test_arena(), s->message, &s->ids, &s->site, tables(), &s->claims);
	links_gather(test_arena(), s->message, &s->ids, &s->site, tables(), &s->links);
	token_needles(test_arena(), &recipient, 1, tables(), &s->secrets);
}

static struct scene *look(const char *mail, const char *lists, const char *answers)
{
	struct scene *s = arena_new_of(test_arena(), struct scene);
	struct door_options options = { .contact = CONTACT_LOOKUP };
	struct answers *read;
	struct err err;

	test_true(
	    site_parse(test_arena(),
		       arena_printf(test_arena(), "own-domain = mine.example\n%s", lists),
		       "p", &s->site, &err));
	gather(s, mail);
	test_true(answers_read(test_arena(), test_copy(answers), &read, &err));
	options.answers = read;
	options.secrets = &s->secrets;
	s->door = door_new(test_arena(), &options);
	s->survey_query = (struct survey_query){ .ids = &s->ids,
						 .path = &s->path,
						 .links = &s->links,
						 .claims = &s->claims,
						 .site = &s->site,
						 .tables = tables(),
						 .salt = STR("salt") };
	s->survey = survey_begin(test_arena(), s->door, &s->survey_query);
	s->query = (struct reputation_query){ .survey = s->survey,
					      .links = &s->links,
					      .path = &s->path,
					      .site = &s->site,
					      .tables = tables(),
					      .secrets = &s->secrets };
	s->reputation = reputation_begin(test_arena(), s->door, &s->query);
	while (!survey_round(s->survey))
		;
	test_true(reputation_round(s->reputation));
	return s;
}

#define HOP \
	"Received: from mail.a.example (mail.a.example [192.0.2.7]) by mx.mine.example " \
	"(Postfix) with ESMTPS id 1 for <joe.public@mine.example>; " \
	"Mon, 16 Nov 2026 10:00:00 +0900\n"
#define FROM_A "From: x@a.example\nTo: joe.public@mine.example\n"
#define MAIL(text) HOP FROM_A "MIME-Version: 1.0\nContent-Type: text/plain\n\n" text "\n"
#define Q(question, data) "{\"question\":\"" question "\",\"data\":[" data "]}"
#define S(question, status) "{\"question\":\"" question "\",\"status\":\"" status "\"}"
#define FILE_OF(default, list) "{\"default\":\"" default "\",\"answers\":[" list "]}"
#define NOTHING FILE_OF("no-such-name", "")

static bool was_asked(const struct scene *s, const char *question)
{
	const struct answer **all;
	uint32_t n = door_settle(s->door, &all);

	for (uint32_t i = 0; i < n; i++)
		if (str_eq(all[i]->question, str_c(question)))
			return true;
	return false;
}

static bool any_asked(const struct scene *s, const char *part)
{
	const struct answer **all;
	uint32_t n = door_settle(s->door, &all);

	for (uint32_t i = 0; i < n; i++)
		if (str_find_str(all[i]->question, str_c(part)) != STR_NPOS)
			return true;
	return false;
}

TEST(reputation_asks_nobody_whom_the_profile_does_not_name)
{
	struct scene *s = look(MAIL("http://www.site.example/x"), "", NOTHING);

	test_true(!s->reputation);
	test_true(!any_asked(s, "spamhaus") && !any_asked(s, "list "));
}

TEST(reputation_asks_for_the_least)
{
	static const char *const wanted[] = {
		"dns A 7.2.0.192.zen.spamhaus.org",
		"dns A 40.2.0.192.zen.spamhaus.org",
		"dns A a.example.dbl.spamhaus.org",
		"dns A site.example.dbl.spamhaus.org",
		"dns A site.example.multi.surbl.org",
		"dns A back.example.dbl.spamhaus.org",
		"list jpcert http://www.site.example/x?y=1",
		"list zen.dq.spamhaus.net 192.0.2.7",
	};
	static const char *const unwanted[] = {
		"oak.example.dbl",   "mine.example.dbl",  "1.100.51.198",
		"www.site.example.", "pages.example.dbl", "list safebrowsing",
	};
	struct scene *s =
	    look(MAIL("http://www.site.example/x?y=1#z http://oak.example/ "
		      "http://cdn.other.example/ http://x.pages.example/"),
		 "list = zen.spamhaus.org, dbl.spamhaus.org, multi.surbl.org\n"
		 "list = jpcert, zen.dq.spamhaus.net\n",
		 FILE_OF("no-such-name",
			 Q("dns A www.site.example", "\"192.0.2.40\"") "," Q(
			     "dns A cdn.other.example",
			     "\"198.51.100.1\"") "," Q("dns PTR 7.2.0.192.in-addr.arpa",
						       "\"n.back.example.\"")));

	for (size_t i = 0; i < COUNT(wanted); i++) {
		test_case(wanted[i]);
		test_true(was_asked(s, wanted[i]));
	}
	for (size_t i = 0; i < COUNT(unwanted); i++) {
		test_case(unwanted[i]);
		test_true(!any_asked(s, unwanted[i]));
	}
}

static const struct {
	const char *name, *list, *answer;
	enum reputation_state state;
	enum listing listing;
} states[] = {
	{ "listed", "zen.spamhaus.org",
	  Q("dns A 7.2.0.192.zen.spamhaus.org", "\"127.0.0.2\""), REPUTATION_LISTED,
	  LISTING_BAD },
	{ "a range", "zen.spamhaus.org",
	  Q("dns A 7.2.0.192.zen.spamhaus.org", "\"127.0.0.10\""), REPUTATION_LISTED,
	  LISTING_POLICY },
	{ "a public resolver", "zen.spamhaus.org",
	  Q("dns A 7.2.0.192.zen.spamhaus.org", "\"127.255.255.254\""), REPUTATION_ERROR,
	  0 },
	{ "a code and an error", "zen.spamhaus.org",
	  Q("dns A 7.2.0.192.zen.spamhaus.org", "\"127.0.0.2\",\"127.255.255.255\""),
	  REPUTATION_ERROR, 0 },
	{ "a resolver that makes names up", "zen.spamhaus.org",
	  Q("dns A 7.2.0.192.zen.spamhaus.org", "\"203.0.113.80\""), REPUTATION_ERROR,
	  0 },
	{ "not listed", "zen.spamhaus.org",
	  S("dns A 7.2.0.192.zen.spamhaus.org", "no-such-name"), REPUTATION_NOT_LISTED,
	  0 },
	{ "no answer", "zen.spamhaus.org",
	  S("dns A 7.2.0.192.zen.spamhaus.org", "timeout"), REPUTATION_NO_ANSWER, 0 },
	{ "not recorded", "zen.spamhaus.org",
	  S("dns A 7.2.0.192.zen.spamhaus.org", "not-recorded"), REPUTATION_UNASKED, 0 },
	{ "refused", "zen.spamhaus.org", S("dns A 7.2.0.192.zen.spamhaus.org", "refused"),
	  REPUTATION_ERROR, 0 },
	{ "with a key: listed", "zen.dq.spamhaus.net",
	  Q("list zen.dq.spamhaus.net 192.0.2.7",
	    "\"{\\\"codes\\\":[\\\"127.0.0.3\\\"],\\\"ttl\\\":60}\""),
	  REPUTATION_LISTED, LISTING_BAD },
	{ "with a key: error", "zen.dq.spamhaus.net",
	  Q("list zen.dq.spamhaus.net 192.0.2.7",
	    "\"{\\\"codes\\\":[\\\"127.255.255.252\\\"]}\""),
	  REPUTATION_ERROR, 0 },
	{ "with a key: nonsense", "zen.dq.spamhaus.net",
	  Q("list zen.dq.spamhaus.net 192.0.2.7", "\"busy\""), REPUTATION_NO_ANSWER, 0 },
	{ "with a key: not listed", "zen.dq.spamhaus.net",
	  S("list zen.dq.spamhaus.net 192.0.2.7", "no-such-name"), REPUTATION_NOT_LISTED,
	  0 },
};

TEST(reputation_keeps_apart_what_came_back)
{
	for (size_t i = 0; i < COUNT(states); i++) {
		struct str lists =
		    arena_printf(test_arena(), "list = %s\n", states[i].list);
		struct str json = arena_printf(
		    test_arena(), FILE_OF("no-such-name", "%s"), states[i].answer);
		const struct reputation_entry *entry;

		test_case(states[i].name);
		entry = &look(MAIL("x"), lists.p, json.p)->reputation->entries[0];
		test_int(entry->state, states[i].state);
		test_int(entry->hit_count, states[i].state == REPUTATION_LISTED);
		if (entry->hit_count)
			test_int(entry->hits[0].listing, states[i].listing);
		test_true((entry->why != NULL) ==
			  (states[i].state < REPUTATION_NOT_LISTED));
	}
}

/* --- URLs ----------------------------------------------------------------------------
 */

static const char *const lists_of_urls = "list = jpcert, safebrowsing\n";

TEST(reputation_leaves_the_recipient_out)
{
	static const struct {
		const char *name, *url, *asked;
	} rows[] = {
		{ "nobody in it", "http://a.site.example/x?y",
		  "list jpcert http://a.site.example/x?y" },
		{ "in the query", "http://a.site.example/x?e=joe.public@mine.example",
		  "list jpcert http://a.site.example/x" },
		{ "in the path", "http://a.site.example/joe.public@mine.example?y",
		  "list jpcert http://a.site.example/" },
		{ "in the fragment", "http://a.site.example/x#joe.public@mine.example",
		  "list jpcert http://a.site.example/x" },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str mail =
		    arena_printf(test_arena(), MAIL("see %s ."), rows[i].url);
		struct scene *s;

		test_case(rows[i].name);
		s = look(mail.p, lists_of_urls, NOTHING);
		test_true(was_asked(s, rows[i].asked));
		test_true(!any_asked(s, "joe.public"));
	}
}

/* The first eight digits of each hash, and no more. */
TEST(reputation_sends_prefixes_alone)
{
	struct scene *s =
	    look(MAIL("see http://a.site.example/x ."), lists_of_urls, NOTHING);
	const struct answer **all;
	uint32_t n = door_settle(s->door, &all), seen = 0;

	for (uint32_t i = 0; i < n; i++) {
		struct str key = all[i]->question;

		if (!str_eat(&key, STR("list safebrowsing ")))
			continue;
		seen++;
		test_int(key.n, 4 * 8 + 3); /* two hosts, two paths */
		for (size_t k = 0; k < key.n; k++)
			test_true(key.p[k] == ',' ? k % 9 == 8
						  : ascii_hex(key.p[k]) >= 0);
	}
	test_int(seen, 1);
}

static struct str question_of(const char *mail)
{
	struct scene *s = look(mail, "list = safebrowsing\n", NOTHING);
	const struct answer **all;
	uint32_t n = door_settle(s->door, &all);

	for (uint32_t i = 0; i < n; i++)
		if (str_starts(all[i]->question, STR("list safebrowsing ")))
			return all[i]->question;
	return STR("");
}

#define PAGE MAIL("see http://a.site.example/x .")

static struct str base64_of_hash(const char *expression)
{
	static const char alphabet[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	char hex[65], *out = arena_bytes(test_arena(), 44);
	uint8_t bytes[33] = { 0 };

	digest_sha256(str_c(expression), hex);
	for (size_t i = 0; i < 32; i++)
		bytes[i] =
		    (uint8_t)(ascii_hex(hex[2 * i]) * 16 + ascii_hex(hex[2 * i + 1]));
	for (size_t i = 0; i < 11; i++) {
		uint32_t v = (uint32_t)(bytes[3 * i] << 16 | bytes[3 * i + 1] << 8 |
					bytes[3 * i + 2]);

		for (size_t k = 0; k < 4; k++)
			out[4 * i + k] = alphabet[v >> (18 - 6 * k) & 63];
	}
	out[43] = '=';
	return str_make(out, 44);
}

TEST(reputation_compares_whole_hashes)
{
	static const struct {
		const char *name, *expression;
		enum reputation_state state;
	} rows[] = {
		{ "the page", "a.site.example/x", REPUTATION_LISTED },
		{ "its domain", "site.example/", REPUTATION_LISTED },
		{ "another page", "a.site.example/y", REPUTATION_NOT_LISTED },
	};
	struct str question = question_of(PAGE);

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str json = arena_printf(
		    test_arena(),
		    FILE_OF("no-such-name",
			    Q("%.*s",
			      "\"{\\\"fullHashes\\\":[{\\\"fullHash\\\":\\\"%.*s\\\","
			      "\\\"fullHashDetails\\\":[{\\\"threatType\\\":"
			      "\\\"SOCIAL_ENGINEERING\\\"}]}],\\\"cacheDuration\\\":"
			      "\\\"300s\\\"}\"")),
		    STR_ARG(question), STR_ARG(base64_of_hash(rows[i].expression)));
		const struct reputation_entry *entry;

		test_case(rows[i].name);
		entry =
		    &look(PAGE, "list = safebrowsing\n", json.p)->reputation->entries[0];
		test_int(entry->state, rows[i].state);
		test_int(entry->ttl, 300);
		if (entry->hit_count)
			test_str(entry->hits[0].what, rows[i].expression);
	}
}

TEST(reputation_takes_no_trouble_of_the_service_for_a_listing)
{
	static const struct {
		const char *answer;
		enum reputation_state state;
	} rows[] = {
		{ "HTTP/1.1 200 OK\\n\\n", REPUTATION_NOT_LISTED },
		{ "HTTP/1.1 200 OK\\n\\n{}", REPUTATION_NOT_LISTED },
		{ "HTTP/1.1 200 OK\\n:cut ended early\\n\\n{}", REPUTATION_NO_ANSWER },
		{ "HTTP/1.1 403 Forbidden\\n\\n{}", REPUTATION_ERROR },
		{ "HTTP/1.1 429 Too Many\\n\\n", REPUTATION_ERROR },
		{ "HTTP/1.1 503 Busy\\n\\n", REPUTATION_NO_ANSWER },
		{ "<html>", REPUTATION_NO_ANSWER },
	};
	struct str question = question_of(PAGE);

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str json = arena_printf(
		    test_arena(), FILE_OF("no-such-name", Q("%.*s", "\"%s\"")),
		    STR_ARG(question), rows[i].answer);

		test_case(rows[i].answer);
		test_int(look(PAGE, "list = safebrowsing\n", json.p)
			     ->reputation->entries[0]
			     .state,
			 rows[i].state);
	}
}

TEST(reputation_reads_copies)
{
	static const struct {
		const char *name, *host, *by;
		enum reputation_state state;
		uint32_t hits;
	} rows[] = {
		{ "the page", "a.site.example", "url", REPUTATION_LISTED, 1 },
		{ "the host", "a.site.example", "host", REPUTATION_LISTED, 1 },
		{ "the query alone", "a.site.example", "query", REPUTATION_NOT_LISTED,
		  1 },
		{ "a page of a service of many", "a.pages.example", "url",
		  REPUTATION_LISTED, 1 },
		{ "others on a service of many", "a.pages.example", "host",
		  REPUTATION_NOT_LISTED, 0 },
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct str mail =
		    arena_printf(test_arena(), MAIL("http://%s/x ."), rows[i].host);
		struct str json = arena_printf(
		    test_arena(),
		    FILE_OF("no-such-name",
			    Q("list jpcert http://%s/x",
			      "\"{\\\"as_of\\\":\\\"2025-10-31\\\",\\\"matches\\\":[{"
			      "\\\"by\\\":\\\"%s\\\",\\\"url\\\":\\\"http://b.example/"
			      "\\\"}],\\\"found\\\":{\\\"%s\\\":7}}\"")),
		    rows[i].host, rows[i].by, rows[i].by);
		const struct reputation_entry *entry;

		test_case(rows[i].name);
		entry = &look(mail.p, "list = jpcert\n", json.p)->reputation->entries[0];
		test_int(entry->state, rows[i].state);
		test_int(entry->hit_count, rows[i].hits);
		test_str(entry->as_of, "2025-10-31");
	}
}

TEST(reputation_has_ceilings)
{
	struct str mail = STR(HOP FROM_A "Content-Type: text/plain\n\n");
	struct scene *s;

	for (int i = 0; i < 300; i++)
		mail = arena_concat(
		    test_arena(), mail,
		    arena_printf(test_arena(), "http://www.s%d-x.example/%d\n", i, i));
	mail = arena_concat(test_arena(), mail, STR("\0"));
	s = look(mail.p,
		 "list = zen.spamhaus.org, dbl.spamhaus.org, multi.surbl.org, jpcert, "
		 "safebrowsing, multi.uribl.com\n",
		 NOTHING);
	test_true(s->reputation->asked <= 200);
	test_true(s->reputation->left_out > 0);
}
