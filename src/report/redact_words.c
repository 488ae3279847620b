/* report/redact_words.c - see redact_words.h. */
#include "report/redact_words.h"

#include "base/digest.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "link/host.h"

#include <stdlib.h>

enum {
	LOCAL_LENGTH = 4, /* of a local part or name that is looked for alone */
	NUMBER_LENGTH = 6,
	NAME_LENGTH = 6, /* of a part of a name, in any case of its letters */
	LABEL_LENGTH = 5,
	ADDRESS_LENGTH = 320,
	CODED_LENGTH = 6,
	CHARACTER_WIDTH = 3, /* of Japanese in UTF-8 */
};

/* --- masks ----------------------------------------------------------------------------
 */

struct str words_mask(struct redaction *r, enum redact_kind kind, const char *what)
{
	return arena_printf(r->arena, "%s-%u", what, ++r->numbers[kind]);
}

struct str words_sum(const struct redaction *r, struct arena *arena, const char *what,
		     struct str text)
{
	char sum[65];
	struct str seed = arena_concat(arena, r->salt, arena_lower(arena, text));

	digest_sha256(seed, sum);
	return arena_printf(arena, "%s-%.6s", what, sum);
}

static uint32_t row_of(struct redaction *r, enum redact_kind kind, struct str mask)
{
	uint32_t from = r->tally_count > 64 ? r->tally_count - 64 : 0;

	for (uint32_t i = r->tally_count; mask.n && i > from; i--)
		if (str_eq(r->tally[i - 1].mask, mask))
			return i - 1;
	ARENA_GROW(r->arena, r->tally, r->tally_count, r->tally_cap);
	r->tally[r->tally_count] = (struct redact_tally){ .kind = kind, .mask = mask };
	return r->tally_count++;
}

void words_add(struct redaction *r, enum redact_kind kind, struct str text,
	       unsigned edges, unsigned flags, struct str mask)
{
	if (text.n == 0)
		return;
	if (r->pattern_count == LIMIT_REDACT_WORDS ||
	    r->pattern_bytes + text.n > LIMIT_REDACT_WORD_BYTES) {
		r->crowd = true;
		return;
	}
	r->pattern_bytes += text.n;
	ARENA_GROW(r->arena, r->words, r->word_count, r->word_cap);
	ARENA_GROW(r->arena, r->patterns, r->pattern_count, r->pattern_cap);
	r->patterns[r->pattern_count++] = (struct redact_pattern){
		.text = arena_str(r->arena, text),
		.edges = edges,
		.number = r->word_count,
	};
	r->words[r->word_count++] = (struct redact_word){
		.kind = kind, .flags = flags, .mask = mask, .tally = row_of(r, kind, mask)
	};
}

/* --- forms ----------------------------------------------------------------------------
 */

static struct str reversed(struct arena *arena, struct str s)
{
	char *out = arena_bytes(arena, s.n);

	for (size_t i = 0; i < s.n; i++)
		out[i] = s.p[s.n - 1 - i];
	return str_make(out, s.n);
}

static struct str rot13(struct arena *arena, struct str s)
{
	char *out = arena_bytes(arena, s.n);

	for (size_t i = 0; i < s.n; i++) {
		char c = ascii_lower(s.p[i]);

		out[i] = c;
		if (ascii_is_alpha(c))
			out[i] = (char)('a' + (c - 'a' + 13) % 26);
	}
	return str_make(out, s.n);
}

/* The digits of five bits that base32 makes of `s` alone, where `before` bytes stand in
 * front of it in the group. */
static struct str base32_core(struct arena *arena, struct str s, size_t before,
			      const char *alphabet)
{
	size_t first = (before * 8 + 4) / 5, end = (before + s.n) * 8 / 5;
	char *out = arena_bytes(arena, end - first + 1);

	for (size_t i = first; i < end; i++) {
		size_t bit = i * 5 - before * 8, byte = bit / 8;
		uint32_t two = (uint32_t)(uint8_t)s.p[byte] << 8;

		if (byte + 1 < s.n)
			two |= (uint8_t)s.p[byte + 1];
		out[i - first] = alphabet[two >> (11 - bit % 8) & 31];
	}
	return str_make(out, end - first);
}

