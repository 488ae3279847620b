/* mail/received.c - the clauses of a Received field, and who is named in them.
 *
 * The field is read once, token by token: words, comments, <…> and […]. Six
 * words (from, by, via, with, id, for) open a clause, a semicolon opens the
 * date. Comments are read by mail/received_comment.c. Only at the end, when the
 * software is known, settle_names() decides whether the name behind "from" is
 * what the client said or what the receiver looked up: RFC 5321 means the
 * first, qmail, Exim and CommuniGate write the second. */
#include "mail/received_reader.h"

#include "base/bytes16.h"

enum token_kind { TOKEN_END, TOKEN_WORD, TOKEN_COMMENT, TOKEN_SQUARE, TOKEN_SEMICOLON };

struct token {
	enum token_kind kind;
	struct str text;  /* as written */
	struct str value; /* a comment without its parentheses */
};

/* Cursor over the field. `angle_end` and `square_end` are the last places where
 * such a bracket closes, so that many open ones cost no second look. */
struct cursor {
	struct str rest;
	const char *angle_end, *square_end;
	bool open_comment;
};

static void cursor_init(struct cursor *cursor, struct str text)
{
	size_t angle = str_rfind(text, '>'), square = str_rfind(text, ']');

	*cursor = (struct cursor){
		.rest = text,
		.angle_end = angle == STR_NPOS ? NULL : text.p + angle,
		.square_end = square == STR_NPOS ? NULL : text.p + square,
	};
}

/* Length of the comment at the start of `s`, its parentheses included; all of
 * `s` where it is never closed. */
static size_t comment_length(struct str s)
{
	size_t depth = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\\')
			i++;
		else if (s.p[i] == '(')
			depth++;
		else if (s.p[i] == ')' && --depth == 0)
			return i + 1;
	}
	return s.n;
}

/* What ends a word: white space, a comment, the date, an address. */
static unsigned word_ends(const char *p, size_t n)
{
	bytes16 bytes = bytes16_first(p, n);

	return bytes16_places(bytes16_are(bytes, ' ') | bytes16_are(bytes, '\t') |
			      bytes16_are(bytes, '\r') | bytes16_are(bytes, '\n') |
			      bytes16_are(bytes, '(') | bytes16_are(bytes, ';') |
			      bytes16_are(bytes, '<'));
}

static size_t word_length(struct str s)
{
	for (size_t n = s.n && s.p[0] == '<'; n < s.n; n += 16) {
		unsigned ends = word_ends(s.p + n, s.n - n);

		if (ends)
			return n + (size_t)__builtin_ctz(ends);
	}
	return s.n;
}

static struct token take(struct cursor *cursor, enum token_kind kind, size_t n)
{
	struct token token = { kind, str_sub(cursor->rest, 0, n), STR_NONE };

	token.value = token.text;
	cursor->rest = str_skip(cursor->rest, n);
	return token;
}

static struct token take_comment(struct cursor *cursor)
{
	size_t n = comment_length(cursor->rest);
	struct token token = take(cursor, TOKEN_COMMENT, n);
	bool closed = n > 1 && token.text.p[n - 1] == ')';

	cursor->open_comment |= !closed;
	token.value = str_trim(str_sub(token.text, 1, closed ? n - 1 : n));
	return token;
}

/* "<…>" or "[…]" is one token, blanks and all, with what is glued to it. */
static struct token take_bracket(struct cursor *cursor, char close, enum token_kind kind)
{
	size_t n = str_find(cursor->rest, close) + 1;

	while (n < cursor->rest.n && cursor->rest.p[n] == close)
		n++;
	return take(cursor, kind, n + word_length(str_skip(cursor->rest, n)));
}

static struct token next_token(struct cursor *cursor)
{
	struct str s = cursor->rest = str_trim_left(cursor->rest);

	if (s.n == 0)
		return take(cursor, TOKEN_END, 0);
	switch (s.p[0]) {
	case '(':
		return take_comment(cursor);
	case ';':
		return take(cursor, TOKEN_SEMICOLON, 1);
	case '<':
		if (cursor->angle_end > s.p)
			return take_bracket(cursor, '>', TOKEN_WORD);
		break;
	case '[':
		if (cursor->square_end > s.p)
			return take_bracket(cursor, ']', TOKEN_SQUARE);
		break;
	}
	return take(cursor, TOKEN_WORD, word_length(s));
}

