/* check/lang_test.c - what is said of how a text is written. */
#include "check/check_test.h"

#include <stdio.h>

static struct inspection *mail_of(const char *text)
{
	return inspect_text(
	    arena_printf(test_arena(),
			 "From: a@a.example\nTo: rcpt@example.jp\nSubject: x\n"
			 "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
			 "Content-Transfer-Encoding: 8bit\n\n%s\n",
			 text)
		.p,
	    NULL);
}

/* Words of respect without which style is not looked at. */
#define FORMAL "いつもご利用いただきありがとうございます。"

enum want { SILENT, NOTE, CAUTION };

static const struct {
	const char *name, *text, *id;
	enum want want;
	const char *pair; /* among the pairs, or a word */
} cases[] = {
	/* Characters. */
	{ "a Chinese form with an ending", "深くお诧び申し上げます。",
	  "lang.zh-codepoint", CAUTION, "お诧び → お詫び" },
	{ "beside a form of Japan's own", "アドレスの认証が必要です。",
	  "lang.zh-codepoint", CAUTION, "认証 → 認証" },
	{ "the word tells what is meant", "詐欺メールが汇濫しています。",
	  "lang.zh-codepoint", CAUTION, "汇濫 → 氾濫" },
	{ "a word of the table in foreign forms", "下记のボタンを押してください。",
	  "lang.zh-codepoint", CAUTION, "下记 → 下記" },
	{ "an adjective", "异常なログインです。", "lang.zh-codepoint", CAUTION,
	  "异常 → 異常" },
	{ "a bank's name", "招商银行の口座をお持ちですか。", "lang.zh-codepoint", NOTE,
	  NULL },
	{ "twin: two people", "张伟と刘洋が来ます。张伟など三人です。",
	  "lang.zh-codepoint", SILENT, NULL },
	{ "twin: the Japanese form", "深くお詫び申し上げます。", "lang.zh-codepoint",
	  SILENT, NULL },
	{ "twin: a colleague's name", "来週は上海の张さんと刘様も参加します。",
	  "lang.zh-codepoint", SILENT, NULL },
	{ "twin: a name with an office", "习近平国家主席と会談しました。",
	  "lang.zh-codepoint", SILENT, NULL },
	{ "twin: an athlete", "陈选手は欠場します。张選手が出ます。", "lang.zh-codepoint",
	  SILENT, NULL },
	{ "twin: quoted", "画面の「点击确认」というボタンを押してください。",
	  "lang.zh-codepoint", SILENT, NULL },
	{ "twin: Chinese mail", "尊敬的客户，您的账户已被冻结，请点击链接验证。",
	  "lang.zh-codepoint", SILENT, NULL },
	{ "twin: names in the vendors' rows", "髙橋様と山﨑様が参加されます。",
	  "lang.zh-codepoint", SILENT, NULL },
	{ "a radical", "⼈事部からのお知らせです。", "lang.zh-codepoint", NOTE, NULL },
	{ "Chinese in two ways", "尊敬的客户，您的账户已被凍結，请点击链接验证。",
	  "lang.zh-codepoint", NOTE, NULL },
	{ "Japan's form in Chinese", "尊敬的客户，您的账户已払込，请点击链接验证。",
	  "lang.zh-codepoint", NOTE, NULL },
	/* Usage. */
	{ "after", "確認を受けた后、手続きに進みます。", "lang.zh-usage", CAUTION,
	  "受けた后 → 受けた後" },
	{ "a click", "下のボタンを点击してください。", "lang.zh-usage", CAUTION, NULL },
	{ "in Japan's own characters", "パスワードを更改してください。", "lang.zh-usage",
	  NOTE, "更改 → 変更" },
	{ "twin: a contract", "来季の契約更改を行いました。", "lang.zh-usage", SILENT,
	  NULL },
	{ "twin: an empress", "皇后、皇太子とともに見学されました。", "lang.zh-usage",
	  SILENT, NULL },
	{ "twin: a brand", "支付宝でのお支払いもできます。", "lang.zh-usage", SILENT,
	  NULL },
	{ "twin: later", "確認を受けた後、手続きに進みます。", "lang.zh-usage", SILENT,
	  NULL },
	/* Words. */
	{ "a dot too many", "ETCザービスをご利用ください。", "lang.lookalike", NOTE,
	  "ザービス → サービス" },
	{ "two of them", "ETCザービスの許欺部門です。", "lang.lookalike", CAUTION,
	  "許欺 → 詐欺" },
	{ "strength for KA", "クレジット力ードの確認です。", "lang.lookalike", NOTE,
	  NULL },
	{ "one for the long mark", "サ一ビスを停止します。", "lang.lookalike", NOTE,
	  "サ一ビス → サービス" },
	{ "half and full width", "サーﾋﾞスを停止します。", "lang.lookalike", NOTE, NULL },
	{ "twin: half width", "ｻｰﾋﾞｽを停止します。", "lang.lookalike", SILENT, NULL },
	{ "twin: a guard", "ガードレールとカートをご用意しました。", "lang.lookalike",
	  SILENT, NULL },
	{ "twin: the end of the month", "月末納品と年末納税の確認です。",
	  "lang.lookalike", SILENT, NULL },
	{ "twin: in a longer word", "インストレーションとフェラーリのお話です。",
	  "lang.lookalike", SILENT, NULL },
	{ "twin: all users", "ユーザ一覧とサーバ一台を確認しました。", "lang.lookalike",
	  SILENT, NULL },
	{ "twin: words that meet", "予約税込価格と顧客位置情報と維持機能のご確認です。",
	  "lang.lookalike", SILENT, NULL },
	/* Style. */
	{ "plain among polite",
	  FORMAL "ご登録を確認しました。被害が広がらないように対策を強化している。"
		 "下記をご確認ください。よろしくお願いいたします。",
	  "lang.register-mix", NOTE, NULL },
	{ "twin: polite throughout",
	  FORMAL "ご登録を確認しました。対策を強化しています。下記をご確認ください。",
	  "lang.register-mix", SILENT, NULL },
	{ "twin: a note",
	  FORMAL "ご登録を確認しました。\n※当社は責任を負わないものとされている。\n"
		 "下記をご確認ください。よろしくお願いいたします。",
	  "lang.register-mix", SILENT, NULL },
	{ "twin: personal",
	  "昨日は楽しかったです。写真を送ります。みんな元気にしている。また会いましょう"
	  "。",
	  "lang.register-mix", SILENT, NULL },
	{ "no stop", FORMAL "警察が捜査に入りますメールをご確認ください。",
	  "lang.missing-stop", NOTE, NULL },
	{ "no stop behind a request", FORMAL "必ずご確認くださいアカウントを停止します。",
	  "lang.missing-stop", NOTE, NULL },
	{ "an apology behind a noun",
	  FORMAL "こちらをクリックして検証ご不便をおかけします。", "lang.missing-stop",
	  NOTE, NULL },
	{ "twin: very polite",
	  FORMAL "ご来場いただきますお客様へ、弊社が発行しますカードのご案内です。"
		 "到着します際にお電話ください。",
	  "lang.missing-stop", SILENT, NULL },
	{ "twin: increasingly", FORMAL "ますます便利になります。今後ますます発展します。",
	  "lang.missing-stop", SILENT, NULL },
	{ "twin: an apology in its place",
	  FORMAL "大変ご不便をおかけします。皆様ご迷惑をおかけします。",
	  "lang.missing-stop", SILENT, NULL },
	{ "a card and a card", FORMAL "クレジットカードとカードを凍結します。",
	  "lang.redundant", NOTE, NULL },
	{ "a particle twice", FORMAL "アカウントをを確認します。", "lang.redundant", NOTE,
	  NULL },
	{ "twin: point and point",
	  FORMAL "点と点、会社と会社、カードとポイントを結びます。", "lang.redundant",
	  SILENT, NULL },
	{ "you", "あなたのアカウントを停止します。", "lang.translated", NOTE,
	  "あなたのアカウント → お客様のアカウント" },
	{ "dear customer", "親愛なるお客様、ご確認ください。", "lang.translated", NOTE,
	  NULL },
	{ "a blank before the stop", FORMAL "ご確認ください 。", "lang.translated", NOTE,
	  NULL },
	{ "twin: behind a link", FORMAL "https://a.example/ 。をご覧ください。",
	  "lang.translated", SILENT, NULL },
	{ "twin: a school's comma", FORMAL "まず，資料を読み，次に，回答します。",
	  "lang.translated", SILENT, NULL },
	{ "an English date", FORMAL "January 5, 2024までにお支払いください。",
	  "lang.translated", NOTE, NULL },
	{ "twin: a quoted header",
	  FORMAL "On Fri, January 5, 2024, Ann wrote: 了解です。", "lang.translated",
	  SILENT, NULL },
	{ "no ください", FORMAL "下記のページから情報を更新して。", "lang.translated",
	  NOTE, NULL },
	{ "twin: お客様", FORMAL "お客様のアカウントを確認しました。", "lang.translated",
	  SILENT, NULL },
	/* Together they weigh. */
	{ "many at once",
	  FORMAL "あなたのアカウントは停止されますメールをご確認ください。"
		 "クレジットカードとカードを凍結します。",
	  "lang.translated", CAUTION, NULL },
	/* English. */
	{ "case",
	  "We identified the actor to be him, whom is believed to be of the gang.",
	  "lang.typo", NOTE, "whom is → who is" },
	{ "across lines", "The packets go through this and then go\ntrough the hole.",
	  "lang.typo", NOTE, NULL },
	{ "a sentence behind a comma",
	  "The actor is part of the group in question, We highly recommend you to check.",
	  "lang.typo", NOTE, NULL },
	{ "twin: of whom",
	  "We met ten people, one of whom is here for the talk with you.", "lang.typo",
	  SILENT, NULL },
	{ "twin: a salutation",
	  "Dear Ann,\nThank you for the report. Hi all, We is a group.", "lang.typo",
	  SILENT, NULL },
	{ "twin: a name", "Write to recieve@a.example or see the page at acount.example.",
	  "lang.typo", SILENT, NULL },
	{ "twice", "Please click the the link in this mail to keep your account.",
	  "lang.redundant", NOTE, NULL },
	{ "twin: that that",
	  "We know that that is the point of this for you and the team.",
	  "lang.redundant", SILENT, NULL },
	{ "kindly",
	  "Your mailbox is full. Kindly click the link to keep it with the team.",
	  "lang.translated", NOTE, "Kindly click → please click" },
	{ "twin: kind", "She is a kindly old lady of the house, and you will like her.",
	  "lang.translated", SILENT, NULL },
	{ "an address for a name",
	  "Dear ann@a.example, your mailbox will be closed by us.", "lang.translated",
	  NOTE, NULL },
	{ "twin: a name for a name", "Dear Ann, write to ann@a.example for the minutes.",
	  "lang.translated", SILENT, NULL },
	{ "jargon",
	  "We saw exfiltration of your virtualized clusters in a chain attack. We tried "
	  "to "
	  "blackhole the transit nodes of this advanced persistent threat.",
	  "lang.jargon", NOTE, NULL },
	{ "twin: a few terms",
	  "The botnet is gone from the network of the company, and we have a backdoor "
	  "less.",
	  "lang.jargon", SILENT, NULL },
	{ "twin: not English",
	  "Le botnet et la backdoor: payload, rootkit, shellcode, siem.", "lang.jargon",
	  SILENT, NULL },
	/* What is quoted is somebody else's. */
	{ "twin: an answer",
	  "ご連絡ありがとうございます。\n\n> 深くお诧び申し上げます。\n",
	  "lang.zh-codepoint", SILENT, NULL },
};