static void add_base32(struct redaction *r, enum redact_kind kind, struct str text)
{
	static const char *const alphabets[] = { "abcdefghijklmnopqrstuvwxyz234567",
						 "0123456789abcdefghijklmnopqrstuv" };

	for (size_t i = 0; i < COUNT(alphabets); i++)
		for (size_t before = 0; before < 5; before++) {
			struct str core =
			    base32_core(r->arena, text, before, alphabets[i]);

			if (core.n >= CODED_LENGTH)
				words_add(r, kind, core, 0,
					  WORD_STRONG | WORD_WIDENS | WORD_SUMMED,
					  STR_NONE);
		}
}

/* Sums by which a sender knows an address again. */
static void add_sums(struct redaction *r, struct str text, struct str mask)
{
	struct digests digests;

	digest_all(text, &digests);
	words_add(r, REDACT_TOKEN, str_c(digests.md5), EDGE_WORD, WORD_STRONG, mask);
	words_add(r, REDACT_TOKEN, str_c(digests.sha1), EDGE_WORD, WORD_STRONG, mask);
	words_add(r, REDACT_TOKEN, str_c(digests.sha256), EDGE_WORD, WORD_STRONG, mask);
}

/* Written into local parts, labels and paths ("user=example.jp", "user-example-jp"). */
static struct str with_dots(struct redaction *r, struct str text, char dot)
{
	char *out = arena_bytes(r->arena, text.n);

	for (size_t i = 0; i < text.n; i++)
		out[i] = text.p[i] == '.' ? dot : text.p[i];
	return str_make(out, text.n);
}

static void add_joined(struct redaction *r, struct str local, struct str domain,
		       struct str mask)
{
	static const char signs[] = "=.-_+%#:|~!";
	static const char dots[] = ".-_";

	for (size_t i = 0; signs[i]; i++)
		for (size_t k = 0; dots[k]; k++) {
			struct str text =
			    arena_printf(r->arena, "%.*s%c%.*s", STR_ARG(local), signs[i],
					 STR_ARG(domain));
			char *p = (char *)text.p + local.n + 1;

			for (size_t n = 0; n < domain.n; n++)
				if (p[n] == '.')
					p[n] = dots[k];
			words_add(r, REDACT_RECIPIENT, text, EDGE_WORD, WORD_STRONG,
				  mask);
		}
}

/* --- what words mean -------------------------------------------------------------------
 */

static bool is_url_word(struct str word)
{
	static const char *const words[] = {
		"account",  "accounts",	  "click",  "customer", "email",     "example",
		"http",	    "https",	  "images", "index",	"invalid",   "localhost",
		"login",    "mail",	  "mailto", "member",	"members",   "message",
		"news",	    "newsletter", "online", "page",	"recipient", "service",
		"services", "shop",	  "signin", "site",	"test",	     "track",
		"update",   "user",	  "users",  "verify",	"webmail",   "html",
	};

	for (size_t i = 0; i < COUNT(words); i++)
		if (str_eq_nocase(word, str_c(words[i])))
			return true;
	return false;
}

static bool is_brand_word(const struct tables *tables, struct str word)
{
	for (uint32_t i = 0; i < tables->brand_count; i++) {
		const struct brand *brand = &tables->brands[i];

		if (str_eq_nocase(brand->id, word))
			return true;
		for (uint32_t k = 0; k < brand->alias_count; k++)
			if (str_eq_nocase(brand->aliases[k], word))
				return true;
		for (uint32_t k = 0; k < brand->domain_count; k++)
			if (str_eq_nocase(str_until(brand->domains[k], '.'), word))
				return true;
	}
	return false;
}