/* A word without the comma that some software puts behind it. */
static struct str bare_word(struct str s)
{
	while (s.n && (s.p[s.n - 1] == ',' || ascii_is_space(s.p[s.n - 1])))
		s.n--;
	if (s.n >= 2 && s.p[0] == '"' && s.p[s.n - 1] == '"')
		s = str_sub(s, 1, s.n - 1);
	return s;
}

struct str received_bare_address(struct str s)
{
	s = bare_word(s);
	while (s.n && s.p[0] == '<')
		s = str_skip(s, 1);
	if (str_find(s, '>') != STR_NPOS)
		s = str_until(s, '>');
	return str_trim(s);
}

struct str received_shown(struct arena *arena, struct str name)
{
	struct ip ip;

	return ip_parse(name, &ip) ? ip_text(arena, &ip) : arena_lower(arena, name);
}

struct str received_one_line(struct arena *arena, struct str s)
{
	char *copy;
	size_t n = 0;

	if (str_find(s, '\n') == STR_NPOS && str_find(s, '\r') == STR_NPOS)
		return s;
	copy = arena_bytes(arena, s.n);
	for (size_t i = 0; i < s.n; i++) {
		if (!ascii_is_space(s.p[i]))
			copy[n++] = s.p[i];
		else if (n && copy[n - 1] != ' ')
			copy[n++] = ' ';
	}
	arena_shrink(arena, copy, s.n, n);
	return str_make(copy, n);
}

/* --- the protocol -------------------------------------------------------- */

/* The base names; RFC 3848 adds S for TLS and A for a login. */
static const struct str protocols[] = {
	STR("SMTP"),	 STR("ESMTP"), STR("LMTP"),  STR("UTF8SMTP"), STR("UTF8LMTP"),
	STR("ASMTP"),	 STR("HTTP"),  STR("MAPI"),  STR("IMAP"),     STR("IMAP4"),
	STR("POP3"),	 STR("UUCP"),  STR("BSMTP"), STR("QMQP"),     STR("LOCAL"),
	STR("HTTPREST"), STR("HTTPU"), STR("MMS"),
};

bool received_is_protocol(struct str word)
{
	if (str_starts_nocase(word, STR("local-")))
		word = str_skip(word, 6);
	for (size_t i = 0; i < COUNT(protocols); i++) {
		struct str tail = str_skip(word, protocols[i].n);

		if (!str_starts_nocase(word, protocols[i]))
			continue;
		if (tail.n == 0 || str_eq_nocase(tail, STR("S")) ||
		    str_eq_nocase(tail, STR("A")) || str_eq_nocase(tail, STR("SA")) ||
		    str_eq_nocase(tail, STR("-TLS")))
			return true;
	}
	return false;
}

/* ESMTPA, ESMTPSA, LMTPA, Exim's old asmtp. */
static bool protocol_has_login(struct str word)
{
	return str_eq_nocase(word, STR("ASMTP")) || str_ends_nocase(word, STR("MTPA")) ||
	       str_ends_nocase(word, STR("MTPSA"));
}

/* One word behind "with". The first protocol name is the protocol; IronPort
 * glues the cipher to it ("ESMTP/TLS/AES128-SHA"), Microsoft the service. */
static void read_with_word(struct received_reader *reader, struct str word)
{
	struct received *r = reader->r;
	struct str name = str_until(word, '/');

	if (reader->cipher_next) {
		received_add_tls(reader, STR_NONE, word);
		reader->cipher_next = false;
		return;
	}
	/* qmail with TLS: "with ECDHE-RSA-AES256-GCM-SHA384 encrypted SMTP" */
	if (reader->with_words == 1 && str_eq_nocase(word, STR("encrypted"))) {
		received_add_tls(reader, STR_NONE, reader->with);
		reader->with = STR_NONE;
		reader->with_words = 0;
		return;
	}
	/* Exim: "with esmtps (TLS1.3) tls TLS_AES_256_GCM_SHA384" */
	if (str_eq_nocase(word, STR("tls"))) {
		reader->cipher_next = true;
		return;
	}
	if (reader->with.n == 0)
		reader->with = word;
	else
		reader->with.n = (size_t)(word.p + word.n - reader->with.p);
	reader->with_words++;
	if (r->protocol.n)
		return;
	if (str_starts_nocase(word, STR("SMTPSVC")))
		r->protocol = str_sub(word, 0, 4);
	else if (received_is_protocol(name))
		r->protocol = name;
	if (r->protocol.n && name.n < word.n) {
		struct str tls = str_skip(word, name.n + 1);

		if (str_eat(&tls, STR("TLS/")))
			received_add_tls(reader, STR_NONE, tls);
	}
}

