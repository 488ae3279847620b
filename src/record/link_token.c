/* record/link_token.c - does a link tell its owner who clicked? (ATTACKS UR-10)
 *
 * The recipient's address, plain or in the codings that kits use, anywhere in the URL.
 * Longer tokens that only the sender can read back are not told from other numbers. */
#include "base/digest.h"
#include "record/link_judge.h"

struct search {
	const struct link_view *view;
	struct link *link;
	const char *place;
};

static bool found(struct search *s, const char *coding, struct str text)
{
	s->link->token.coding = coding;
	s->link->token.place = s->place;
	s->link->token.text = text;
	s->link->flags |= LINK_RECIPIENT;
	return true;
}

static bool holds_recipient(const struct search *s, struct str text)
{
	for (uint32_t i = 0; i < s->view->recipient_count; i++)
		if (str_find_str_nocase(text, s->view->recipients[i]) != STR_NPOS)
			return true;
	return false;
}

/* Base64 of an address: one word of its alphabets, long enough. */
static bool is_base64(struct str word)
{
	while (word.n && word.p[word.n - 1] == '=')
		word.n--;
	for (size_t i = 0; i < word.n; i++) {
		char c = word.p[i];

		if (!ascii_is_alnum(c) && c != '+' && c != '/' && c != '-' && c != '_')
			return false;
	}
	return word.n >= 8;
}

static struct str from_base64(struct arena *arena, struct str word)
{
	char *plain = arena_bytes(arena, word.n);
	bool lawful;

	for (size_t i = 0; i < word.n; i++)
		plain[i] = word.p[i] == '-' ? '+' : word.p[i] == '_' ? '/' : word.p[i];
	return base64_decode(arena, str_make(plain, word.n), &lawful);
}

static struct str from_hex(struct arena *arena, struct str word)
{
	char *out;

	if (word.n < 12 || word.n % 2)
		return STR_NONE;
	for (size_t i = 0; i < word.n; i++)
		if (ascii_hex(word.p[i]) < 0)
			return STR_NONE;
	out = arena_bytes(arena, word.n / 2);
	for (size_t i = 0; i < word.n; i += 2)
		out[i / 2] = (char)(ascii_hex(word.p[i]) << 4 | ascii_hex(word.p[i + 1]));
	return str_make(out, word.n / 2);
}

static bool is_digest(const struct search *s, struct str word)
{
	if (word.n != 32 && word.n != 40 && word.n != 64)
		return false;
	for (uint32_t i = 0; i < s->view->recipient_count; i++) {
		struct digests digests;

		digest_all(s->view->recipients[i], &digests);
		if (str_eq_nocase(word, str_c(word.n == 32   ? digests.md5
					      : word.n == 40 ? digests.sha1
							     : digests.sha256)))
			return true;
	}
	return false;
}

/* One value, path segment or label. */
static bool search_word(struct search *s, struct str word)
{
	struct str plain;

	if (word.n < 6)
		return false;
	plain = url_percent_decode(s->view->arena, word);
	if (holds_recipient(s, plain))
		return found(s, str_eq(plain, word) ? "plain" : "percent", word);
	if (is_digest(s, plain))
		return found(s, "digest", word);
	if (holds_recipient(s, from_hex(s->view->arena, plain)))
		return found(s, "hex", word);
	return is_base64(plain) &&
	       holds_recipient(s, from_base64(s->view->arena, plain)) &&
	       found(s, "base64", word);
}

static bool search_pairs(struct search *s, struct str query, const char *place)
{
	struct str name, value;

	s->place = place;
	while (url_next_pair(&query, false, &name, &value))
		if (search_word(s, value) || search_word(s, name))
			return true;
	return false;
}

static bool search_path(struct search *s, struct str path, const char *place)
{
	struct str segment;

	s->place = place;
	while (path.n && str_split(&path, '/', &segment))
		if (search_word(s, segment))
			return true;
	return false;
}

static bool search_url(struct search *s, const struct url *url)
{
	if (search_path(s, url->path, "path") || search_pairs(s, url->query, "query") ||
	    search_pairs(s, url->fragment, "fragment") ||
	    search_path(s, url->fragment, "fragment"))
		return true;
	s->place = "userinfo";
	if (search_word(s, url->username))
		return true;
	s->place = "host";
	/* "user=example.jp.evil.example", "user-example-jp": too free to be told. */
	return url->host_kind == URL_HOST_DOMAIN &&
	       search_word(s, str_until(url->host, '.'));
}

void link_find_token(const struct link_view *view, struct link *link)
{
	struct search s = { .view = view, .link = link };

	/* "mailto:" the recipient is an address, not a mark on it. */
	if (link->flags & LINK_BROKEN || view->recipient_count == 0 ||
	    str_eq(link->url.scheme, STR("mailto")) ||
	    str_eq(link->url.scheme, STR("data")) || str_eq(link->url.scheme, STR("cid")))
		return;
	if (search_url(&s, &link->url))
		return;
	if (link->chain_count)
		search_url(&s, link_target(link));
}