bool words_is_common(const struct redaction *r, struct str word)
{
	const struct tables *tables = r->in->env->tables;

	return is_url_word(word) || (tables && (tables_is_role_account(tables, word) ||
						is_brand_word(tables, word)));
}

static bool all_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_is_digit(s.p[i]))
			return false;
	return true;
}

/* --- people ----------------------------------------------------------------------------
 */

static bool is_known(const struct redaction *r, struct str text)
{
	for (uint32_t i = 0; i < r->pattern_count; i++)
		if (str_eq_nocase(r->patterns[i].text, text) &&
		    !(r->words[r->patterns[i].number].flags & WORD_KEPT))
			return true;
	return false;
}

/* What stands for the address of a mask: its domain stays where it is nobody's own. */
static struct str mask_of_address(const struct redaction *r, struct str local,
				  struct str domain)
{
	const struct site *site = r->in->env->site;

	if (redact_hides(r->profile, REDACT_DOMAIN) &&
	    !str_list_has_nocase(&r->profile->keep, domain) &&
	    (is_known(r, domain) || (site && site_is_own_domain(site, domain))))
		return arena_printf(r->arena, "%.*s@own-domain.invalid", STR_ARG(local));
	return arena_printf(r->arena, "%.*s@%.*s", STR_ARG(local), STR_ARG(domain));
}

static void add_local(struct redaction *r, enum redact_kind kind, struct str local,
		      struct str mask)
{
	if (local.n < (all_digits(local) ? NUMBER_LENGTH : LOCAL_LENGTH) ||
	    words_is_common(r, local))
		return;
	words_add(r, kind, local, EDGE_WORD, 0, mask);
	for (const char *dot = "-_"; *dot && str_find(local, '.') != STR_NPOS; dot++)
		words_add(r, kind, with_dots(r, local, *dot), EDGE_WORD, 0, mask);
	if (local.n <= LOCAL_LENGTH)
		return;
	words_add(r, kind, reversed(r->arena, local), EDGE_WORD, 0, mask);
	words_add(r, kind, rot13(r->arena, local), EDGE_WORD, 0, mask);
	if (r->people <= LIMIT_REDACT_PEOPLE / 8)
		add_base32(r, REDACT_TOKEN, local);
	add_sums(r, local, mask);
}

void words_recipient(struct redaction *r, struct str address)
{
	struct str lower = arena_lower(r->arena, address), local, domain, name, mask;

	if (!str_cut_last(lower, '@', &local, &domain) || !local.n || !domain.n ||
	    address.n > ADDRESS_LENGTH || is_known(r, lower))
		return;
	if (r->people++ >= LIMIT_REDACT_PEOPLE) {
		r->crowd = true;
		return;
	}
	name = words_mask(r, REDACT_RECIPIENT, "recipient");
	mask = mask_of_address(r, name, domain);
	words_add(r, REDACT_RECIPIENT, lower, EDGE_WORD, WORD_STRONG, mask);
	add_joined(r, local, domain, name);
	words_add(r, REDACT_TOKEN, reversed(r->arena, lower), EDGE_WORD, WORD_STRONG,
		  name);
	words_add(r, REDACT_TOKEN, rot13(r->arena, lower), EDGE_WORD, WORD_STRONG, name);
	add_sums(r, lower, name);
	if (!str_eq(lower, address))
		add_sums(r, address, name);
	if (r->people <= LIMIT_REDACT_PEOPLE / 8)
		add_base32(r, REDACT_TOKEN, lower);
	add_local(r, REDACT_RECIPIENT, local, name);
	/* "user+shop@": the name in front is the person's. */
	if (str_find(local, '+') != STR_NPOS)
		add_local(r, REDACT_RECIPIENT, str_until(local, '+'), name);
}

