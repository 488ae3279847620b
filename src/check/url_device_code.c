/* check/url_device_code.c - a page where a device is signed in, and the code to be typed
 * there. */
#include "check/identity_list.h"
#include "check/link_list.h"
#include "check/platform.h"

/* RFC 8628, 6.1: codes are short, of capital letters and digits. */
enum { LEAST = 6, MOST = 9, HALF = 4, KINDS_LEAST = 3 };
/* How far from the code the page, or a word for "code", stands. */
enum { NEAR = 120, LINK_TEXT_LEAST = 4 };
enum { TOKENS = 400, PATH = 48 };

static const struct str words[] = {
	STR("code"),   STR("コード"), STR("código"), STR("codigo"), STR("codice"),
	STR("kode"),   STR("kód"),    STR("kod"),    STR("код"),    STR("koodi"),
	STR("代码"),   STR("代碼"),   STR("验证码"), STR("驗證碼"), STR("코드"),
	STR("κωδικό"), STR("รหัส"),    STR("mã "),
};

/* Paths are written in any case. */
static const struct domain_class *page_at(const struct inspection *in,
					  const struct url *url, const struct host *host)
{
	const struct domain_class *class_;
	struct str path = str_sub(url->path, 0, PATH);
	char lower[PATH];

	if (!host->ok || host->is_address || path.n < 2)
		return NULL;
	for (size_t i = 0; i < path.n; i++)
		lower[i] = ascii_lower(path.p[i]);
	class_ = tables_class_link(in->env->tables, host->ascii, str_make(lower, path.n));
	return class_ && str_eq(class_->class_, STR("device-login")) ? class_ : NULL;
}

static const struct link *page_of(const struct inspection *in,
				  const struct domain_class **ret_page)
{
	const struct link *link = NULL;

	while ((link = link_next(in, link, 0))) {
		*ret_page = page_at(in, &link->url, &link->host);
		if (!*ret_page && link->chain_count)
			*ret_page =
			    page_at(in, link_target(link), link_target_host(link));
		if (*ret_page)
			return link;
	}
	return NULL;
}

static bool is_of_code(char c)
{
	return ascii_is_digit(c) || (c >= 'A' && c <= 'Z');
}

/* "OFFICE365" and "RFC8628" are names with a number, "AAAA-AAAA" shows only the form. */
static bool is_drawn_by_lot(struct str token)
{
	uint32_t digits = 0, vowels = 0, kinds = 0;
	bool digit_before_letter = false;

	for (size_t i = 0; i < token.n; i++) {
		char c = token.p[i];

		digits += ascii_is_digit(c);
		vowels += str_find(STR("AEIOU"), c) != STR_NPOS;
		digit_before_letter |= digits && !ascii_is_digit(c) && c != '-';
		kinds += str_find(str_sub(token, 0, i), c) == STR_NPOS;
	}
	if (kinds < KINDS_LEAST)
		return false;
	return digits ? digit_before_letter : vowels == 0;
}

static bool has_form(struct str token)
{
	size_t dash = str_find(token, '-');

	if (dash == STR_NPOS)
		return token.n >= LEAST && token.n <= MOST && is_drawn_by_lot(token);
	return dash == HALF && token.n == 2 * HALF + 1 &&
	       str_find(str_skip(token, HALF + 1), '-') == STR_NPOS &&
	       is_drawn_by_lot(token);
}

/* A piece of a word, of an address or of a file's name is no token. */
static bool goes_on(struct str text, size_t at)
{
	return at < text.n &&
	       (ascii_is_alnum(text.p[at]) ||
		str_find(STR("-_/=@%&#+?\\"), text.p[at]) != STR_NPOS ||
		(text.p[at] == '.' && at + 1 < text.n && ascii_is_alnum(text.p[at + 1])));
}

/* The next token of capital letters, digits and dashes from `*at` on, which is set behind
 * it; empty at the end. */
