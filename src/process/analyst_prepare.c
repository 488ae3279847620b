/* process/analyst_prepare.c - everything that needs a file, before the lock closes. */
#include "process/analyst_geo.h"

#include "auth/crypt.h"
#include "check/rules_matched.h"
#include "link/host.h"
#include "mail/charset.h"
#include "record/tables_image.h"
#include "report/picture.h"
#include "report/tlp.h"

#include <stdlib.h>
#include <time.h>

/* One id a line. */
static void read_list(struct analyst *analyst, struct str lines, struct str_list *ret)
{
	struct str line;

	while (lines.n && str_split(&lines, '\n', &line))
		if (line.n)
			str_list_add(analyst->lasting, ret, line);
}

static bool known_checks(const struct str_list *list, struct err *err)
{
	for (uint32_t i = 0; i < list->count; i++) {
		bool known = false;

		for (const struct check *const *c = check_table; *c && !known; c++)
			known = str_eq_nocase(list->items[i], str_c((*c)->id)) ||
				str_eq_nocase(list->items[i],
					      str_until(str_c((*c)->id), '.'));
		if (!known)
			return err_set(err, ERR_USAGE, "",
				       "there is no check \"%.*s\"; `mekiki checks` "
				       "lists them",
				       STR_ARG(list->items[i]));
	}
	return true;
}

static const char *c_text(struct analyst *analyst, struct str s)
{
	return arena_printf(analyst->lasting, "%.*s", STR_ARG(s)).p;
}

static bool load_catalogues(struct analyst *analyst, struct err *err)
{
	const struct setup *setup = &analyst->setup;

	analyst->english = catalogue_english;
	analyst->catalogue = &analyst->english;
	if (!catalogue_load(analyst->lasting, c_text(analyst, setup->locale_dir), "ja",
			    &analyst->japanese, err))
		return false;
	if (str_eq(setup->language, STR("ja")))
		analyst->catalogue = &analyst->japanese;
	return true;
}

static void fill_report_options(struct analyst *analyst)
{
	const struct setup *setup = &analyst->setup;

	analyst->report = (struct report_options){
		.catalogue = analyst->catalogue,
		.colour = setup->colour,
		.defang = !setup->no_defang,
		.verbose = (int)setup->verbose - 1,
		.width = setup->width ? (int)setup->width : 80,
		.explain = setup->explain,
		.picture = picture_find(setup->picture),
		.tlp = tlp_find(setup->tlp),
		.japanese = &analyst->japanese,
		.show_recipient = setup->show_recipient,
		.roles = setup->roles,
		.tool_version = c_text(analyst, setup->tool_version),
		.contact = contact_shown(analyst->env.contact),
	};
}

static bool read_publish(struct analyst *analyst, struct err *err)
{
	const struct setup *setup = &analyst->setup;

	if (!setup->redact.n)
		return true;
	analyst->report.publish = redact_profile_find(setup->redact);
	if (setup->redact_text.n) {
		analyst->report.publish = &analyst->publish;
		return redact_profile_parse(analyst->lasting, setup->redact_text,
					    setup->redact, &analyst->publish, err);
	}
	return analyst->report.publish ||
	       err_set(err, ERR_USAGE, "", "there is no redaction profile \"%.*s\"",
		       STR_ARG(setup->redact));
}

/* An answers file stands in for the outside: nobody is asked then. */
static bool read_contact(struct analyst *analyst, struct err *err)
{
	struct str contact = analyst->setup.contact;

	if (!contact_find(contact, &analyst->env.contact))
		return err_set(err, ERR_USAGE, "", "there is no contact level \"%.*s\"",
			       STR_ARG(contact));
	analyst->asks =
	    analyst->env.contact > CONTACT_OFFLINE && !analyst->setup.has_answers;
	return true;
}

