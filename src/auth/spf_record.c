/* auth/spf_record.c - see spf_record.h. */
#include "auth/spf_record.h"

#include "auth/spf_macro.h"
#include "base/limits.h"

#include <arpa/inet.h>

#define N_(text) text

static const char syntax[] = N_("this is no term of SPF");

bool spf_record_is(struct str text)
{
	return str_eat(&text, STR("v=spf1")) && (text.n == 0 || text.p[0] == ' ');
}

/* --- lengths of networks -------------------------------------------------------------
 */

/* Digits and what stands before them: "/24" or "//64" at the end of `s`. */
static bool cut_length(struct str *s, struct str *ret_digits, bool *ret_double)
{
	size_t n = s->n;

	while (n && ascii_is_digit(s->p[n - 1]))
		n--;
	if (n == s->n || n == 0 || s->p[n - 1] != '/')
		return false;
	*ret_digits = str_skip(*s, n);
	*ret_double = n > 1 && s->p[n - 2] == '/';
	*s = str_sub(*s, 0, n - 1 - *ret_double);
	return true;
}

/* ip4-cidr-length = "/" ("0" / %x31-39 0*1DIGIT) */
static bool read_length(struct str digits, uint32_t most, uint8_t *ret)
{
	uint32_t bits;

	if ((digits.n > 1 && digits.p[0] == '0') || !str_to_u32(digits, &bits) ||
	    bits > most)
		return false;
	*ret = (uint8_t)bits;
	return true;
}

/* dual-cidr-length = [ ip4-cidr-length ] [ "/" ip6-cidr-length ] */
static bool cut_lengths(struct str *s, struct spf_term *term)
{
	struct str digits;
	bool two;

	term->bits4 = 32;
	term->bits6 = 128;
	if (!cut_length(s, &digits, &two))
		return true;
	if (!two)
		return read_length(digits, 32, &term->bits4);
	if (!read_length(digits, 128, &term->bits6))
		return false;
	if (!cut_length(s, &digits, &two))
		return true;
	return !two && read_length(digits, 32, &term->bits4);
}

/* --- arguments of terms: what stands behind the name
 * ------------------------------------ */

static bool is_address(struct str s)
{
	struct ip ip;

	return ip_parse(s, &ip);
}

/* ":" domain-spec */
static void read_domain(struct spf_term *term, struct str rest, bool needed)
{
	if (rest.n == 0 && !needed)
		return;
	if (!str_eat_char(&rest, ':'))
		term->problem = rest.n ? syntax : N_("a domain is missing");
	else if (rest.n == 0)
		term->problem = N_("a domain is missing");
	else if (is_address(rest))
		term->problem =
		    N_("an address stands where a name belongs: it needs ip4: or ip6:");
	else if (!spf_domain_spec_valid(rest))
		term->problem = N_("this is no domain name, or its macros are wrong");
	else
		term->domain = rest;
}

static void read_all(struct spf_term *term, struct str rest)
{
	if (rest.n)
		term->problem = N_("\"all\" takes nothing behind it");
}

static void read_needed(struct spf_term *term, struct str rest)
{
	read_domain(term, rest, true);
}

static void read_optional(struct spf_term *term, struct str rest)
{
	read_domain(term, rest, false);
}

static void read_hosts(struct spf_term *term, struct str rest)
{
	if (!cut_lengths(&rest, term))
		term->problem = N_("the length of the network is wrong");
	else
		read_domain(term, rest, false);
}

static void read_network(struct spf_term *term, struct str rest)
{
	bool v4 = term->kind == SPF_TERM_IP4, two = false;
	char text[INET6_ADDRSTRLEN] = { 0 };
	struct str digits = STR_NONE;

	term->net.ip.kind = v4 ? IP_V4 : IP_V6;
	term->net.bits = v4 ? 32 : 128;
	if (!str_eat_char(&rest, ':')) {
		term->problem = N_("an address is missing");
		return;
	}
	if (cut_length(&rest, &digits, &two) &&
	    (two || !read_length(digits, term->net.bits, &term->net.bits))) {
		term->problem = N_("the length of the network is wrong");
		return;
	}
	if (rest.n < sizeof text)
		memcpy(text, rest.p, rest.n);
	if (memchr(text, 0, rest.n < sizeof text ? rest.n : 0) ||
	    inet_pton(v4 ? AF_INET : AF_INET6, text, term->net.ip.bytes) != 1)
		term->problem =
		    v4 ? N_("this is no IPv4 address") : N_("this is no IPv6 address");
}