static struct str take_token(struct str text, size_t *at)
{
	size_t start = *at, end;

	while (start < text.n && !is_of_code(text.p[start]))
		start++;
	end = start;
	while (end < text.n && (is_of_code(text.p[end]) || text.p[end] == '-'))
		end++;
	*at = end;
	return str_sub(text, start, end);
}

static bool stands_alone(struct str text, struct str token)
{
	size_t at = str_offset(text, token);

	return !goes_on(text, at + token.n) && !(at && goes_on(text, at - 1)) &&
	       !(at > 1 && text.p[at - 1] == '.' && ascii_is_alnum(text.p[at - 2]));
}

static bool is_near(struct str text, struct str token, const struct link *link)
{
	size_t at = str_offset(text, token), from = at > NEAR ? at - NEAR : 0;
	struct str before = str_sub(text, from, at);
	struct str after = str_sub(text, at + token.n, at + token.n + NEAR);
	struct str shown = link->text.n ? link->text : link->written;

	for (size_t i = 0; i < COUNT(words); i++)
		if (str_find_str_nocase(before, words[i]) != STR_NPOS ||
		    str_find_str_nocase(after, words[i]) != STR_NPOS)
			return true;
	return shown.n >= LINK_TEXT_LEAST && shown.n <= NEAR &&
	       (str_find_str_nocase(before, shown) != STR_NPOS ||
		str_find_str_nocase(after, shown) != STR_NPOS);
}

/* The code that is given beside the page; empty: none. `left`: tokens yet to be looked
 * at. */
static struct str code_in(const struct passage *passage, const struct link *link,
			  uint32_t *left)
{
	size_t at = 0;

	while (*left && at < passage->text.n) {
		struct str token = take_token(passage->text, &at);

		if (!has_form(token) || !stands_alone(passage->text, token))
			continue;
		(*left)--;
		if (is_near(passage->text, token, link) &&
		    !passage_is_quoted(passage, str_offset(passage->text, token)))
			return token;
	}
	return STR_NONE;
}

/* Where work is talked over, people paste what a program printed. */
static bool is_talk(const struct inspection *in)
{
	const struct platform *platform = platform_of_sender(in);

	return mailing_list(in) || (platform && platform->kind == PLATFORM_NOTIFIER &&
				    platform->slots >> SLOT_TEXT & 1);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct domain_class *page;
	const struct link *link = page_of(in, &page);
	uint32_t left = TOKENS;

	for (uint32_t i = 0; link && i < in->passages.count; i++) {
		const struct passage *passage = &in->passages.items[i];
		struct str code = code_in(passage, link, &left);
		struct finding *finding;
		size_t at;

		if (!code.n)
			continue;
		at = str_offset(passage->text, code);
		finding = finding_add(in, self);
		finding_str(finding, "code", code);
		finding_str(finding, "service", page->name);
		finding_str(finding, "url", link_target(link)->href);
		if (is_talk(in))
			finding_severity(finding, SEVERITY_CAUTION);
		finding_at_passage(finding, passage, at, at + code.n);
		finding_at_link(finding, link);
		return;
	}
}

const struct check check_url_device_code = {
	.id = "url.device-code",
	.title = N_("It gives a code to be typed on the page where devices of {service} "
		    "are signed in"),
	.details = { N_("{url} is a genuine page of {service}. It signs in whatever "
			"device shows the code, and the code {code} is not on the "
			"reader's device: it came by this mail.") },
	.means =
	    N_("Such a code is shown by the device that wants to be signed in, and is "
	       "never sent by mail. Whoever enters a stranger's code signs the stranger "
	       "in with his own account, past password and second factor; the page and "
	       "its address are genuine."),
	.wrong = N_("A program's output that somebody passes on, as when the device "
		    "stands with a colleague; instructions with a made-up code."),
	.cites = "RFC 8628, 5.4",
	.severity = SEVERITY_ADVERSE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
