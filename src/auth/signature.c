/* auth/signature.c - see signature.h. */
#include "auth/signature.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "link/host.h"
#include "mail/encoding.h"

#ifndef N_
#define N_(text) text
#endif

/* The first complaint stays. */
static void object(struct signature *s, enum signature_state state, const char *problem)
{
	if (s->problem)
		return;
	s->state = state;
	s->problem = problem;
}

static void unreadable(struct signature *s, const char *problem)
{
	object(s, SIGNATURE_UNREADABLE, problem);
}

/* --- grammar ---------------------------------------------------------------- */

static void judge_tags(struct signature *s)
{
	static const char *const problems[] = {
		[TAG_DOUBLED] = N_("a tag stands there twice"),
		[TAG_NO_EQUALS] = N_("a tag has no value"),
		[TAG_BAD_NAME] = N_("a tag's name is not well formed"),
		[TAG_CONTROL] = N_("a tag holds a control character"),
		[TAG_TOO_MANY] = N_("it has more tags than any signature needs"),
	};

	if (s->tags.problem)
		unreadable(s, problems[s->tags.problem]);
}

static void require(struct signature *s, const char *name, const char *problem)
{
	if (tags_value(&s->tags, str_c(name)).n == 0)
		unreadable(s, problem);
}

/* --- algorithm, canonical form ------------------------------------------------ */

static void read_algorithm(struct signature *s)
{
	s->algorithm = tags_value(&s->tags, STR("a"));
	s->hash = HASH_SHA256;
	if (str_eq_nocase(s->algorithm, STR("rsa-sha256"))) {
		s->key = KEY_RSA;
	} else if (str_eq_nocase(s->algorithm, STR("rsa-sha1"))) {
		s->key = KEY_RSA;
		s->hash = HASH_SHA1;
	} else if (str_eq_nocase(s->algorithm, STR("ed25519-sha256"))) {
		s->key = KEY_ED25519;
	} else {
		unreadable(s, N_("its algorithm is unknown"));
	}
}

static void read_form(struct signature *s, struct str name, bool *ret)
{
	*ret = str_eq_nocase(name, STR("relaxed"));
	if (!*ret && !str_eq_nocase(name, STR("simple")))
		unreadable(s, N_("its canonical form is unknown"));
}

/* c= header "/" body; the body's is simple where it is not named, both are where nothing
 * is. A seal is always relaxed (RFC 8617, 4.1.3). */
static void read_forms(struct signature *s)
{
	const struct tag *tag = tags_get(&s->tags, STR("c"));
	struct str header, body;

	if (s->kind == SIGNATURE_ARC_SEAL) {
		s->header_relaxed = true;
		return;
	}
	if (!tag)
		return;
	if (!str_cut(tag->value, '/', &header, &body)) {
		header = tag->value;
		body = STR("simple");
	}
	read_form(s, str_trim(header), &s->header_relaxed);
	read_form(s, str_trim(body), &s->body_relaxed);
}

/* --- names -------------------------------------------------------------------- */

bool signature_name_is_plain(struct str name)
{
	bool dot = true;

	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];

		if (c == '.' ? dot : !ascii_is_alnum(c) && c != '-' && c != '_')
			return false;
		dot = c == '.';
	}
	return name.n && !dot;
}

/* RFC 8616: d= and s= may be written in the reader's script; the DNS is asked for the
 * A-labels. */
static struct str ascii_form(struct arena *arena, struct str name)
{
	struct host host;

	if (ascii_is_all(name))
		return name;
	host_parse(arena, name, &host);
	return host.ok && !host.is_address ? host.ascii : STR_NONE;
}

static void read_names(struct arena *arena, struct signature *s)
{
	struct str domain, selector;

	s->domain = tags_value(&s->tags, STR("d"));
	s->selector = tags_value(&s->tags, STR("s"));
	if (s->domain.n == 0 || s->selector.n == 0)
		return;
	domain = ascii_form(arena, s->domain);
	selector = ascii_form(arena, s->selector);
	if (!signature_name_is_plain(domain)) {
		unreadable(s, N_("its domain (d=) is no domain name"));
		return;
	}
	if (!signature_name_is_plain(selector)) {
		unreadable(s, N_("its selector (s=) is no name"));
		return;
	}
	s->query_name =
	    arena_lower(arena, arena_printf(arena, "%.*s._domainkey.%.*s",
					    STR_ARG(selector), STR_ARG(domain)));
}

/* i= is an address whose domain is d= or below it (RFC 6376, 3.5). */
static void read_identity(struct arena *arena, struct signature *s)
{
	struct str local, domain;

	s->identity = tags_value(&s->tags, STR("i"));
	if (s->identity.n == 0) {
		s->identity = arena_concat(arena, STR("@"), s->domain);
		return;
	}
	if (!str_cut_last(s->identity, '@', &local, &domain))
		unreadable(s, N_("its identity (i=) is no address"));
	else if (!str_is_domain_or_below(domain, s->domain))
		object(s, SIGNATURE_UNLAWFUL,
		       N_("its identity (i=) is outside the domain that signs (d=)"));
}

/* --- h= ----------------------------------------------------------------------- */

static bool is_signed(const struct signature *s, struct str name)
{
	for (uint32_t i = 0; i < s->name_count; i++)
		if (str_eq(s->names[i], name))
			return true;
	return false;
}

