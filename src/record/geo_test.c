/* record/geo_test.c - with databases that are written here, byte by byte. */
#include "record/geo.h"
#include "record/geo_json.h"

#include "base/test.h"

/* --- writing a MaxMind database --------------------------------------------------------
 */

static void text(struct buf *out, const char *value)
{
	int n = (int)strlen(value);

	buf_add_char(out, (char)(2 << 5 | (n < 29 ? n : 29)));
	if (n >= 29)
		buf_add_char(out, (char)(n - 29));
	buf_add_c(out, value);
}

static void map(struct buf *out, int members)
{
	buf_add_char(out, (char)(7 << 5 | members));
}

static void u16(struct buf *out, int value)
{
	buf_add_char(out, (char)(5 << 5 | 2));
	buf_add_char(out, (char)(value >> 8));
	buf_add_char(out, (char)value);
}

static void u32(struct buf *out, uint32_t value)
{
	buf_add_char(out, (char)(6 << 5 | 4));
	for (int i = 24; i >= 0; i -= 8)
		buf_add_char(out, (char)(value >> i));
}

static void real(struct buf *out, double value)
{
	uint64_t bits;

	memcpy(&bits, &value, sizeof bits);
	buf_add_char(out, (char)(3 << 5 | 8));
	for (int i = 56; i >= 0; i -= 8)
		buf_add_char(out, (char)(bits >> i));
}

static void metadata(struct buf *out, uint32_t nodes, int record_bits, int ip_version,
		     uint32_t epoch)
{
	buf_add(out, STR("\xab\xcd\xefMaxMind.com"));
	map(out, 6);
	text(out, "node_count");
	u32(out, nodes);
	text(out, "record_size");
	u16(out, record_bits);
	text(out, "ip_version");
	u16(out, ip_version);
	text(out, "binary_format_major_version");
	u16(out, 2);
	text(out, "build_epoch");
	u32(out, epoch);
	text(out, "database_type");
	text(out, "Test-City");
}

static void record24(struct buf *out, uint32_t value)
{
	buf_add_char(out, (char)(value >> 16));
	buf_add_char(out, (char)(value >> 8));
	buf_add_char(out, (char)value);
}

static void place(struct buf *out)
{
	map(out, 4);
	text(out, "country");
	map(out, 1);
	text(out, "iso_code");
	text(out, "JP");
	text(out, "location");
	map(out, 3);
	text(out, "latitude");
	real(out, 35.5);
	text(out, "longitude");
	real(out, -139.25);
	text(out, "accuracy_radius");
	u16(out, 20);
	text(out, "autonomous_system_number");
	u32(out, 64496);
	text(out, "autonomous_system_organization");
	text(out, "Example Net");
}

/* One node: the lower half of the addresses has a record, the upper has none. */
static struct str one_node(struct buf *out, uint32_t left)
{
	buf_init(out, 0);
	record24(out, left);
	record24(out, 1);
	buf_add_repeat(out, '\0', 16);
	place(out);
	metadata(out, 1, 24, 4, 1700000000);
	return buf_peek(out);
}

static struct ip address(const char *text_of)
{
	struct ip ip = { .kind = IP_NONE };

	test_true(ip_parse(str_c(text_of), &ip));
	return ip;
}

/* --- MaxMind
 * ------------------------------------------------------------------------------ */

TEST(geo_reads_a_database_with_places)
{
	struct geo_source source;
	struct geo_answers answers;
	struct ip ip = address("1.2.3.4");
	struct err err;
	struct buf out;
	struct str bytes = test_copy_str(one_node(&out, 1 + 16));

	test_true(geo_mmdb_open(test_arena(), bytes, STR("file"), &source, &err));
	test_str(source.name, "Test-City");
	test_str(source.as_of, "2023-11-14");
	geo_ask(test_arena(), &source, 1, &ip, &answers);
	test_int(answers.count, 1);
	test_str(answers.items[0].country, "JP");
	test_str(answers.items[0].holder, "Example Net");
	test_int(answers.items[0].asn, 64496);
	test_str(answers.items[0].prefix, "0.0.0.0/1");
	test_true(answers.items[0].has_place && answers.items[0].latitude == 35.5 &&
		  answers.items[0].longitude == -139.25);
	test_int(answers.items[0].radius_km, 20);
	test_str(answers.items[0].record,
		 "{\"country\":{\"iso_code\":\"JP\"},\"location\":{\"latitude\":35.5,"
		 "\"longitude\":-139.25,\"accuracy_radius\":20},"
		 "\"autonomous_system_number\":64496,"
		 "\"autonomous_system_organization\":\"Example Net\"}");
	ip = address("200.2.3.4");
	geo_ask(test_arena(), &source, 1, &ip, &answers);
	test_int(answers.count, 0);
	ip = address("2001:db8::1"); /* it has no version 6 */
	geo_ask(test_arena(), &source, 1, &ip, &answers);
	test_int(answers.count, 0);
	test_str(answers.special, "documentation");
	buf_fini(&out);
}

