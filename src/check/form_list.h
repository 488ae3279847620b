/* check/form_list.h - what the checks of forms share: what a form asks for. */
#pragma once
#include "check/view_list.h"

/* A password, a number or a code that nobody else should know. */
bool form_asks_secret(struct arena *arena, const struct html_form *form);
/* Anything at all that is filled in. */
bool form_asks_anything(const struct html_form *form);
/* One line to type in, as a search box has. */
bool form_is_search(struct arena *arena, const struct html_form *form);
/* What is filled in, as it is called; where nothing is, what is pressed. At most
 * FORM_FIELDS. */
enum { FORM_FIELDS = 12 };
uint32_t form_fields(const struct html_form *form, struct str *ret);
