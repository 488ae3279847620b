/* report/authres_fuzz.c - lines are names that a sender chose: our reader must get
 * exactly our results from what is written, whatever they are. */
#include "report/authres.h"

#include "auth/signature.h"
#include "mail/authres.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct names {
	struct str rest;
};

/* NUL and bytes of any value are in it; lines end at LF, so "\r" alone is too, and 0x01
 * stands for LF. */
static struct str take(struct arena *arena, struct names *names)
{
	struct str line = STR("");
	char *copy;

	if (names->rest.n)
		str_split(&names->rest, '\n', &line);
	copy = arena_bytes(arena, line.n);
	for (size_t i = 0; i < line.n; i++)
		copy[i] = line.p[i];
	for (size_t i = 0; i < line.n; i++)
		if (copy[i] == 1)
			copy[i] = '\n';
	return str_make(copy, line.n);
}

static void check(bool ok)
{
	if (!ok)
		abort();
}

static void check_method(const struct authres_method *method, const char *name,
			 const char *result)
{
	check(str_eq(method->method, str_c(name)));
	check(str_eq(method->result, str_c(result)));
	check(method->comment.n == 0 && method->client_ip.n == 0);
	check(method->identity.n == 0 || signature_name_is_plain(method->identity));
	for (uint32_t i = 0; i < method->prop_count; i++)
		check(str_eq(method->props[i].name, STR("b")) ||
		      signature_name_is_plain(method->props[i].value));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new(64u << 20);
	struct names names = { { (const char *)data, size } };
	struct str id = take(arena, &names), text;
	struct field field = { .known = FIELD_DKIM_SIGNATURE };
	struct dkim_signature signature = { .field = &field, .code = DKIM_FAIL };
	struct dmarc_result dmarc = { .code = DMARC_FAIL };
	struct authentication auth = { .evaluated = true, .spf_count = 1 };
	struct defects defects = { .arena = arena };
	struct header header;
	struct authres read;
	struct buf out;

	auth.spf[0].code = SPF_FAIL;
	auth.spf[0].domain = take(arena, &names);
	signature.domain = take(arena, &names);
	signature.selector = take(arena, &names);
	signature.algorithm = take(arena, &names);
	field.value = field.raw = take(arena, &names);
	dmarc.domain = take(arena, &names);
	auth.dkim = (struct dkim_results){ &signature, 1, 1 };
	auth.dmarc = &dmarc;
	auth.dmarc_count = 1;

	buf_init(&out, 0);
	authres_write(arena, &auth, id, &out);
	text = arena_concat(arena, buf_peek(&out), STR("Subject: x\n\n"));
	buf_fini(&out);
	header_parse(arena, text, &defects, &header);
	check(header.count == 2);
	authres_parse(arena, &header.fields[0], &defects, &read);
	check(signature_name_is_plain(read.authserv_id));
	check(!read.none && read.method_count == 3);
	check_method(&read.methods[0], "spf", "fail");
	check_method(&read.methods[1], "dkim", "fail");
	check_method(&read.methods[2], "dmarc", "fail");
	arena_free(arena);
	return 0;
}