void words_account(struct redaction *r, struct str address)
{
	struct str lower = arena_lower(r->arena, address), local = lower, domain, name;

	if (!lower.n || address.n > ADDRESS_LENGTH || is_known(r, lower))
		return;
	name = arena_printf(r->arena, "account-%u", r->numbers[REDACT_ACCOUNT] + 1);
	if (str_cut_last(lower, '@', &local, &domain)) {
		if (r->in->env->tables &&
		    tables_is_role_account(r->in->env->tables, local))
			return;
		words_add(r, REDACT_ACCOUNT, lower, EDGE_WORD, WORD_STRONG,
			  mask_of_address(r, name, domain));
	}
	r->numbers[REDACT_ACCOUNT]++;
	add_local(r, REDACT_ACCOUNT, local, name);
}

static bool is_ascii(struct str s)
{
	return ascii_is_all(s);
}

static bool is_title(struct str word)
{
	static const char *const titles[] = {
		"mr",	   "mr.",   "mrs",    "mrs.",  "ms",	  "ms.",       "dr",
		"dr.",	   "the",   "and",    "inc",   "inc.",	  "ltd",       "ltd.",
		"co.",	   "gmbh",  "llc",    "von",   "van",	  "de",	       "team",
		"support", "sales", "office", "group", "company", "department"
	};

	for (size_t i = 0; i < COUNT(titles); i++)
		if (str_eq_nocase(word, str_c(titles[i])))
			return true;
	return false;
}

/* "Yamada" of "Taro Yamada": alone it counts where it is no word of another meaning. */
static void add_name_part(struct redaction *r, enum redact_kind kind, struct str part,
			  struct str mask)
{
	while (part.n && memchr(",.;\"'()", part.p[part.n - 1], 7))
		part.n--;
	if (is_title(part) || words_is_common(r, part))
		return;
	if (!is_ascii(part)) {
		if (part.n >= 2 * CHARACTER_WIDTH)
			words_add(r, kind, part, EDGE_WORD, WORD_KANJI, mask);
		return;
	}
	if (part.n >= LOCAL_LENGTH && !all_digits(part))
		words_add(r, kind, part, EDGE_WORD,
			  part.n < NAME_LENGTH ? WORD_CAPITAL : 0, mask);
}

/* The words of a name put together: "yamadataro", "taro.yamada", "taro_yamada". */
static void add_name_joined(struct redaction *r, enum redact_kind kind, struct str *words,
			    uint32_t count, struct str mask)
{
	static const char *const signs[] = {
		"", ".", "_", "-", "\xE3\x80\x80", "%20", "+"
	};

	for (size_t i = 0; i < COUNT(signs); i++)
		for (int back = 0; back < 2; back++) {
			struct buf joined;

			buf_init(&joined, 0);
			for (uint32_t k = 0; k < count; k++) {
				if (k)
					buf_add_c(&joined, signs[i]);
				buf_add(&joined, words[back ? count - 1 - k : k]);
			}
			if (joined.n >= LOCAL_LENGTH)
				words_add(r, kind, buf_peek(&joined), EDGE_WORD,
					  WORD_STRONG, mask);
			buf_fini(&joined);
		}
}

void words_person(struct redaction *r, enum redact_kind kind, struct str name)
{
	struct str words[8], rest, word, mask;
	uint32_t count = 0;

	name = str_trim(name);
	if (name.n < LOCAL_LENGTH || name.n > ADDRESS_LENGTH ||
	    str_find(name, '@') != STR_NPOS || is_known(r, name) ||
	    words_is_common(r, name))
		return;
	mask = words_mask(r, kind, kind == REDACT_NAME ? "name" : "person");
	words_add(r, kind, name, EDGE_WORD, 0, mask);
	rest = name;
	while (count < COUNT(words) && (word = str_take_word(&rest)).n) {
		/* The ideographic space parts names, too. */
		size_t at = str_find_str(word, STR("\xE3\x80\x80"));

		if (at != STR_NPOS && at && count + 1 < COUNT(words)) {
			words[count++] = str_sub(word, 0, at);
			word = str_skip(word, at + 3);
		}
		words[count++] = word;
	}
	if (count < 2 || rest.n)
		return;
	add_name_joined(r, kind, words, count, mask);
	for (uint32_t i = 0; i < count; i++)
		add_name_part(r, kind, words[i], mask);
}

