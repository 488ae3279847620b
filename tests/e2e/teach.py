"""mekiki help: commands, and how to get the source of a mail out of each program."""

QUICK = True

PROGRAMS = {"thunderbird": "メッセージのソース", "outlook": "Outlook メッセージ形式 - Unicode", "outlook-new": "メッセージのソースを表示",
            "gmail": "メッセージのソースを表示", "apple": "Rawソース", "yahoo-japan": "詳細ヘッダー", "roundcube": "ソースを表示",
            "iphone": "Web メール", "android": "mail.google.com", "other": "添付ファイルとして転送"}


def run(t):
    t.equal("help: as --help", t.mekiki("help", "--lang", "en").text, t.mekiki("--help").text)
    t.equal("help COMMAND: as --help", t.mekiki("help", "inspect").text, t.mekiki("inspect", "--help").text)
    done = t.mekiki("help", "papyrus")
    t.check("help for what is not there", done.status == 2 and done.errors.startswith("mekiki: papyrus"), done.errors)

    for lang in ("en", "ja"):
        everything = t.mekiki("help", "--lang", lang, "source").text
        for name, words in PROGRAMS.items():
            one = t.mekiki("help", "--lang", lang, "source", name)
            t.equal(f"{name}, {lang}: status", one.status, 0)
            t.check(f"{name}, {lang}: is among all", one.text.split("\n\n")[1] in everything, one.text)
            t.check(f"{name}, {lang}: no other program", one.text.count("(gmail)") == (name == "gmail"), one.text)
            if lang == "ja":
                t.check(f"{name}: the words of its menus", words in one.text, one.text)
    done = t.mekiki("help", "source", "pine")
    t.check("a program that is not known", done.status == 2 and "thunderbird" in done.errors, done.errors)
