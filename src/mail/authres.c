/* mail/authres.c - results of authentication as somebody recorded them.
 *
 * RFC 8601, 2.2:
 *   authres-payload = [CFWS] authserv-id [CFWS authres-version] (no-result / 1*resinfo)
 *   resinfo  = [CFWS] ";" methodspec [CFWS reasonspec] [CFWS 1*propspec]
 *   propspec = ptype "." property "=" pvalue
 * What is found besides: no authserv-id (Exchange Online), a property without a
 * type ("action=none"), a bare host name between results, values in <>.
 * Comments and quotes are honoured everywhere, for an attacker chooses some of
 * the values (AU-04, AU-05): what stands in a comment is never read as a result. */
#include "mail/authres.h"

#include "base/bytes16.h"
#include "base/limits.h"
#include "mail/ip.h"

/* --- words, comments, quotes ------------------------------------------------ */

static size_t skip_quoted(struct str s, size_t i)
{
	for (i++; i < s.n && s.p[i] != '"'; i++)
		if (s.p[i] == '\\')
			i++;
	return i < s.n ? i + 1 : s.n;
}

static size_t skip_comment(struct str s, size_t i)
{
	size_t depth = 0;

	for (; i < s.n; i++) {
		if (s.p[i] == '\\')
			i++;
		else if (s.p[i] == '(')
			depth++;
		else if (s.p[i] == ')' && --depth == 0)
			return i + 1;
	}
	return s.n;
}

/* Up to the next ';' that stands outside comments and quotes. */
static bool take_segment(struct str *rest, struct str *ret)
{
	struct str s = *rest;
	size_t i = 0;

	if (s.n == 0)
		return false;
	while (i < s.n && s.p[i] != ';') {
		if (s.p[i] == '(')
			i = skip_comment(s, i);
		else if (s.p[i] == '"')
			i = skip_quoted(s, i);
		else
			i++;
	}
	*ret = str_sub(s, 0, i);
	*rest = str_skip(s, i + 1);
	return true;
}

/* Skip white space and comments; the first comment is kept. */
static void skip_cfws(struct str *rest, struct str *comment)
{
	for (;;) {
		size_t end;

		*rest = str_trim_left(*rest);
		if (rest->n == 0 || rest->p[0] != '(')
			return;
		end = skip_comment(*rest, 0);
		if (comment && comment->n == 0)
			*comment = str_trim(
			    str_sub(*rest, 1, rest->p[end - 1] == ')' ? end - 1 : end));
		*rest = str_skip(*rest, end);
	}
}

/* The next white space, bracket or quote from `i` on, or one of `stops`. */
static size_t next_mark(struct str s, size_t i, const char stops[2])
{
	for (; i < s.n; i += 16) {
		/* The zeros behind the end are no marks. */
		bytes16 bytes = bytes16_first(s.p + i, s.n - i);
		unsigned marks = bytes16_places(
		    bytes16_are(bytes, ' ') | bytes16_are(bytes, '\t') |
		    bytes16_are(bytes, '\r') | bytes16_are(bytes, '\n') |
		    bytes16_are(bytes, '(') | bytes16_are(bytes, '"') |
		    bytes16_are(bytes, stops[0]) | bytes16_are(bytes, stops[1]));

		if (marks)
			return i + (size_t)__builtin_ctz(marks);
	}
	return s.n;
}

/* A run of bytes up to white space, a comment, or one of `stops`. */
static struct str take_run(struct str *rest, const char stops[2])
{
	struct str run;
	size_t n = next_mark(*rest, 0, stops);

	while (n < rest->n && rest->p[n] == '"')
		n = next_mark(*rest, skip_quoted(*rest, n), stops);
	run = str_sub(*rest, 0, n);
	*rest = str_skip(*rest, n);
	return run;
}

/* Without the quotes of a quoted-string, and without <>. */
static struct str unquote(struct arena *arena, struct str s)
{
	char *copy;
	size_t n = 0;

