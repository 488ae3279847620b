#include "record/tables.h"
#include "base/test.h"

#include <string.h>

static struct tables *loaded(void)
{
	static struct tables tables;
	char dir[4096];
	struct err err = { 0 };

	test_true(tables_dir(dir, sizeof dir));
	if (!tables_load(test_arena(), dir, &tables, &err)) {
		test_str(str_c(err.what), "");
		test_str(str_c(err.where), "");
	}
	return &tables;
}

TEST(tables_of_the_tree_load_and_say_what_they_are)
{
	struct tables *tables = loaded();

	test_int(tables->info_count, 16);
	for (uint32_t i = 0; i < tables->info_count; i++) {
		test_int(tables->infos[i].as_of.n, 10);
		test_true(tables->infos[i].source.n > 0);
		test_int(strlen(tables->infos[i].sha256), 64);
		test_true(tables->infos[i].rows > 0);
	}
	test_true(tables->brand_count >= 174);
	for (uint32_t i = 0; i < tables->brand_count; i++) {
		test_true(tables->brands[i].alias_count > 0);
		test_true(tables->brands[i].domain_count > 0);
		for (uint32_t j = 0; j < i; j++)
			test_true(!str_eq(tables->brands[i].id, tables->brands[j].id));
	}
	for (uint32_t i = 1; i < tables->class_count; i++)
		test_true(
		    !str_eq(tables->classes[i - 1].domain, tables->classes[i].domain) ||
		    !str_eq(tables->classes[i - 1].path, tables->classes[i].path));
}

static const struct {
	const char *name, *domain, *class_;
} classes[] = {
	{ "a mailbox", "gmail.com", "freemail" },
	{ "below a mailbox is the provider's", "mx.gmail.com", NULL },
	{ "below all", "pe1.ocn.ne.jp", "subscriber" },
	{ "a subscriber", "docomo.ne.jp", "subscriber" },
	{ "the company itself", "mail.smt.docomo.ne.jp", NULL },
	{ "longest wins", "docs.google.com", "user-content" },
	{ "customer space", "office.sakura.ne.jp", "hoster" },
	{ "label boundary", "notsakura.ne.jp", NULL },
	{ "unlisted", "example.com", NULL },
	{ "empty", "", NULL },
	{ "dots", "...", NULL },
};

TEST(tables_class_domains)
{
	struct tables *tables = loaded();

	for (size_t i = 0; i < COUNT(classes); i++) {
		const struct domain_class *got =
		    tables_class(tables, test_copy(classes[i].domain));

		test_case(classes[i].name);
		test_int(got != NULL, classes[i].class_ != NULL);
		if (got && classes[i].class_)
			test_str(got->class_, classes[i].class_);
	}
}

TEST(tables_know_role_accounts)
{
	struct tables *tables = loaded();

	test_true(tables_is_role_account(tables, STR("info")));
	test_true(tables_is_role_account(tables, STR("PostMaster")));
	test_true(!tables_is_role_account(tables, STR("taro")));
	test_true(!tables_is_role_account(tables, STR("")));
}

static const struct {
	int32_t date;
	const char *kind, *name_en;
} days[] = {
	{ 20190430, "public", "Citizens' Holiday" },
	{ 20190501, "public", "Day of the Emperor's Accession" },
	{ 20190506, "public", "Substitute holiday" },
	{ 20200224, "public", "Substitute holiday" },
	{ 20200506, "public", "Substitute holiday" },
	{ 20200724, "public", "Sports Day" },
	{ 20210809, "public", "Substitute holiday" },
	{ 20230101, "public", "New Year's Day" },
	{ 20230102, "public", "Substitute holiday" },
	{ 20230103, "offices", "New Year closing" },
	{ 20240320, "public", "Vernal Equinox Day" },
	{ 20240922, "public", "Autumnal Equinox Day" },
	{ 20240923, "public", "Substitute holiday" },
	{ 20260922, "public", "Citizens' Holiday" },
	{ 20270321, "public", "Vernal Equinox Day" },
	{ 20270322, "public", "Substitute holiday" },
};

TEST(tables_hold_the_holidays)
{
	struct tables *tables = loaded();

	for (size_t i = 0; i < COUNT(days); i++) {
		bool found = false;

		test_case(days[i].name_en);
		for (uint32_t j = 0; j < tables->holiday_count; j++) {
			const struct holiday *day = &tables->holidays[j];

			found |= day->date == days[i].date &&
				 str_eq(day->kind, str_c(days[i].kind)) &&
				 str_eq(day->name_en, str_c(days[i].name_en));
		}
		test_true(found);
	}
}