/* --- places ---------------------------------------------------------------------------
 */

static void add_domain_form(struct redaction *r, struct str domain, struct str mask)
{
	words_add(r, REDACT_DOMAIN, domain, EDGE_WORD, WORD_STRONG | WORD_DOMAIN, mask);
}

/* The name that a domain is known by, alone. */
static void add_label(struct redaction *r, struct str domain, struct str mask)
{
	struct str registrable = host_registrable(r->arena, domain);
	struct str label = str_until(registrable.n ? registrable : domain, '.');

	if (label.n >= LABEL_LENGTH && !all_digits(label) && !words_is_common(r, label))
		words_add(r, REDACT_DOMAIN, label, EDGE_WORD, 0, mask);
}

void words_domain(struct redaction *r, struct str domain)
{
	struct host host;
	struct str mask, name, lower = arena_lower(r->arena, domain);

	if (domain.n < 3 || str_find(domain, '.') == STR_NPOS || is_known(r, lower))
		return;
	r->numbers[REDACT_DOMAIN]++;
	if (r->numbers[REDACT_DOMAIN] == 1) {
		name = STR("own-domain");
		mask = STR("own-domain.invalid");
	} else {
		name = arena_printf(r->arena, "own-domain-%u", r->numbers[REDACT_DOMAIN]);
		mask = arena_printf(r->arena, "%.*s.invalid", STR_ARG(name));
	}
	add_domain_form(r, lower, mask);
	host_parse(r->arena, lower, &host);
	if (host.ok && !str_eq(host.ascii, lower))
		add_domain_form(r, host.ascii, mask);
	if (host.ok && !str_eq(host.unicode, lower))
		add_domain_form(r, host.unicode, mask);
	for (const char *dot = "-_"; *dot; dot++)
		words_add(r, REDACT_DOMAIN, with_dots(r, lower, *dot), EDGE_WORD,
			  WORD_STRONG, name);
	words_add(r, REDACT_DOMAIN, reversed(r->arena, lower), EDGE_WORD, WORD_STRONG,
		  name);
	words_add(r, REDACT_DOMAIN, rot13(r->arena, lower), EDGE_WORD, WORD_STRONG, name);
	add_label(r, lower, name);
}

/* The own domain that `host` lies in; empty: none. */
static struct str own_domain_of(const struct redaction *r, struct str host,
				struct str *ret_mask)
{
	struct str best = STR_NONE;

	for (uint32_t i = 0; i < r->pattern_count; i++) {
		const struct redact_word *word = &r->words[r->patterns[i].number];

		if (word->flags & WORD_DOMAIN && r->patterns[i].text.n > best.n &&
		    str_is_domain_or_below(host, r->patterns[i].text)) {
			best = r->patterns[i].text;
			*ret_mask = word->mask;
		}
	}
	return best;
}

void words_host(struct redaction *r, struct str host)
{
	struct str lower = arena_lower(r->arena, host), mask, domain, domain_mask;

	if (lower.n < 3 || str_eq(lower, STR("localhost")) || is_known(r, lower) ||
	    words_is_common(r, lower))
		return;
	mask = words_mask(r, REDACT_HOST, "host");
	domain = own_domain_of(r, lower, &domain_mask);
	if (domain.n && domain.n == lower.n)
		return;
	if (domain.n)
		mask = arena_printf(r->arena, "%.*s.%.*s", STR_ARG(mask),
				    STR_ARG(domain_mask));
	else if (str_find(lower, '.') != STR_NPOS)
		mask = arena_printf(r->arena, "%.*s.invalid", STR_ARG(mask));
	words_add(r, REDACT_HOST, lower, EDGE_WORD,
		  str_find(lower, '.') != STR_NPOS ? WORD_STRONG : 0, mask);
}

