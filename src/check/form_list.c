/* check/form_list.c - see form_list.h. */
#include "check/form_list.h"

/* --- what a field asks for ---------------------------------------------------------- */

/* Whoever knows it can act for the victim. Found in names, labels and hints, as whole
 * words where they are Latin: "pin" is not in "shipping". */
static const struct str secrets[] = {
	STR("password"),
	STR("passwd"),
	STR("passcode"),
	STR("passphrase"),
	STR("pwd"),
	STR("pin"),
	STR("pin code"),
	STR("cvv"),
	STR("cvv2"),
	STR("cvc"),
	STR("cc number"),
	STR("ccnum"),
	STR("card number"),
	STR("cardnumber"),
	STR("credit card"),
	STR("security code"),
	STR("one time code"),
	STR("otp"),
	STR("iban"),
	STR("ssn"),
	STR("social security"),
	STR("パスワード"),
	STR("暗証"),
	STR("カード番号"),
	STR("セキュリティコード"),
	STR("認証番号"),
	STR("口座番号"),
	STR("マイナンバー"),
};

/* Lower case, and one blank for whatever stands between words: "card_number[]". */
static struct str as_words(struct arena *arena, struct str text)
{
	char *out = arena_bytes(arena, text.n);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (ascii_is_alnum(c) || (uint8_t)c >= 0x80)
			out[n++] = ascii_lower(c);
		else if (n && out[n - 1] != ' ')
			out[n++] = ' ';
	}
	return str_trim(str_make(out, n));
}

static bool is_part_of_word(struct str words, size_t at)
{
	return at < words.n && ascii_is_alpha(words.p[at]);
}

static bool holds_word(struct str words, struct str word)
{
	size_t at = 0, found;
	bool latin = (uint8_t)word.p[0] < 0x80;

	while ((found = str_find_str(str_skip(words, at), word)) != STR_NPOS) {
		at += found;
		if (!latin || ((at == 0 || !is_part_of_word(words, at - 1)) &&
			       !is_part_of_word(words, at + word.n)))
			return true;
		at += word.n;
	}
	return false;
}

static bool names_secret(struct arena *arena, struct str text)
{
	struct str words = as_words(arena, text);

	for (size_t i = 0; i < COUNT(secrets); i++)
		if (holds_word(words, secrets[i]))
			return true;
	return false;
}

static bool is_text_field(const struct html_field *field)
{
	static const struct str types[] = { STR("text"), STR("search"),	 STR("email"),
					    STR("tel"),	 STR("number"),	 STR("textarea"),
					    STR("url"),	 STR("password") };

	for (size_t i = 0; i < COUNT(types); i++)
		if (str_eq(field->type, types[i]))
			return true;
	/* Browsers take a type they do not know for text. */
	return field->type.n == 0;
}

bool form_asks_secret(struct arena *arena, const struct html_form *form)
{
	for (uint32_t i = 0; i < form->field_count; i++) {
		const struct html_field *field = &form->fields[i];

		if (str_eq(field->type, STR("password")) ||
		    (is_text_field(field) && (names_secret(arena, field->name) ||
					      names_secret(arena, field->label))))
			return true;
	}
	return false;
}

/* Filled in by nobody. */
static bool is_silent(const struct html_field *field)
{
	static const struct str silent[] = { STR("hidden"), STR("submit"), STR("button"),
					     STR("image"), STR("reset") };

	for (size_t i = 0; i < COUNT(silent); i++)
		if (str_eq(field->type, silent[i]))
			return true;
	return false;
}

bool form_asks_anything(const struct html_form *form)
{
	for (uint32_t i = 0; i < form->field_count; i++)
		if (!is_silent(&form->fields[i]))
			return true;
	return false;
}

static bool holds_any(struct arena *arena, const struct html_form *form,
		      const struct str *words, size_t count)
{
	struct str action = as_words(arena, form->action);

	for (size_t i = 0; i < count; i++) {
		if (str_find_str(action, words[i]) != STR_NPOS)
			return true;
		for (uint32_t j = 0; j < form->field_count; j++) {
			const struct html_field *field = &form->fields[j];

			if (str_find_str_nocase(field->name, words[i]) != STR_NPOS ||
			    str_find_str_nocase(field->label, words[i]) != STR_NPOS)
				return true;
		}
	}
	return false;
}

/* Who searches types one line, which is neither an address nor a secret. */
bool form_is_search(struct arena *arena, const struct html_form *form)
{
	static const struct str search[] = { STR("search"), STR("find"), STR("look"),
					     STR("query"), STR("検索") };
	static const struct str mail[] = { STR("mail"), STR("メール") };
	uint32_t texts = 0;

	for (uint32_t i = 0; i < form->field_count; i++) {
		texts += is_text_field(&form->fields[i]);
		if (str_eq(form->fields[i].type, STR("email")) ||
		    str_eq(form->fields[i].type, STR("textarea")) ||
		    str_eq(form->fields[i].type, STR("tel")))
			return false;
	}
	return texts == 1 && !holds_any(arena, form, mail, COUNT(mail)) &&
	       (str_eq(form->method, STR("get")) ||
		holds_any(arena, form, search, COUNT(search)));
}

/* Blanks that do not break and colons at its ends are layout. */
static struct str as_seen(struct str label)
{
	static const struct str nbsp = STR("\u00a0");

	for (;;) {
		label = str_trim(label);
		if (str_starts(label, nbsp))
			label = str_skip(label, nbsp.n);
		else if (str_ends(label, nbsp))
			label.n -= nbsp.n;
		else if (str_ends(label, STR(":")))
			label.n--;
		else
			return label;
	}
}

static struct str field_label(const struct html_field *field)
{
	struct str label = as_seen(field->label);

	return label.n ? label : field->name.n ? field->name : field->type;
}

/* What is filled in; where nothing is, what is pressed. */
uint32_t form_fields(const struct html_form *form, struct str *ret)
{
	bool asks = form_asks_anything(form);
	uint32_t count = 0;

	for (uint32_t i = 0; i < form->field_count && count < FORM_FIELDS; i++) {
		const struct html_field *field = &form->fields[i];

		if (is_silent(field) == asks ||
		    (!asks && str_eq(field->type, STR("hidden"))))
			continue;
		ret[count++] = field_label(field);
	}
	return count;
}
