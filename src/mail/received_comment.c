/* mail/received_comment.c - comments of a Received field.
 *
 * Much of what matters stands in comments that no grammar governs: the client's
 * address and name, its HELO, a login, TLS, the envelope sender, the software.
 * A comment is first matched against what can stand anywhere (rows below),
 * then read by the clause it belongs to. */
#include "mail/received_reader.h"

bool received_loose_ip(struct str text, struct ip *ret)
{
	struct str before, after;
	uint32_t port;

	text = str_trim(text);
	/* "[(192.0.2.1)]" is MDaemon's */
	while (text.n > 2 && (text.p[0] == '[' || text.p[0] == '(')) {
		text = str_skip(text, 1);
		text = str_until(text, text.p[-1] == '[' ? ']' : ')');
	}
	if (text.n < 2 || text.n > 64)
		return false;
	if (ip_parse(text, ret))
		return true;
	/* "192.0.2.1:4321"; an IPv6 address with a port has brackets */
	if (str_cut(text, ':', &before, &after) && str_to_u32(after, &port))
		return ip_parse(before, ret);
	/* Exim 3: "192.0.2.1.4321" */
	return str_cut_last(text, '.', &before, &after) && str_to_u32(after, &port) &&
	       ip_parse(before, ret);
}

bool received_set_ip(struct received_reader *reader, struct str text)
{
	struct ip ip;

	if (!received_loose_ip(text, &ip))
		return false;
	reader->r->addr = ip;
	return true;
}

void received_add_tls(struct received_reader *reader, struct str version,
		      struct str cipher)
{
	struct received *r = reader->r;

	/* Mimecast: "(Using TLS) by … (version=TLSv1.2, cipher=…)" */
	if (r->tls.n && !(version.n && str_eq_nocase(r->tls, STR("TLS"))))
		version = r->tls;
	if (version.n == 0)
		r->tls = cipher;
	else if (cipher.n == 0)
		r->tls = version;
	else
		r->tls = arena_printf(reader->arena, "%.*s %.*s", STR_ARG(version),
				      STR_ARG(cipher));
}

/* The next word; commas and parentheses part words like blanks do. */
static struct str next_word(struct str *rest)
{
	struct str s = *rest, word;
	size_t n = 0;

	while (s.n && (ascii_is_space(s.p[0]) || s.p[0] == ',' || s.p[0] == '(' ||
		       s.p[0] == ')'))
		s = str_skip(s, 1);
	while (n < s.n && !ascii_is_space(s.p[n]) && s.p[n] != ',' && s.p[n] != '(' &&
	       s.p[n] != ')')
		n++;
	word = str_sub(s, 0, n);
	*rest = str_skip(s, n);
	return word;
}

/* The word behind `key`, which may stand anywhere in the text. */
static struct str word_after(struct str text, struct str key)
{
	size_t at = str_find_str_nocase(text, key);

	if (at == STR_NPOS)
		return STR_NONE;
	text = str_skip(text, at + key.n);
	return next_word(&text);
}

/* --- TLS --------------------------------------------------------------------- */

/* "using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) …" */
static void read_using(struct received_reader *reader, struct str text)
{
	received_add_tls(reader, word_after(text, STR("using ")),
			 word_after(text, STR("cipher ")));
}

/* "version=TLS1_3, cipher=TLS_AES_256_GCM_SHA384", also with blanks between */
static void read_version(struct received_reader *reader, struct str text)
{
	received_add_tls(reader, word_after(text, STR("version=")),
			 word_after(text, STR("cipher=")));
}

/* "TLS1.2:ECDHE_RSA:256", "TLSv1.3:TLS_AES…:256:NO", "TLS-1.0:…", "TLS1.3",
 * Courier "TLS: TLSv1/SSLv3,128bits,RC4-MD5" */
static void read_colons(struct received_reader *reader, struct str text)
{
	struct str version, cipher = STR_NONE;

	str_eat(&text, STR("tls_cipher "));
	if (str_eat(&text, STR("TLS: ")) || str_eat(&text, STR("SSL: "))) {
		version = next_word(&text);
		next_word(&text);
		cipher = next_word(&text);
	} else {
		struct str rest = text;

		str_split(&rest, ':', &version);
		str_split(&rest, ':', &cipher);
	}
	received_add_tls(reader, str_trim(version), str_trim(cipher));
}

/* qmail: "with (DHE-RSA-AES256-SHA encrypted) ESMTPS" */
static void read_encrypted(struct received_reader *reader, struct str text)
{
	received_add_tls(reader, STR_NONE, next_word(&text));
}

