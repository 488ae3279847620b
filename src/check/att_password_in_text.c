/* check/att_password_in_text.c - the password of an encrypted attachment, in the mail
 * that carries it. */
#include "check/attachment_list.h"

enum { SHUT, MAY_ACT };
enum { WORD_MOST = 40, WORD_LEAST = 3 };

/* What a password is called, in the languages of the mails that bring them; folded. */
static const struct str names[] = {
	STR("password"),     STR("passcode"), STR("pass code"),	 STR("passphrase"),
	STR("passwort"),     STR("kennwort"), STR("contraseña"), STR("mot de passe"),
	STR("wachtwoord"),   STR("hasło"),    STR("пароль"),	 STR("parola"),
	STR("şifre"),	     STR("salasana"), STR("lösenord"),	 STR("adgangskode"),
	STR("heslo"),	     STR("jelszó"),   STR("パスワード"), STR("パスコード"),
	STR("パスフレーズ"), STR("パスワ"),   STR("密码"),	 STR("密碼"),
	STR("口令"),	     STR("비밀번호"), STR("암호"),	 STR("mật khẩu"),
	STR("รหัสผ่าน"),	     STR("暗証番号"), STR("senha"),
};
/* Short ones are part of other words, and of much else: they stand alone, with a sign of
 * telling behind them. */
static const struct str short_names[] = {
	STR("pass"), STR("pw"), STR("p/w"), STR("pwd"), STR("pin"), STR("パス"),
};
/* Codes and keys there are of many sorts; one that opens something is a password. */
static const struct str nouns[] = {
	STR("code"), STR("key"),    STR("pin"),	 STR("word"), STR("phrase"),
	STR("鍵"),   STR("コード"), STR("キー"), STR("番号"), STR("ワード"),
};
static const struct str purposes[] = {
	STR("unlock"),	   STR("unlocking"), STR("open"),    STR("opening"),
	STR("access"),	   STR("archive"),   STR("extract"), STR("extraction"),
	STR("decryption"), STR("decrypt"),   STR("unzip"),   STR("解凍"),
	STR("展開"),	   STR("開封"),	     STR("解除"),    STR("復号"),
	STR("復号化"),	   STR("暗号化"),    STR("閲覧"),
};

/* What may stand between the name and the password; `telling` says that one follows. */
static const struct {
	struct str word;
	bool telling;
} between[] = {
	{ STR(":"), true },	{ STR("="), true },	{ STR("-"), true },
	{ STR("–"), true },	{ STR("—"), true },	{ STR("→"), true },
	{ STR("⇒"), true },	{ STR("ー"), true },	{ STR("is "), true },
	{ STR("ist "), true },	{ STR("est "), true },	{ STR("es "), true },
	{ STR("è "), true },	{ STR("är "), true },	{ STR("は"), true },
	{ STR("が"), true },	{ STR("是"), true },	{ STR("为"), true },
	{ STR("為"), true },	{ STR("「"), true },	{ STR("『"), true },
	{ STR("【"), true },	{ STR("〔"), true },	{ STR("《"), true },
	{ STR("〈"), true },	{ STR("“"), true },	{ STR("["), true },
	{ STR("("), true },	{ STR("<"), true },	{ STR("\""), true },
	{ STR("'"), true },	{ STR(">"), true },	{ STR("】"), true },
	{ STR("〕"), true },	{ STR("]"), true },	{ STR(")"), false },
	{ STR("、"), false },	{ STR("次の"), false }, { STR("の通り"), false },
	{ STR("です"), false }, { STR(" "), false },	{ STR("\n"), false },
	{ STR("\r"), false },	{ STR("\t"), false },
};

static bool eat_between(struct str *rest, bool *ret_telling)
{
	struct str start = *rest;

	*ret_telling = false;
	for (bool more = true; more && str_offset(start, *rest) < WORD_MOST;) {
		more = false;
		for (size_t i = 0; i < COUNT(between) && !more; i++)
			if (str_starts(*rest, between[i].word)) {
				*rest = str_skip(*rest, between[i].word.n);
				*ret_telling |= between[i].telling;
				more = true;
			}
	}
	return rest->p != start.p;
}

