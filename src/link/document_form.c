/* link/document_form.c - forms: where they send, and what they ask for. */
#include "link/document_reader.h"

enum { LABEL_MAX = 120 };

static struct str value_of(const struct wanted *wanted, enum html_attribute_id id)
{
	return wanted->by[id] ? wanted->by[id]->value : STR("");
}

static void begin(struct reader *r, const struct html_token *token,
		  const struct wanted *wanted)
{
	struct html_document *d = r->document;
	struct html_form *form;

	if (r->form != NO_FORM) /* forms do not nest */
		return;
	if (d->form_count == LIMIT_HTML_FORMS) {
		reader_cut(r, "LIMIT_HTML_FORMS");
		return;
	}
	ARENA_GROW(r->arena, d->forms, d->form_count, d->form_cap);
	r->form = (int32_t)d->form_count++;
	form = &d->forms[r->form];
	*form = (struct html_form){
		.action = reader_keep(r, str_trim(value_of(wanted, ATTR_ACTION))),
		.method = arena_lower(r->arena, str_trim(value_of(wanted, ATTR_METHOD))),
		.offset = str_offset(r->source, reader_place(r, token)),
	};
	if (form->method.n == 0)
		form->method = STR("get");
}

/* The line before the field, as far as no other field stands in it. */
static struct str text_before(struct reader *r)
{
	size_t from = r->field_end, to = r->page.n;

	if (to - from > LABEL_MAX)
		from = to - LABEL_MAX;
	while (from < to && ((uint8_t)r->page.p[from] & 0xC0) == 0x80)
		from++;
	for (size_t i = to; i > from; i--)
		if (r->page.p[i - 1] == '\n') {
			from = i;
			break;
		}
	return html_page_slice(&r->page, from, to);
}

static struct str label_of(struct reader *r, const struct wanted *wanted)
{
	static const uint8_t own[] = { ATTR_PLACEHOLDER, ATTR_ARIA_LABEL, ATTR_TITLE };

	for (size_t i = 0; i < COUNT(own); i++)
		if (str_trim(value_of(wanted, own[i])).n)
			return reader_keep(r, str_trim(value_of(wanted, own[i])));
	return arena_str(r->arena, text_before(r));
}

static void add_field(struct reader *r, struct str type, const struct wanted *wanted)
{
	struct html_form *form = &r->document->forms[r->form];
	bool presses = str_eq(type, STR("submit")) || str_eq(type, STR("button")) ||
		       str_eq(type, STR("reset"));

	if (r->fields == LIMIT_HTML_FIELDS) {
		reader_cut(r, "LIMIT_HTML_FIELDS");
		return;
	}
	r->fields++;
	ARENA_GROW(r->arena, form->fields, form->field_count, form->field_cap);
	form->fields[form->field_count++] = (struct html_field){
		.name = reader_keep(r, value_of(wanted, ATTR_NAME)),
		.type = type,
		.label = presses ? reader_keep(r, str_trim(value_of(wanted, ATTR_VALUE)))
			 : str_eq(type, STR("hidden")) ? STR("")
						       : label_of(r, wanted),
	};
	if (!str_eq(type, STR("hidden")))
		r->field_end = r->page.n;
}

/* Does one write into it? Boxes to tick outside of forms are how newsletters fold menus,
 * and buttons are drawn for their looks. */
static bool is_written_into(const struct html_element *row, struct str type)
{
	static const char *const others[] = { "hidden", "submit",   "button", "reset",
					      "image",	"checkbox", "radio",  "range" };

	if (row->id != EL_INPUT)
		return row->id == EL_TEXTAREA;
	for (size_t i = 0; i < COUNT(others); i++)
		if (str_eq(type, str_c(others[i])))
			return false;
	return true;
}

/* A field outside of all forms: one form without action and method holds them. */
static bool enter_loose_form(struct reader *r, const struct html_token *token,
			     const struct html_element *row, struct str type)
{
	struct html_document *d = r->document;

	if (!is_written_into(row, type))
		return false;
	if (r->loose_form == NO_FORM) {
		if (d->form_count == LIMIT_HTML_FORMS) {
			reader_cut(r, "LIMIT_HTML_FORMS");
			return false;
		}
		ARENA_GROW(r->arena, d->forms, d->form_count, d->form_cap);
		r->loose_form = (int32_t)d->form_count++;
		d->forms[r->loose_form] = (struct html_form){
			.action = STR(""),
			.method = STR(""),
			.offset = str_offset(r->source, reader_place(r, token)),
		};
	}
	r->form = r->loose_form;
	return true;
}

void form_of_tag(struct reader *r, const struct html_token *token,
		 const struct html_element *row, const struct wanted *wanted)
{
	int32_t outer = r->form;
	struct str type;

	if (r->in_comment)
		return;
	if (row->id == EL_FORM) {
		begin(r, token, wanted);
		return;
	}
	type = arena_lower(r->arena, str_trim(value_of(wanted, ATTR_TYPE)));
	/* What a press would say is to be read on the page. */
	if (row->id == EL_INPUT && reader_look(r)->why == SEEN &&
	    (str_eq(type, STR("submit")) || str_eq(type, STR("button")) ||
	     str_eq(type, STR("reset"))) &&
	    value_of(wanted, ATTR_VALUE).n) {
		html_page_blank(&r->page);
		html_page_flow(&r->page, value_of(wanted, ATTR_VALUE));
		html_page_blank(&r->page);
	}
	if (r->form == NO_FORM && !enter_loose_form(r, token, row, type))
		return;
	switch (row->id) {
	case EL_INPUT:
		add_field(r, type.n ? type : STR("text"), wanted);
		break;
	case EL_BUTTON:
		add_field(r, type.n ? type : STR("submit"), wanted);
		break;
	case EL_TEXTAREA:
		add_field(r, STR("textarea"), wanted);
		break;
	case EL_SELECT:
		add_field(r, STR("select"), wanted);
		break;
	default:
		break;
	}
	r->form = outer;
}
