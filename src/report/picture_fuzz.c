/* report/picture_fuzz.c - whatever a mail says, each picture of it is well-formed and has
 * no element, no attribute and no character beyond those of the writer. Odd sizes
 * have places and ties too, named by the mail's own bytes. */
#include "base/limits.h"
#include "record/tables_rows.h"
#include "report/picture.h"
#include "report/svg_test.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct table_rows small_tables[] = {
	{ "brands.txt", TABLE_HEAD "b\tみほん\tMihon\tmihon\tmihon.example\tbank\tJP\t"
				   "2026-11-21\n" },
	{ "world.txt", TABLE_HEAD "land\t-\t-100,-100 100,-100 100,100 -100,100\n"
				  "country\tJP\t1380,367 710\n" },
};

static const struct tables *tables(void)
{
	static struct tables built;

	return tables_of_rows(&built, small_tables, COUNT(small_tables));
}

static void check(const struct picture *picture, const struct inspection *in,
		  const struct report_options *options, bool alone)
{
	struct buf out;

	buf_init(&out, LIMIT_PICTURE);
	if (picture->draw(in, options, alone, &out)) {
		const char *wrong = svg_wrong(buf_peek(&out));

		if (wrong) {
			fprintf(stderr, "%s: %s\n", picture->name, wrong);
			abort();
		}
	} else if (out.n) {
		abort();
	}
	buf_fini(&out);
}

/* What nobody can be asked for here: places and ties, named by the mail's own bytes. */
static void surround(struct inspection *in, struct str bytes)
{
	static struct survey survey;
	static struct enquiries enquiries;
	struct survey_domain *domains = arena_alloc_array(in->arena, 3, sizeof *domains);
	struct survey_address *addresses =
	    arena_alloc_array(in->arena, 2, sizeof *addresses);

	survey = (struct survey){ .arena = in->arena,
				  .domains = domains,
				  .domain_count = 3,
				  .addresses = addresses,
				  .address_count = 2 };
	enquiries = (struct enquiries){ .arena = in->arena, .query.survey = &survey };
	for (uint32_t i = 0; i < 3; i++) {
		domains[i].name = str_sub(bytes, i, 200);
		domains[i].roles = 1u << (bytes.n % SEEN_ROLES) | 1u << SEEN_FROM;
	}
	for (uint32_t i = 0; i < 2; i++) {
		struct geo_answers *places = &enquiries.addresses[i].places;

		addresses[i].text = str_sub(bytes, i, 60);
		addresses[i].roles = i ? 1u << SEEN_LINK : 1u << SEEN_CLIENT;
		places->count = 1;
		places->items[0] =
		    (struct geo_answer){ .source = str_sub(bytes, 2, 40),
					 .country = STR("JP"),
					 .city = str_sub(bytes, 3, 90),
					 .has_place = bytes.n % 2,
					 .latitude = bytes.n % 200 - 100.0,
					 .longitude = bytes.n % 900 - 450.0,
					 .anycast = bytes.n % 5 == 0 };
	}
	in->survey = &survey;
	in->enquiries = &enquiries;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct site site;
	struct str bytes = str_make((const char *)data, size);
	struct env env = {
		.tables = tables(), .site = &site, .clock = 1672621200, .sandbox = "none"
	};
	struct input input = { .name = bytes, .size = size, .complete = true };
	struct message_options message_options = { 0 };
	struct report_options options = { .catalogue = &catalogue_english,
					  .defang = size % 2 == 0,
					  .width = 80,
					  .tool_version = "0",
					  .contact = "offline" };
	struct arena *arena = arena_new(0);
	struct inspection *in = inspect(arena, &env, &input, bytes, &message_options);

	if (size % 3 == 0)
		surround(in, bytes);
	for (size_t i = 0; pictures[i]; i++) {
		check(pictures[i], in, &options, true);
		check(pictures[i], in, &options, false);
	}
	arena_free(arena);
	return 0;
}