/* A capital, full-width or not: folding has made it small. */
static bool was_capital(const struct folded *text, size_t at)
{
	struct str was = str_skip(text->source, text->at ? text->at[at] : at);

	return (was.p[0] >= 'A' && was.p[0] <= 'Z') ||
	       (str_starts(was, STR("\xef\xbc")) && was.n > 2 &&
		(unsigned char)was.p[2] >= 0xA1 && (unsigned char)was.p[2] <= 0xBA);
}

/* A word in ASCII that somebody chose: with a digit or a sign in it, or of a sort that no
 * sentence goes on with. "The password is sent separately" gives none. */
static size_t password_length(const struct folded *text, size_t at)
{
	struct str rest = str_skip(text->text, at);
	bool odd = false, upper = false;
	size_t n = 0;

	while (n < rest.n && n <= WORD_MOST && rest.p[n] > ' ' && rest.p[n] < 0x7F &&
	       !strchr("\"'<>)]", rest.p[n]))
		n++;
	while (n && n <= WORD_MOST && strchr(".,;", rest.p[n - 1]))
		n--;
	for (size_t i = 0; i < n; i++) {
		upper |= i > 0 && was_capital(text, at + i);
		odd |= ascii_is_digit(rest.p[i]) ||
		       (!ascii_is_alpha(rest.p[i]) && rest.p[i] != '-');
	}
	if (n < WORD_LEAST || n > WORD_MOST || (!odd && !upper) ||
	    str_find_str(str_sub(rest, 0, n), STR("://")) != STR_NPOS)
		return 0;
	return n;
}

/* --- where it is told -------------------------------------------------------------- */

struct told {
	const struct folded *text;
	size_t name, at, n; /* of the name; of the password and its bytes */
};

/* Is a password told behind the name that ends at `at`? */
static bool is_told_behind(struct told *told, size_t name, size_t at, bool must_tell)
{
	struct str rest = str_skip(told->text->text, at);
	bool telling;

	if (!eat_between(&rest, &telling) || (must_tell && !telling))
		return false;
	told->name = name;
	told->at = str_offset(told->text->text, rest);
	told->n = password_length(told->text, told->at);
	return told->n != 0;
}

/* "pass" of "compass", "パス" of "バイパス" are none; nor is "pin" of "spin". */
static bool stands_alone(struct str text, size_t at)
{
	struct str before = str_sub(text, 0, at);

	return at == 0 ||
	       !(ascii_is_alnum(text.p[at - 1]) ||
		 str_starts(str_skip(before, at > 3 ? at - 3 : 0), STR("\xe3\x82")) ||
		 str_starts(str_skip(before, at > 3 ? at - 3 : 0), STR("\xe3\x83")));
}

/* "Unlock code", "解凍用キー": where the word before the noun at `at` begins. */
static bool is_to_open(struct str text, size_t at, size_t *ret_name)
{
	struct str before =
	    str_trim(str_sub(text, at > WORD_MOST ? at - WORD_MOST : 0, at));

	if (str_ends(before, STR("用")) || str_ends(before, STR("の")))
		before.n -= STR("用").n;
	for (size_t i = 0; i < COUNT(purposes); i++) {
		if (!str_ends(before, purposes[i]))
			continue;
		*ret_name = str_offset(text, before) + before.n - purposes[i].n;
		if (!ascii_is_alpha(purposes[i].p[0]) || *ret_name == 0 ||
		    !ascii_is_alnum(text.p[*ret_name - 1]))
			return true;
	}
	return false;
}

enum sort { NAME, SHORT_NAME, NOUN };