static bool is_among(const struct finding *finding, const char *pair)
{
	const struct value *value = finding_value(finding, "pairs");

	for (uint32_t i = 0; value && i < value->count; i++)
		if (str_eq(value->items[i], str_c(pair)))
			return true;
	return false;
}

TEST(slips_are_told_and_their_twins_are_not)
{
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct inspection *in = mail_of(cases[i].text);
		const struct finding *finding;

		test_case(cases[i].name);
		finding = test_finding_at(in, cases[i].id, cases[i].want != SILENT,
					  __FILE__, __LINE__);
		if (!finding)
			continue;
		test_int(finding->severity,
			 cases[i].want == NOTE ? SEVERITY_NOTE : SEVERITY_CAUTION);
		test_true(finding->evidence_count > 0);
		if (cases[i].pair)
			test_true(is_among(finding, cases[i].pair));
	}
}

/* Words twice, and what only looks so, wherever they stand. */
TEST(words_twice_are_seen_at_every_place)
{
	static const struct {
		const char *words;
		bool twice;
	} doubled[] = {
		{ "the the", true },	{ "please please", true },
		{ "a a", true },	{ "breathe the", false },
		{ "the theme", false }, { "the the's", false },
		{ "don't the", false }, { "the, the", false },
		{ "the\nthe", false },	{ "o'the the", false },
	};

	for (size_t i = 0; i < COUNT(doubled); i++)
		for (int n = 0; n < 40; n++) {
			char text[200];

			test_case(doubled[i].words);
			snprintf(text, sizeof text,
				 "%.*s %s of you and your team will go to this room", n,
				 "we will, as it is, be in for it with them",
				 doubled[i].words);
			test_finding_at(mail_of(text), "lang.redundant", doubled[i].twice,
					__FILE__, __LINE__);
		}
}

