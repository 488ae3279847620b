/* link/url_parts.h - what the files of the URL parser share; nobody else includes it.
 *
 * A URL is read in two steps. The machine (url_machine.c, states named as in the WHATWG
 * URL standard) finds which bytes belong to which part and changes none of them;
 * url_write.c then writes the parts one behind the other, encodes what must be encoded
 * and walks the path's dots. Ordinary URLs need neither (url_plain.c). */
#pragma once
#include "link/url.h"

/* Percent-encode sets (URL, 1.3); each bit marks the bytes that one set encodes. */
enum url_set {
	URL_SET_CONTROL = 1 << 0,
	URL_SET_FRAGMENT = 1 << 1,
	URL_SET_QUERY = 1 << 2,
	URL_SET_SPECIAL_QUERY = 1 << 3,
	URL_SET_PATH = 1 << 4,
	URL_SET_USERINFO = 1 << 5,
	/* Not for encoding: bytes that no host, and no domain, may hold (3.1). */
	URL_SET_NO_HOST = 1 << 6,
	URL_SET_NO_DOMAIN = 1 << 7,
};
extern const uint8_t url_sets[256];

static inline bool url_in_set(char c, unsigned set)
{
	return (url_sets[(uint8_t)c] & set) != 0;
}

/* Bytes before the first that `set` holds. */
size_t url_clean_prefix(struct str s, unsigned set);
/* Write `s`, encoded; `out` has room for three times its bytes. Returns the end. */
char *url_encode(char *out, struct str s, unsigned set);

/* Which bytes are which part: slices of the input (or of the base), unencoded. */
struct url_cut {
	struct str scheme; /* lower case */
	bool special;
	enum url_host_kind host_kind;
	struct str username, password;
	struct str host; /* serialised already */
	int32_t port;
	struct str path_before; /* what stays of the base's path, without its last name */
	bool has_path;
	struct str path; /* names behind a first "/", separated; or the opaque path */
	bool path_opaque, has_query, has_fragment;
	struct str query, fragment;
	uint32_t odd;
};

/* False where the standard returns failure. `input` is free of what the standard strips
 * and is valid UTF-8. */
bool url_run(struct arena *arena, struct str input, const struct url *base,
	     struct url_cut *ret);
void url_write(struct arena *arena, const struct url_cut *cut, struct url *ret);

/* An http or https URL that is its own serialisation, in its commonest form; false where
 * it may be anything else. */
bool url_plain(struct str input, struct url *ret);

/* The host parser (3.5) and its serialiser. False: failure. */
bool url_host_parse(struct arena *arena, struct str input, bool special,
		    struct url_cut *ret);
bool url_ends_in_number(struct str domain);
bool url_ipv4_parse(struct str domain, uint32_t *ret);
struct str url_ipv4_text(struct arena *arena, uint32_t address);
/* Without brackets. */
bool url_ipv6_parse(struct str input, uint16_t ret[8]);
struct str url_ipv6_text(struct arena *arena, const uint16_t address[8]);

/* "C:" and "C|": file URLs keep drives apart (4.2). */
bool url_is_drive(struct str s);
bool url_starts_with_drive(struct str s);
/* Is `path` one name, and that "C:"? Nothing climbs out of a drive. */
bool url_path_is_drive(struct str path);
/* `path` without its last name. */
struct str url_path_shorten(struct str scheme, struct str path);