static bool fill_env(struct analyst *analyst, struct err *err)
{
	const struct setup *setup = &analyst->setup;
	struct env *env = &analyst->env;

	*env = (struct env){
		.contact = env->contact,
		.allowed = (enum contact)setup->allowed,
		.tables = &analyst->tables,
		.site = &analyst->site,
		.override = { setup->client_ip, setup->helo, STR_NONE, false },
		.roots = analyst->roots,
		.rules = analyst->rules,
		.salt = setup->salt,
		.clock = (int64_t)setup->clock,
		.sandbox = analyst->level,
	};
	env->plan = setup->plan;
	env->undecoded = setup->undecoded;
	env->has_log = setup->has_log;
	env->queue_id = setup->queue_id;
	env->connect_map = setup->connect_map;
	env->questions = (uint32_t)setup->questions;
	path_override_mail_from(&env->override, setup->mail_from);
	read_list(analyst, setup->only, &env->only);
	read_list(analyst, setup->skip, &env->skip);
	return known_checks(&env->only, err) && known_checks(&env->skip, err);
}

/* A case brings its own tables. */
static bool load_tables(struct analyst *analyst, struct err *err)
{
	struct tables *tables = &analyst->tables;

	if (tables_load_image(analyst->lasting, c_text(analyst, analyst->setup.data_dir),
			      tables_image(), tables, err) &&
	    tables_prefer_newer(tables, c_text(analyst, analyst->setup.user_data), err))
		return true;
	if (analyst->setup.replay != REPLAY_REPORT &&
	    analyst->setup.replay != REPLAY_TELL)
		return false; /* whose it needs */
	tables_init(analyst->lasting, tables);
	tables_finish(tables);
	return true;
}

static bool open_rules(struct analyst *analyst, struct err *err)
{
	struct str *variables;
	uint32_t count;

	if (analyst->setup.yara.n == 0)
		return true;
	variables = rules_variables(analyst->lasting, &count);
	return rules_open(analyst->lasting, analyst->setup.yara, variables, count,
			  &analyst->rules, err);
}

bool analyst_prepare(struct analyst *analyst, struct err *err)
{
	const struct setup *setup = &analyst->setup;

	analyst->lasting = arena_new(0);
	analyst->arena = arena_new(LIMIT_ARENA_BASE);
	analyst->scratch = arena_new(LIMIT_ARENA_BASE);
	buf_init(&analyst->out, LIMIT_REPORT_BYTES);
	analyst->format = report_format_find(setup->format);
	if (!analyst->format)
		return err_set(err, ERR_USAGE, "", "there is no format \"%.*s\"",
			       STR_ARG(setup->format));
	if (setup->picture.n && !picture_find(setup->picture))
		return err_set(err, ERR_USAGE, "", "there is no picture \"%.*s\"",
			       STR_ARG(setup->picture));
	if (!load_catalogues(analyst, err) || !read_contact(analyst, err))
		return false;
	fill_report_options(analyst);
	if (!analyst->report.tlp)
		analyst->report.tlp = &tlp_levels[TLP_DEFAULT];
	if (!read_publish(analyst, err))
		return false;
	if (setup->has_answers || setup->replay || analyst->asks)
		crypt_warm(); /* keys come by answers alone */
	tzset(); /* libcrypto reads dates by way of libc, which looks for a zone */
	charset_warm();
	host_warm();
	if (!load_tables(analyst, err))
		return false;
	if (!roots_open(analyst->lasting,
			setup->trust_store.n ? c_text(analyst, setup->trust_store) : NULL,
			&analyst->roots, err))
		return false;
	if (setup->profile_name.n &&
	    !site_parse(analyst->lasting, setup->profile,
			c_text(analyst, setup->profile_name), &analyst->site, err))
		return false;
	analyst->report.reporter =
	    (struct reporter){ analyst->site.reporter_name, analyst->site.reporter_mail,
			       analyst->site.reporter_org };
	return analyst_geo_open(analyst, err) && open_rules(analyst, err) &&
	       fill_env(analyst, err);
}