static const struct {
	const char *name;
	enum spf_kind kind;
	void (*read)(struct spf_term *term, struct str rest);
} mechanisms[] = {
	{ "all", SPF_TERM_ALL, read_all },
	{ "include", SPF_TERM_INCLUDE, read_needed },
	{ "a", SPF_TERM_A, read_hosts },
	{ "mx", SPF_TERM_MX, read_hosts },
	{ "ptr", SPF_TERM_PTR, read_optional },
	{ "ip4", SPF_TERM_IP4, read_network },
	{ "ip6", SPF_TERM_IP6, read_network },
	{ "exists", SPF_TERM_EXISTS, read_needed },
};

/* name = ALPHA *( ALPHA / DIGIT / "-" / "_" / "." ) */
static struct str take_name(struct str *rest)
{
	struct str name;
	size_t n = 0;

	if (rest->n && ascii_is_alpha(rest->p[0]))
		while (n < rest->n && (ascii_is_alnum(rest->p[n]) ||
				       (rest->p[n] && memchr("-_.", rest->p[n], 3))))
			n++;
	name = str_sub(*rest, 0, n);
	*rest = str_skip(*rest, n);
	return name;
}

static void read_mechanism(struct spf_term *term)
{
	struct str rest = term->text, name;

	term->qualifier = '+';
	if (rest.n && memchr("+-~?", rest.p[0], 4)) {
		term->qualifier = rest.p[0];
		rest = str_skip(rest, 1);
	}
	name = take_name(&rest);
	for (size_t i = 0; i < COUNT(mechanisms); i++) {
		if (!str_eq_nocase(name, str_c(mechanisms[i].name)))
			continue;
		term->kind = mechanisms[i].kind;
		mechanisms[i].read(term, rest);
		return;
	}
	term->kind = SPF_TERM_OTHER;
	term->problem = name.n ? N_("SPF knows no such mechanism") : syntax;
}

/* modifier = name "=" macro-string; false: it is none. */
static bool read_modifier(struct spf_term *term)
{
	struct str rest = term->text, name = take_name(&rest);
	bool redirect = str_eq_nocase(name, STR("redirect"));
	bool exp = str_eq_nocase(name, STR("exp"));

	if (name.n == 0 || !str_eat_char(&rest, '='))
		return false;
	term->kind = redirect ? SPF_TERM_REDIRECT : exp ? SPF_TERM_EXP : SPF_TERM_OTHER;
	if (redirect || exp) {
		if (rest.n == 0)
			term->problem = N_("a domain is missing");
		else if (!spf_domain_spec_valid(rest))
			term->problem =
			    N_("this is no domain name, or its macros are wrong");
		term->domain = rest;
	} else if (!spf_macro_valid(rest, false)) {
		term->problem = N_("its macros are wrong");
	}
	return true;
}

/* --- the record
 * -------------------------------------------------------------------------- */

static void note(struct spf_record *record, const struct spf_term *term)
{
	if (term->problem && !record->problem) {
		record->problem = term->problem;
		record->problem_at = term->text;
	}
}

static void add_term(struct arena *arena, struct spf_record *record, struct str text)
{
	struct spf_term *term;

	ARENA_GROW(arena, record->terms, record->count, record->cap);
	term = &record->terms[record->count++];
	*term = (struct spf_term){ .text = text };
	if (!read_modifier(term))
		read_mechanism(term);
	note(record, term);
}

/* RFC 7208, 6: redirect and exp at most once. Here, for the terms stay where they are
 * now. */
static void find_modifiers(struct spf_record *record)
{
	for (uint32_t i = 0; i < record->count; i++) {
		struct spf_term *term = &record->terms[i];
		const struct spf_term **slot = term->kind == SPF_TERM_REDIRECT
						   ? &record->redirect
					       : term->kind == SPF_TERM_EXP ? &record->exp
									    : NULL;

		record->has_all |= term->kind == SPF_TERM_ALL && !term->problem;
		if (slot && *slot) {
			term->problem = N_("this modifier stands there twice");
			note(record, term);
		} else if (slot) {
			*slot = term;
		}
	}
}

void spf_record_parse(struct arena *arena, struct str text, struct spf_record *ret)
{
	struct str rest = str_skip(text, 6), word;

	*ret = (struct spf_record){ 0 };
	while (rest.n && str_split(&rest, ' ', &word)) {
		if (word.n == 0)
			continue;
		if (ret->count == LIMIT_SPF_TERMS) {
			if (!ret->problem)
				ret->problem =
				    N_("the record has more terms than are read");
			break;
		}
		add_term(arena, ret, word);
	}
	find_modifiers(ret);
}