TEST(a_slip_leads_to_its_bytes)
{
	struct inspection *in = mail_of("ご案内です。深くお诧び申し上げます。");
	const struct finding *finding = test_fires(in, "lang.zh-codepoint");
	const struct evidence *evidence = &finding->evidence[0];

	test_str_n(str_sub(in->message->raw, evidence->offset,
			   evidence->offset + evidence->length),
		   STR("诧"));
}

/* Whole texts as honest people write them: nothing is more than a note. */
static const char *const genuine[] = {
	"〇〇銀行からのお知らせです。\n\n平素は〇〇銀行をご利用いただき、誠にありがとうご"
	"ざい"
	"ます。\n2024年1月分のご利用明細が確定しました。お引き落とし日は1月26日（金）です"
	"。\n"
	"ＥＴＣカード、ＪＣＢカードをご利用のお客様は、前営業日までに口座残高をご確認くだ"
	"さい"
	"。\n\n※本メールは送信専用です。ご返信いただいてもお答えできません。\n",
	"山田様\n\nお世話になっております。株式会社例の鈴木です。\n先日ご依頼いただきまし"
	"た"
	"お見積書を添付にてお送りいたします。\n納期は月末納品を予定しております。ご不明な"
	"点が"
	"ございましたら、お気軽にご連絡ください。\n\n何卒よろしくお願い申し上げます。\n",
	"サーバー管理者各位\n\n定期メンテナンスのお知らせ\n下記の日程でストレージの機器更"
	"改を"
	"実施します。作業中はログインできません。\nユーザ一覧の更新と、エラー時停止の設定"
	"も"
	"あわせて行います。\n張さん（上海）と李娜さんが立ち会います。\n",
	"久しぶり！元気にしてる？\nこっちは相変わらず忙しいです。先週は北京に出張でした。"
	"\n"
	"陈さんにも会ったよ。来月そっちに行く予定。また連絡する。\n",
	"【重要】パスワードの変更について\n\nお客様のアカウントのパスワードが変更されまし"
	"た。\n"
	"お心当たりのない場合は、公式アプリからお問い合わせください。\nお客様にはご不便と"
	"ご迷惑をおかけいたしますが、ご理解とご協力をお願いいたします。\n",
	"メールマガジン第12号\n\n今週のおすすめは、春の新作ガーデニング用品です。\n"
	"ますます暖かくなる季節、ベランダに花はいかがでしょうか。\n"
	"ポイント5倍キャンペーンは3月31日まで。詳しくはウェブサイトへ。\n",
	"論文査読のお願い\n\n拝啓，時下ますますご清栄のこととお慶び申し上げます．\n"
	"標記の件につきまして，査読をお願いしたく存じます．ご検討ください．\n",
};

TEST(genuine_texts_have_notes_at_most)
{
	for (size_t i = 0; i < COUNT(genuine); i++) {
		struct inspection *in = mail_of(genuine[i]);

		test_case(genuine[i]);
		for (uint32_t k = 0; k < in->finding_count; k++) {
			const struct finding *finding = in->findings[k];

			if (str_starts(str_c(finding->check->id), STR("lang.zh")) ||
			    str_starts(str_c(finding->check->id), STR("lang.look")) ||
			    str_starts(str_c(finding->check->id), STR("lang.reg")) ||
			    str_starts(str_c(finding->check->id), STR("lang.miss")) ||
			    str_starts(str_c(finding->check->id), STR("lang.trans"))) {
				fprintf(stderr, "%s\n", finding->check->id);
				test_true(finding->severity == SEVERITY_NOTE);
			}
		}
	}
}