	if (s.n >= 2 && s.p[0] == '<' && s.p[s.n - 1] == '>')
		return str_sub(s, 1, s.n - 1);
	if (str_find(s, '"') == STR_NPOS)
		return s;
	if (s.p[0] == '"' && s.p[s.n - 1] == '"' && s.n >= 2 &&
	    str_find(str_sub(s, 1, s.n - 1), '"') == STR_NPOS &&
	    str_find(s, '\\') == STR_NPOS)
		return str_sub(s, 1, s.n - 1);
	/* `"a b"@example.jp` is an address and keeps its quotes */
	if (s.p[0] == '"' && s.p[s.n - 1] != '"')
		return s;
	copy = arena_bytes(arena, s.n);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\' && i + 1 < s.n)
			copy[n++] = s.p[++i];
		else if (s.p[i] != '"')
			copy[n++] = s.p[i];
	}
	arena_shrink(arena, copy, s.n, n);
	return str_make(copy, n);
}

/* `key = value`; false where no '=' follows the key. */
static bool take_pair(struct arena *arena, struct str *rest, struct str *ret_key,
		      struct str *ret_value, struct str *comment)
{
	struct str s = *rest, key;

	skip_cfws(&s, comment);
	key = take_run(&s, "=;");
	skip_cfws(&s, comment);
	if (key.n == 0 || !str_eat_char(&s, '=')) {
		*rest = s;
		*ret_key = key;
		return false;
	}
	skip_cfws(&s, comment);
	*ret_key = key;
	*ret_value = unquote(arena, take_run(&s, ";;"));
	*rest = s;
	return true;
}

/* --- what a method speaks of --------------------------------------------------- */

static const struct authres_prop *find_prop(const struct authres_method *method,
					    struct str ptype, struct str name)
{
	for (uint32_t i = 0; i < method->prop_count; i++)
		if (str_eq_nocase(method->props[i].ptype, ptype) &&
		    str_eq_nocase(method->props[i].name, name) &&
		    method->props[i].value.n)
			return &method->props[i];
	return NULL;
}

static const struct {
	struct str method, ptype, name; /* no method: any */
} identities[] = {
	{ STR("spf"), STR("smtp"), STR("mailfrom") },
	{ STR("spf"), STR("smtp"), STR("mail") }, /* Google before 2012 */
	{ STR("spf"), STR("smtp"), STR("helo") },
	{ STR("dkim"), STR("header"), STR("d") },
	{ STR("dkim"), STR("header"), STR("i") },
	{ STR("auth"), STR("smtp"), STR("auth") },
	{ STR("auth"), STR("smtp"), STR("mailfrom") },
	{ STR("iprev"), STR("policy"), STR("iprev") },
	{ STR(""), STR("header"), STR("from") },
	{ STR(""), STR("header"), STR("d") },
	{ STR(""), STR("smtp"), STR("mailfrom") },
	{ STR(""), STR("smtp"), STR("helo") },
};

static void find_identity(struct authres_method *method)
{
	for (size_t i = 0; i < COUNT(identities); i++) {
		const struct authres_prop *prop;

		if (identities[i].method.n &&
		    !str_eq(identities[i].method, method->method))
			continue;
		prop = find_prop(method, identities[i].ptype, identities[i].name);
		if (!prop)
			continue;
		method->identity = prop->value;
		return;
	}
}

/* --- the client's address -------------------------------------------------------- */

static struct str word_after(struct str text, struct str key)
{
	size_t at = str_find_str_nocase(text, key);
	struct str rest;

	if (at == STR_NPOS)
		return STR_NONE;
	rest = str_skip(text, at + key.n);
	return str_take_word(&rest);
}

static bool set_client(struct arena *arena, struct authres_method *method,
		       struct str text)
{
	struct ip ip;

	while (text.n && (text.p[text.n - 1] == ')' || text.p[text.n - 1] == ',' ||
			  text.p[text.n - 1] == ';'))
		text.n--;
	if (method->client_ip.n || text.n == 0 || !ip_parse(text, &ip))
		return method->client_ip.n > 0;
	method->client_ip = ip_text(arena, &ip);
	return true;
}

