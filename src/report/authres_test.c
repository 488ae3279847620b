#include "report/authres.h"

#include "base/test.h"
#include "mail/authres.h"

/* Our own reader, on the whole of what was written, as the first field of a mail. */
static uint32_t read_back(struct str text, struct authres *ret)
{
	struct defects defects = { .arena = test_arena() };
	struct header header;

	text = arena_concat(test_arena(), text, STR("Subject: x\n\n"));
	header_parse(test_arena(), test_copy_str(text), &defects, &header);
	test_int(header.count, 2);
	authres_parse(test_arena(), &header.fields[0], &defects, ret);
	return ret->method_count;
}

static struct str write(const struct authentication *auth, const char *id)
{
	struct buf out;
	struct str text;

	buf_init(&out, 0);
	authres_write(test_arena(), auth, str_c(id), &out);
	text = arena_str(test_arena(), buf_peek(&out));
	buf_fini(&out);
	return text;
}

static struct field signature_field(const char *value)
{
	return (struct field){ .known = FIELD_DKIM_SIGNATURE,
			       .name = STR("DKIM-Signature"),
			       .value = str_c(value),
			       .raw = str_c(value) };
}

static const struct {
	const char *name, *domain, *want; /* want: what the reader gets; "": nothing */
} names[] = {
	{ "a name", "Sender.Example", "sender.example" },
	{ "an underscore", "k_1.sender.example", "k_1.sender.example" },
	{ "letters of another script",
	  "b\xc3\xbc"
	  "cher.example",
	  "xn--bcher-kva.example" },
	{ "a parenthesis", "bank.example(.evil.example", "" },
	{ "a semicolon", "x.example; dmarc=pass header.from=bank.example", "" },
	{ "a quote", "x\".example", "" },
	{ "a line end", "x.example\r\n dkim=pass header.d=bank.example", "" },
	{ "a blank", "x.example header.d=bank.example", "" },
	{ "an equals sign", "a=b.example", "" },
	{ "bytes of no script", "\xff\xfe.example", "" },
	{ "nothing", "", "" },
};

TEST(a_name_that_is_none_is_left_out)
{
	for (size_t i = 0; i < COUNT(names); i++) {
		struct spf_result spf = { .code = SPF_FAIL,
					  .domain = str_c(names[i].domain) };
		struct authentication auth = { .evaluated = true, .spf_count = 1 };
		struct authres read;

		test_case(names[i].name);
		auth.spf[0] = spf;
		test_int(read_back(write(&auth, "mx.example.jp"), &read), 2);
		test_str(read.authserv_id, "mx.example.jp");
		test_str(read.methods[0].method, "spf");
		test_str(read.methods[0].result, "fail");
		test_str(read.methods[0].identity, names[i].want);
		test_str(read.methods[1].method, "dkim");
		test_str(read.methods[1].result, "none");
	}
}

TEST(all_results_are_written)
{
	struct field field = signature_field(" v=1; a=rsa-sha256; d=b.example; s=k; "
					     "h=from; bh=AA==; b=aB/+cDeFgH");
	struct dkim_signature signature = { .field = &field,
					    .code = DKIM_FAIL,
					    .reason = "the body was changed",
					    .domain = STR("b.example"),
					    .selector = STR("k"),
					    .algorithm = STR("rsa-sha256") };
	struct dmarc_result dmarc = { .code = DMARC_PASS, .domain = STR("b.example") };
	struct authentication auth = {
		.evaluated = true,
		.spf_count = 2,
		.dkim = { .items = &signature, .count = 1, .fields = 1 },
		.arc = { .code = ARC_PASS, .oldest_pass = 2 },
		.dmarc = &dmarc,
		.dmarc_count = 1,
	};
	struct str text;

	auth.spf[0] = (struct spf_result){ .code = SPF_PASS, .domain = STR("b.example") };
	auth.spf[1] = (struct spf_result){ .code = SPF_NONE,
					   .scope = SPF_HELO,
					   .domain = STR("mx.b.example") };
	text = write(&auth, "mx.example.jp");
	test_str(text, "Authentication-Results: mx.example.jp;\n"
		       "\tspf=pass\n\t\tsmtp.mailfrom=b.example;\n"
		       "\tspf=none\n\t\tsmtp.helo=mx.b.example;\n"
		       "\tdkim=fail\n\t\treason=\"the body was changed\"\n"
		       "\t\theader.d=b.example\n\t\theader.s=k\n"
		       "\t\theader.a=rsa-sha256\n\t\theader.b=\"aB/+cDeF\";\n"
		       "\tdmarc=pass\n\t\theader.from=b.example;\n"
		       "\tarc=pass\n\t\theader.oldest-pass=2\n");
}

TEST(what_was_not_checked_is_not_told)
{
	struct authentication auth = { .evaluated = true,
				       .spf_count = 1,
				       .arc = { .code = ARC_UNCHECKED },
				       .dkim = { .fields = 1 } };

	auth.spf[0].code = SPF_UNCHECKED;
	test_str(write(&auth, "a"), "Authentication-Results: a; none\n");
	auth.evaluated = false;
	test_str(write(&auth, "a; x"), "Authentication-Results: mekiki.invalid; none\n");
}