static void all_prefixes(struct str bytes)
{
	for (size_t n = 0; n < bytes.n; n++) {
		struct geo_source source;
		struct geo_answers answers;
		struct ip ip = address("1.2.3.4");
		struct err err;
		struct str part = test_copy_str(str_sub(bytes, 0, n));

		if (geo_mmdb_open(test_arena(), part, STR("x"), &source, &err))
			geo_ask(test_arena(), &source, 1, &ip, &answers);
	}
}

static void each_byte(struct str bytes)
{
	for (size_t i = 0; i < bytes.n; i++) {
		struct geo_source source;
		struct geo_answers answers;
		struct ip ip = address("1.2.3.4");
		struct err err;
		struct str copy = test_copy_str(bytes);

		((char *)copy.p)[i] ^= (char)0xff;
		if (geo_mmdb_open(test_arena(), copy, STR("x"), &source, &err))
			geo_ask(test_arena(), &source, 1, &ip, &answers);
	}
}

TEST(geo_survives_broken_databases)
{
	struct buf out;

	all_prefixes(one_node(&out, 17));
	each_byte(buf_peek(&out));
	buf_fini(&out);
}

static const struct {
	const char *name;
	uint32_t left;
	bool opens;
} trees[] = {
	{ "into the data", 17, true },	   { "to nothing", 1, true },
	{ "to the root", 0, false },	   { "between tree and data", 16, false },
	{ "behind the end", 5000, false },
};

TEST(geo_refuses_trees_that_lead_nowhere)
{
	for (size_t i = 0; i < COUNT(trees); i++) {
		struct geo_source source;
		struct err err;
		struct buf out;
		struct str bytes = test_copy_str(one_node(&out, trees[i].left));

		test_case(trees[i].name);
		test_int(geo_mmdb_open(test_arena(), bytes, STR("x"), &source, &err),
			 trees[i].opens);
		buf_fini(&out);
	}
}

/* {"a": -> itself}: a pointer back to the map. */
TEST(geo_leaves_circles)
{
	struct geo_source source;
	struct geo_answers answers;
	struct ip ip = address("1.2.3.4");
	struct err err;
	struct buf out;

	buf_init(&out, 0);
	record24(&out, 17);
	record24(&out, 1);
	buf_add_repeat(&out, '\0', 16);
	map(&out, 1);
	text(&out, "a");
	buf_add(&out, STR("\x20\x00")); /* pointer to 0 */
	metadata(&out, 1, 24, 4, 1700000000);
	test_true(geo_mmdb_open(test_arena(), test_copy_str(buf_peek(&out)), STR("x"),
				&source, &err));
	geo_ask(test_arena(), &source, 1, &ip, &answers);
	test_int(answers.count, 1);
	test_true(answers.items[0].broken);
	test_true(!answers.items[0].record.n);
	buf_fini(&out);
}

/* --- the table
 * ------------------------------------------------------------------------------ */

static const char table[] = "# Last updated based on June 25 2026 Example\n"
			    "#\n"
			    "16777216,16777471,AU\n"
			    "16777472,16778239,CN\n"
			    "16778240,16779263,??\n"
			    "3758096384,3758096639,JP\n";
static const char table6[] = "# Last updated based on June 25 2026 Example\n"
			     "2001:200::,2001:200:ffff:ffff:ffff:ffff:ffff:ffff,JP\n"
			     "2001:208::,2001:208:ffff:ffff:ffff:ffff:ffff:ffff,SG\n";

static const struct {
	const char *address, *country, *prefix;
} rows[] = {
	{ "1.0.0.0", "AU", "1.0.0.0/24" },
	{ "1.0.0.255", "AU", "1.0.0.0/24" },
	{ "1.0.1.0", "CN", "1.0.1.0 - 1.0.3.255" },
	{ "1.0.4.1", "", "" }, /* the table does not know */
	{ "0.255.255.255", "", "" },
	{ "9.9.9.9", "", "" },
	{ "2001:200::1", "JP", "2001:200::/32" },
	{ "2001:208:ffff::", "SG", "2001:208::/32" },
	{ "2001:204::", "", "" },
	{ "2001:100::", "", "" },
};