static const struct str client_props[] = { STR("client-ip"), STR("remote-ip"),
					   STR("remote_ip"), STR("iprev"),
					   STR("client_ip") };

/* "sender IP is 192.0.2.1", "… designates 192.0.2.1 as permitted sender" */
static void find_client(struct arena *arena, struct authres_method *method)
{
	for (uint32_t i = 0; i < method->prop_count; i++)
		for (size_t k = 0; k < COUNT(client_props); k++)
			if (str_eq_nocase(method->props[i].name, client_props[k]) &&
			    set_client(arena, method, method->props[i].value))
				return;
	if (set_client(arena, method, word_after(method->comment, STR("sender IP is "))))
		return;
	if (set_client(arena, method, word_after(method->comment, STR("designates "))))
		return;
	set_client(arena, method, word_after(method->comment, STR("designate ")));
}

/* --- one method ------------------------------------------------------------------- */

static void add_prop(struct arena *arena, struct authres_method *method, uint32_t *cap,
		     struct str key, struct str value)
{
	struct authres_prop prop = { STR_NONE, key, value };

	if (str_eq_nocase(key, STR("reason")) && method->reason.n == 0) {
		method->reason = value;
		return;
	}
	if (method->prop_count == LIMIT_PARAMETERS)
		return;
	str_cut(key, '.', &prop.ptype, &prop.name);
	ARENA_GROW(arena, method->props, method->prop_count, *cap);
	method->props[method->prop_count++] = prop;
}

/* "spf=pass (…) smtp.mailfrom=a@b …"; the method may carry a version, "spf/1". */
static bool read_method(struct arena *arena, struct str segment,
			struct authres_method *ret)
{
	struct authres_method method = { 0 };
	struct str key, value;
	uint32_t cap = 0;

	if (!take_pair(arena, &segment, &key, &value, &method.comment))
		return false;
	method.method = arena_lower(arena, str_until(key, '/'));
	if (method.method.n == 0)
		return false; /* "/1=pass": a version of nothing */
	method.result = arena_lower(arena, value);
	for (;;) {
		skip_cfws(&segment, &method.comment);
		if (segment.n == 0)
			break;
		if (take_pair(arena, &segment, &key, &value, &method.comment))
			add_prop(arena, &method, &cap, key, value);
		else if (key.n == 0)
			segment = str_skip(segment, 1);
	}
	find_identity(&method);
	find_client(arena, &method);
	*ret = method;
	return true;
}

/* The next segment's property list may have been cut off by a stray ';', as
 * Exchange does: "compauth=fail reason=001" is a method of its own, "action=none"
 * is not. */
static void add_method(struct arena *arena, struct authres *ret, uint32_t *cap,
		       struct authres_method method, struct defects *defects)
{
	if (ret->method_count == LIMIT_AUTHRES_METHODS) {
		if (defects)
			defect_add(defects, "limit.authres", ret->field->value, STR_NONE);
		return;
	}
	ARENA_GROW(arena, ret->methods, ret->method_count, *cap);
	ret->methods[ret->method_count++] = method;
}

/* --- the fields --------------------------------------------------------------------- */

/* "authserv-id [version]", or, in ARC, "i=1" before it. */
static bool read_start(struct arena *arena, struct str segment, struct authres *ret)
{
	struct str s = segment, word;

	skip_cfws(&s, NULL);
	if (ret->is_arc && str_eat(&s, STR("i="))) {
		skip_cfws(&s, NULL);
		str_to_u32(take_run(&s, "(("), &ret->arc_instance);
		return true;
	}
	word = take_run(&s, "==");
	skip_cfws(&s, NULL);
	if (word.n == 0 || (s.n && s.p[0] == '='))
		return false;
	ret->authserv_id = arena_lower(arena, unquote(arena, word));
	ret->version = take_run(&s, ";;");
	return true;
}

static bool is_none(struct str segment)
{
	skip_cfws(&segment, NULL);
	if (!str_eq_nocase(take_run(&segment, "=;"), STR("none")))
		return false;
	skip_cfws(&segment, NULL);
	return segment.n == 0;
}