static bool find_behind(struct told *told, struct str word, enum sort sort)
{
	struct str text = told->text->text;
	size_t from = 0, at;

	while ((at = str_find_str(str_skip(text, from), word)) != STR_NPOS) {
		size_t name = from + at;

		from = name + word.n;
		if (sort == SHORT_NAME && !stands_alone(text, name))
			continue;
		if (sort == NOUN && !is_to_open(text, name, &name))
			continue;
		if (is_told_behind(told, name, from, sort != NAME))
			return true;
	}
	return false;
}

static bool find_password(struct told *told)
{
	for (size_t i = 0; i < COUNT(names); i++)
		if (find_behind(told, names[i], NAME))
			return true;
	for (size_t i = 0; i < COUNT(short_names); i++)
		if (find_behind(told, short_names[i], SHORT_NAME))
			return true;
	for (size_t i = 0; i < COUNT(nouns); i++)
		if (find_behind(told, nouns[i], NOUN))
			return true;
	return false;
}

/* Where the folded byte stands in the source; its end, where the next one begins. */
static size_t source_at(const struct folded *text, size_t at)
{
	return text->at ? text->at[at] : at;
}

static const struct attachment *encrypted_one(const struct inspection *in)
{
	for (uint32_t i = 0; i < in->attachments.count; i++)
		if (in->attachments.items[i].encrypted)
			return &in->attachments.items[i];
	return NULL;
}

/* Old binary documents may hold macros as well as any other. */
static bool may_act(const struct attachment *item)
{
	return item->action > ACTION_EDITED || item->content == CONTENT_OLE ||
	       str_ends_nocase(item->name, STR(".doc")) ||
	       str_ends_nocase(item->name, STR(".xls"));
}

/* By its list of names, which stays open: something in it may act. NULL: nothing. */
static const struct attachment *dangerous_inside(const struct inspection *in,
						 const struct attachment *archive)
{
	for (uint32_t i = 0; i < in->attachments.count; i++)
		if (in->attachments.items[i].parent == archive->n &&
		    &in->attachments.items[i] != archive &&
		    may_act(&in->attachments.items[i]))
			return &in->attachments.items[i];
	return NULL;
}

static void tell(struct inspection *in, struct finding *finding,
		 const struct attachment *item, struct str password)
{
	const struct attachment *inside = dangerous_inside(in, item);

	finding_str(finding, "password", password);
	if (!inside)
		return;
	finding_variant(finding, MAY_ACT);
	finding_str(finding, "file", inside->name);
	finding_severity(finding, SEVERITY_CAUTION);
}

static void run(struct inspection *in, const struct check *self)
{
	const struct attachment *item = encrypted_one(in);

	for (uint32_t i = 0; item && i < in->passages.count; i++) {
		const struct passage *passage = &in->passages.items[i];
		struct told told = { .text = passage_folded(in->arena, passage) };
		struct finding *finding;
		size_t end;

		if (!find_password(&told))
			continue;
		end = source_at(told.text, told.at + told.n);
		finding = finding_for_attachment(in, self, item);
		if (!finding)
			return;
		tell(in, finding, item,
		     str_sub(passage->text, source_at(told.text, told.at), end));
		finding_at_passage(finding, passage, source_at(told.text, told.name),
				   end);
		return;
	}
}

const struct check check_att_password_in_text = {
	.id = "att.password-in-text",
	.title = N_("The password of an encrypted attachment stands in the same mail"),
	.details = { N_("The text gives {password} for {name}. It was not used here."),
		     N_("The text gives {password} for {name}; it was not used here. By "
			"its list of names the archive holds {file}, a kind of file that "
			"can run programs or macros.") },
	.means = N_("A password beside the lock protects nothing from a thief: it keeps "
		    "the scanner out and lets the reader in."),
	.wrong = N_("Careless people do so with honest files."),
	.cites = "MITRE ATT&CK T1027.013",
	.severity = SEVERITY_NOTE,
	.grade = GRADE_OBSERVED,
	.run = run,
};