TEST(geo_searches_the_table_where_it_lies)
{
	struct geo_source source;
	struct err err;

	test_true(geo_text_open(test_arena(), test_copy(table), test_copy(table6),
				STR("t"), &source, &err));
	test_str(source.as_of, "2026-06-25");
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct geo_answers answers;
		struct ip ip = address(rows[i].address);

		test_case(rows[i].address);
		geo_ask(test_arena(), &source, 1, &ip, &answers);
		test_int(answers.count, rows[i].country[0] != 0);
		test_str(answers.items[0].country, rows[i].country);
		test_str(answers.items[0].prefix, rows[i].prefix);
	}
}

TEST(geo_refuses_what_is_no_table)
{
	struct geo_source source;
	struct err err;

	test_true(
	    !geo_text_open(test_arena(), STR(""), STR(""), STR("t"), &source, &err));
	test_true(!geo_text_open(test_arena(), STR("<html>\n"), STR("# x\n"), STR("t"),
				 &source, &err));
}

/* --- several
 * ---------------------------------------------------------------------------------- */

TEST(geo_shows_who_disagrees)
{
	struct geo_source sources[2];
	struct geo_answers answers;
	struct ip ip = address("1.0.0.1");
	struct err err;
	struct buf out;

	test_true(geo_text_open(test_arena(), test_copy(table), STR(""), STR("t"),
				&sources[0], &err));
	test_true(geo_mmdb_open(test_arena(), test_copy_str(one_node(&out, 17)), STR("m"),
				&sources[1], &err));
	geo_ask(test_arena(), sources, 2, &ip, &answers);
	test_int(answers.count, 2);
	test_true(answers.disagree);
	/* of nobody's networks only the user's own database is asked */
	ip = address("10.0.0.1");
	geo_ask(test_arena(), sources, 2, &ip, &answers);
	test_str(answers.special, "private");
	test_int(answers.count, 1);
	test_str(answers.items[0].source, "Test-City");
	buf_fini(&out);
}

static const struct {
	const char *address, *special;
} specials[] = {
	{ "127.0.0.1", "loopback" },
	{ "169.254.1.1", "link-local" },
	{ "100.64.0.1", "shared" },
	{ "192.0.2.9", "documentation" },
	{ "224.0.0.1", "multicast" },
	{ "255.255.255.255", "reserved" },
	{ "8.8.8.8", "" },
	{ "::1", "loopback" },
	{ "::", "unspecified" },
	{ "fe80::1", "link-local" },
	{ "fd00::1", "unique-local" },
	{ "2001:db8::1", "documentation" },
	{ "2606:4700::1111", "" },
	{ "::ffff:10.0.0.1", "private" },
};

TEST(geo_knows_nobodys_networks)
{
	for (size_t i = 0; i < COUNT(specials); i++) {
		struct ip ip = address(specials[i].address);

		test_case(specials[i].address);
		test_str(geo_special(&ip), specials[i].special);
	}
}

/* --- as mekiki-lookup writes it --------------------------------------------------------
 */

TEST(geo_reads_its_own_json)
{
	static const char json[] =
	    "{\"input\":\"1.0.0.1\",\"special\":null,\"answers\":[{\"source\":\"a\","
	    "\"as_of\":\"2026-06-25\",\"country\":\"AU\",\"asn\":13335,"
	    "\"holder\":\"Cloudflare\",\"prefix\":\"1.0.0.0/24\",\"city\":null,"
	    "\"latitude\":-33.494,\"longitude\":143.2104,\"radius_km\":1000,"
	    "\"anycast\":true,\"broken\":false,\"record\":{\"a\":[1,\"}\"]}},"
	    "{\"source\":\"b\",\"country\":\"US\",\"latitude\":null}],"
	    "\"disagree\":true,\"databases\":[]}\n";
	struct geo_answers answers;

	test_true(geo_json_read(test_arena(), test_copy(json), &answers));
	test_int(answers.count, 2);
	test_true(answers.disagree);
	test_str(answers.items[0].as_of, "2026-06-25");
	test_int(answers.items[0].asn, 13335);
	test_true(answers.items[0].has_place && answers.items[0].has_radius);
	test_int((int)(answers.items[0].latitude * 1000), -33494);
	test_int((int)(answers.items[0].longitude * 10000), 1432104);
	test_int((int)answers.items[0].radius_km, 1000);
	test_true(answers.items[0].anycast);
	test_str(answers.items[1].country, "US");
	test_true(!answers.items[1].has_place);
}

TEST(geo_reads_no_json_that_is_none)
{
	static const char *const texts[] = {
		"",
		"[]",
		"{\"answers\":[{\"source\":1}]",
		"{\"answers\":{}}",
		"{\"answers\":[{\"latitude\":}]}",
	};
	struct geo_answers answers;

	for (size_t i = 0; i < COUNT(texts); i++) {
		test_case(texts[i]);
		test_true(!geo_json_read(test_arena(), test_copy(texts[i]), &answers));
	}
}
