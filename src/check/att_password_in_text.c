/* check/att_password_in_text.c - the password of an encrypted attachment, in the mail
 * that carries it. */
#include "check/attachment_list.h"

enum { SHUT, MAY_ACT };
enum { WORD_MOST = 40, WORD_LEAST = 3 };

/* What a password is called, in the languages of the mails that bring them. */
static const struct str names[] = {
	STR("password"),   STR("passcode"),	STR("pass code"),  STR("passwort"),
	STR("kennwort"),   STR("mot de passe"), STR("contraseña"), STR("senha"),
	STR("wachtwoord"), STR("hasło"),	STR("пароль"),	   STR("parola"),
	STR("şifre"),	   STR("salasana"),	STR("lösenord"),   STR("adgangskode"),
	STR("heslo"),	   STR("jelszó"),	STR("パスワード"), STR("パスコード"),
	STR("密码"),	   STR("密碼"),		STR("口令"),	   STR("비밀번호"),
	STR("암호"),	   STR("mật khẩu"),	STR("รหัสผ่าน"),	   STR("pass:"),
	STR("pw:"),
};

/* What stands between the name and the password. */
static bool eat_between(struct str *rest)
{
	static const struct str words[] = {
		STR(":"),   STR("："),	   STR("="),	STR("＝"),     STR("-"),
		STR("is "), STR("ist "),   STR("est "), STR("es "),    STR("è "),
		STR("är "), STR("は"),	   STR("是"),	STR("为"),     STR("為"),
		STR("「"),  STR("『"),	   STR("【"),	STR("】"),     STR("["),
		STR("("),   STR("\""),	   STR("'"),	STR("\u00a0"), STR("\u3000"),
		STR("“"),   STR("の通り"), STR("です"), STR(" "),      STR("\n"),
		STR("\r"),  STR("\t"),
	};
	struct str start = *rest;

	for (bool more = true; more && str_offset(start, *rest) < WORD_MOST;) {
		more = false;
		for (size_t i = 0; i < COUNT(words) && !more; i++)
			if (str_starts_nocase(*rest, words[i])) {
				*rest = str_skip(*rest, words[i].n);
				more = true;
			}
	}
	return rest->p != start.p;
}

/* A word in ASCII that somebody chose: with a digit or a sign in it, or of a sort that no
 * sentence goes on with. "The password is sent separately" gives none. */
static struct str take_password(struct str rest)
{
	bool odd = false, upper = false, lower = false;
	size_t n = 0;

	while (n < rest.n && rest.p[n] > ' ' && rest.p[n] < 0x7F &&
	       !strchr("\"'<>)]", rest.p[n]))
		n++;
	while (n && strchr(".,;", rest.p[n - 1]))
		n--;
	for (size_t i = 0; i < n; i++) {
		upper |= i > 0 && rest.p[i] >= 'A' && rest.p[i] <= 'Z';
		lower |= rest.p[i] >= 'a' && rest.p[i] <= 'z';
		odd |= ascii_is_digit(rest.p[i]) ||
		       (!ascii_is_alpha(rest.p[i]) && rest.p[i] != '-');
	}
	if (n < WORD_LEAST || n > WORD_MOST || (!odd && !upper) ||
	    str_find_str(str_sub(rest, 0, n), STR("://")) != STR_NPOS)
		return STR_NONE;
	return str_sub(rest, 0, n);
}

static struct str find_password(struct str text, size_t *ret_at)
{
	for (size_t i = 0; i < COUNT(names); i++) {
		struct str rest = text;
		size_t at;

		while ((at = str_find_str_nocase(rest, names[i])) != STR_NPOS) {
			struct str password;

			rest = str_skip(rest, at + names[i].n);
			*ret_at = str_offset(text, rest) - names[i].n;
			password = rest;
			if (!eat_between(&password) && names[i].p[names[i].n - 1] != ':')
				continue;
			password = take_password(password);
			if (password.n)
				return password;
		}
	}
	return STR_NONE;
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
		size_t at = 0;
		struct str password = find_password(passage->text, &at);
		struct finding *finding;

		if (!password.n)
			continue;
		finding = finding_for_attachment(in, self, item);
		if (!finding)
			return;
		tell(in, finding, item, password);
		finding_at_passage(finding, passage, at,
				   str_offset(passage->text, password) + password.n);
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