void words_ip(struct redaction *r, const struct ip *ip)
{
	struct str text;

	if (ip->kind == IP_NONE)
		return;
	text = ip_text(r->arena, ip);
	if (is_known(r, text) || str_starts(text, STR("127.")) ||
	    str_eq(text, STR("::1")))
		return;
	words_add(r, REDACT_HOST, text, EDGE_WORD, WORD_STRONG,
		  words_mask(r, REDACT_HOST, "host"));
}

void words_token(struct redaction *r, struct str text)
{
	if (text.n < LOCAL_LENGTH || is_known(r, text))
		return;
	if (text.n > LIMIT_REDACT_TOKEN) {
		struct str front = str_sub(text, 0, LIMIT_REDACT_TOKEN);

		words_add(r, REDACT_TOKEN, front, EDGE_LEFT, WORD_STRONG | WORD_WIDENS,
			  words_sum(r, r->arena, "token", text));
		return;
	}
	words_add(r, REDACT_TOKEN, text, EDGE_WORD, text.n >= 8 ? WORD_STRONG : 0,
		  words_sum(r, r->arena, "token", text));
}

/* --- registrants -----------------------------------------------------------------------
 */

/* The first half of `text` at most, whole characters, and a star for each of the rest. */
static struct str half_masked(struct arena *arena, struct str text, size_t keep)
{
	struct str front = utf8_front(text, text.n / 2 < keep ? text.n / 2 : keep), rest;
	struct buf out;
	struct str ret;

	buf_init(&out, 0);
	buf_add(&out, front);
	rest = str_skip(text, front.n);
	while (rest.n) {
		size_t length;

		utf8_decode(rest, &length);
		buf_add_char(&out, rest.p[0] == ' ' ? ' ' : '*');
		rest = str_skip(rest, length);
	}
	ret = arena_str(arena, buf_peek(&out));
	buf_fini(&out);
	return ret;
}

static void add_registrant_mail(struct redaction *r, struct str mail)
{
	struct str local, domain, half;

	if (!str_cut_last(mail, '@', &local, &domain) || is_known(r, mail))
		return;
	half = half_masked(r->arena, local, 5);
	words_add(r, REDACT_REGISTRANT, mail, EDGE_WORD, WORD_STRONG,
		  arena_printf(r->arena, "%.*s@%.*s", STR_ARG(half), STR_ARG(domain)));
	if (local.n > NAME_LENGTH && !words_is_common(r, local))
		words_add(r, REDACT_REGISTRANT, local, EDGE_WORD, 0, half);
}

static void add_registrant_value(struct redaction *r, const struct registry_value *value,
				 size_t keep)
{
	if (value->standing != REGISTRY_PUBLISHED || value->text.n < LOCAL_LENGTH ||
	    is_known(r, value->text))
		return;
	words_add(r, REDACT_REGISTRANT, value->text, EDGE_WORD, 0,
		  half_masked(r->arena, value->text, keep));
}

void words_registrant(struct redaction *r, const struct registry_contact *contact)
{
	const struct registry_value *fields = contact->fields;

	if (fields[REGISTRY_EMAIL].standing == REGISTRY_PUBLISHED)
		add_registrant_mail(r, fields[REGISTRY_EMAIL].text);
	add_registrant_value(r, &fields[REGISTRY_NAME], 3);
	add_registrant_value(r, &fields[REGISTRY_STREET], 0);
	add_registrant_value(r, &fields[REGISTRY_PHONE], 4);
	add_registrant_value(r, &fields[REGISTRY_FAX], 4);
}

/* --- the user's own --------------------------------------------------------------------
 */

void words_plain(struct redaction *r, struct str word)
{
	if (word.n && !is_known(r, word))
		words_add(r, REDACT_WORD, word, EDGE_WORD, WORD_STRONG,
			  words_mask(r, REDACT_WORD, "masked"));
}

void words_keep(struct redaction *r, struct str word)
{
	words_add(r, REDACT_WORD, word, EDGE_WORD, WORD_KEPT | WORD_STRONG, STR_NONE);
}