static void read_with_words(struct received_reader *reader, struct str words)
{
	struct str word;

	while ((word = str_take_word(&words)).n)
		read_with_word(reader, word);
}

static void settle_protocol(struct received_reader *reader)
{
	struct received *r = reader->r;

	if (reader->with.n && (reader->with_words > 1 || !r->protocol.n)) {
		/* "with Microsoft SMTP Server", "with Internet Mail Service" */
		if (reader->with_words > 1)
			r->software = received_one_line(reader->arena, reader->with);
		else
			r->protocol = reader->with;
	}
	if (protocol_has_login(r->protocol))
		r->authenticated = true;
	if (str_starts_nocase(r->protocol, STR("local")))
		r->local = true;
}

/* --- clauses --------------------------------------------------------------- */

static const struct {
	struct str word;
	enum clause clause;
} keywords[] = {
	{ STR("from"), CLAUSE_FROM }, { STR("by"), CLAUSE_BY },
	{ STR("via"), CLAUSE_VIA },   { STR("with"), CLAUSE_WITH },
	{ STR("id"), CLAUSE_ID },     { STR("for"), CLAUSE_FOR },
};

static enum clause clause_of(struct str word)
{
	for (size_t i = 0; word.n <= 4 && i < COUNT(keywords); i++)
		if (str_eq_nocase(word, keywords[i].word))
			return keywords[i].clause;
	return CLAUSE_NONE;
}

/* A word that opens a clause where a value is due is the value, if a comment
 * about it follows: a client may well say "HELO by". */
static bool opens_clause(const struct received_reader *reader, struct str word,
			 struct str after)
{
	enum clause clause = clause_of(word);

	if (clause == CLAUSE_NONE)
		return false;
	after = str_trim_left(after);
	if (reader->clause == CLAUSE_FROM && !reader->value_seen)
		return clause != CLAUSE_FROM && (after.n == 0 || after.p[0] != '(');
	return true;
}

static void open_clause(struct received_reader *reader, enum clause clause)
{
	reader->clause = clause;
	reader->value_seen = false;
	reader->again = (reader->clauses_seen & 1u << clause) != 0;
	reader->clauses_seen |= 1u << clause;
}

static void read_from_word(struct received_reader *reader, struct token token)
{
	struct received *r = reader->r;
	struct str word = bare_word(token.text);

	/* XMail: "… for <rcpt> from <sender>" */
	if (reader->again) {
		if (!reader->value_seen && str_find(word, '@') != STR_NPOS)
			r->envelope_from = received_bare_address(word);
		return;
	}
	if (!reader->value_seen) {
		r->from = word;
		return;
	}
	if (token.kind == TOKEN_SQUARE) {
		/* "host [192.0.2.1]", Exim 3 "rdns (helo) [192.0.2.1.4321]" */
		if (received_set_ip(reader, word) && r->rdns.n) {
			reader->helo = r->rdns;
			reader->helo_given = true;
			r->rdns = r->from;
		}
		return;
	}
	/* obtuse smtpd: `from rdns(ip), claiming to be "helo" via …` */
	if (str_eq_nocase(word, STR("claiming"))) {
		reader->claiming = true;
	} else if (reader->claiming && !str_eq_nocase(word, STR("to")) &&
		   !str_eq_nocase(word, STR("be"))) {
		reader->helo = word;
		reader->helo_given = true;
		reader->claiming = false;
	}
}

