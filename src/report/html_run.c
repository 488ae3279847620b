/* report/html_run.c - how this report came about: input, clock, contact, sandbox, tables.
 */
#include "report/html.h"

#include "report/outside.h"
#include "report/redact.h"
#include "report/text.h"

static bool has(const struct html *html)
{
	(void)html;
	return true;
}

static void write_input(struct html *html)
{
	const struct input *input = &html->in->input;

	html_row(html, N_("Input"));
	html_outside(html, outside_name(html->options, input->name), 0);
	html_text(html, ", ");
	html_our_count(html, N_("{count} bytes"), input->size);
	html_end_row(html);
	if (input->sha256[0] && outside_identifies(html->options)) {
		html_row(html, "SHA-256");
		html_begin(html, TAG_CODE, "copy hash");
		html_text(html, input->sha256);
		html_end(html, TAG_CODE);
		html_end_row(html);
	}
	if (input->error.n) {
		html_row(html, N_("Trouble"));
		html_outside(html, input->error, 0);
		html_end_row(html);
	}
	if (input->death.n) {
		html_row(html, N_("An earlier attempt ended"));
		html_outside(html, input->death, 0);
		html_end_row(html);
	}
	if (input->converted) {
		html_row(html, N_("Format"));
		html_our(html, N_("Converted from Outlook's format; offsets are those of "
				  "the conversion."));
		html_end_row(html);
	}
}

static void write_tables(struct html *html)
{
	const struct tables *tables = html->in->env->tables;

	html_row(html, N_("Tables"));
	for (uint32_t i = 0; i < tables->info_count; i++) {
		if (i)
			html_text(html, ", ");
		html_outside(html, tables->infos[i].name, 0);
		html_text(html, " (");
		html_outside(html, tables->infos[i].as_of, 0);
		html_text(html, ")");
	}
	html_end_row(html);
}

static void write(struct html *html)
{
	html_begin(html, TAG_DL, "facts");
	write_input(html);
	html_row(html, N_("Clock"));
	html_time(html, html->in->env->clock);
	html_end_row(html);
	if (html->options->redaction) {
		html_row(html, N_("Masked for others, by the profile"));
		html_outside(html, redaction_profile(html->options->redaction)->name, 0);
		html_end_row(html);
	}
	html_row(html, N_("Contact with the outside"));
	html_text(html, html->options->contact);
	html_end_row(html);
	if (html->in->env->connect_map) {
		html_row(html, N_("Connections"));
		html_our(html, N_("led to this machine by a connect-map, as in a test"));
		html_end_row(html);
	}
	html_row(html, N_("Sandbox"));
	text_sandbox(&html->page);
	html_made(html);
	html_end_row(html);
	write_tables(html);
	html_row(html, "mekiki");
	html_text(html, html->options->tool_version);
	html_end_row(html);
	html_end(html, TAG_DL);
}

const struct html_section html_run = {
	.id = "run",
	.title = N_("This examination"),
	.has = has,
	.write = write,
};
