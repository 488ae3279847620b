/* door/question.c - see question.h. */
#include "door/question.h"

#include "record/dns.h"
#include "record/dns_name.h"

#include <stdio.h>

/* The least that each kind of question tells somebody. What is answered on this machine
 * (tables, history, decoders) tells nobody. */
static const struct {
	const char *name;
	enum contact contact;
} kinds[QUESTION_KINDS] = {
	[QUESTION_DNS] = { "dns", CONTACT_LOOKUP },
	[QUESTION_WHOIS] = { "whois", CONTACT_LOOKUP },
	[QUESTION_RDAP] = { "rdap", CONTACT_LOOKUP },
	[QUESTION_TLS] = { "tls", CONTACT_VISIT },
	[QUESTION_HTTP] = { "http", CONTACT_VISIT },
	[QUESTION_GEO] = { "geo", CONTACT_OFFLINE },
	[QUESTION_LIST] = { "list", CONTACT_LOOKUP },
	[QUESTION_HISTORY] = { "history", CONTACT_OFFLINE },
	[QUESTION_BROWSE] = { "browse", CONTACT_VISIT },
	[QUESTION_MEDIA] = { "media", CONTACT_OFFLINE },
};

/* "dns TXT " */
static size_t write_type(uint16_t type, char text[QUESTION_DNS_TEXT])
{
	const char *known = dns_type_name(type);
	size_t n;

	if (!known)
		return (size_t)snprintf(text, 16, "dns TYPE%u ", type);
	n = strlen(known);
	memcpy(text, "dns ", 4);
	memcpy(text + 4, known, n);
	text[4 + n] = ' ';
	return n + 5;
}

size_t question_dns_write(uint16_t type, struct str name, char text[QUESTION_DNS_TEXT])
{
	size_t n = write_type(type, text), length = dns_name_write(name, text + n);

	return length ? n + length : 0;
}

bool question_dns(struct arena *arena, uint16_t type, struct str name,
		  struct question *ret)
{
	char text[QUESTION_DNS_TEXT];
	size_t n = question_dns_write(type, name, text), start;

	if (n == 0)
		return false;
	*ret = (struct question){
		.kind = QUESTION_DNS,
		.contact = kinds[QUESTION_DNS].contact,
		.text = arena_str(arena, str_make(text, n)),
		.dns_type = type,
	};
	start = 5 + str_find(str_skip(ret->text, 4), ' ');
	ret->name = str_skip(ret->text, start);
	return true;
}

/* "TYPE NAME"; whatever stands behind the type is the name. */
static bool read_dns(struct arena *arena, struct str rest, struct question *ret)
{
	uint16_t type = dns_type_find(str_take_word(&rest));

	return type && question_dns(arena, type, str_trim(rest), ret);
}

bool question_read(struct arena *arena, struct str text, struct question *ret)
{
	struct str rest = text, word = str_take_word(&rest);

	rest = str_trim(rest);
	if (rest.n == 0)
		return false;
	if (str_eq(word, str_c(kinds[QUESTION_DNS].name)))
		return read_dns(arena, rest, ret);
	for (int i = 0; i < QUESTION_KINDS; i++) {
		if (!str_eq(word, str_c(kinds[i].name)))
			continue;
		*ret = (struct question){
			.kind = (enum question_kind)i,
			.contact = kinds[i].contact,
			.text = arena_printf(arena, "%.*s %.*s", STR_ARG(word),
					     STR_ARG(rest)),
		};
		return true;
	}
	return false;
}