/* --- logins -------------------------------------------------------------------- */

static void set_login(struct received_reader *reader, struct str user)
{
	reader->r->authenticated = true;
	if (user.n && reader->r->auth_user.n == 0)
		reader->r->auth_user = received_bare_address(user);
}

/* "Authenticated sender: joe@example.jp", "authenticated as joe",
 * "SquirrelMail authenticated user joe", "authenticated bits=0" */
static void read_authenticated(struct received_reader *reader, struct str text)
{
	size_t at = str_find_str_nocase(text, STR("authenticated"));
	struct str word;

	text = str_skip(text, at + 13);
	while ((word = next_word(&text)).n) {
		if (str_eq(word, STR(":")) || str_eq(word, STR("-")) ||
		    str_eq_nocase(word, STR("sender:")) ||
		    str_eq_nocase(word, STR("user")) ||
		    str_eq_nocase(word, STR("user:")) ||
		    str_eq_nocase(word, STR("-user:")) ||
		    str_eq_nocase(word, STR("as")) || str_eq_nocase(word, STR("id")) ||
		    str_eq_nocase(word, STR("id:")) || str_eq_nocase(word, STR("by")) ||
		    str_eq_nocase(word, STR("account")))
			continue;
		if (str_starts_nocase(word, STR("bits=")))
			word = STR_NONE;
		else if (str_starts_nocase(word, STR("id=")))
			word = str_skip(word, 3);
		else if (str_starts_nocase(word, STR("user=")))
			word = str_skip(word, 5);
		break;
	}
	set_login(reader, word);
}

/* Courier: "AUTH: LOGIN joe@example.jp, SSL: TLSv1/SSLv3,128bits,RC4-MD5" */
static void read_auth_colon(struct received_reader *reader, struct str text)
{
	size_t at = str_find_str_nocase(text, STR("SSL: "));
	struct str login = str_sub(text, 5, at == STR_NPOS ? text.n : at);
	struct str first = next_word(&login), second = next_word(&login);

	set_login(reader, second.n ? second : first);
	if (at != STR_NPOS)
		read_colons(reader, str_skip(text, at));
}

/* qpsmtpd: "smtp-auth username joe, mechanism login"; Sendmail: "user=joe mech=LOGIN" */
static void read_username(struct received_reader *reader, struct str text)
{
	struct str user = word_after(text, STR("username "));

	set_login(reader, user.n ? user : word_after(text, STR("user=")));
}

/* --- other things that stand anywhere ------------------------------------------ */

/* "envelope-from <a@b>", "envelope-sender a@b", "return-path <>" */
static void read_envelope(struct received_reader *reader, struct str text)
{
	static const struct str keys[] = { STR("envelope-from"), STR("envelope-sender"),
					   STR("return-path"), STR("mailfrom") };

	for (size_t i = 0; i < COUNT(keys) && reader->r->envelope_from.n == 0; i++) {
		struct str word = word_after(text, keys[i]);

		if (word.n && (word.p[0] == '=' || word.p[0] == ':'))
			word = str_skip(word, 1);
		reader->r->envelope_from = received_bare_address(word);
	}
}

/* "qmail 4711 invoked by uid 0", "… by alias", "… from network" */
static void read_qmail(struct received_reader *reader, struct str text)
{
	reader->r->software = received_one_line(reader->arena, text);
	if (str_find_str(text, STR("invoked by")) != STR_NPOS)
		reader->r->local = true;
}

/* Sendmail's own submission: "(from joe@localhost) by host (8.9.3/8.9.3) id …" */
static void read_submitted(struct received_reader *reader, struct str text)
{
	struct received *r = reader->r;

	if (r->from.n)
		return;
	r->from = word_after(text, STR("from "));
	r->local = true;
}

static void read_via(struct received_reader *reader, struct str text)
{
	struct received *r = reader->r;

	if (r->via.n == 0)
		r->via = word_after(text, STR("via "));
	if (r->protocol.n == 0 && received_is_protocol(r->via))
		r->protocol = r->via;
}

static void read_nothing(struct received_reader *reader, struct str text)
{
	(void)reader;
	(void)text;
}