static void read_by_word(struct received_reader *reader, struct token token)
{
	struct received *r = reader->r;
	struct str word = bare_word(token.text);

	if (reader->value_seen) {
		/* AltN and kin: an id in angle brackets without the word */
		if (word.n > 2 && word.p[0] == '<' && r->id.n == 0)
			r->id = received_bare_address(word);
		return;
	}
	if (reader->again) {
		r->local |= str_eq_nocase(word, STR("uid")) && r->from.n == 0;
		return;
	}
	if (received_loose_ip(word, &(struct ip){ 0 })) {
		struct ip ip;

		received_loose_ip(word, &ip);
		r->by = r->by_ip = ip_text(reader->arena, &ip);
		return;
	}
	word = received_bare_address(word);
	if (word.n && word.p[word.n - 1] == '.')
		word.n--;
	r->by = arena_lower(reader->arena, word);
}

/* What stands behind the id without a clause of its own. Haraka: "envelope-from <a@b>";
 * OpenSMTPD: "auth=yes user=joe". */
static void read_id_word(struct received_reader *reader, struct token token)
{
	struct received *r = reader->r;
	struct str word = token.text;

	if (!reader->value_seen) {
		if (r->id.n == 0)
			r->id = received_bare_address(word);
	} else if (reader->envelope_next) {
		if (r->envelope_from.n == 0)
			r->envelope_from = received_bare_address(word);
		reader->envelope_next = false;
	} else if (str_eq_nocase(word, STR("envelope-from"))) {
		reader->envelope_next = true;
	} else if (str_eq_nocase(word, STR("auth=yes"))) {
		r->authenticated = true;
	} else if (r->authenticated && r->auth_user.n == 0 &&
		   str_eat(&word, STR("user="))) {
		r->auth_user = received_bare_address(word);
	}
}

static void read_for_word(struct received_reader *reader, struct token token)
{
	struct str word = received_bare_address(str_until(token.text, ','));

	if (reader->value_seen || reader->r->for_.n || str_eq(word, STR("...")) ||
	    str_eq_nocase(word, STR("multiple")))
		return;
	reader->r->for_ = word;
}

static void read_via_word(struct received_reader *reader, struct token token)
{
	struct received *r = reader->r;

	if (reader->again)
		return;
	if (!reader->value_seen)
		r->via = bare_word(token.text);
	else
		r->via.n = (size_t)(token.text.p + token.text.n - r->via.p);
}

static void read_clause_word(struct received_reader *reader, struct token token)
{
	switch (reader->clause) {
	case CLAUSE_FROM:
		read_from_word(reader, token);
		break;
	case CLAUSE_BY:
		read_by_word(reader, token);
		break;
	case CLAUSE_VIA:
		read_via_word(reader, token);
		break;
	case CLAUSE_WITH:
		if (token.kind == TOKEN_SQUARE)
			read_with_words(reader, str_sub(token.text, 1, token.text.n - 1));
		else
			read_with_word(reader, bare_word(token.text));
		break;
	case CLAUSE_ID:
		read_id_word(reader, token);
		break;
	case CLAUSE_FOR:
		read_for_word(reader, token);
		break;
	case CLAUSE_NONE:
	case CLAUSE_DATE:
		break;
	}
	reader->value_seen = true;
}

/* --- the date -------------------------------------------------------------- */

/* Some forget the semicolon: "id 4711 Thu, 20 Feb 2003 …", SendGrid
 * "with SMTP id … 2024-03-15 10:30:00.123 +0000 UTC". */
static bool starts_date(const struct received_reader *reader, struct str word)
{
	static const char days[] = "sunmontuewedthufrisat";

	if (reader->date_text.n || !reader->value_seen)
		return false;
	if (word.n == 4 && word.p[3] == ',')
		for (size_t i = 0; i < 21; i += 3)
			if (str_eq_nocase(str_sub(word, 0, 3), str_make(days + i, 3)))
				return true;
	return word.n >= 10 && word.p[4] == '-' && word.p[7] == '-' &&
	       ascii_is_digit(word.p[0]) && ascii_is_digit(word.p[3]) &&
	       ascii_is_digit(word.p[5]) && ascii_is_digit(word.p[9]);
}

static void add_to_date(struct received_reader *reader, struct str text)
{
	/* Go's monotonic clock, "m=+12.3", is no part of a date */
	if (str_starts(text, STR("m=")))
		return;
	if (reader->date_text.n == 0)
		reader->date_text = text;
	else
		reader->date_text.n = (size_t)(text.p + text.n - reader->date_text.p);
}

static void settle_date(struct received_reader *reader)
{
	if (reader->date_text.n)
		date_parse(reader->arena, reader->date_text, NULL, &reader->r->date);
}