#define HEAD "# as-of: 2026-01-02\n# source: a test\n"
static const struct {
	const char *name, *file, *text;
	bool ok;
} files_[] = {
	{ "good weights", "weights.txt", HEAD "a.b\tk\t-1.25\t-1\treason\twhy\n\n",
	  true },
	{ "last line open", "weights.txt", HEAD "a.b\tk\t2\t2\treason\twhy", true },
	{ "no date", "weights.txt", "# source: x\na.b\tk\t2\t2\treason\twhy\n", false },
	{ "no source", "weights.txt", "# as-of: 2026-01-02\na.b\tk\t2\t2\treason\twhy\n",
	  false },
	{ "too few columns", "weights.txt", HEAD "a.b\tk\t2\t2\treason\n", false },
	{ "too many columns", "weights.txt", HEAD "a.b\tk\t2\t2\treason\tx\ty\n", false },
	{ "no number", "weights.txt", HEAD "a.b\tk\t1e5\t1\treason\tx\n", false },
	{ "not UTF-8", "roles.txt", HEAD "inf\xff\tx\n", false },
	{ "month 13", "holidays.txt", HEAD "JP\t2026-13-01\tpublic\tx\ty\n", false },
	{ "capitals in a domain", "domains.txt", HEAD "Gmail.com\tfreemail\tx\n", false },
	{ "empty alias", "brands.txt",
	  HEAD "x\tx\tx\ta||b\texample.com\ts\tJP\t2026-01-02\n", false },
	{ "row without date", "brands.txt", HEAD "x\tx\tx\ta\texample.com\ts\tJP\t\n",
	  false },
	{ "an unknown table", "other.txt", HEAD, false },
};

TEST(tables_refuse_what_is_no_row)
{
	for (size_t i = 0; i < COUNT(files_); i++) {
		struct tables tables;
		struct err err = { 0 };

		test_case(files_[i].name);
		tables_init(test_arena(), &tables);
		test_int(
		    tables_read(&tables, files_[i].file, test_copy(files_[i].text), &err),
		    files_[i].ok);
		test_int(err.kind, files_[i].ok ? ERR_NONE : ERR_DATA);
	}
}

TEST(tables_find_weights)
{
	struct tables tables;
	struct err err;

	tables_init(test_arena(), &tables);
	test_true(tables_read(&tables, "weights.txt",
			      test_copy(HEAD "b.x\tk\t-1.25\t-2\treason\twhy\n"
					     "a.x\tk\t3\t2.5\tfitted\twhy\n"),
			      &err));
	tables_finish(&tables);
	test_true(tables_weight(&tables, STR("b.x"))->value == -1.25);
	test_true(tables_weight(&tables, STR("b.x"))->reasoned == -2);
	test_true(tables_weight(&tables, STR("a.x"))->value == 3);
	test_str(tables_weight(&tables, STR("a.x"))->kind, "k");
	test_str(tables_weight(&tables, STR("a.x"))->provenance, "fitted");
	test_true(tables_weight(&tables, STR("c.x")) == NULL);
}

TEST(tables_missing_is_an_error_with_its_file)
{
	struct tables tables;
	struct err err = { 0 };

	test_true(!tables_load(test_arena(), "/nonexistent", &tables, &err));
	test_int(err.kind, ERR_FILE);
	test_str(str_c(err.where), "/nonexistent/brands.txt");
}

static struct str network_at(const struct tables *tables, const char *text)
{
	const struct network *network;
	struct ip ip;

	test_true(ip_parse(str_c(text), &ip));
	network = network_of_address(&tables->networks, &ip);
	return network ? network->id : STR("");
}

static struct str network_named(const struct tables *tables, enum network_place place,
				const char *name)
{
	const struct network *network =
	    network_of_name(&tables->networks, place, str_c(name));

	return network ? network->id : STR("");
}

TEST(tables_know_networks)
{
	struct tables *tables = loaded();

	test_str(network_at(tables, "104.21.84.26"), "cloudflare");
	test_str(network_at(tables, "2606:4700:3037::6815:541a"), "cloudflare");
	test_str(network_at(tables, "20.63.138.218"), "azure");
	test_str(network_at(tables, "40.92.1.1"), "microsoft-365");
	test_str(network_at(tables, "117.50.174.153"), "");
	test_str(network_named(tables, BY_NS, "expirens3.hichina.com"),
		 "hichina-expired");
	test_str(network_named(tables, BY_NS, "dns3.hichina.com"), "alibaba-dns");
	test_str(network_named(tables, BY_NS, "ns-12.awsdns-01.org"), "aws");
	test_str(network_named(tables, BY_MX, "dmail.kagoya.net"), "kagoya");
	for (uint32_t i = 0; i < tables->networks.count; i++) {
		struct str brand = tables->networks.items[i].brand;
		bool known = brand.n == 0;

		for (uint32_t k = 0; k < tables->brand_count; k++)
			known |= str_eq(tables->brands[k].id, brand);
		test_true(known);
		for (uint32_t k = 0; k < i; k++)
			test_true(!str_eq(tables->networks.items[i].id,
					  tables->networks.items[k].id));
	}
}