enum match { STARTS, CONTAINS, WORD };
static const struct {
	enum match match;
	struct str text;
	void (*read)(struct received_reader *reader, struct str text);
} rows[] = {
	{ STARTS, STR("using "), read_using },
	{ STARTS, STR("version="), read_version },
	{ STARTS, STR("TLS"), read_colons },
	{ STARTS, STR("SSL"), read_colons },
	{ STARTS, STR("AUTH: "), read_auth_colon },
	{ STARTS, STR("smtp-auth "), read_username },
	{ STARTS, STR("user="), read_username },
	{ STARTS, STR("qmail "), read_qmail },
	{ STARTS, STR("from "), read_submitted },
	{ STARTS, STR("via "), read_via },
	{ STARTS, STR("mailfrom:"), read_envelope }, /* Alibaba's */
	/* whom it was for, and what the certificate says: not the client's name */
	{ STARTS, STR("for "), read_nothing },
	{ STARTS, STR("Client "), read_nothing },
	{ STARTS, STR("No client certificate"), read_nothing },
	{ WORD, STR("authenticated"), read_authenticated },
	{ CONTAINS, STR("envelope-"), read_envelope },
	{ CONTAINS, STR("return-path"), read_envelope },
	{ CONTAINS, STR(" encrypted"), read_encrypted },
};

static bool matches(struct str text, enum match match, struct str what)
{
	size_t at;
	char before, after;

	if (match == STARTS)
		return str_starts_nocase(text, what);
	at = str_find_str_nocase(text, what);
	if (at == STR_NPOS || match == CONTAINS)
		return at != STR_NPOS;
	before = at ? text.p[at - 1] : ' ';
	after = at + what.n < text.n ? text.p[at + what.n] : ' ';
	return ascii_is_space(before) && after != '.' && after != '@' &&
	       !ascii_is_alnum(after);
}

static bool read_known(struct received_reader *reader, struct str text)
{
	for (size_t i = 0; i < COUNT(rows); i++) {
		if (!matches(text, rows[i].match, rows[i].text))
			continue;
		rows[i].read(reader, text);
		return true;
	}
	return false;
}

/* --- comments of the from clause ------------------------------------------------- */

/* "joe@192.0.2.1", "joe@[192.0.2.1]", "joe@rdns" before "[192.0.2.1]"; qmail with a
 * login: "joe@example.jp@192.0.2.1". The receiver wrote what follows the LAST '@'. */
static void read_ident(struct received_reader *reader, struct str word)
{
	struct received *r = reader->r;
	struct str ident, host;

	str_cut_last(word, '@', &ident, &host);
	r->ident = ident;
	if (received_set_ip(reader, host))
		reader->bare_ip = host.n && host.p[0] != '[';
	else if (str_eq_nocase(host, STR("unknown")))
		r->rdns_unknown = true;
	else
		r->rdns = host;
}

static bool is_helo_verb(struct str word)
{
	return str_eq_nocase(word, STR("HELO")) || str_eq_nocase(word, STR("EHLO")) ||
	       str_eq_nocase(word, STR("LHLO"));
}

/* Remarks about the name or the login, each a word of its own. */
static bool read_remark(struct received_reader *reader, struct str word, struct str *rest)
{
	struct received *r = reader->r;

	if (is_helo_verb(word)) {
		reader->helo = next_word(rest);
		reader->helo_given = true;
	} else if (str_starts_nocase(word, STR("helo="))) {
		reader->helo = str_skip(word, 5);
		reader->helo_given = true;
	} else if (str_starts_nocase(word, STR("ident="))) {
		r->ident = str_skip(word, 6);
	} else if (str_eq_nocase(word, STR("account"))) {
		set_login(reader, next_word(rest));
	} else if (str_eq_nocase(word, STR("login")) && r->ident.n) {
		r->authenticated = true; /* Yahoo: "joe@192.0.2.1 with login" */
	} else if (str_eq_nocase(word, STR("verified"))) {
		reader->verified = true;
	} else if (str_eq_nocase(word, STR("forged")) ||
		   str_eq_nocase(word, STR("spoofed"))) {
		r->rdns_forged = true;
	} else if (str_eq_nocase(word, STR("unknown")) ||
		   str_eq_nocase(word, STR("RDNS"))) {
		r->rdns_unknown = true; /* "RDNS failed" */
	} else {
		static const struct str skipped[] = {
			STR("unverified"),    STR("may"),  STR("be"),
			STR("failed"),	      STR("with"), STR("port"),
			STR("misconfigured"),
		};

		for (size_t i = 0; i < COUNT(skipped); i++)
			if (str_eq_nocase(word, skipped[i]))
				return true;
		return str_starts_nocase(word, STR("port="));
	}
	return true;
}

/* Is it what a receiver writes of its client: "[address]", "name [address]",
 * "user@address"? Software has numbers with dots, too. */
