/* report/built_test.c - see built_test.h. */
#include "report/built_test.h"

#include "check/check.h"
#include "report/tlp.h"

static const char raw[] =
    "Received: from evil.example (a.example [192.0.2.7]) by mx.example.jp\r\n"
    "From: \"x\" <joe@evil.example>\r\n"
    "Subject: s\r\n"
    "\r\n"
    "body\r\n";

static const struct check row = {
	.id = "brand.not-official",
	.title = "{brand} is named by a stranger",
	.details = { "It comes from {domain}; seen at {when}: {words}. {nothing}" },
};

#define HOSTILE "\033[31m\u202Eevil\xFF"

static struct part *add_part(struct message *message, struct part part)
{
	struct part *added = arena_new_of(test_arena(), struct part);

	*added = part;
	added->id = (int32_t)message->part_count;
	ARENA_GROW(test_arena(), message->parts, message->part_count, message->part_cap);
	message->parts[message->part_count++] = added;
	return added;
}

static struct field *header_field(struct message *message, const char *name)
{
	struct header *header = &message->header;
	size_t at = str_find_str(message->raw, str_c(name));
	struct str rest = str_skip(message->raw, at);
	struct field *field;

	ARENA_GROW(test_arena(), header->fields, header->count, header->cap);
	field = &header->fields[header->count++];
	field->name = str_c(name);
	field->raw = str_sub(rest, 0, str_find(rest, '\n') + 1);
	field->value = str_trim(str_skip(field->raw, field->name.n + 1));
	return field;
}

static struct message *build_message(void)
{
	struct message *message = arena_new_of(test_arena(), struct message);
	struct mailbox *from = arena_new_of(test_arena(), struct mailbox);

	message->arena = test_arena();
	message->raw = test_copy_str(str_make(raw, sizeof raw - 1));
	message->body = str_skip(message->raw, message->raw.n - 6);
	message->complete = true;
	from->name = STR(HOSTILE);
	from->address = STR("joe@evil.example");
	from->domain = STR("evil.example");
	message->from = (struct address_list){ .items = from, .count = 1 };
	message->subject_given = true;
	message->subject.text = STR("【重要】お知らせ " HOSTILE);
	message->date_given = true;
	message->date =
	    (struct date){ .ok = true, .utc = 1672576864, .raw = STR("Sun, …") };
	add_part(message, (struct part){ .parent = -1,
					 .kind = PART_LEAF,
					 .content_type.value = STR("text/plain"),
					 .charset = STR("utf-8"),
					 .body = message->body,
					 .raw = message->raw,
					 .bytes = message->body,
					 .text = message->body,
					 .filename = STR("rechnung.zip" HOSTILE) });
	message->defects.arena = test_arena();
	message->defects.input = message->raw;
	defect_add_at(&message->defects, "line.nul", 3, STR(HOSTILE));
	return message;
}

static void build_path(struct inspection *in)
{
	struct hop *hop = arena_new_of(test_arena(), struct hop);

	hop->n = 1;
	hop->field = &in->message->header.fields[0];
	hop->grade = GRADE_VOUCHED;
	hop->received.helo = STR("Evil.Example");
	hop->received.rdns = STR("a.example");
	hop->received.ip = STR("192.0.2.7");
	hop->received.by = STR("mx.example.jp");
	hop->received.id = STR(HOSTILE);
	hop->received.date = (struct date){ .ok = true, .utc = 1672576865 };
	in->path.hops = hop;
	in->path.count = in->path.boundary = in->path.origin.hop = 1;
	in->path.basis = BOUNDARY_SITE;
	in->path.origin.ip = hop->received.ip;
	in->path.origin.helo = hop->received.helo;
	in->path.zone_known = true;
	in->path.zone_minutes = 540;
}

static void build_findings(struct inspection *in)
{
	static const struct str words[] = { STR("one"), STR("t\aw\ao") };
	struct finding *finding = arena_new_of(test_arena(), struct finding);

	finding_init(finding, in, &row);
	finding->severity = SEVERITY_ADVERSE;
	finding->grade = GRADE_CLAIMED;
	in->findings = arena_alloc_array(test_arena(), 1, sizeof *in->findings);
	in->findings[in->finding_count++] = finding;
	inspection_note(in, finding->id);
	finding_str(finding, "brand", STR("目利き" HOSTILE));
	finding_str(finding, "domain", STR("evil.co.jp"));
	finding_time(finding, "when", 1672576865);
	finding_list(finding, "words", words, COUNT(words));
	finding_int(finding, "number", -5);
	finding_bool(finding, "truth", true);
	finding_at_field(finding, &in->message->header.fields[1]);
	finding_at_hop(finding, 1);
}

struct inspection *built_inspection(void)
{
	static const struct tables tables;
	static const struct site site;
	struct inspection *in = arena_new_of(test_arena(), struct inspection);
	struct env *env = arena_new_of(test_arena(), struct env);

	env->tables = &tables;
	env->site = &site;
	env->clock = 1672621200;
	env->sandbox = "none";
	in->arena = test_arena();
	in->env = env;
	in->input = (struct input){
		.name = STR("a" HOSTILE ".eml"),
		.size = sizeof raw - 1,
		.complete = true,
	};
	in->outer = in->message = build_message();
	header_field(in->message, "Received");
	header_field(in->message, "From");
	build_path(in);
	build_findings(in);
	in->verdict.class_ = VERDICT_SUSPICIOUS;
	in->verdict.score = 0.5;
	in->verdict.sender.msgid = "Nobody is known.";
	in->verdict.content.msgid = "Open.";
	in->verdict.summary.msgid =
	    "Nothing was found that speaks against this message. That is no "
	    "proof that it is safe.";
	return in;
}

struct str built_report(const struct inspection *in, const char *format,
			const struct catalogue *catalogue, int verbose)
{
	struct report_options options = {
		.catalogue = catalogue,
		.defang = true,
		.verbose = verbose,
		.width = 80,
		.explain = true,
		.tlp = &tlp_levels[TLP_DEFAULT],
		.tool_version = "0",
		.contact = "offline",
	};
	struct str report;
	struct buf out;

	buf_init(&out, 0);
	report_format_find(str_c(format))->write(in, &options, &out);
	report = arena_str(test_arena(), buf_peek(&out));
	buf_fini(&out);
	return report;
}