static void read_signed_names(struct arena *arena, struct signature *s)
{
	struct str rest = tags_value(&s->tags, STR("h")), name;
	uint32_t cap = 0;

	while (tag_list_next(&rest, &name)) {
		if (s->name_count == LIMIT_SIGNED_NAMES) {
			unreadable(
			    s, N_("it names more header fields (h=) than any mail has"));
			return;
		}
		ARENA_GROW(arena, s->names, s->name_count, cap);
		s->names[s->name_count++] = arena_lower(arena, name);
	}
	if (s->kind == SIGNATURE_ARC_SEAL)
		return;
	/* RFC 6376, 5.4: a signature that leaves From open says nothing. */
	if (!is_signed(s, STR("from")))
		object(s, SIGNATURE_UNLAWFUL, N_("it does not cover From (h=)"));
}

/* --- b=, bh=, numbers ----------------------------------------------------------- */

static struct str decode(struct arena *arena, struct signature *s, const char *name,
			 const char *problem)
{
	struct str text = tag_squeeze(arena, tags_value(&s->tags, str_c(name))), bytes;
	bool lawful = true;

	if (text.n == 0)
		return STR_NONE;
	bytes = base64_decode(arena, text, &lawful);
	for (size_t i = 0; i < text.n; i++)
		if (!ascii_is_alnum(text.p[i]) && text.p[i] != '+' && text.p[i] != '/' &&
		    text.p[i] != '=')
			unreadable(s, problem);
	return bytes;
}

static void read_hashes(struct arena *arena, struct signature *s)
{
	const struct tag *b = tags_get(&s->tags, STR("b"));

	if (b)
		s->left_out = b->raw;
	s->bytes = decode(arena, s, "b", N_("its signature (b=) is no base64"));
	s->body_hash = decode(arena, s, "bh", N_("its body hash (bh=) is no base64"));
	if (s->kind != SIGNATURE_ARC_SEAL && s->body_hash.n && !s->problem &&
	    s->body_hash.n != (s->hash == HASH_SHA1 ? 20 : 32))
		unreadable(s,
			   N_("its body hash (bh=) has not the length of such a hash"));
}

/* A number of at most 12 digits, as RFC 6376 has it for times; -1 where there is none. */
static int64_t read_number(struct signature *s, const char *name, const char *problem)
{
	const struct tag *tag = tags_get(&s->tags, str_c(name));
	uint64_t number;

	if (!tag)
		return -1;
	if (str_to_u64(tag->value, &number) && number <= INT64_MAX)
		return (int64_t)number;
	unreadable(s, problem);
	return -1;
}

static void read_numbers(struct signature *s)
{
	int64_t length = read_number(s, "l", N_("its length (l=) is no number"));

	s->length_given = length >= 0;
	s->length = length >= 0 ? (uint64_t)length : 0;
	s->signed_at = read_number(s, "t", N_("its time (t=) is no number"));
	s->expires = read_number(s, "x", N_("its expiry (x=) is no number"));
	if (s->signed_at >= 0 && s->expires >= 0 && s->expires <= s->signed_at)
		unreadable(s, N_("its expiry (x=) is not after its time (t=)"));
}

/* --- each kind ------------------------------------------------------------------ */

static void read_dkim(struct arena *arena, struct signature *s)
{
	const struct tag *query = tags_get(&s->tags, STR("q"));

	require(s, "v", N_("it has no version (v=)"));
	if (!s->problem && !str_eq(tags_value(&s->tags, STR("v")), STR("1")))
		unreadable(s, N_("its version (v=) is not 1"));
	if (query && !tag_list_has(query->value, STR("dns/txt")) &&
	    !tag_list_has(query->value, STR("dns")))
		unreadable(s, N_("its key is not to be found in the DNS (q=)"));
	read_identity(arena, s);
}

static void read_arc(struct signature *s)
{
	struct str chain = tags_value(&s->tags, STR("cv"));

	if (!str_to_u32(tags_value(&s->tags, STR("i")), &s->instance) ||
	    s->instance == 0 || s->instance > LIMIT_ARC_SETS) {
		s->instance = 0;
		unreadable(s, N_("its instance (i=) is no number from 1 to 50"));
	}
	if (s->kind != SIGNATURE_ARC_SEAL)
		return;
	if (tags_get(&s->tags, STR("h")) || tags_get(&s->tags, STR("bh")))
		unreadable(s, N_("a seal must not name header fields or a body hash"));
	if (!str_eq_nocase(chain, STR("none")) && !str_eq_nocase(chain, STR("pass")) &&
	    !str_eq_nocase(chain, STR("fail")))
		unreadable(s, N_("its verdict on the chain (cv=) is none, or unknown"));
	s->chain = chain;
}

static void require_all(struct signature *s)
{
	require(s, "a", N_("it names no algorithm (a=)"));
	require(s, "b", N_("it holds no signature (b=)"));
	require(s, "d", N_("it names no domain (d=)"));
	require(s, "s", N_("it names no selector (s=)"));
	if (s->kind == SIGNATURE_ARC_SEAL)
		return;
	require(s, "h", N_("it names no header fields (h=)"));
	require(s, "bh", N_("it holds no body hash (bh=)"));
}

void signature_parse(struct arena *arena, const struct field *field,
		     enum signature_kind kind, struct signature *ret)
{
	*ret = (struct signature){ .field = field, .kind = kind };
	tags_parse(arena, field->value, &ret->tags);
	judge_tags(ret);
	require_all(ret);
	read_algorithm(ret);
	read_forms(ret);
	read_names(arena, ret);
	if (kind == SIGNATURE_DKIM)
		read_dkim(arena, ret);
	else
		read_arc(ret);
	read_numbers(ret);
	read_hashes(arena, ret);
	read_signed_names(arena, ret);
}