static void read_results(struct arena *arena, struct defects *defects,
			 struct authres *ret)
{
	struct str rest = ret->field->value, segment;
	bool named = false;
	uint32_t cap = 0;

	while (take_segment(&rest, &segment)) {
		struct authres_method method;

		if (!named && read_start(arena, segment, ret)) {
			named = ret->authserv_id.n > 0;
			continue;
		}
		named = true;
		if (is_none(segment))
			ret->none = true;
		else if (read_method(arena, segment, &method))
			add_method(arena, ret, &cap, method, defects);
	}
}

/* --- Received-SPF (RFC 7208, 9.1) ------------------------------------------------------
 */

/* "(google.com: domain of a@b designates 192.0.2.1 as permitted sender)": the
 * receiver names itself in front. */
static struct str receiver_in_comment(struct str comment)
{
	struct str name = str_until(comment, ':');

	if (name.n == comment.n || str_find(name, '.') == STR_NPOS ||
	    str_find(name, ' ') != STR_NPOS)
		return STR_NONE;
	return name;
}

/* "domain of [transitioning] X designates", Exchange "X does not designate" */
static struct str domain_in_comment(struct str comment)
{
	struct str word = word_after(comment, STR("domain of "));
	size_t at;

	if (str_eq_nocase(word, STR("transitioning")))
		word = word_after(comment, STR("domain of transitioning "));
	if (word.n)
		return word;
	at = str_find_str_nocase(comment, STR(" does not designate"));
	if (at == STR_NPOS)
		return STR_NONE;
	comment = str_sub(comment, 0, at);
	at = str_rfind(comment, ' ');
	return at == STR_NPOS ? comment : str_skip(comment, at + 1);
}

static void read_spf_pair(struct arena *arena, struct authres *ret, struct str key,
			  struct str value)
{
	if (str_eq_nocase(key, STR("helo")))
		ret->helo = value;
	else if (str_eq_nocase(key, STR("envelope-from")))
		ret->envelope_from = value;
	else if (str_eq_nocase(key, STR("mechanism")))
		ret->mechanism = value;
	else if (str_eq_nocase(key, STR("receiver")) &&
		 !str_eq_nocase(value, STR("unknown")))
		ret->authserv_id = arena_lower(arena, value);
}

static void read_spf(struct arena *arena, struct authres *ret)
{
	struct authres_method method = { .method = STR("spf") };
	struct str rest = ret->field->value, key, value;
	bool helo = false;
	uint32_t cap = 0;

	skip_cfws(&rest, &method.comment);
	method.result = arena_lower(arena, take_run(&rest, ";="));
	while (skip_cfws(&rest, &method.comment), rest.n) {
		if (take_pair(arena, &rest, &key, &value, &method.comment)) {
			read_spf_pair(arena, ret, key, value);
			helo |= str_eq_nocase(key, STR("identity")) &&
				str_eq_nocase(value, STR("helo"));
			add_prop(arena, &method, &cap, key, value);
		} else if (key.n == 0) {
			rest = str_skip(rest, 1);
		}
	}
	if (ret->authserv_id.n == 0)
		ret->authserv_id =
		    arena_lower(arena, receiver_in_comment(method.comment));
	method.identity = helo ? ret->helo : ret->envelope_from;
	if (method.identity.n == 0)
		method.identity = domain_in_comment(method.comment);
	if (method.identity.n == 0)
		method.identity = ret->helo;
	find_client(arena, &method);
	if (method.result.n) {
		cap = 0;
		ARENA_GROW(arena, ret->methods, ret->method_count, cap);
		ret->methods[ret->method_count++] = method;
	}
}

void authres_parse(struct arena *arena, const struct field *field,
		   struct defects *defects, struct authres *ret)
{
	*ret = (struct authres){
		.field = field,
		.is_spf = field->known == FIELD_RECEIVED_SPF,
		.is_arc = field->known == FIELD_ARC_AUTHENTICATION_RESULTS,
	};
	if (ret->is_spf)
		read_spf(arena, ret);
	else
		read_results(arena, defects, ret);
}
