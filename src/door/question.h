/* door/question.h - what may be asked of the outside: a small key.
 *
 * The text of a question is canonical, so that equal questions are equal bytes: in the
 * cache, in the case file, in an answers file. "dns TXT example.com". */
#pragma once
#include "door/contact.h"
#include "mail/ip.h"

enum question_kind {
	QUESTION_DNS,
	QUESTION_WHOIS,
	QUESTION_RDAP,
	QUESTION_TLS,
	QUESTION_HTTP,
	QUESTION_GEO,
	QUESTION_LIST,
	QUESTION_HISTORY,
	QUESTION_BROWSE,
	QUESTION_MEDIA,
	QUESTION_LOG,
	QUESTION_KINDS
};

struct question {
	enum question_kind kind;
	enum contact contact; /* the level that it needs */
	struct str text;      /* the whole key, kind and all */
	/* Of DNS: the name asked for, as record/dns_name.h has it. Of WHOIS, RDAP, TLS
	 * and HTTP: the host that is contacted, as URLs write it. Of lists: which list.
	 */
	struct str name;
	/* What it is asked: of WHOIS the query, of RDAP, HTTP and browsers the URL, of
	 * lists the key; of geo the address. */
	struct str subject;
	uint16_t dns_type;
	uint16_t port; /* of WHOIS, RDAP, TLS, HTTP: where it is contacted */
	/* Of media: the bytes that are to be decoded; the key has their sum alone. They
	 * are borrowed until the answer is there, and STR_NONE where a text was read. */
	struct str payload;
};

/* A DNS question. `name` is text as record/dns_name.h reads it: any case, a final dot,
 * escapes. False: no name of the DNS (empty label, label over 63, name over 253 bytes):
 * nothing can be asked, and nothing would be found. */
bool question_dns(struct arena *arena, uint16_t type, struct str name,
		  struct question *ret);
/* The text that such a question has, without memory of its own: its length; 0: none. */
enum { QUESTION_DNS_TEXT = 16 + 255 * 4 };
size_t question_dns_write(uint16_t type, struct str name, char text[QUESTION_DNS_TEXT]);
/* "whois whois.nic.example example.com". `server`: a host name or an address, as a
 * referral has it; its port only where it is another than 43. `query`: one printable
 * line, at most LIMIT_WHOIS_QUERY bytes. False: that cannot be asked. */
bool question_whois(struct arena *arena, struct str server, uint16_t port,
		    struct str query, struct question *ret);
/* "rdap https://rdap.example/domain/example.com", "http GET https://example.com/",
 * "browse https://example.com/". `url` as a browser reads it (link/url.h), and without
 * its fragment, which is never sent. False: no URL of http or https, one with a user
 * name in it, or too long. */
bool question_rdap(struct arena *arena, struct str url, struct question *ret);
bool question_http(struct arena *arena, struct str url, struct question *ret);
bool question_browse(struct arena *arena, struct str url, struct question *ret);
/* "tls example.com:443", "tls [2001:db8::1]:443". */
bool question_tls(struct arena *arena, struct str host, uint16_t port,
		  struct question *ret);
/* "geo 192.0.2.1": networks and places, by the databases on this machine. */
bool question_geo(struct arena *arena, const struct ip *ip, struct question *ret);
/* "list NAME KEY": one printable line. */
bool question_list(struct arena *arena, struct str list, struct str key,
		   struct question *ret);
/* "media SHA256 KIND": what a decoder on this machine makes of `payload`, whose SHA-256
 * in hex is `sha256`. `kind` is a word of record/media.h. */
bool question_media(struct arena *arena, struct str sha256, const char *kind,
		    struct str payload, struct question *ret);
/* "log KEY…": lines of the mail logs on this machine (maillog/keys.h). `keys`: one
 * printable line. */
bool question_log(struct arena *arena, struct str keys, struct question *ret);
/* Reads a question's text back, as an answers file or a case holds it. False: no kind of
 * question, or nothing behind the kind. */
bool question_read(struct arena *arena, struct str text, struct question *ret);
