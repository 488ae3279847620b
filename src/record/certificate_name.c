/* record/certificate_name.c - see certificate_name.h. */
#include "record/certificate_name.h"

#include "base/buf.h"
#include "base/limits.h"
#include "mail/base64.h"

#include <openssl/objects.h>

uint32_t certificate_text_odd(struct str text)
{
	uint32_t odd = 0;

	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == 0)
			odd |= CERTIFICATE_NUL_IN_NAME;
		else if ((unsigned char)text.p[i] < 32 || text.p[i] == 127)
			odd |= CERTIFICATE_CONTROL_IN_NAME;
	return odd;
}

static struct str number_of(struct arena *arena, const ASN1_OBJECT *object)
{
	char text[LIMIT_OBJECT_TEXT];
	int n = OBJ_obj2txt(text, sizeof text, object, 1);

	if (n <= 0)
		return STR("?");
	return arena_str(
	    arena, str_make(text, n < (int)sizeof text ? (size_t)n : sizeof text - 1));
}

/* Our own table: libcrypto's names grow with its version. */
static const struct {
	const char *number, *name;
} names[] = {
	{ "2.5.4.3", "CN" },
	{ "2.5.4.4", "SN" },
	{ "2.5.4.5", "serialNumber" },
	{ "2.5.4.6", "C" },
	{ "2.5.4.7", "L" },
	{ "2.5.4.8", "ST" },
	{ "2.5.4.9", "street" },
	{ "2.5.4.10", "O" },
	{ "2.5.4.11", "OU" },
	{ "2.5.4.12", "title" },
	{ "2.5.4.15", "businessCategory" },
	{ "2.5.4.17", "postalCode" },
	{ "2.5.4.42", "GN" },
	{ "2.5.4.65", "pseudonym" },
	{ "2.5.4.97", "organizationIdentifier" },
	{ "0.9.2342.19200300.100.1.1", "UID" },
	{ "0.9.2342.19200300.100.1.25", "DC" },
	{ "1.2.840.113549.1.9.1", "emailAddress" },
	{ "1.3.6.1.4.1.311.60.2.1.1", "jurisdictionL" },
	{ "1.3.6.1.4.1.311.60.2.1.2", "jurisdictionST" },
	{ "1.3.6.1.4.1.311.60.2.1.3", "jurisdictionC" },
	{ "1.3.6.1.5.5.7.3.1", "serverAuth" },
	{ "1.3.6.1.5.5.7.3.2", "clientAuth" },
	{ "1.3.6.1.5.5.7.3.3", "codeSigning" },
	{ "1.3.6.1.5.5.7.3.4", "emailProtection" },
	{ "1.3.6.1.5.5.7.3.8", "timeStamping" },
	{ "1.3.6.1.5.5.7.3.9", "OCSPSigning" },
	{ "2.5.29.37.0", "anyExtendedKeyUsage" },
};

struct str certificate_object(struct arena *arena, const ASN1_OBJECT *object)
{
	struct str number = number_of(arena, object);

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_eq(number, str_c(names[i].number)))
			return str_c(names[i].name);
	return number;
}

struct str certificate_object_long(struct arena *arena, const ASN1_OBJECT *object)
{
	int nid = OBJ_obj2nid(object);

	return nid == NID_undef ? number_of(arena, object) : str_c(OBJ_nid2ln(nid));
}

/* Whatever kind of string it is; as it stands where no text can be made of it. */
static struct str text_of(struct arena *arena, const ASN1_STRING *string)
{
	unsigned char *utf8 = NULL;
	int n = ASN1_STRING_to_UTF8(&utf8, string);
	struct str text;

	if (n < 0)
		return arena_str(arena,
				 str_make((const char *)ASN1_STRING_get0_data(string),
					  (size_t)ASN1_STRING_length(string)));
	text = arena_str(arena, str_make((const char *)utf8, (size_t)n));
	OPENSSL_free(utf8);
	return text;
}

/* What could be taken for the end of a value is escaped (RFC 4514, 2.4). */
static void add_value(struct buf *buf, struct str value)
{
	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] == ',' || value.p[i] == '+' || value.p[i] == '\\' ||
		    value.p[i] == '=')
			buf_add_char(buf, '\\');
		buf_add_char(buf, value.p[i]);
	}
}

/* The last part is the most specific one. */
static struct str join(struct arena *arena, const struct certificate_name *name)
{
	struct buf buf;
	struct str text;

	buf_init(&buf, LIMIT_CERTIFICATE_BYTES);
	for (uint32_t i = name->count; i-- > 0;) {
		if (buf.n)
			buf_add(&buf, STR(", "));
		buf_add(&buf, name->items[i].type);
		buf_add_char(&buf, '=');
		add_value(&buf, name->items[i].value);
	}
	text = arena_str(arena, buf_peek(&buf));
	buf_fini(&buf);
	return text;
}

void certificate_name_read(struct arena *arena, const X509_NAME *name,
			   struct certificate_name *ret, uint32_t *odd)
{
	int count = X509_NAME_entry_count(name);

	*ret = (struct certificate_name){ 0 };
	if (count > LIMIT_CERTIFICATE_ATTRIBUTES) {
		count = LIMIT_CERTIFICATE_ATTRIBUTES;
		*odd |= CERTIFICATE_CUT;
	}
	ret->items = arena_alloc_array(arena, (size_t)count, sizeof *ret->items);
	for (int i = 0; i < count; i++) {
		const X509_NAME_ENTRY *entry = X509_NAME_get_entry(name, i);
		struct certificate_attribute *item = &ret->items[ret->count++];

		item->type = certificate_object(arena, X509_NAME_ENTRY_get_object(entry));
		item->value = text_of(arena, X509_NAME_ENTRY_get_data(entry));
		*odd |= certificate_text_odd(item->value);
	}
	ret->text = join(arena, ret);
}

struct str certificate_name_text(struct arena *arena, const X509_NAME *name)
{
	struct certificate_name read;
	uint32_t odd = 0;

	certificate_name_read(arena, name, &read, &odd);
	return read.text;
}

struct str certificate_name_get(const struct certificate_name *name, struct str type)
{
	for (uint32_t i = 0; i < name->count; i++)
		if (str_eq(name->items[i].type, type))
			return name->items[i].value;
	return STR_NONE;
}

/* --- PEM (RFC 7468) ----------------------------------------------------------------- */

bool certificate_next_pem(struct arena *arena, struct str *rest, struct str *ret_der)
{
	struct str begin = STR("-----BEGIN CERTIFICATE-----"), end = STR("-----");
	size_t from = str_find_str(*rest, begin), to;
	struct base64_result result;
	struct str text;
	char *out;

	if (from == STR_NPOS)
		return false;
	text = str_skip(*rest, from + begin.n);
	to = str_find_str(text, end);
	if (to == STR_NPOS)
		to = text.n;
	*rest = str_skip(text, to);
	text = str_sub(text, 0, to);
	out = arena_bytes(arena, base64_room(text.n));
	base64_read(text, out, &result);
	arena_shrink(arena, out, base64_room(text.n), result.length);
	*ret_der = str_make(out, result.length);
	return true;
}
