/* record/brand_text.c - see brand_text.h. */
#include "record/brand_text.h"

#include "base/utf8.h"
#include "record/brand_accept.h"
#include "record/brand_index.h"

enum { TEXT_BYTES = 200 }; /* a longer text is an article, and names many */

/* What is done on one's own page of a brand, and nowhere else. Folded. */
static const struct str acts[] = {
	STR("log in"),	   STR("log into"),	STR("login"),	 STR("log-in"),
	STR("sign in"),	   STR("sign into"),	STR("signin"),	 STR("sign-in"),
	STR("verify"),	   STR("verification"), STR("confirm"),	 STR("unlock"),
	STR("restore"),	   STR("reactivate"),	STR("account"),	 STR("password"),
	STR("webmail"),	   STR("ログイン"),	STR("ログオン"), STR("サインイン"),
	STR("アカウント"), STR("確認"),		STR("認証"),	 STR("更新"),
	STR("解除"),	   STR("復旧"),		STR("再開"),	 STR("お手続"),
	STR("お支払"),	   STR("マイページ"),	STR("会員"),	 STR("パスワード"),
};

static bool says_act(struct str folded)
{
	for (size_t i = 0; i < COUNT(acts); i++)
		if (str_find_str(folded, acts[i]) != STR_NPOS)
			return true;
	return false;
}

/* "Sign in with Google", "Googleでログイン": the brand is a means to enter elsewhere. */
static bool is_means(const struct alias_match *match, struct str text)
{
	struct str before = str_trim_right(str_sub(text, 0, match->start));
	struct str after = str_trim_left(str_skip(text, match->end));

	str_eat(&after, STR("アカウント"));
	str_eat(&after, STR("id"));
	return str_ends(before, STR("with")) || str_ends(before, STR("via")) ||
	       str_ends(before, STR("by")) || str_ends(before, STR("using")) ||
	       str_ends(before, STR("on")) || str_starts(after, STR("で"));
}

static bool is_all(const struct alias_match *match, struct str text)
{
	return str_trim(str_sub(text, 0, match->start)).n == 0 &&
	       str_trim(str_skip(text, match->end)).n == 0;
}

static enum brand_called called(const struct alias_match *match, struct str text)
{
	if (is_all(match, text))
		return BRAND_NAMED;
	return says_act(text) && !is_means(match, text) ? BRAND_TO_ACT : BRAND_MENTIONED;
}

/* The longest name, the first of equals. */
static bool search(const struct tables *tables, const struct folded *folded, bool twin,
		   struct alias_match *ret)
{
	struct alias_search search = { .index = tables->brand_index,
				       .text = folded->text,
				       .twin = twin };
	struct alias_match match;

	*ret = (struct alias_match){ 0 };
	while (alias_search_next(&search, &match)) {
		if (!accept_at_borders(&match, folded->text) ||
		    !accept_in_name(&match, folded))
			continue;
		if (!ret->alias || match.end - match.start > ret->end - ret->start)
			*ret = match;
	}
	return ret->alias != NULL;
}

enum brand_called brand_in_text(struct arena *arena, const struct tables *tables,
				struct str text, const struct brand **ret)
{
	struct folded plain, twin;
	struct alias_match match;
	enum brand_called how;

	text = str_trim(text);
	if (!tables->brand_index || text.n == 0 || text.n > TEXT_BYTES)
		return BRAND_NOT_CALLED;
	fold_plain(arena, text, &plain);
	if (search(tables, &plain, false, &match)) {
		*ret = &tables->brands[match.alias->brand];
		return called(&match, plain.text);
	}
	if (ascii_is_all(text))
		return BRAND_NOT_CALLED;
	fold_twin(arena, text, &twin);
	if (!search(tables, &twin, true, &match))
		return BRAND_NOT_CALLED;
	*ret = &tables->brands[match.alias->brand];
	how = called(&match, twin.text);
	/* A skeleton need not say "login" any more where the text does. */
	return how == BRAND_MENTIONED && says_act(plain.text) ? BRAND_TO_ACT : how;
}

enum brand_called brand_in_link(struct arena *arena, const struct tables *tables,
				struct link *link, const struct brand **ret)
{
	struct link_call *call = &link->call;

	if (!call->known)
		call->how =
		    (uint8_t)brand_in_text(arena, tables, link->text, &call->brand);
	call->known = true;
	*ret = call->brand;
	return (enum brand_called)call->how;
}