static bool tells_address(struct str text)
{
	struct str first = next_word(&text), second = next_word(&text), before, after;
	struct ip ip;

	if (received_loose_ip(first, &ip) ||
	    (str_cut_last(first, '@', &before, &after) && received_loose_ip(after, &ip)))
		return true;
	return second.n && second.p[0] == '[' && received_loose_ip(second, &ip);
}

/* A client's HELO may hold parentheses and addresses, and some receivers copy it as it
 * is; their own words come behind it. */
static void forget_client(struct received_reader *reader)
{
	struct received *r = reader->r;

	r->addr = (struct ip){ 0 };
	r->rdns = STR_NONE;
	r->rdns_unknown = r->rdns_forged = false;
	reader->bare_ip = reader->verified = false;
}

static void read_from_comment(struct received_reader *reader, struct str text)
{
	struct received *r = reader->r;
	bool had_ip = r->addr.kind != IP_NONE, first = true;
	struct str word;

	if (had_ip && !reader->helo_said && tells_address(text)) {
		forget_client(reader);
		had_ip = false;
	}
	while ((word = next_word(&text)).n) {
		struct str name, address;
		struct ip ip;

		/* Exim writes nothing but its own remarks behind the client's word. */
		reader->helo_said |= str_starts_nocase(word, STR("helo="));
		if (read_remark(reader, word, &text) ||
		    (reader->helo_said && received_loose_ip(word, &ip)))
			continue;
		/* Once the address is known, further comments speak of other things. */
		if (had_ip) {
			if (first && !str_find_str(word, STR(".")) && r->ident.n == 0)
				r->ident = word;
			continue;
		}
		if (word.p[0] == '[') {
			/* what stands in brackets was written by the receiver: it
			 * outweighs a reverse name that looks like an address */
			if (received_set_ip(reader, word))
				reader->bare_ip = false;
		} else if (str_find(word, '@') != STR_NPOS) {
			read_ident(reader, word);
		} else if (received_loose_ip(word, &ip)) {
			if (r->addr.kind == IP_NONE) {
				r->addr = ip;
				reader->bare_ip = true;
			}
		} else if (first && r->rdns.n == 0) {
			/* "host[192.0.2.1]" */
			if (str_cut(word, '[', &name, &address) &&
			    received_set_ip(reader, str_until(address, ']')))
				word = name;
			r->rdns = word;
		}
		first = false;
	}
}

/* "(Postfix)", "(Exim 4.96)", "(8.12.8/8.12.8)"; "(192.0.2.1)",
 * "(mx.example.jp [127.0.0.1])"; "(Postfix, from userid 33)" */
static void read_by_comment(struct received_reader *reader, struct str text)
{
	struct received *r = reader->r;
	struct str before, after;
	struct ip ip;

	if (received_loose_ip(text, &ip) ||
	    (str_cut(text, '[', &before, &after) &&
	     received_loose_ip(str_until(after, ']'), &ip))) {
		if (r->by_ip.n == 0)
			r->by_ip = ip_text(reader->arena, &ip);
		return;
	}
	if (str_find_str(text, STR("from userid")) != STR_NPOS) {
		r->local = true;
		text = str_until(text, ',');
	}
	if (r->software.n == 0)
		r->software = received_one_line(reader->arena, text);
}

/* The client chooses its reverse name and its HELO; neither "(HELO authenticated)"
 * nor "(tls.example [192.0.2.1])" may pass for a remark of the receiver's. */
static bool holds_client_words(const struct received_reader *reader, struct str text)
{
	static const struct str starts[] = {
		STR("HELO"),  STR("EHLO"),     STR("LHLO"),
		STR("helo="), STR("account "), STR("port=")
	};

	if (reader->clause != CLAUSE_FROM)
		return false;
	if (reader->r->addr.kind == IP_NONE && str_find(text, '[') != STR_NPOS)
		return true;
	for (size_t i = 0; i < COUNT(starts); i++)
		if (str_starts_nocase(text, starts[i]))
			return true;
	return false;
}

bool received_read_comment(struct received_reader *reader, struct str text)
{
	if (!holds_client_words(reader, text) && read_known(reader, text))
		return true;
	switch (reader->clause) {
	case CLAUSE_FROM:
		read_from_comment(reader, text);
		return true;
	case CLAUSE_BY:
	case CLAUSE_WITH:
	case CLAUSE_VIA:
		read_by_comment(reader, text);
		return true;
	default:
		return false;
	}
}