/* --- whose name is it -------------------------------------------------------- */

/* qmail and its heirs leave "(HELO …)" out where the client said what DNS
 * says, and write neither a software name nor an id; Critical Path does the
 * same and gives its bare version number. */
static bool name_was_looked_up(const struct received_reader *reader)
{
	const struct received *r = reader->r;

	if (reader->verified || str_starts_nocase(r->software, STR("Exim")))
		return true;
	if (!reader->bare_ip || r->local)
		return false;
	if (r->software.n == 0)
		return r->id.n == 0 && str_ends_nocase(r->protocol, STR("SMTP"));
	for (size_t i = 0; i < r->software.n; i++)
		if (!ascii_is_digit(r->software.p[i]) && r->software.p[i] != '.')
			return false;
	return true;
}

static struct str without_final_dot(struct str name)
{
	return name.n > 1 && name.p[name.n - 1] == '.' ? str_sub(name, 0, name.n - 1)
						       : name;
}

static void set_rdns(struct received *r, struct str name)
{
	if (str_eq_nocase(name, STR("unknown")))
		r->rdns_unknown = true;
	else
		r->rdns = name;
}

static void settle_names(struct received_reader *reader)
{
	struct received *r = reader->r;
	struct ip ip;
	bool literal = received_loose_ip(r->from, &ip);

	if (literal && r->addr.kind == IP_NONE)
		received_set_ip(reader, r->from);
	/* A sender's address, not a client's name: handed over on the same machine
	 * (qmail-scanner, Sendmail's own submission, AOL). */
	if (r->addr.kind == IP_NONE && !reader->helo_given &&
	    str_find(r->from, '@') != STR_NPOS) {
		r->local = true;
		if (r->envelope_from.n == 0)
			r->envelope_from = received_bare_address(r->from);
		return;
	}
	if (reader->helo_given) {
		r->helo = reader->helo;
		if (r->rdns.n == 0 && !literal && !r->local)
			set_rdns(r, r->from);
	} else if (literal && ip_eq(&ip, &r->addr)) {
		/* no word of a HELO, unless a name stands beside it */
		if (r->rdns.n || r->rdns_unknown)
			r->helo = r->from;
	} else {
		r->helo = r->from;
		if (r->rdns.n == 0 && !r->rdns_unknown && r->addr.kind != IP_NONE &&
		    !literal && name_was_looked_up(reader))
			set_rdns(r, r->from);
	}
	if (literal && reader->helo_given && r->rdns.n == 0)
		r->rdns_unknown = true;
	r->rdns = without_final_dot(r->rdns);
	if (r->addr.kind != IP_NONE)
		r->ip = ip_text(reader->arena, &r->addr);
	/* qmail hands the login on in the place of the RFC 1413 user; a true
	 * RFC 1413 answer has no '@' in it. */
	if (r->auth_user.n == 0 && r->ident.n &&
	    (r->authenticated || str_find(r->ident, '@') != STR_NPOS)) {
		r->auth_user = r->ident;
		r->authenticated = true;
	}
}

void received_parse(struct arena *arena, struct str value, struct defects *defects,
		    struct received *ret)
{
	struct received_reader reader = { .arena = arena, .r = ret };
	struct cursor cursor;
	struct token token;

	*ret = (struct received){ 0 };
	cursor_init(&cursor, value);
	while ((token = next_token(&cursor)).kind != TOKEN_END) {
		if (token.kind == TOKEN_SEMICOLON) {
			reader.clause = CLAUSE_DATE;
		} else if (token.kind == TOKEN_COMMENT) {
			if (received_read_comment(&reader, token.value))
				continue;
			if (reader.clause == CLAUSE_DATE)
				add_to_date(&reader, token.text);
		} else if (opens_clause(&reader, token.text, cursor.rest)) {
			open_clause(&reader, clause_of(token.text));
		} else if (reader.clause == CLAUSE_DATE ||
			   starts_date(&reader, token.text)) {
			reader.clause = CLAUSE_DATE;
			add_to_date(&reader, token.text);
		} else {
			read_clause_word(&reader, token);
		}
	}
	settle_protocol(&reader);
	settle_date(&reader);
	settle_names(&reader);
	if (cursor.open_comment && defects)
		defect_add(defects, "field.open-comment", value, STR_NONE);
}
